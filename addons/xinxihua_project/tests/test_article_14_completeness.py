# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle14(ProjectCase):
    """第十四条: what an application must hold; all gaps are told at once."""

    def test_each_gap_is_named(self):
        for field in ("objective", "content", "basis", "system_category_id"):
            project = self.make_project(**{field: False})
            label = project._fields[field]._description_string(project.env)
            with self.assertRaisesRegex(UserError, f"{label}.*第十四条"):
                project.action_submit()
            self.assertEqual(project.state, "draft")

    def test_all_gaps_are_named_together(self):
        project = self.make_project(
            objective=False, confirmed_not_secret=False, argument_date=False, funding_ids=[]
        )
        with self.assertRaises(UserError) as caught:
            project.action_submit()
        message = str(caught.exception)
        for article in ("第二条", "第十四条", "第十六条", "第三十五条"):
            self.assertIn(article, message)

    def test_the_form_says_what_is_missing_before_anybody_clicks(self):
        project = self.make_project(objective=False)
        self.assertNotIn("submit", project.available_steps or [])
        self.assertIn("第十四条", project.step_hints)
        project.objective = "共享"
        project.invalidate_recordset(["available_steps", "step_hints"])
        self.assertIn("submit", project.available_steps)
        self.assertFalse(project.step_hints)

    def test_no_plan_no_approval_procedure(self):
        project = self.make_project(material=False)
        with self.assertRaisesRegex(UserError, self.plan_material.name):
            project.action_submit()
        self.upload(project)
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_a_budget_is_needed(self):
        project = self.make_project(0, funding_ids=[])
        with self.assertRaisesRegex(UserError, "第十四条"):
            project.action_submit()

    def test_a_service_needs_its_procurement_budget(self):
        project = self.make_project(300000, exec_class="service")
        project.procurement_amount = 0
        with self.assertRaisesRegex(UserError, "采购预算"):
            project.action_submit()

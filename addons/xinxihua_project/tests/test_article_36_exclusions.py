# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle36(ProjectCase):
    """第三十六条: what the regulation does not apply to."""

    def test_an_excluded_project_takes_no_step(self):
        for item in self.env["xinxihua.catalogue.item"].search([("kind", "=", "exclusion")]):
            project = self.make_project(applicability="excluded", exclusion_id=item.id)
            self.assertEqual(project.route, "not_applicable")
            self.assertIn("第三十六条", project.route_explanation)
            with self.assertRaises(UserError):
                project.action_submit()

    def test_an_open_question_waits_for_a_person(self):
        project = self.make_project(applicability="to_answer")
        self.assertEqual(project.route, "pending")
        with self.assertRaisesRegex(UserError, "第三十六条"):
            project.action_submit()
        project.applicability = "in_scope"
        project.action_submit()
        self.assertEqual(project.state, "first_check")

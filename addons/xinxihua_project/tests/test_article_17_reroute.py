# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle17Reroute(ProjectCase):
    """第十七条: what is no case for a filing follows the way of the approval."""

    def filed(self, user=None, **vals):
        project = self.make_project(300000, user=user, **vals)
        project.action_submit()
        return project, project.sudo().filing_ids.sudo(False)

    def test_a_complete_one_goes_on_at_once(self):
        project, filing = self.filed()
        project.with_user(self.bureau_officer).action_reroute("与他项目合并已达限额")
        self.assertEqual((project.state, project.route), ("first_check", "approval"))
        self.assertEqual(filing.state, "withdrawn")
        self.assertIn("与他项目合并已达限额", project.route_explanation)
        self.assertTrue(project.with_user(self.bureau_officer)._current_first_check())

    def test_an_incomplete_one_is_asked_of_the_unit(self):
        project, filing = self.filed(material=False)
        project.with_user(self.bureau_officer).action_reroute("应当审批")
        self.assertEqual((project.state, project.route), ("returned", "approval"))
        self.assertEqual(filing.state, "withdrawn")
        with self.assertRaisesRegex(UserError, self.plan_material.name):
            project.action_submit()
        self.upload(project)
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_in_a_county_the_county_forwards_it(self):
        project, _filing = self.filed(self.county_unit_officer)
        project.with_user(self.county_officer).action_reroute("应当审批")
        self.assertEqual(project.state, "county_review")
        project.with_user(self.county_officer).action_forward()
        self.assertEqual(project.state, "first_check")
        self.assertEqual(project.handling_unit_id, self.bureau)

    def test_it_needs_the_reason_and_the_bureau(self):
        project, filing = self.filed()
        with self.assertRaisesRegex(UserError, "意见"):
            project.with_user(self.bureau_officer).action_reroute()
        for user in (self.unit_officer, self.finance_officer, self.leader):
            with self.assertRaises(UserError):
                project.with_user(user).action_reroute("应当审批")
        self.assertEqual((project.state, filing.state), ("filing", "submitted"))

    def test_accepted_it_is_too_late(self):
        project, filing = self.filed()
        filing.with_user(self.bureau_officer).action_accept()
        with self.assertRaises(UserError):
            project.with_user(self.bureau_officer).action_reroute("应当审批")
        self.assertEqual(project.state, "filed")

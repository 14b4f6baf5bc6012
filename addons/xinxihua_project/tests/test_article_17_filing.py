# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle17(ProjectCase):
    """第十七条: small projects are filed at their own level; no approval, no refusal."""

    def filed(self, user=None, amount=100000.0, **vals):
        project = self.make_project(amount, user=user, material=False, **vals)
        project.action_submit()
        return project, project.sudo().filing_ids.sudo(False)

    def test_a_county_unit_files_with_its_county(self):
        project, filing = self.filed(self.county_unit_officer)
        self.assertEqual(project.state, "filing")
        self.assertEqual(filing.sudo().addressee_id, self.county_bureau)
        filing.with_user(self.county_officer).action_accept()
        self.assertRecordValues(filing, [{"state": "accepted"}])
        self.assertRegex(filing.number, r"〔\d{4}〕\d+号$")
        self.assertEqual(project.filing_number, filing.number)
        self.assertEqual(project.state, "filed")
        self.assertTrue(project.sudo().project_project_id)

    def test_the_prefecture_cannot_accept_a_countys_filing(self):
        _project, filing = self.filed(self.county_unit_officer)
        with self.assertRaisesRegex(UserError, self.county_bureau.name[:3]):
            filing.with_user(self.bureau_officer).action_accept()

    def test_the_unit_cannot_accept_its_own_filing(self):
        project, filing = self.filed()
        with self.assertRaises(UserError):
            filing.with_user(self.unit_officer).action_accept()
        self.assertEqual(project.state, "filing")

    def test_a_filing_is_never_refused_only_supplemented(self):
        project, filing = self.filed()
        with self.assertRaises(UserError):
            project.with_user(self.bureau_approver).action_refuse("不同意")
        with self.assertRaisesRegex(UserError, "意见"):
            filing.with_user(self.bureau_officer).action_return()
        filing.with_user(self.bureau_officer).action_return("补充内部审核意见")
        self.assertEqual(project.state, "returned")
        project.action_submit()
        self.assertEqual(project.state, "filing")
        self.assertEqual(project.sudo().filing_ids, filing.sudo(), "one filing, supplemented")
        self.assertEqual(filing.state, "submitted")

    def test_grown_over_the_threshold_it_needs_the_approval(self):
        project, filing = self.filed()
        filing.with_user(self.bureau_officer).action_return("预算不实")
        project.write({"budget_amount": 600000, "procurement_amount": 600000})
        project.funding_ids.amount = 600000
        project.cost_line_ids.unit_price = 600000
        self.upload(project)
        project.action_submit()
        self.assertEqual(project.state, "first_check")
        self.assertEqual(filing.state, "withdrawn")

    def test_a_withdrawn_filing_cannot_be_accepted(self):
        project, filing = self.filed()
        project.action_withdraw()
        self.assertEqual(project.state, "draft")
        with self.assertRaises(UserError):
            filing.with_user(self.bureau_officer).action_accept()

    def test_the_internal_review_is_needed_here_too(self):
        project = self.make_project(100000, argument_conclusion=False, material=False)
        with self.assertRaisesRegex(UserError, "第十七条"):
            project.action_submit()

    def test_in_the_catalogue_below_the_threshold(self):
        project = self.make_project(100000, in_catalogue=True, material=False)
        self.assertEqual(project.route, "filing")
        self.assertIn("集中采购", project.route_explanation)

    def test_one_register_lists_all_filings(self):
        _first, a = self.filed()
        _second, b = self.filed(self.county_unit_officer)
        Register = self.env["xinxihua.filing"]
        wanted = [("id", "in", (a | b).ids)]
        self.assertEqual(Register.with_user(self.bureau_officer).search_count(wanted), 2)
        self.assertEqual(Register.with_user(self.county_officer).search(wanted), b)
        self.assertFalse(Register.with_user(self.other_officer).search(wanted))

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A change moves money within the approved total; its scale decides the way (art. 24)."""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .contract_case import ContractCase


@freeze_time("2026-01-10")
@tagged("post_install", "-at_install")
class TestArticle24(ContractCase):
    def setUp(self):
        super().setUp()
        self.project = self.approved(1000000)
        self.line = self.project.sudo().cost_line_ids[0]

    def test_exactly_a_tenth_is_filed(self):
        change = self.make_change(self.project, 100000)
        change.action_submit()
        self.assertEqual(change.state, "filing")
        self.assertEqual(change.sudo().filing_ids.addressee_id, self.bureau)
        self.assertEqual(self.line.current_amount, self.line.amount)
        self.accept(change)
        self.assertEqual(change.state, "filed")
        self.assertEqual(self.line.current_amount, self.line.amount - 100000)
        self.assertEqual(str(change.date_effective), "2026-01-10")

    def test_a_cent_above_a_tenth_is_approved(self):
        change = self.make_change(self.project, 100000.01)
        change.action_submit()
        self.assertEqual(change.state, "review")
        self.assertFalse(change.sudo().filing_ids)
        change.with_user(self.bureau_approver).action_approve()
        self.assertEqual(change.state, "approved")
        self.assertIn("变更〔2026〕1号", change.decision_number)

    def test_changes_are_counted_together(self):
        self.effective_change(self.project, 60000)
        second = self.make_change(self.project, 41000)
        second.action_submit()
        self.assertEqual(second.state, "review")
        self.assertAlmostEqual(second.scale, 0.101)

    def test_the_rest_up_to_a_tenth_is_filed(self):
        self.effective_change(self.project, 60000)
        second = self.make_change(self.project, 40000)
        second.action_submit()
        self.assertEqual(second.state, "filing")

    def test_single_counting_is_a_matter_of_the_rules(self):
        self.env.ref("xinxihua_project.parameter_value_change_scale_counting").value = "single"
        self.effective_change(self.project, 60000)
        second = self.make_change(self.project, 41000)
        second.action_submit()
        self.assertEqual(second.state, "filing")

    def test_the_county_decides_on_what_the_prefecture_approved(self):
        project = self.make_project(user=self.county_unit_officer)
        change = self.env["xinxihua.change"].create({"name": "x", "project_id": project.id})
        self.assertEqual(change._filing_addressee("change"), self.county_bureau)

    def test_contract_rule_is_shown_beside(self):
        plan = self.filed_plan(self.project)
        with freeze_time("2026-01-20"):
            contract = self.make_contract(self.project, self.award(plan, 700000))
            contract.action_submit()
        change = self.make_change(
            self.project, 70000, contract_id=contract.id, supplement_amount=70000
        )
        self.assertFalse(change.supplement_warning)
        change.supplement_amount = 70000.01
        self.assertIn("政府采购法", change.supplement_warning)
        change.action_submit()
        self.assertEqual(change.state, "filing")

    def test_refused_and_returned_changes_do_not_count(self):
        change = self.make_change(self.project, 600000)
        change.action_submit()
        change.with_user(self.bureau_approver).action_refuse("理由不充分")
        again = self.make_change(self.project, 100000)
        again.action_submit()
        self.assertEqual(again.state, "filing")
        filing = again.sudo().filing_ids.with_user(self.bureau_officer)
        filing.action_return("请补充论证")
        self.assertEqual(again.state, "returned")
        again.line_ids[0].amount = 100000.01
        again.line_ids[1].amount = 100000
        again.action_submit()
        self.assertEqual(again.state, "review")

    # -- refusals -------------------------------------------------------------------------

    def test_an_increase_of_the_total_is_a_new_application(self):
        change = self.make_change(self.project, 50000, 50000.01)
        with self.assertRaisesRegex(UserError, "0.01.*第二十四条.*第十六条"):
            change.action_submit()
        change.line_ids[1].amount = 50000
        change.action_submit()

    def test_no_more_is_cut_than_a_line_has(self):
        self.effective_change(self.project, 600000)
        change = self.make_change(self.project, 400000.01)
        with self.assertRaisesRegex(UserError, "400,000.01.*400,000.00"):
            change.action_submit()

    def test_one_change_at_a_time(self):
        self.make_change(self.project, 60000).action_submit()
        second = self.make_change(self.project, 41000)
        with self.assertRaisesRegex(UserError, "第二十四条"):
            second.action_submit()

    def test_everything_missing_is_named_at_once(self):
        change = (
            self.env["xinxihua.change"]
            .with_user(self.unit_officer)
            .create({"name": "空变更", "project_id": self.project.id})
        )
        with self.assertRaises(UserError) as refusal:
            change.action_submit()
        for words in ("变更原因", "变更事实", "第二十四条", "需求变更论证材料"):
            self.assertIn(words, str(refusal.exception))

    def test_nothing_to_change_before_the_approval(self):
        project = self.to_approve(name="未批复")
        change = self.make_change(project, 1000)
        with self.assertRaisesRegex(UserError, "批复"):
            change.action_submit()

    def test_a_line_of_another_project(self):
        other = self.approved(name="另一平台")
        change = self.make_change(self.project, 1000)
        change.line_ids[0].cost_line_id = other.sudo().cost_line_ids[0]
        with self.assertRaisesRegex(UserError, "另一"):
            change.action_submit()

    def test_who_decides(self):
        change = self.make_change(self.project, 200000)
        change.action_submit()
        for user in (
            self.unit_officer,
            self.county_officer,
            self.bureau_officer,
            self.finance_officer,
            self.auditor,
        ):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                change.with_user(user).action_approve()
        self.assertEqual(change.state, "review")

    def test_the_server_decides_scale_and_state(self):
        change = self.make_change(self.project, 200000)
        for values in (
            {"state": "approved"},
            {"previous_amount": 0},
            {"base_amount": 9e9},
            {"bureau_id": self.county_bureau.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                change.write(values)
        change.action_submit()
        with self.assertRaises(AccessError):
            change.write({"line_ids": [Command.clear()]})
        with self.assertRaises(AccessError):
            change.line_ids[0].write({"amount": 1})

    def test_others_do_not_write(self):
        change = self.make_change(self.project, 200000)
        for user in (self.other_officer, self.bureau_officer, self.leader, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                change.with_user(user).write({"name": "x"})

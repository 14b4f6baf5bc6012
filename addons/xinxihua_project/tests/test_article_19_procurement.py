# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The procurement plan is filed with the prefecture before tender and contract (art. 19)."""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .contract_case import ContractCase


@freeze_time("2026-01-10")
@tagged("post_install", "-at_install")
class TestArticle19(ContractCase):
    def test_filed_with_the_prefecture_and_concluded(self):
        project = self.approved(800000)
        plan = self.make_plan(project)
        plan.action_submit()
        self.assertEqual(plan.state, "filing")
        self.assertEqual(plan.sudo().filing_ids.addressee_id, self.bureau)
        self.accept(plan)
        self.assertEqual(plan.state, "filed")
        self.assertTrue(plan.filing_number)
        with self.assertRaisesRegex(UserError, "第一包"):
            plan.action_conclude()
        self.award(plan, 780000)
        plan.action_conclude()
        self.assertEqual(plan.state, "concluded")

    def test_a_county_unit_files_with_the_prefecture_too(self):
        project = self.make_project(800000, user=self.county_unit_officer)
        project.action_submit()
        plan = self.env["xinxihua.procurement"].create(
            {"name": "县级采购方案", "project_id": project.id}
        )
        self.assertEqual(plan._filing_addressee("procurement_plan"), self.bureau)

    def test_nothing_before_the_approval(self):
        project = self.to_approve()
        plan = self.make_plan(project, 100000)
        with self.assertRaisesRegex(UserError, "批复"):
            plan.action_submit()
        self.assertEqual(plan.state, "draft")

    def test_packages_up_to_the_approved_amount(self):
        project = self.approved(800000)
        plan = self.make_plan(project, 800000.01)
        with self.assertRaisesRegex(UserError, "800,000.01.*0.01"):
            plan.action_submit()
        plan.package_ids.write({"budget_amount": 800000, "ceiling_amount": 800000})
        plan.action_submit()
        other = self.make_plan(project, 0.01)
        with self.assertRaisesRegex(UserError, "800,000.00"):
            other.action_submit()

    def test_ceiling_price_above_the_budget(self):
        plan = self.make_plan(self.approved())
        plan.package_ids.ceiling_amount = 800001
        with self.assertRaisesRegex(UserError, "第一包.*800,001.00"):
            plan.action_submit()

    def test_everything_missing_is_named_at_once(self):
        project = self.approved()
        plan = self.make_plan(project, answered=False, method_id=False, date_tender=False)
        plan.check_ids[0].answer = "no"
        with self.assertRaises(UserError) as refusal:
            plan.action_submit()
        message = str(refusal.exception)
        for words in ("采购方式", "检查", plan.check_ids[1].item_id.name, "项目采购方案"):
            self.assertIn(words, message)

    def test_open_tender_from_the_limit_on(self):
        project = self.approved(2000000)
        plan = self.make_plan(project, 1999999.99, method_id=self.methods["inquiry"].id)
        plan.action_submit()
        project = self.approved(2000000, name="另一平台")
        plan = self.make_plan(project, 2000000, method_id=self.methods["inquiry"].id)
        with self.assertRaisesRegex(UserError, "2,000,000.00"):
            plan.action_submit()
        plan.method_approval = "楚财采〔2026〕1号"
        plan.action_submit()

    def test_weight_of_the_price(self):
        plan = self.make_plan(self.approved(), evaluation="comprehensive", price_weight=0.0999)
        with self.assertRaisesRegex(UserError, "9.99"):
            plan.action_submit()
        plan.price_weight = 0.1
        plan.package_ids.subject = "goods"
        with self.assertRaisesRegex(UserError, "30.00"):
            plan.action_submit()
        plan.price_weight = 0.3
        plan.action_submit()

    def test_late_when_the_tender_was_announced_before(self):
        project = self.approved()
        late = self.make_plan(project, 300000, date_tender="2026-01-10")
        late.action_submit()
        self.assertTrue(late.is_late)
        early = self.make_plan(project, 300000, date_tender="2026-01-11")
        early.action_submit()
        self.assertFalse(early.is_late)

    def test_supplement_and_again(self):
        plan = self.make_plan(self.approved())
        plan.action_submit()
        filing = plan.sudo().filing_ids.with_user(self.bureau_officer)
        filing.action_return("请补充验收方案")
        self.assertEqual(plan.state, "returned")
        plan.action_submit()
        self.accept(plan)
        self.assertEqual(plan.state, "filed")

    # -- refusals -------------------------------------------------------------------------

    def test_award_above_the_ceiling(self):
        plan = self.filed_plan(self.approved())
        with self.assertRaisesRegex(ValidationError, "800,000.01"):
            self.award(plan, 800000.01)

    @mute_logger("odoo.sql_db")
    def test_one_result_a_package(self):
        plan = self.filed_plan(self.approved())
        self.award(plan, 700000)
        with self.assertRaises(IntegrityError):
            self.award(plan, 600000)

    def test_no_result_before_the_filing(self):
        plan = self.make_plan(self.approved())
        with self.assertRaises(AccessError):
            self.award(plan, 700000)

    def test_others_do_not_write(self):
        plan = self.make_plan(self.approved())
        for user in (self.other_officer, self.bureau_officer, self.finance_officer, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                plan.with_user(user).write({"name": "x"})
        with self.assertRaises(AccessError):
            plan.write({"state": "filed"})
        with self.assertRaises(AccessError):
            plan.check_ids[0].write({"item_id": plan.check_ids[1].item_id.id})

    def test_a_submitted_plan_is_closed(self):
        plan = self.make_plan(self.approved())
        plan.action_submit()
        with self.assertRaises(AccessError):
            plan.write({"package_ids": [Command.create({"name": "x", "budget_amount": 1})]})
        with self.assertRaises(AccessError):
            plan.package_ids[0].write({"budget_amount": 1})

    def test_the_prefecture_accepts_and_nobody_else(self):
        plan = self.make_plan(self.approved())
        plan.action_submit()
        filing = plan.sudo().filing_ids
        for user in (self.county_officer, self.unit_officer, self.finance_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                filing.with_user(user).action_accept()

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Contract and tender documents are filed at their own level; ownership is stated (22, 27)."""

from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .contract_case import SUPPLIER, ContractCase


@freeze_time("2026-01-21")
@tagged("post_install", "-at_install")
class TestArticle22(ContractCase):
    def setUp(self):
        super().setUp()
        with freeze_time("2026-01-04"):
            self.project = self.approved(800000)
            self.plan = self.filed_plan(self.project)
            self.result = self.award(self.plan, 700000)

    def test_filed_with_supplier_and_account(self):
        contract = self.make_contract(self.project, self.result)
        contract.action_submit()
        self.accept(contract)
        self.assertEqual(contract.state, "filed")
        partner = contract.sudo().supplier_id
        self.assertRecordValues(
            partner, [{"name": "测试科技有限公司", "vat": SUPPLIER, "is_company": True}]
        )
        self.assertEqual(partner.bank_ids.acc_number, "5305622519961983914")
        self.assertEqual(self.project.sudo().contract_amount, 700000)

    def test_a_known_supplier_is_taken(self):
        partner = self.env["res.partner"].create(
            {"name": "测试科技", "vat": SUPPLIER, "is_company": True}
        )
        contract = self.make_contract(self.project, self.result)
        contract.action_submit()
        self.assertEqual(contract.sudo().supplier_id, partner)

    def test_the_county_files_with_its_own_bureau(self):
        contract = self.env["xinxihua.contract"].create(
            {
                "name": "县级合同",
                "project_id": self.make_project(user=self.county_unit_officer).id,
            }
        )
        self.assertEqual(contract._filing_addressee("contract"), self.county_bureau)

    def test_not_before_the_approval(self):
        contract = self.make_contract(self.project, self.result, date_signed="2026-01-03")
        with self.assertRaisesRegex(UserError, "2026-01-03"):
            contract.action_submit()

    def test_award_and_approval_bound_the_amount(self):
        contract = self.make_contract(self.project, self.result, 700000.01)
        with self.assertRaisesRegex(UserError, "700,000.01.*700,000.00"):
            contract.action_submit()
        contract = self.make_contract(self.project, self.result, number="T-002")
        contract.action_submit()
        second = self.make_contract(self.project, self.result, 100000.01, number="T-003")
        with self.assertRaisesRegex(UserError, "0.01"):
            second.action_submit()

    def test_instalments_add_up(self):
        contract = self.make_contract(self.project, self.result)
        contract.instalment_ids[0].amount -= 0.01
        with self.assertRaisesRegex(UserError, "699,999.99.*0.01"):
            contract.action_submit()

    def test_check_character_of_the_supplier(self):
        contract = self.make_contract(self.project, self.result, supplier_uscc=SUPPLIER[:-1] + "8")
        with self.assertRaisesRegex(UserError, SUPPLIER[:-1] + "8"):
            contract.action_submit()

    def test_each_right_has_owner_and_clauses(self):
        contract = self.make_contract(self.project, self.result)
        self.assertEqual(len(contract.ownership_ids), 6)
        contract.ownership_ids[4].tender_clause = False
        with self.assertRaisesRegex(UserError, contract.ownership_ids[4].item_id.name):
            contract.action_submit()

    def test_files_are_needed(self):
        contract = self.make_contract(self.project, self.result, owned=False)
        with self.assertRaises(UserError) as refusal:
            contract.action_submit()
        self.assertIn("采购文件", str(refusal.exception))
        self.assertIn("采购合同", str(refusal.exception))

    def test_bond(self):
        contract = self.make_contract(self.project, self.result, bond_amount=70000.01)
        with self.assertRaisesRegex(UserError, "70,000.01.*70,000.00"):
            contract.action_submit()
        contract.bond_amount = 70000
        contract.action_submit()

    def test_without_a_result_no_contract(self):
        contract = self.make_contract(self.project, self.result)
        contract.award_id = False
        with self.assertRaisesRegex(UserError, "采购结果"):
            contract.action_submit()

    # -- working days ---------------------------------------------------------------------

    def test_due_across_the_holidays_of_october(self):
        contract = self.make_contract(self.project, self.result, date_signed="2025-09-26")
        # 28 Sep (Sunday, worked), 29, 30, 9, 10, 11 Oct (Saturday, worked), 13
        self.assertEqual(contract.date_due, fields.Date.to_date("2025-10-13"))

    def test_due_in_an_ordinary_week(self):
        contract = self.make_contract(self.project, self.result, date_signed="2026-01-05")
        self.assertEqual(contract.date_due, fields.Date.to_date("2026-01-14"))

    def test_overdue_on_the_day_after(self):
        contract = self.make_contract(self.project, self.result, date_signed="2026-01-05")
        Contract = self.env["xinxihua.contract"]
        with freeze_time("2026-01-14"):
            self.assertFalse(contract.is_overdue)
            self.assertNotIn(contract.id, Contract.search([("is_overdue", "=", True)]).ids)
        contract.invalidate_recordset(["is_overdue"])
        with freeze_time("2026-01-15"):
            self.assertTrue(contract.is_overdue)
            self.assertIn(contract.id, Contract.search([("is_overdue", "=", True)]).ids)

    def test_a_day_of_the_division_goes_before_that_of_all(self):
        self.env["xinxihua.public.day"].create(
            {"date": "2026-01-06", "name": "火把节", "division_id": self.prefecture.id}
        )
        contract = self.make_contract(self.project, self.result, date_signed="2026-01-05")
        self.assertEqual(contract.date_due, fields.Date.to_date("2026-01-15"))

    # -- refusals -------------------------------------------------------------------------

    def test_a_submitted_contract_is_closed(self):
        contract = self.make_contract(self.project, self.result)
        contract.action_submit()
        for record, vals in (
            (contract, {"amount": 1}),
            (contract.instalment_ids[0], {"amount": 1}),
            (contract.ownership_ids[0], {"owner": "supplier"}),
        ):
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                record.write(vals)

    def test_others_neither_write_nor_submit(self):
        contract = self.make_contract(self.project, self.result)
        with self.assertRaises(AccessError):
            contract.with_user(self.other_officer).read(["amount"])
        with self.assertRaises(AccessError):
            contract.with_user(self.other_officer).action_submit()
        with self.assertRaises(UserError):
            contract.with_user(self.auditor).action_submit()
        with self.assertRaises(AccessError):
            contract.with_user(self.bureau_officer).read(["amount"])

    def test_the_server_decides_supplier_and_state(self):
        contract = self.make_contract(self.project, self.result)
        partner = self.env["res.partner"].create({"name": "x"})
        for vals in ({"supplier_id": partner.id}, {"state": "filed"}, {"date_due": "2099-01-01"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                contract.write(vals)

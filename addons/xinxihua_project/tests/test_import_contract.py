# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does the offices' ledger of contracts enter once, with every fault told?"""

import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ProjectCase
from .workbook_case import SIGNATURES, WorkbookMixin

MODEL = "xinxihua.contract.import"
HEADER = [
    "合同编号",
    "合同名称",
    "采购单位",
    "供应商名称",
    "统一社会信用代码",
    "供应商账号",
    "合同金额",
    "签订日期",
    "立项批复日期",
    "第一期",
    "第二期",
    "项目代码",
    "指标文号",
]


@tagged("post_install", "-at_install")
class TestImportContract(WorkbookMixin, ProjectCase):
    def preview(self, *rows, user=None):
        lines = [["政务信息化项目合同台账"], ["单位:元"], HEADER, *rows, *SIGNATURES]
        return self.upload(user or self.bureau_officer, lines, MODEL)

    def row(self, **cells):
        values = {
            "合同编号": "TEST-1",
            "合同名称": "测试合同",
            "采购单位": self.agency.name,
            "供应商名称": "测试科技有限公司",
            "统一社会信用代码": "915301003098238549",
            "供应商账号": "5305622519961983914",
            "合同金额": 1000.01,
            "签订日期": "2025-09-12",
            "立项批复日期": "2025-08-11",
            "第一期": 300,
            "第二期": 700.01,
            "项目代码": "532325000000000001",
            "指标文号": "楚财社〔2025〕45号",
        } | cells
        return [values[name] for name in HEADER]

    def contract(self, number="TEST-1"):
        return self.env["xinxihua.contract"].search([("number", "=", number)])

    def test_the_offices_ledger_is_imported_once(self):
        self.set_aside_units()
        self.upload_fixture(self.rules_admin, "units.xlsx", "xinxihua.unit.import").action_import()
        Contract = self.env["xinxihua.contract"]
        before = Contract.search_count([])
        wizard = self.upload_fixture(self.bureau_officer, "contracts.xlsx", MODEL)
        self.assertEqual((len(wizard.line_ids), wizard.bad_count, wizard.new_count), (80, 0, 80))
        self.assertEqual(Contract.search_count([]), before, "a preview creates nothing")
        wizard.action_import()
        self.assertEqual(Contract.search_count([]), before + 80)
        first = self.contract("CXZX-2025-0001")
        self.assertRecordValues(
            first,
            [
                {
                    "state": "registered",
                    "supplier_uscc": "915301003098238549",
                    "amount": 2273674.94,
                    "instalment_amount": 2273674.94,
                    "date_signed": datetime.date(2025, 9, 12),
                    "date_approved": datetime.date(2025, 8, 11),
                    "treasury_project_code": "532325000000000001",
                    "is_before_approval": False,
                }
            ],
        )
        self.assertEqual(first.instalment_ids.mapped("amount"), [682102.48, 1364204.96, 227367.5])
        self.assertIn("5305622519961983914", first.supplier_id.bank_ids.mapped("acc_number"))
        again = self.upload_fixture(self.bureau_officer, "contracts.xlsx", MODEL)
        self.assertEqual((again.unchanged_count, again.creatable_count), (80, 0))
        with self.assertRaises(UserError):
            again.action_import()

    def test_every_fault_is_told_at_once(self):
        wizard = self.preview(
            self.row(),
            self.row(合同编号="TEST-2", 统一社会信用代码="915301003098238548"),
            self.row(合同编号="TEST-3", 第二期=700),
            self.row(合同编号="TEST-4", 合同金额="一千元"),
            self.row(合同编号="TEST-5", 采购单位="没有的单位"),
            self.row(合同编号="TEST-6", 签订日期="2099-01-01"),
            self.row(合同编号="TEST-1"),
            self.row(合同编号="TEST-7", 供应商名称=""),
        )
        self.assertEqual((wizard.new_count, wizard.bad_count), (1, 7))
        words = [
            "915301003098238548",
            "1,000.00",
            "合同金额",
            "没有的单位",
            "签订日期",
            "4",
            "供应商名称",
        ]
        bad = wizard.line_ids.filtered(lambda line: line.status == "bad")
        for line, word in zip(bad, words, strict=True):
            self.assertIn(word, line.message)
        wizard.action_import()
        self.assertEqual(len(self.contract()), 1)
        self.assertFalse(self.contract("TEST-2"))

    def test_a_changed_row_is_shown_and_written(self):
        self.preview(self.row()).action_import()
        wizard = self.preview(self.row(合同金额=2000.01, 第二期=1700.01))
        self.assertEqual(wizard.changed_count, 1)
        self.assertIn("2000.01", wizard.line_ids.message)
        wizard.action_import()
        self.assertEqual(self.contract().amount, 2000.01)
        self.assertEqual(self.contract().instalment_ids.mapped("amount"), [300, 1700.01])

    def test_signed_before_the_approval_is_marked(self):
        wizard = self.preview(self.row(签订日期="2025-08-10"))
        self.assertIn("2025-08-10", wizard.line_ids.message)
        wizard.action_import()
        self.assertTrue(self.contract().is_before_approval)

    # -- refusals -------------------------------------------------------------------------

    def test_officers_enter_their_own_units_only(self):
        wizard = self.preview(self.row(), user=self.other_officer)
        self.assertEqual((wizard.new_count, wizard.bad_count), (0, 1))
        wizard = self.preview(self.row(), user=self.county_officer)
        self.assertEqual((wizard.new_count, wizard.bad_count), (0, 1))
        wizard = self.preview(self.row(), user=self.unit_officer)
        self.assertEqual(wizard.new_count, 1)

    def test_roles_without_the_import(self):
        for user in (self.auditor, self.finance_officer, self.leader):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.preview(self.row(), user=user)

    def test_a_contract_that_was_entered_stays(self):
        self.preview(self.row()).action_import()
        contract = self.contract().with_user(self.unit_officer)
        for values in ({"amount": 1}, {"state": "filed"}, {"project_id": False}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                contract.write(values)
        with self.assertRaises(UserError):
            contract.unlink()
        with self.assertRaises(UserError):
            contract.action_submit()

    def test_nobody_creates_a_contract_without_a_project(self):
        with self.assertRaises(AccessError):
            self.env["xinxihua.contract"].with_user(self.unit_officer).create(
                {"name": "x", "ledger_unit_id": self.agency.id, "state": "registered"}
            )

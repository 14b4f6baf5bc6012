# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does each list leave as the workbook that offices expect, and only to its readers?"""

import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProjectCase
from .ledger_case import LedgerMixin


@tagged("post_install", "-at_install")
class TestWorkbookExport(LedgerMixin, ProjectCase):
    def test_the_form_of_an_office(self):
        projects = self.submitted() | self.submitted(1234567.89, name="第二平台")
        data = self.export(self.bureau_officer, "project_ledger", projects)
        page = self.sheet(data)
        self.assertEqual(page["A1"].value, "2026年度政务信息化项目总台账")
        self.assertIn("A1:", str(page.merged_cells.ranges))
        heads = [cell.value for cell in page[2] if cell.value]
        self.assertEqual(heads[0], f"编制单位：{self.bureau.name}")
        self.assertRegex(heads[1], r"^日期：\d{4}-\d\d-\d\d$")
        self.assertEqual(heads[-1], "单位：万元")
        self.assertEqual([page["A3"].value, page["B3"].value], ["序号", "申报编号"])
        self.assertEqual(page["K3"].value, "资金来源", "a header over its columns")
        self.assertEqual(page["K4"].value, "中央资金")
        self.assertIn("K3:O3", str(page.merged_cells.ranges))
        self.assertIn("A3:A4", str(page.merged_cells.ranges))
        last = self.rows_of(data)[-1][0]
        self.assertRegex(last, "^制表人：.*审核人：.*负责人：$")
        self.assertEqual(page.freeze_panes, "C5")
        self.assertEqual(page.print_title_rows, "$3:$4")
        self.assertEqual((page.page_setup.orientation, page.page_setup.paperSize), ("landscape", 9))
        self.assertTrue(page.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual(page.page_setup.fitToHeight, 0, "as many pages as it takes")

    def test_ten_thousands_are_exact_and_added_up_by_formulas(self):
        amounts = (1234567.89, 0.1 + 0.2, 99999999.99)
        projects = self.env["xinxihua.project"]
        for index, amount in enumerate(amounts):
            projects |= self.make_project(amount, name=f"平台 {index}", material=False)
        data = self.export(self.unit_officer, "project_ledger", projects)
        self.assertEqual(self.column_of(data, "预算金额"), [123.456789, 0.00003, 9999.999999])
        formulas = self.sheet(data, values=False)
        self.assertEqual(formulas["J8"].value, "=SUM(J5:J7)")
        self.assertEqual(self.sheet(data)["J8"].value, 10123.456818)
        self.assertEqual(self.sheet(data)["A8"].value, "合计")
        self.assertEqual(formulas["J5"].number_format, "#,##0.0000")

    def test_yuan_where_the_form_says_so(self):
        project = self.submitted(1234567.89)
        data = self.export(self.bureau_officer, "project_summary", project)
        self.assertEqual(self.column_of(data, "预算金额"), [1234567.89])
        self.assertIn("单位：元", self.rows_of(data)[1])

    def test_a_text_is_no_formula(self):
        names = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "http://x.example", "{=A1}"]
        projects = self.env["xinxihua.project"]
        for name in names:
            projects |= self.make_project(name=name, material=False)
        page = self.sheet(self.export(self.unit_officer, "project_ledger", projects), values=False)
        cells = [page.cell(row, 3) for row in range(5, 11)]
        self.assertEqual([cell.value for cell in cells], names)
        self.assertEqual({cell.data_type for cell in cells}, {"s"})
        self.assertFalse([cell.hyperlink for cell in cells if cell.hyperlink])
        self.assertEqual([c.quotePrefix for c in cells], [True] * 4 + [False, False])

    def test_no_rows_are_said_to_be_none(self):
        data = self.export(self.bureau_officer, "review_list", year=2099)
        rows = self.rows_of(data)
        self.assertEqual([rows[3][0], rows[4][0]], ["无", "合计"])

    def test_year_and_division_choose_rows(self):
        here = self.submitted()
        county = self.submitted(user=self.county_unit_officer, name="县平台")
        later = self.submitted(fiscal_year=2027, name="明年平台")
        export = self.dialog(self.bureau_officer, "project_ledger", year=2026)
        names = self.column_of(
            self.export(self.bureau_officer, "project_ledger", year=2026), "申报编号"
        )
        self.assertEqual(export.row_count, len(names))
        self.assertLessEqual({here.code, county.code}, set(names))
        self.assertNotIn(later.code, names)
        names = self.column_of(
            self.export(self.bureau_officer, "project_ledger", division_id=self.county.id),
            "申报编号",
        )
        self.assertIn(county.code, names)
        self.assertNotIn(here.code, names)

    def test_the_domain_of_the_screen_counts(self):
        wanted, other = self.submitted(name="要的"), self.submitted(name="不要的")
        wizard = self.env["xinxihua.workbook.export"].with_user(self.bureau_officer)
        action = wizard.open_for("xinxihua.project", domain=[("name", "=", "要的")])
        row = wizard.browse(action["res_id"])
        self.assertEqual(
            row.row_count,
            self.env["xinxihua.project"].search_count(
                [("name", "=", "要的"), ("date_submitted", "!=", False)]
            ),
        )
        self.assertIn(self.layout("project_ledger"), row.layout_ids)
        self.assertNotIn(self.layout("filing"), row.layout_ids)
        data = self.export(
            self.bureau_officer, "project_ledger", record_domain=[["name", "=", "要的"]]
        )
        self.assertIn(wanted.code, self.column_of(data, "申报编号"))
        self.assertNotIn(other.code, self.column_of(data, "申报编号"))

    # -- who may not -----------------------------------------------------------------------

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_rows_of_another_unit_are_refused(self):
        foreign = self.make_project(user=self.county_unit_officer, material=False)
        with self.assertRaises(AccessError):
            self.export(self.unit_officer, "project_ledger", foreign)
        own = self.make_project(material=False)
        with self.assertRaises(AccessError):
            self.export(self.unit_officer, "project_ledger", own | foreign)
        data = self.export(self.unit_officer, "project_ledger")
        self.assertNotIn("测试县医疗保障局", str(self.rows_of(data)))

    def test_a_ledger_of_other_rows_is_refused(self):
        project = self.submitted()
        wizard = self.dialog(self.bureau_officer, "project_ledger", project)
        wizard.layout_id = self.layout("filing")
        with self.assertRaisesRegex(UserError, "备案台账"):
            wizard.action_export()

    def test_a_list_that_a_role_does_not_read_is_not_offered(self):
        wizard = self.env["xinxihua.workbook.export"].with_user(self.security_reviewer).create({})
        self.assertNotIn(self.layout("fund_plan"), wizard.layout_ids)
        wizard.layout_id = self.layout("fund_plan")
        with self.assertRaises(UserError):
            wizard.action_export()

    def test_a_column_that_may_not_be_read_is_named(self):
        layout = self.layout("project_ledger")
        layout.column_ids = [
            Command.create({"header": "权限表", "path": "create_uid.group_ids.model_access.name"})
        ]
        project = self.submitted()
        with self.assertRaisesRegex(UserError, "权限表"):
            self.export(self.bureau_officer, "project_ledger", project)

    def test_another_users_dialog_is_closed(self):
        wizard = self.dialog(self.bureau_officer, "project_ledger", self.submitted())
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            wizard.with_user(self.unit_officer).action_export()

    # -- layouts are data --------------------------------------------------------------------

    def test_the_nearest_and_newest_layout_counts(self):
        base = self.layout("project_ledger")
        local = base.copy({"division_id": self.county.id, "date_from": "2026-01-01"})
        later = base.copy({"date_from": "2027-01-01"})
        Layout = self.env["xinxihua.workbook.layout"]

        def chosen(division, day):
            rows = Layout._in_force(division, datetime.date.fromisoformat(day))
            return rows.filtered(lambda row: row.code == base.code)

        self.assertEqual(chosen(self.county, "2025-12-31"), base)
        self.assertEqual(chosen(self.county, "2026-01-01"), local)
        self.assertEqual(chosen(self.prefecture, "2026-12-31"), base)
        self.assertEqual(chosen(self.prefecture, "2027-01-01"), later)
        self.assertFalse(chosen(self.county, "2025-05-07"))

    def test_the_rules_administrator_keeps_them(self):
        layout = self.layout("project_ledger")
        layout.with_user(self.rules_admin).title = "{division}项目表"
        data = self.export(self.bureau_officer, "project_ledger", self.submitted())
        self.assertEqual(self.sheet(data)["A1"].value, f"{self.prefecture.name}项目表")
        for user in (self.bureau_approver, self.unit_officer, self.auditor):
            with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_model"):
                layout.with_user(user).title = "x"

    def test_what_a_layout_may_not_say(self):
        layout = self.layout("project_ledger")
        column = layout.column_ids[0]
        for vals in (
            {"title": "{no_field}"},
            {"year_path": "unit_id.nothing"},
            {"domain": "[('no_field', '=', 1)]"},
            {"domain": "__import__('os')"},
            {"sort": "no_field"},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                layout.write(vals)
        for vals in (
            {"path": "unit_id.nothing"},
            {"path": "name.length"},
            {"path": "name", "kind": "money"},
            {"path": "name", "total": True},
            {"path": False},
            {"row_domain": "[('source', '=', 'own')]"},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                column.write(vals)

    def test_every_ledger_opens_for_the_auditor(self):
        for layout in self.env["xinxihua.workbook.layout"].search([]):
            wizard = self.env["xinxihua.workbook.export"].with_user(self.auditor)
            row = wizard.create({"res_model": layout.res_model, "layout_id": layout.id})
            row.action_export()
            self.assertRegex(row.filename, r"^\S+_\d{4}-\d\d-\d\d\.xlsx$", layout.code)

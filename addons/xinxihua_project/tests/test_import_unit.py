# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does the list of budget units add and update units, and never delete or double one?"""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProjectCase
from .workbook_case import SIGNATURES, WorkbookMixin, csv_text

HEADER = ["单位代码", "单位名称", "行政区划代码", "统一社会信用代码"]
USCC = "115323000015160008"
OTHER_USCC = "11532300001516001B"


@tagged("post_install", "-at_install")
class TestImportUnit(WorkbookMixin, ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_aside_units()

    def preview(self, *rows, header=None, user=None):
        lines = [["预算单位名录"], ["编制单位:楚雄州"], header or HEADER, *rows, *SIGNATURES]
        return self.upload(user or self.rules_admin, lines, "xinxihua.unit.import")

    def unit(self, code):
        return self.env["xinxihua.unit"].search([("code", "=", code)])

    def test_the_offices_list_is_imported_once(self):
        Unit = self.env["xinxihua.unit"]
        police = self.env.ref("xinxihua_project.unit_police_532300")
        before = Unit.search_count([])
        wizard = self.upload_fixture(self.rules_admin, "units.xlsx", "xinxihua.unit.import")
        self.assertEqual((len(wizard.line_ids), wizard.bad_count), (36, 0))
        self.assertEqual(Unit.search_count([]), before, "a preview creates nothing")
        wizard.action_import()
        self.assertEqual(Unit.search_count([]), before + wizard.new_count)
        unit = self.unit("302001")
        self.assertEqual(unit.division_id, self.env.ref("xinxihua_project.division_532302"))
        self.assertEqual(
            (unit.name, unit.uscc), ("禄丰市人力资源和社会保障局", "11532302002516010C")
        )
        self.assertEqual((police.code, police.kind), ("106001", "police"), "found by its name")
        again = self.upload_fixture(self.rules_admin, "units.xlsx", "xinxihua.unit.import")
        self.assertEqual((again.unchanged_count, again.creatable_count), (36, 0))
        with self.assertRaises(UserError):
            again.action_import()

    def test_a_former_code_of_a_division_still_counts(self):
        wizard = self.preview(["T950", "测试禄丰某局", "532331", ""])
        self.assertEqual(wizard.line_ids.status, "new", wizard.line_ids.message)
        wizard.action_import()
        self.assertEqual(
            self.unit("T950").division_id, self.env.ref("xinxihua_project.division_532302")
        )

    def test_numbers_in_cells_and_the_finance_code_of_a_division(self):
        wizard = self.preview([990001, "测试某局", 532322000, ""])
        wizard.action_import()
        self.assertEqual(self.unit("990001").division_id, self.county)

    def test_a_change_is_shown_before_it_is_made(self):
        wizard = self.preview(["T901", "测试州教育体育局", "532322", USCC])
        line = wizard.line_ids
        self.assertEqual((line.status, line.unit_id), ("changed", self.agency))
        self.assertIn("测试州教育局 → 测试州教育体育局", line.message)
        self.assertIn(f"{self.prefecture.name} → {self.county.name}", line.message)
        self.assertEqual(self.agency.name, "测试州教育局")
        wizard.action_import()
        self.assertEqual(self.agency.name, "测试州教育体育局")
        self.assertEqual((self.agency.division_id, self.agency.uscc), (self.county, USCC))

    def test_a_blank_cell_clears_nothing(self):
        self.agency.uscc = USCC
        wizard = self.preview(["T901", "测试州教育局", "532300", ""])
        self.assertEqual(wizard.line_ids.status, "unchanged")

    def test_units_that_are_not_in_the_list_stay(self):
        self.preview(["T950", "测试新局", "532300", ""]).action_import()
        self.assertTrue(self.agency.exists().active)

    def test_departments_of_the_same_list(self):
        header = [*HEADER, "主管部门代码", "单位类型"]
        wizard = self.preview(
            ["T951", "测试下属中心", "532300", "", "T950", "事业单位"],
            ["T950", "测试新局", "532300", "", "", "审计局"],
            header=header,
        )
        wizard.action_import()
        self.assertEqual(self.unit("T951").parent_id, self.unit("T950"))
        self.assertEqual(self.unit("T951").kind, "agency")

    def test_faults_are_told_and_nothing_is_made_of_them(self):
        self.other_agency.uscc = OTHER_USCC
        for row, says in (
            (["", "测试某局", "532300", ""], "单位代码"),
            (["T960", "", "532300", ""], "单位名称"),
            (["T960", "测试某局", "999999", ""], "999999"),
            (["T960", "测试某局", "", ""], "-"),
            (["T960", "测试某局", "532300", "115323000015160009"], "115323000015160009"),
            (["T960", "测试某局", "532300", OTHER_USCC], "T902"),
        ):
            wizard = self.preview(row)
            self.assertEqual(wizard.line_ids.status, "bad", row)
            self.assertIn(says, wizard.line_ids.message)
            with self.assertRaises(UserError):
                wizard.action_import()
        self.assertFalse(self.unit("T960"))

    def test_all_faults_of_a_row_at_once_and_doubles_name_the_first(self):
        wizard = self.preview(
            ["T960", "测试某局", "532300", USCC],
            ["T960", "", "999999", USCC],
        )
        self.assertEqual(wizard.line_ids.mapped("status"), ["new", "bad"])
        self.assertEqual(len(wizard.line_ids[1].message.splitlines()), 4)
        self.assertIn("4", wizard.line_ids[1].message)
        wizard.action_import()
        self.assertEqual(len(self.unit("T960")), 1)

    def test_an_unknown_department_is_refused(self):
        header = [*HEADER, "主管部门代码"]
        wizard = self.preview(["T951", "测试中心", "532300", "", "T999"], header=header)
        self.assertEqual(wizard.line_ids.status, "bad")
        self.assertIn("T999", wizard.line_ids.message)

    def test_a_list_without_codes_or_with_a_wrong_header_is_refused(self):
        for header in (["单位名称", "行政区划代码"], ["甲", "乙", "丙", "丁"]):
            with self.assertRaises(UserError):
                self.preview(["测试某局", "532300"], header=header)

    def test_a_csv_in_gb18030(self):
        data = csv_text([HEADER, ["T970", "测试某局", "532300", ""]], "gb18030")
        wizard = self.upload(self.rules_admin, data, "xinxihua.unit.import", "名录.csv")
        self.assertEqual(wizard.line_ids.status, "new")

    def test_only_the_rules_administrator_imports_units(self):
        for user in (self.unit_leader, self.bureau_approver, self.finance_officer, self.auditor):
            with self.assertRaises(AccessError):
                self.preview(["T980", "测试某局", "532300", ""], user=user)

    def test_nobody_writes_the_words_of_the_server(self):
        wizard = self.preview(["T980", "", "532300", ""])
        line = wizard.line_ids
        for name, value in (("status", "new"), ("cells", ["T980", "某局"]), ("is_imported", False)):
            with self.assertRaises(AccessError):
                line.write({name: value})
            with self.assertRaises(AccessError):
                wizard.write({"line_ids": [Command.update(line.id, {name: value})]})
        with self.assertRaises(UserError):
            wizard.action_import()

    def test_thirty_rows_cost_no_more_queries_than_ten(self):
        def cost(count, step):
            rows = [[f"{step}{i}", f"测试{step}局{i}", "532300", ""] for i in range(count)]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.preview(*rows)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(10, "A")
        cost(10, "B")
        self.assertEqual(cost(10, "C"), cost(30, "D"))

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Is every row of a summary judged as it should be, and every fault told?"""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase
from .workbook_case import HEADER, WorkbookMixin, application, csv_text, summary, xlsx


@tagged("post_install", "-at_install")
class TestImportRows(WorkbookMixin, ProjectCase):
    def lines(self, rows, user=None, **kwargs):
        """Return {name: line} of a summary that the agency's officer reads."""
        wizard = self.upload(user or self.unit_officer, summary(rows, **kwargs))
        return wizard.line_ids

    def one(self, header=None, above=None, **cells):
        row = application(self.agency.name, **cells)
        return self.lines([row], header=header, above=above)

    def test_amounts_in_ten_thousands(self):
        for header, above in (
            (HEADER | {"budget": "预算金额(万元)"}, [["汇总表"]]),
            (HEADER, [["汇总表"], ["单位:万元"]]),
        ):
            line = self.one(header, above, budget=60, prefecture="60.00")
            self.assertEqual((line.status, line.amount), ("ok", 600000.0), line.message)

    def test_a_csv_of_another_office_program(self):
        row = application(self.agency.name, budget="600,000.00", prefecture="600,000.00")
        data = csv_text(summary([row]), "gb18030")
        line = self.upload(self.unit_officer, data, name="汇总.csv").line_ids
        self.assertEqual((line.status, line.route), ("ok", "approval"), line.message)

    def test_a_header_in_two_lines(self):
        lines = [
            ["2026年度汇总表"],
            ["项目名称", "申报单位", "执行方式", "预算金额", "资金来源", "", "是否涉及公共数据"],
            ["", "", "", "", "省级", "州级", ""],
            ["平台", self.agency.name, "建设", 300000, 100000, 200000, "是"],
        ]
        data = xlsx(lines, ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3"])
        wizard = self.upload(self.unit_officer, data)
        self.assertEqual((wizard.line_ids.status, wizard.line_ids.route), ("ok", "filing"))
        wizard.action_import()
        funding = wizard.line_ids.project_id.funding_ids
        self.assertEqual(
            {line.source: (line.year, line.amount) for line in funding},
            {"province": (2026, 100000.0), "prefecture": (2026, 200000.0)},
        )

    def test_all_faults_of_a_row_are_told_at_once(self):
        line = self.one(
            name="", budget="约50万", exec_subtype="软件服务", public_data="可能", county=-5
        )
        self.assertEqual(line.status, "bad")
        self.assertEqual(
            set(line.fault_codes.split(",")),
            {"missing", "bad_amount", "wrong_subtype", "bad_value"},
        )
        for column in ("项目名称", "预算金额", "项目类型", "是否涉及公共数据", "县(市)级资金"):
            self.assertIn(column, line.message)
        self.assertIn("约50万", line.message)

    def test_faults_one_by_one(self):
        for fault, cells in (
            ("bad_amount", {"budget": "", "prefecture": ""}),
            ("bad_amount", {"budget": 0, "prefecture": 0}),
            ("bad_amount", {"budget": 600000.001, "prefecture": 600000}),
            ("sum_mismatch", {"prefecture": 599999.99}),
            ("sum_mismatch", {"prefecture": ""}),
            ("wrong_subtype", {"exec_subtype": "造价咨询"}),
            ("bad_value", {"exec_class": "采购类"}),
            ("bad_value", {"term_years": "长期"}),
            ("missing", {"unit_name": ""}),
            ("unknown_unit", {"unit_name": "测试州不存在的单位"}),
        ):
            line = self.one(**cells)
            self.assertEqual((line.status, line.fault_codes), ("bad", fault), cells)

    def test_a_row_of_another_unit_is_not_imported(self):
        rows = [application(unit.name) for unit in (self.other_agency, self.subordinate)]
        lines = self.lines(rows)
        self.assertEqual(set(lines.mapped("fault_codes")), {"unknown_unit"})
        own = self.lines(rows, user=self.other_officer)
        self.assertEqual(own.mapped("status"), ["ok", "bad"])

    def test_a_county_bureau_imports_for_its_county_only(self):
        rows = [application(unit.name) for unit in (self.county_agency, self.agency)]
        lines = self.lines(rows, user=self.county_officer)
        self.assertEqual(lines.mapped("status"), ["ok", "bad"])
        lines = self.lines(rows, user=self.other_county_officer)
        self.assertEqual(lines.mapped("status"), ["bad", "bad"])

    def test_a_unit_is_found_by_code_and_a_contradiction_is_told(self):
        header = HEADER | {"unit_code": "单位代码"}
        self.assertEqual(self.one(header, unit_code="T901", unit_name="").status, "ok")
        self.assertEqual(self.one(header, unit_code="T901").status, "ok")
        for cells in ({"unit_code": "T902"}, {"unit_code": "T901", "unit_name": "测试州水务局"}):
            line = self.one(header, **cells)
            self.assertEqual((line.status, line.fault_codes), ("bad", "unknown_unit"), cells)

    def test_a_double_in_the_workbook_names_the_first_row(self):
        rows = [application(self.agency.name, name) for name in ("平台(一期)", "平台（一期） ")]
        lines = self.lines(rows)
        self.assertEqual(lines.mapped("status"), ["ok", "duplicate"])
        self.assertIn("4", lines[1].message)

    def test_the_same_name_with_other_figures_is_told_and_imported(self):
        rows = [
            application(self.agency.name, "平台(一期)"),
            application(self.agency.name, "平台(一期)", basis="另一份依据"),
        ]
        lines = self.lines(rows)
        self.assertEqual(lines.mapped("status"), ["ok", "ok"])
        self.assertIn("第4行", lines[1].message)

    def test_the_same_name_in_another_year_is_another_project(self):
        self.make_project(name="测试平台", material=False)
        self.assertEqual(self.one().status, "duplicate")
        header = HEADER | {"year": "申报年度"}
        self.assertEqual(self.one(header, year="2027年").status, "ok")

    def test_public_data_not_answered_is_a_draft_to_answer(self):
        line = self.one(public_data="")
        self.assertEqual((line.status, line.route), ("to_answer", "pending"))

    def test_a_workbook_without_header_rows_or_content_is_refused(self):
        for data in (
            b" ",
            b"PK\x03\x04",
            xlsx([["甲", "乙"], [1, 2]]),
            xlsx(summary([])),
            xlsx(summary([application(self.agency.name)], {"name": "项目名称"})),
        ):
            with self.assertRaises(UserError):
                self.upload(self.unit_officer, data)
        with self.assertRaises(UserError):
            self.upload(self.unit_officer, b"").action_preview()

    def test_a_header_that_is_missing_is_named_with_those_found(self):
        data = xlsx(summary([application(self.agency.name)], {"name": "项目名称", "own": "甲乙"}))
        with self.assertRaisesRegex(UserError, "申报单位、预算金额.*项目名称、甲乙"):
            self.upload(self.unit_officer, data)

    def test_limits_of_size_and_rows_are_system_parameters(self):
        rows = [application(self.agency.name, f"平台{index}") for index in range(20)]
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("xinxihua_project.import_max_rows", "10")
        with self.assertRaises(UserError):
            self.lines(rows)
        parameters.set_param("xinxihua_project.import_max_rows", "100")
        self.assertEqual(len(self.lines(rows)), 20)
        parameters.set_param("xinxihua_project.import_max_megabytes", "0")
        with self.assertRaises(UserError):
            self.lines(rows)

    def test_ten_rows_and_forty_cost_the_same_number_of_queries(self):
        def cost(count, step):
            rows = [application(self.agency.name, f"{step}{index}") for index in range(count)]
            data = xlsx(summary(rows))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard = self.upload(self.unit_officer, data)
            self.env.flush_all()
            self.assertEqual(len(wizard.line_ids), count)
            return self.env.cr.sql_log_count - before

        cost(10, "热身")
        cost(10, "再热")
        self.assertEqual(cost(10, "少"), cost(40, "多"))

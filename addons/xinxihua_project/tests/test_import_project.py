# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does the summary workbook become the drafts that it should, and nothing more?"""

import json
from collections import Counter

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase
from .workbook_case import FIXTURES, HEADER, WorkbookMixin, application, csv_text, summary, xlsx

# case of the truth → (status of the row, what is wrong with it)
CASES = {
    "plain": ("ok", ""),
    "office_equipment": ("to_answer", ""),
    "no_public_data": ("not_applicable", ""),
    "secret": ("secret", False),
    "unknown_unit": ("bad", "unknown_unit"),
    "bad_amount": ("bad", "bad_amount"),
    "sum_mismatch": ("bad", "sum_mismatch"),
    "wrong_subtype": ("bad", "wrong_subtype"),
}


@tagged("post_install", "-at_install")
class TestImportTruth(WorkbookMixin, ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.upload_fixture(cls.rules_admin, "units.xlsx", "xinxihua.unit.import").action_import()
        cls.truth = json.loads((FIXTURES / "applications_truth.json").read_text())

    def test_every_row_agrees_with_the_truth(self):
        wizard = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        self.assertEqual(len(wizard.line_ids), len(self.truth))
        for line, expected in zip(wizard.line_ids, self.truth, strict=True):
            status, fault = CASES[expected["case"]]
            self.assertEqual(line.sheet_row, expected["no"] + 3)
            self.assertEqual((line.status, line.fault_codes or ""), (status, fault or ""))
            route = line.route if line.status == "ok" else None
            self.assertEqual(route, expected["route"], line.name)
            if line.status == "bad":
                self.assertTrue(line.message)

    def test_good_rows_become_drafts_of_their_units_and_only_on_demand(self):
        Project = self.env["xinxihua.project"]
        before = Project.search_count([])
        wizard = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        self.assertEqual(Project.search_count([]), before, "a preview creates nothing")
        action = wizard.action_import()
        projects = Project.browse(action["domain"][0][2])
        cases = Counter(row["case"] for row in self.truth)
        self.assertEqual(len(projects), cases["plain"] + cases["office_equipment"])
        self.assertEqual(set(projects.mapped("state")), {"draft"})
        self.assertEqual(set(projects.mapped("fiscal_year")), {2026})
        self.assertFalse(any(projects.mapped("confirmed_not_secret")))
        for line in wizard.line_ids.filtered("project_id"):
            project = line.project_id.sudo()
            self.assertEqual(project.name, line.name)
            self.assertEqual(project.unit_id.name, line.unit_name)
            self.assertEqual(project.route, line.route)
            self.assertEqual(project.budget_amount, project.funding_amount)
            if project.exec_class == "service":
                self.assertEqual(project.procurement_amount, project.budget_amount)
        answers = projects.filtered(lambda project: project.applicability == "to_answer")
        self.assertEqual(len(answers), cases["office_equipment"])
        self.assertEqual(set(answers.mapped("route")), {"pending"})

    def test_importing_twice_does_not_double(self):
        self.upload_fixture(self.bureau_officer, "applications.xlsx").action_import()
        again = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        self.assertEqual((again.ok_count, again.to_answer_count), (0, 0))
        self.assertEqual(again.duplicate_count, 21)
        with self.assertRaises(UserError):
            again.action_import()

    def test_a_second_import_previewed_before_the_first_creates_nothing(self):
        first = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        second = self.upload_fixture(self.bureau_approver, "applications.xlsx")
        self.assertEqual(second.ok_count, 18)
        first.action_import()
        before = self.env["xinxihua.project"].search_count([])
        second.action_import()
        self.assertEqual(self.env["xinxihua.project"].search_count([]), before)
        self.assertEqual((second.duplicate_count, second.imported_count), (21, 0))

    def test_the_history_says_where_a_draft_comes_from_and_the_unit_finds_it(self):
        agency = self.env["xinxihua.unit"].search([("code", "=", "113001")])
        officer = self._user("unit_officer", agency, login="t_agriculture")
        wizard = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        wizard.action_import()
        project = wizard.line_ids.filtered(lambda line: line.unit_id == agency).project_id
        log = project.with_user(officer).workflow_log_ids
        self.assertEqual(
            (log.step, log.user_id, log.unit_id), ("import", self.bureau_officer, self.bureau)
        )
        self.assertIn("汇总表.xlsx", log.opinion)
        self.assertIn("10", log.opinion)
        self.assertEqual(project.sudo().activity_ids.user_id, officer)


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

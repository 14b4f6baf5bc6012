# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does what was exported come in again, and do documents leave with their decisions?"""

import base64
from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models.core.workbook_sheet import Sheet, SheetColumn
from ..models.core.workbook_writer import LONG, write_sheet
from .ledger_case import LedgerMixin
from .rounds_case import RoundsCase
from .workbook_case import FIXTURES, WorkbookMixin, saved


@tagged("post_install", "-at_install")
class TestRoundTrip(LedgerMixin, RoundsCase):
    # both have an upload of their own: that of materials stays with the case
    read_back = classmethod(WorkbookMixin.upload.__func__)

    def test_the_summary_of_applications_comes_in_again(self):
        projects = self.submitted(name="平台甲") | self.submitted(
            1234567.89,
            name="服务乙",
            exec_class="service",
            term_years=3,
            funding_ids=[
                Command.create({"source": "county", "year": 2026, "amount": 1000000}),
                Command.create({"source": "own", "year": 2026, "amount": 234567.89}),
            ],
        )
        data = self.export(self.bureau_officer, "project_summary", projects)
        wizard = self.read_back(self.bureau_officer, data)
        lines = wizard.line_ids
        self.assertEqual(lines.mapped("status"), ["duplicate"] * 2, lines.mapped("message"))
        self.assertEqual(sorted(lines.mapped("amount")), [800000, 1234567.89])
        # the same rows of another year are faultless drafts
        moved = data_of_year(self, data, "2031年度")
        wizard = self.read_back(self.bureau_officer, moved)
        self.assertEqual(wizard.line_ids.mapped("status"), ["ok"] * 2)

    def test_the_ledger_of_systems_comes_in_again(self):
        system = self.systems[self.agency]
        system.write(
            {
                "code": "T77",
                "function": "办公",
                "monthly_use": 12000,
                "hosting": "own",
                "sharing_state": "partly",
                "investment": 5586238.66,
            }
        )
        systems = system | self.systems[self.other_agency]
        for code in ("system_cleanup", "system_ledger"):
            data = self.export(self.bureau_officer, code, systems)
            lines = self.read_back(self.bureau_officer, data, "xinxihua.system.import").line_ids
            self.assertEqual(lines.mapped("status"), ["unchanged"] * 2, lines.mapped("message"))

    def test_the_headers_are_those_that_offices_send(self):
        for code, name in (("project_summary", "applications"), ("system_cleanup", "systems")):
            layout = self.layout(code)
            model = {"applications": "project", "systems": "system"}[name]
            data = (FIXTURES / f"{name}.xlsx").read_bytes()
            wizard = self.read_back(self.bureau_officer, data, f"xinxihua.{model}.import")
            headers = [header for header in wizard.layout["headers"] if header != "序号"]
            self.assertEqual(layout.column_ids.mapped("header"), headers)

    def test_an_annual_list_with_its_two_confirmations(self):
        projects = self.reviewed(2)
        row = self.published(*projects)
        action = row.with_user(self.finance_approver).action_export_ledger()
        wizard = self.env["xinxihua.workbook.export"].with_user(self.finance_approver)
        wizard = wizard.browse(action["res_id"])
        wizard.action_export()
        data = base64.b64decode(wizard.with_context(bin_size=False).file)
        rows = self.rows_of(data)
        self.assertEqual(rows[0][0], row.name)
        self.assertEqual(self.column_of(data, "申报编号"), projects.mapped("code"))
        self.assertEqual(self.column_of(data, "拟安排金额"), [80, 80])
        feet = "\n".join(str(line[0]) for line in rows[-4:])
        self.assertRegex(feet, rf"数据局确认：{self.bureau.name[:4]}.*\d{{4}}-\d\d-\d\d \d\d:\d\d")
        self.assertRegex(feet, r"财政局确认：.*\d{4}-\d\d-\d\d \d\d:\d\d")
        self.assertIn("财政局负责人", feet)

    def test_a_fund_plan_by_source(self):
        project = self.approved(800000)
        Plan = self.env["xinxihua.fund.plan"].with_user(self.bureau_officer)
        plan = Plan.create(
            {
                "fiscal_year": 2026,
                "unit_id": self.bureau.id,
                "line_ids": [
                    Command.create(
                        {
                            "project_id": project.id,
                            "source": source,
                            "available_amount": amount,
                            "planned_amount": amount,
                        }
                    )
                    for source, amount in (("own", 1000), ("central", 20000))
                ],
            }
        )
        domain = [["plan_id", "=", plan.id]]
        data = self.export(self.bureau_officer, "fund_plan", record_domain=domain)
        self.assertEqual(self.column_of(data, "资金来源"), ["中央资金", "自有资金"])
        page, formulas = self.sheet(data), self.sheet(data, values=False)
        self.assertEqual(
            [page.cell(row, 1).value for row in range(4, 9)],
            [1, "中央资金 小计", 2, "自有资金 小计", "合计"],
        )
        self.assertEqual([page.cell(row, 10).value for row in range(4, 9)], [2, 2, 0.1, 0.1, 2.1])
        self.assertFalse(page.cell(8, 6).value, "the approval is one, though of two sources")
        self.assertEqual(formulas.cell(8, 10).value, "=SUBTOTAL(9,J4:J7)")

    def test_counts_of_years_are_not_added_up(self):
        data = self.export(self.auditor, "system_count")
        labels = [row[0] for row in self.rows_of(data)]
        self.assertIn("2026 小计", labels)
        self.assertNotIn("合计", labels)

    def test_a_zero_that_says_nothing_is_blank(self):
        project = self.submitted()
        data = self.export(self.bureau_officer, "project_ledger", project)
        self.assertEqual(self.column_of(data, "备案编号"), [None])
        page = self.sheet(data)
        self.assertEqual([page.cell(4, 21).value, page.cell(5, 21).value], ["批复金额", None])

    def test_a_related_row_that_may_not_be_read_says_so(self):
        project = self.submitted()
        layout = self.layout("project_ledger")
        layout.column_ids = [
            Command.clear(),
            Command.create({"header": "系统", "path": "system_effect_ids.system_id.function"}),
        ]
        self.systems[self.agency].function = "办公"
        data = self.export(self.unit_officer, "project_ledger", project)
        self.assertEqual(self.column_of(data, "系统"), ["办公"])
        self.env["ir.rule"].create(
            {
                "name": "closed",
                "model_id": self.env["ir.model"]._get_id("xinxihua.information.system"),
                "domain_force": "[(0, '=', 1)]",
            }
        )
        data = self.export(self.unit_officer, "project_ledger", project)
        self.assertEqual(self.column_of(data, "系统"), ["无权查看"])

    def test_a_long_sheet_is_written_row_by_row(self):
        sheet = Sheet(
            name="长表:[1]/2",
            title="长表",
            columns=[SheetColumn("甲"), SheetColumn("乙", "组", "0.00", total=True)],
            total_label="合计",
            signatures=["审核人"],
            number_label="序号",
        )
        count = LONG + 1
        data = write_sheet(sheet, (("", [f"行{i}", i]) for i in range(count)), count)
        page = self.sheet(data)
        self.assertEqual(page.title, "长表  1  2")
        self.assertEqual([cell.value for cell in page[2]], ["序号", "甲", "组"])
        self.assertEqual(page["C3"].value, "乙")
        self.assertEqual(page["B5"].value, "行1")
        self.assertEqual(page[f"C{count + 4}"].value, sum(range(count)))


def data_of_year(case, data, year):
    """Return a workbook with another year in its title."""
    page = case.sheet(data)
    page["A1"].value = page["A1"].value.replace("2026年度", year)
    return saved(page.parent)


@tagged("post_install", "-at_install")
class TestLedgerQueries(LedgerMixin, RoundsCase):
    def cost(self, records, code):
        """Return the number of queries of an export."""
        self.env.flush_all()
        self.env.invalidate_all()
        wizard = self.dialog(self.bureau_officer, code, records)
        before = self.env.cr.sql_log_count
        wizard.action_export()
        return self.env.cr.sql_log_count - before

    def test_80_rows_cost_as_many_queries_as_8(self):
        projects = self.env["xinxihua.project"]
        for index in range(80):
            user = self.unit_officer if index % 2 else self.county_unit_officer
            projects |= self.make_project(100000, user=user, name=f"平台 {index}", material=False)
        projects.sudo().date_submitted = "2026-03-01"
        for code in ("project_ledger", "project_summary", "supplementary"):
            self.cost(projects, code)
            few, many = self.cost(projects[:8], code), self.cost(projects, code)
            self.assertEqual(few, many, code)


@tagged("post_install", "-at_install")
class TestLedgerJson2(LedgerMixin, RoundsCase, HttpCase):
    def call(self, user, method, **arguments):
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            .sudo()
            ._generate("rpc", "ledger", fields.Datetime.now() + timedelta(days=1))
        )
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            response = self.url_open(
                f"/json/2/xinxihua.workbook.export/{method}",
                json={"context": {"lang": "zh_CN"}, **arguments},
                headers={"Authorization": f"bearer {key}"},
            )
        self.env.invalidate_all()
        return response

    def test_the_ids_of_another_unit(self):
        foreign = self.make_project(user=self.county_unit_officer, material=False)
        answer = self.call(
            self.unit_officer, "open_for", res_model="xinxihua.project", record_ids=foreign.ids
        )
        self.assertEqual(answer.status_code, 200, answer.text)
        wizard = answer.json()["res_id"]
        answer = self.call(self.unit_officer, "action_export", ids=[wizard])
        self.assertEqual(answer.status_code, 403, answer.text)
        row = self.env["xinxihua.workbook.export"].browse(wizard)
        self.assertFalse(row.file)
        answer = self.call(self.other_officer, "read", ids=[wizard], fields=["file"])
        self.assertEqual(answer.status_code, 403, answer.text)

    def test_the_file_is_the_servers(self):
        answer = self.call(self.unit_officer, "create", vals_list=[{"file": "QQ=="}])
        self.assertGreaterEqual(answer.status_code, 400)

    def test_the_download(self):
        project = self.make_project(material=False)
        wizard = self.dialog(self.unit_officer, "project_ledger", project)
        url = wizard.action_export()["url"]
        self.authenticate(self.unit_officer.login, self.unit_officer.login)
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("xlsx", answer.headers["Content-Disposition"])
        self.assertIn("测试协同平台", str(self.rows_of(answer.content)))
        self.authenticate(self.other_officer.login, self.other_officer.login)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            self.assertNotEqual(self.url_open(url).status_code, 200)

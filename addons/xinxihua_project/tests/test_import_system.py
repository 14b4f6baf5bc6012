# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Does the offices' ledger of systems enter once, with every fault told?"""

import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..wizard.system_import_words import parse_answer, parse_count, parse_day
from .common import ProjectCase
from .workbook_case import SIGNATURES, WorkbookMixin, csv_text

MODEL = "xinxihua.system.import"
HEADER = [
    "系统编号",
    "系统名称",
    "使用单位",
    "主要功能",
    "上线时间",
    "月均使用次数",
    "部署位置",
    "是否共享数据",
    "累计投资",
]


@tagged("post_install", "-at_install")
class TestImportSystem(WorkbookMixin, ProjectCase):
    def lines(self, *rows, header=None, user=None, unit_line="单位:元"):
        return [["政务信息系统清查台账"], [unit_line], header or HEADER, *rows, *SIGNATURES]

    def preview(self, *rows, user=None, **kwargs):
        return self.upload(user or self.bureau_officer, self.lines(*rows, **kwargs), MODEL)

    def row(self, **cells):
        values = {
            "系统编号": "T0001",
            "系统名称": "测试门户",
            "使用单位": self.agency.name,
            "主要功能": "公众服务",
            "上线时间": "2020-05-01",
            "月均使用次数": 800,
            "部署位置": "政务云",
            "是否共享数据": "是",
            "累计投资": 1234567.89,
        } | cells
        return [values[name] for name in HEADER]

    def system(self, code="T0001"):
        return self.env["xinxihua.information.system"].search([("code", "=", code)])

    def test_the_offices_ledger_is_imported_once(self):
        self.set_aside_units()
        self.upload_fixture(self.rules_admin, "units.xlsx", "xinxihua.unit.import").action_import()
        System = self.env["xinxihua.information.system"]
        before = System.search_count([])
        wizard = self.upload_fixture(self.bureau_officer, "systems.xlsx", MODEL)
        self.assertEqual((len(wizard.line_ids), wizard.bad_count, wizard.new_count), (80, 0, 80))
        self.assertEqual(System.search_count([]), before, "a preview creates nothing")
        wizard.action_import()
        self.assertEqual(System.search_count([]), before + 80)
        self.assertRecordValues(
            self.system("SYS0001"),
            [
                {
                    "name": "公安局档案数字化系统",
                    "function": "内部办公",
                    "date_online": datetime.date(2012, 3, 1),
                    "monthly_use": 800,
                    "hosting": "own",
                    "sharing_state": "none",
                    "investment": 5586238.66,
                    "state": "active",
                }
            ],
        )
        twins = self.system("SYS0024") | self.system("SYS0056")
        self.assertEqual(len(twins.mapped("code")), 2, "two systems of one name")
        again = self.upload_fixture(self.bureau_officer, "systems.xlsx", MODEL)
        self.assertEqual((again.unchanged_count, again.creatable_count), (80, 0))
        with self.assertRaises(UserError):
            again.action_import()

    def test_a_change_is_shown_before_it_is_made(self):
        self.preview(self.row()).action_import()
        wizard = self.preview(self.row(月均使用次数=3, 部署位置="自有机房", 主要功能=""))
        self.assertEqual(wizard.line_ids.status, "changed")
        self.assertIn("800 → 3", wizard.line_ids.message)
        self.assertEqual(self.system().monthly_use, 800)
        wizard.action_import()
        self.assertRecordValues(
            self.system(), [{"monthly_use": 3, "hosting": "own", "function": "公众服务"}]
        )

    def test_money_in_ten_thousands_and_a_csv(self):
        lines = self.lines(self.row(累计投资="12.5"), unit_line="单位:万元")
        self.upload(self.bureau_officer, csv_text(lines, "gb18030"), MODEL).action_import()
        self.assertEqual(self.system().investment, 125000.0)

    def test_faults_are_told_and_nothing_is_made_of_them(self):
        for cells, says in (
            ({"使用单位": "没有这个局"}, "没有这个局"),
            ({"使用单位": ""}, "-"),
            ({"系统名称": ""}, "系统名称"),
            ({"上线时间": ""}, "上线时间"),
            ({"上线时间": "去年"}, "上线时间"),
            ({"上线时间": "2999-01-01"}, "上线时间"),
            ({"月均使用次数": "经常"}, "月均使用次数"),
            ({"部署位置": "某处"}, "部署位置"),
            ({"是否共享数据": "可能"}, "是否共享数据"),
            ({"累计投资": "约50万"}, "累计投资"),
            ({"累计投资": -5}, "累计投资"),
        ):
            with self.subTest(cells=cells):
                wizard = self.preview(self.row(**cells))
                self.assertEqual(wizard.line_ids.status, "bad")
                self.assertIn(says, wizard.line_ids.message)
                with self.assertRaises(UserError):
                    wizard.action_import()
        self.assertFalse(self.system())

    def test_all_faults_of_a_row_at_once(self):
        line = self.preview(self.row(使用单位="无名局", 上线时间="去年", 累计投资="约")).line_ids
        self.assertEqual(len(line.message.splitlines()), 3)

    def test_doubles_and_numbers_of_other_units(self):
        lines = self.preview(self.row(), self.row()).line_ids
        self.assertEqual(lines.mapped("status"), ["new", "bad"])
        self.assertIn("4", lines[1].message)
        self.preview(self.row()).action_import()
        line = self.preview(self.row(使用单位=self.other_agency.name)).line_ids
        self.assertEqual(line.status, "bad")
        self.assertEqual(self.system().unit_id, self.agency)

    def test_a_system_without_a_number_is_found_by_its_name(self):
        name = self.systems[self.agency].name
        self.preview(self.row(系统名称=name)).action_import()
        self.assertEqual(self.system(), self.systems[self.agency], "the number is taken over")
        again = self.preview(self.row(系统编号="", 系统名称=name))
        self.assertEqual(again.line_ids.status, "unchanged")
        self.env["xinxihua.information.system"].create(
            {"name": name, "unit_id": self.agency.id, "date_online": "2020-01-01"}
        )
        self.assertEqual(self.preview(self.row(系统编号="", 系统名称=name)).line_ids.status, "bad")

    def test_a_system_out_of_use_is_not_changed(self):
        self.preview(self.row()).action_import()
        self.system().with_user(self.unit_officer).action_stop("停用")
        self.assertEqual(self.preview(self.row()).line_ids.status, "unchanged")
        self.assertEqual(self.preview(self.row(月均使用次数=1)).line_ids.status, "bad")

    def test_each_imports_for_its_own(self):
        own = self.preview(self.row(), user=self.unit_officer)
        self.assertEqual(own.line_ids.status, "new")
        own.action_import()
        for user, unit in (
            (self.unit_officer, self.other_agency),
            (self.county_officer, self.agency),
        ):
            wizard = self.preview(self.row(系统编号="T2", 使用单位=unit.name), user=user)
            self.assertEqual(wizard.line_ids.status, "bad")
        with self.assertRaises(AccessError):
            self.preview(self.row(), user=self.auditor)

    def test_secret_rows_leave_nothing(self):
        wizard = self.preview(
            [*self.row(), "秘密"],
            [*self.row(系统编号="T0002"), "非密"],
            header=[*HEADER, "密级"],
        )
        self.assertEqual(wizard.line_ids.mapped("status"), ["secret", "new"])
        self.assertFalse(wizard.line_ids[0].name or wizard.line_ids[0].cells)

    def test_headers_are_data(self):
        header = ["我们的编号", *HEADER[1:]]
        self.env["xinxihua.import.synonym"].with_user(self.rules_admin).create(
            {"purpose": "system", "field_code": "code", "name": "我们的编号"}
        )
        self.preview(self.row(), header=header).action_import()
        self.assertTrue(self.system())


@tagged("standard", "at_install")
class TestWords(BaseCase):
    def test_days(self):
        first = datetime.date(2012, 3, 1)
        for cell in (
            "2012-03-01",
            "2012-03-01T00:00:00",
            "2012/3/1",
            "2012.3.1",
            "2012年3月1日",
            "2012年3月",
            "2012-03",
            20120301,
            "20120301",
        ):
            self.assertEqual(parse_day(cell), first, cell)
        for cell in ("", None, "/", "无"):
            self.assertIsNone(parse_day(cell))
        for cell in (2012.1, 2012, "2012", "2012年", "三月", "2012-13-01", "2012-02-30", 40969):
            with self.assertRaises(ValueError, msg=cell):
                parse_day(cell)

    def test_counts(self):
        for cell, count in (
            (800, 800),
            (800.0, 800),
            ("1,200", 1200),
            ("12000次", 12000),
            (0, 0),
            ("", None),
        ):
            self.assertEqual(parse_count(cell), count)
        for cell in (-1, 1.5, "1,20", "经常"):
            with self.assertRaises(ValueError, msg=cell):
                parse_count(cell)

    def test_answers(self):
        for code, cell, key in (
            ("hosting", "州级政务云", "cloud"),
            ("hosting", "是", "cloud"),
            ("hosting", "自建机房", "own"),
            ("hosting", "其他", "other"),
            ("sharing_state", "部分共享", "partly"),
            ("sharing_state", "否", "none"),
            ("sharing_state", "未共享", "none"),
            ("brain_state", "已对接", "connected"),
            ("brain_state", "未对接", "none"),
            ("brain_state", "计划2026年对接", "planned"),
            ("hosting", "", None),
        ):
            self.assertEqual(parse_answer(code, cell), key, cell)
        with self.assertRaises(ValueError):
            parse_answer("hosting", "某处")

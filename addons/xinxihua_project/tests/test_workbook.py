# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Is the layout of an office's workbook understood, and what is no workbook refused?"""

from decimal import Decimal

import openpyxl
from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..models.core.workbook import check_columns, find_tables, normalise_header
from ..models.core.workbook_reader import read_sheets
from ..models.core.workbook_values import (
    is_secret,
    parse_amount,
    parse_term,
    parse_year,
    parse_yes_no,
)
from .workbook_case import (
    HEADER,
    SYNONYMS,
    RefusedMixin,
    application,
    saved,
    summary,
    table_of,
    xlsx,
)

ROWS = [application("甲局", "甲平台"), application("乙局", "乙平台", 550000.5)]


@tagged("post_install", "-at_install")
class TestWorkbookLayout(RefusedMixin, BaseCase):
    def test_title_totals_and_signatures_are_passed_over(self):
        table = table_of(xlsx(summary(ROWS)))
        self.assertEqual(table.header_row, 3)
        self.assertEqual([number for number, _cells in table.rows], [4, 5])
        self.assertEqual(table.ignored, [6, 8])
        self.assertEqual((table.year, table.money_unit), (2026, "元"))
        self.assertEqual(table.codes, list(HEADER))

    def test_kinds_of_notes_below_the_table(self):
        below = [
            ["总 计", "", "", "", "", "", 1150000.5],
            ["填表人:", "张三", "联系电话:", "0878-1"],
            ["备注:本表一式两份"],
            ["1.所有金额含税"],
            ["单位负责人(签字):", "", "填报日期:2026年1月2日"],
        ]
        table = table_of(xlsx(summary(ROWS, below=below)))
        self.assertEqual(len(table.rows), 2)
        self.assertEqual(table.ignored, [6, 7, 8, 9, 10])

    def test_a_project_that_speaks_of_totals_is_a_project(self):
        rows = [application("甲局", "财务合计"), application("甲局", "填报系统:二期")]
        self.assertEqual(len(table_of(xlsx(summary(rows))).rows), 2)

    def test_blank_numbered_lines_and_a_repeated_header_are_no_rows(self):
        lines = summary(ROWS, below=[[3], [4, "", "", "", "", "", 0], list(HEADER.values())])
        table = table_of(xlsx(lines))
        self.assertEqual(len(table.rows), 2)
        self.assertEqual(table.ignored, [8])

    def test_a_line_of_column_numbers_is_no_row(self):
        lines = summary(ROWS)
        lines.insert(3, list(range(1, len(HEADER) + 1)))
        table = table_of(xlsx(lines))
        self.assertEqual([number for number, _cells in table.rows], [5, 6])

    def test_a_header_in_two_lines_under_a_merged_group(self):
        lines = [
            ["申报汇总表"],
            ["项目名称", "申报单位", "预算金额", "资金来源(万元)", "", "", "备注"],
            ["", "", "", "合计", "中央", "州级", ""],
            ["甲平台", "甲局", 50, 50, 20, 30, ""],
        ]
        table = table_of(xlsx(lines, ["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"]))
        self.assertEqual(table.header_row, 3)
        self.assertEqual(
            table.codes, ["name", "unit_name", "budget", None, "central", "prefecture", None]
        )
        self.assertEqual(table.units[3:6], ["万元"] * 3)
        self.assertEqual([number for number, _cells in table.rows], [4])

    def test_a_first_row_with_a_header_word_is_still_a_row(self):
        lines = [["项目名称", "申报单位", "资金来源"], ["甲平台", "甲局", "中央"]]
        table = table_of(xlsx(lines))
        self.assertEqual((table.header_row, len(table.rows)), (1, 1))

    def test_a_merged_cell_counts_for_all_its_rows_but_an_amount_once(self):
        data = xlsx(summary([*ROWS, application("丙局", "丙平台")]), ["C4:C6", "G4:G6", "N4:N6"])
        cells = [cells for _number, cells in table_of(data).rows]
        self.assertEqual([row[2] for row in cells], ["甲局"] * 3)
        self.assertEqual([row[6] for row in cells], [600000, "", ""])
        self.assertEqual([row[13] for row in cells], ["否"] * 3)

    def test_headers_are_compared_without_spaces_width_and_units(self):
        for text in ("预算金额(万元)", "预算 金额\n（单位：万元）", "*预算金额", "预算金额万元"):
            self.assertEqual(normalise_header(text), "预算金额", text)
        self.assertEqual(normalise_header("县（市）级资金"), normalise_header("县(市)级资金"))

    def test_the_unit_of_money(self):
        for above, unit in (
            ([["汇总表"], ["编制单位:元谋县教育体育局"]], None),
            ([["汇总表"], ["金额单位:人民币万元"]], "万元"),
            ([["汇总表(单位:千元)"]], "千元"),
        ):
            self.assertEqual(table_of(xlsx(summary(ROWS, above=above))).money_unit, unit)
        header = HEADER | {"budget": "预算金额(万元)"}
        table = table_of(xlsx(summary(ROWS, header, [["汇总表"]])))
        self.assertEqual((table.money_unit, table.units[6]), ("万元", "万元"))

    def test_a_header_that_lacks_a_column_is_refused(self):
        header = {code: text for code, text in HEADER.items() if code != "budget"}
        table = table_of(xlsx(summary(ROWS, header)))
        self.assertRefused("header", check_columns, table, (("name",), ("budget",)), ())

    def test_two_columns_for_one_amount_are_refused(self):
        lines = [["项目名称", "预算金额", "预算金额(元)"], ["甲", 1, 2]]
        self.assertRefused("ambiguous", check_columns, table_of(xlsx(lines)), (), ("budget",))

    def test_no_header_at_all(self):
        self.assertFalse(find_tables(read_sheets(xlsx([["甲", "乙"]]), 100), SYNONYMS))

    def test_hidden_sheets_are_not_read_and_the_best_header_is_first(self):
        book = openpyxl.Workbook()
        book.active.append(["项目名称", "说明"])
        for title in ("汇总", "草稿"):
            sheet = book.create_sheet(title)
            for line in summary(ROWS):
                sheet.append(line)
        sheet.sheet_state = "hidden"
        tables = find_tables(read_sheets(saved(book), 100), SYNONYMS)
        self.assertEqual([table.sheet for table in tables], ["汇总", "Sheet"])


@tagged("post_install", "-at_install")
class TestWorkbookValues(RefusedMixin, BaseCase):
    def test_amounts(self):
        wan = Decimal(10000)
        for value, factor, expected in (
            (600000, 1, "600000"),
            (119999.99000000001, 1, "119999.99"),
            ("600,000.50", 1, "600000.50"),
            ("６００，０００．５０元", 1, "600000.50"),
            ("￥60万元", 1, "600000"),
            ("60 万", 1, None),
            (29.365654, wan, "293656.54"),
            ("500000元", wan, "500000"),
            ("1 234 567.8", 1, "1234567.80"),
            (0, 1, "0"),
        ):
            if expected is None:
                self.assertRefused("amount_text", parse_amount, value, Decimal(factor))
            else:
                self.assertEqual(parse_amount(value, Decimal(factor)), Decimal(expected), value)
        for blank in (None, "", " ", "-", "——", "/", "无"):
            self.assertIsNone(parse_amount(blank))

    def test_amounts_that_are_refused(self):
        for code, values in {
            "amount_text": ("约50万", "1,2345.6.7", "12,34", "1e5", "五十万", "50-60", True, "1 2"),
            "amount_negative": (-1, "-5.00", "-0.01元"),
            "amount_cents": (0.001, "12.345", "0.0000123万元"),
        }.items():
            for value in values:
                self.assertRefused(code, parse_amount, value)

    def test_answers(self):
        for value in ("是", "有", "√", " 是 ", True, 1.0, "Y"):
            self.assertIs(parse_yes_no(value), True, value)
        for value in ("否", "无", "×", False, 0, "不涉及"):
            self.assertIs(parse_yes_no(value), False, value)
        self.assertIsNone(parse_yes_no(""))
        self.assertRefused("yes_no", parse_yes_no, "可能")

    def test_years_and_terms(self):
        for value in (2026, 2026.0, "2026年度", "2026-01-31", "２０２６"):
            self.assertEqual(parse_year(value), 2026, value)
        for value, years in ((2, 2), (3.0, 3), ("2年", 2), ("18个月", 2), ("2026-2028年", 3)):
            self.assertEqual(parse_term(value), years, value)
        for value in ("26", "明年", 1999):
            self.assertRefused("year", parse_year, value)
        for value in (0, -1, 1.5, "长期", "2028-2026"):
            self.assertRefused("term", parse_term, value)

    def test_whatever_is_not_plainly_open_is_secret(self):
        for value in ("是", "秘密", "机密", "绝密", "秘密★5年", "内部", "工作秘密", "?"):
            self.assertTrue(is_secret([value]), value)
        for value in ("", "否", "非密", "公开", "无", "不涉密", "-"):
            self.assertFalse(is_secret([value]), value)
        self.assertTrue(is_secret(["否", "机密"]))
        self.assertTrue(is_secret(["否"], ["某平台（机密）"]))
        self.assertFalse(is_secret(["否"], ["涉密信息系统测评中心", "保密局门户"]))

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Is every kind of file read alike, and is what would harm the server refused?"""

import io
import zipfile

import openpyxl
import xlwt
from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..models.core import workbook_safety
from ..models.core.workbook_reader import read_sheets
from ..models.core.workbook_safety import kind_of_file
from .workbook_case import (
    RefusedMixin,
    application,
    archive,
    csv_text,
    ods,
    saved,
    summary,
    table_of,
    xlsx,
)

ROWS = [application("甲局", "甲平台"), application("乙局", "乙平台", 550000.5)]


@tagged("post_install", "-at_install")
class TestWorkbookFiles(RefusedMixin, BaseCase):
    def rows(self, data):
        return [cells[1:3] for _number, cells in table_of(data).rows]

    def test_the_same_rows_from_every_kind_of_file(self):
        lines = summary(ROWS)
        expected = [["甲平台", "甲局"], ["乙平台", "乙局"]]
        book = xlwt.Workbook()
        sheet = book.add_sheet("A")
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write(number, column, cell)
        stream = io.BytesIO()
        book.save(stream)
        self.assertEqual(self.rows(stream.getvalue()), expected)
        for encoding in ("utf-8-sig", "utf-8", "gb18030", "utf-16"):
            self.assertEqual(self.rows(csv_text(lines, encoding)), expected, encoding)
        self.assertEqual(self.rows(xlsx(lines)), expected)
        self.assertEqual(self.rows(ods(lines)), expected)

    def test_what_is_no_workbook_is_refused(self):
        good = xlsx(summary(ROWS))
        password = workbook_safety.COMPOUND_FILE + b"\0" * 512 + workbook_safety.ENCRYPTED_PACKAGE
        for code, data in (
            ("empty", b""),
            ("empty", b"\r\n \n"),
            ("corrupt", b"PK\x03\x04 no archive"),
            ("corrupt", good[: len(good) // 2]),
            ("corrupt", workbook_safety.COMPOUND_FILE + b"\1" * 600),
            ("password", password),
            ("macro", archive({"xl/vbaProject.bin": b"x"}, good)),
            ("format", archive({"word/document.xml": "<w/>"})),
            ("format", archive({"xl/workbook.bin": b"x"}, good)),
            ("format", b"\x89PNG\r\n\x00\x01"),
            ("html", b"<html><table><tr><td>1</td></tr></table></html>"),
            ("encoding", b"a,\xff\xff\xff\n"),
        ):
            self.assertRefused(code, read_sheets, data, 100)

    def test_a_cell_in_the_last_corner_does_not_end_the_server(self):
        book = openpyxl.Workbook()
        book.active["A1"] = "项目名称"
        book.active["XFD1048576"] = 1
        self.assertRefused("too_wide", read_sheets, saved(book), 100)
        cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="x"/>'
        wide = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
        self.assertRefused("too_wide", read_sheets, ods([["甲"]], wide), 100)

    def test_empty_lines_to_the_end_of_a_sheet_do_no_harm(self):
        empty = '<table:table-cell table:number-columns-repeated="16384"/>'
        tail = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
        self.assertEqual(len(table_of(ods(summary(ROWS), tail)).rows), 2)

    def test_an_archive_that_unpacks_too_large_or_lies_is_refused(self):
        good = xlsx(summary(ROWS))
        bomb = archive({"xl/media/a.bin": b"\0" * 1024}, good)
        limit, workbook_safety.MAX_UNPACKED_BYTES = workbook_safety.MAX_UNPACKED_BYTES, 1000
        try:
            self.assertRefused("too_large", kind_of_file, bomb)
        finally:
            workbook_safety.MAX_UNPACKED_BYTES = limit
        with zipfile.ZipFile(io.BytesIO(bomb)) as opened:
            size = opened.getinfo("xl/media/a.bin").file_size
        start = bomb.rindex(b"PK\x01\x02")
        lying = bomb[: start + 24] + (size - 1000).to_bytes(4, "little") + bomb[start + 28 :]
        self.assertRefused("corrupt", kind_of_file, lying)

    def test_too_many_rows_are_refused(self):
        self.assertRefused("too_many_rows", read_sheets, xlsx(summary(ROWS * 6)), 10)
        self.assertRefused("too_many_rows", read_sheets, csv_text(summary(ROWS * 6), "utf-8"), 10)

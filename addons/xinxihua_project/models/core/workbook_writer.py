# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A table as offices hand it on: title, unit of money, totals, signature line.

No Odoo in here. Whatever is a text is written as a text: a name that begins with ``=`` is
a name in the workbook too.
"""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from .workbook_sheet import SheetColumn

# from so many rows on, finished rows leave the memory for a temporary file
LONG = 5000
MAX_TEXT = 32767
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A4 = 9
GRID = {"border": 1, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")


def write_sheet(sheet, rows, count=0):
    """Return an .xlsx workbook as bytes.

    :param Sheet sheet: columns and what stands around them
    :param rows: iterable of (label of the group or "", cells); cells are str, Decimal,
        int, date, datetime or None. Rows of one group follow one another.
    :param int count: number of rows, as far as known
    """
    stream = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": count > LONG,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": sheet.title, "author": sheet.author})
        _SheetWriter(book, sheet).write(rows)
    return stream.getvalue()


def excel_name(text):
    """Return a text as the name of a tab, which is short and lacks some characters."""
    return _SHEET_NAME.sub(" ", text).strip()[:31] or "Sheet1"


class _SheetWriter:
    """Writes from top to bottom and never back: long sheets keep no row in memory."""

    def __init__(self, book, sheet):
        self.book, self.sheet = book, sheet
        self.page = book.add_worksheet(excel_name(sheet.name))
        self.columns = list(sheet.columns)
        if sheet.number_label:
            number = SheetColumn(sheet.number_label, number_format="0", width=6)
            self.columns.insert(0, number)
        self.row = 0
        self.formats = {}

    def format(self, **properties):
        """Return a format; each is made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**GRID, **properties})
        return self.formats[key]

    def write(self, rows):
        for index, column in enumerate(self.columns):
            self.page.set_column(index, index, column.width)
        self._write_title()
        self._write_header()
        self._write_rows(rows)
        self._write_feet()
        self._set_print()

    # -- above the rows --------------------------------------------------------------------

    def _line(self, text, size=10, bold=False, align="left"):
        """Write a text over the whole width."""
        style = self.book.add_format(
            {**GRID, "border": 0, "font_size": size, "bold": bold, "align": align}
        )
        self._across(self.row, 0, len(self.columns) - 1, text, style)
        self.row += 1

    def _across(self, row, first, last, text, style):
        """Write a text into neighbouring cells merged to one."""
        text = str(text)[:MAX_TEXT]
        if first == last:
            self.page.write_string(row, first, text, style)
        else:
            # merge_range would guess the type: text is text, whatever it begins with
            self.page.merge_range(row, first, row, last, "", style)
            self.page.write_string(row, first, text, style)

    def _write_title(self):
        self.page.set_row(0, 30)
        self._line(self.sheet.title, size=16, bold=True, align="center")
        heads = [text for text in self.sheet.heads if text]
        if not heads:
            return
        plain = {**GRID, "border": 0}
        last = len(self.columns) - 1
        spots = {0: heads[0], last: heads[-1]} if len(heads) > 1 else {0: heads[0]}
        for index, text in enumerate(heads[1:-1], start=1):
            spots.setdefault(last * index // (len(heads) - 1), text)
        for spot, text in sorted(spots.items()):
            align = "right" if spot == last and spot else "left"
            style = self.book.add_format({**plain, "align": align})
            self.page.write_string(self.row, spot, text, style)
        self.row += 1

    def _write_header(self):
        style = self.format(bold=True, align="center", text_wrap=True, bg_color="#F2F2F2")
        self.header_first = self.row
        groups = [column.group for column in self.columns]
        if any(groups):
            self._write_groups(style)
            self.row += 1
        for index, column in enumerate(self.columns):
            self.page.write_string(self.row, index, column.header, style)
        if any(groups):
            for index, column in enumerate(self.columns):
                if not column.group:
                    first = self.header_first
                    self.page.merge_range(first, index, self.row, index, "", style)
                    self.page.write_string(first, index, column.header, style)
        self.header_last = self.row
        self.row += 1
        self.page.freeze_panes(self.row, min(2, len(self.columns) - 1))

    def _write_groups(self, style):
        index = 0
        for group, columns in groupby(self.columns, key=lambda column: column.group):
            count = len(list(columns))
            if group:
                self._across(self.row, index, index + count - 1, group, style)
            else:
                for offset in range(count):
                    header = self.columns[index + offset].header
                    self.page.write_string(self.row, index + offset, header, style)
            index += count

    # -- rows ------------------------------------------------------------------------------

    def _write_rows(self, rows):
        self.first = self.row
        sums = [Decimal(0)] * len(self.columns)
        number = 0
        # SUBTOTAL adds up as SUM does, and passes over the subtotals in between
        formula = "SUM(%s)"
        for label, group in groupby(rows, key=lambda row: row[0]):
            start, group_sums = self.row, [Decimal(0)] * len(self.columns)
            for _label, cells in group:
                number += 1
                self._write_row([number, *cells] if self.sheet.number_label else cells, group_sums)
            sums = [total + part for total, part in zip(sums, group_sums, strict=True)]
            if label:
                formula = "SUBTOTAL(9,%s)"
                self._write_sums(f"{label} {self.sheet.subtotal_label}", formula, start, group_sums)
        if not number:
            self._line(self.sheet.empty_label, align="center")
        if self.sheet.total_label and any(column.total for column in self.columns):
            self._write_sums(self.sheet.total_label, formula, self.first, sums)

    def _write_row(self, cells, sums):
        for index, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
            self._write_cell(index, column, cell)
            if column.total and isinstance(cell, int | Decimal):
                sums[index] += cell
        self.row += 1

    def _write_cell(self, index, column, cell):
        if cell is None or cell == "":
            self.page.write_blank(self.row, index, None, self.format())
        elif isinstance(cell, datetime | date):
            style = self.format(num_format=column.number_format, align="center")
            self.page.write_datetime(self.row, index, cell, style)
        elif isinstance(cell, int | float | Decimal):
            style = self.format(num_format=column.number_format or "General")
            self.page.write_number(self.row, index, cell, style)
        else:
            quoted = {"quote_prefix": True} if cell.startswith(FORMULA_STARTS) else {}
            style = self.format(text_wrap=True, **quoted)
            self.page.write_string(self.row, index, cell[:MAX_TEXT], style)

    def _write_sums(self, label, formula, first, sums):
        """Write a line of formulas, with their values for readers that do not calculate.

        :param str formula: with ``%s`` for the area
        :param int first: first row that is added up, from 0; the last is the one above
        """
        totals = [index for index, column in enumerate(self.columns) if column.total]
        style = self.format(bold=True, align="center")
        if totals[0]:
            self._across(self.row, 0, totals[0] - 1, label, style)
        for index in range(totals[0], len(self.columns)):
            if index not in totals:
                self.page.write_blank(self.row, index, None, style)
                continue
            bold = self.format(bold=True, num_format=self.columns[index].number_format)
            letter = xl_col_to_name(index)
            area = f"{letter}{first + 1}:{letter}{self.row}"
            self.page.write_formula(self.row, index, f"={formula % area}", bold, float(sums[index]))
        self.row += 1

    # -- below -----------------------------------------------------------------------------

    def _write_feet(self):
        for text in self.sheet.feet:
            self._line(text)
        if self.sheet.signatures:
            self.row += 1
            self._line("".join(f"{role}：{'':<14}" for role in self.sheet.signatures).rstrip())

    def _set_print(self):
        page = self.page
        page.set_paper(A4)
        if self.sheet.landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(self.header_first, self.header_last)
        page.center_horizontally()
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        if self.sheet.page_label:
            page.set_footer(f"&C{self.sheet.page_label}")

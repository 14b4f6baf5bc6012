# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Workbooks as offices mail them: title above the header, signatures below the rows.

Pure functions. ``workbook_reader`` gives sheets of cells; here their layout is understood:
which row is the header, and what a column means.
"""

from dataclasses import dataclass, field
from itertools import zip_longest

from .workbook_rows import IDENTITY_CODES, rows_of
from .workbook_safety import WorkbookError
from .workbook_values import (
    header_unit_of,
    money_unit_of,
    normalise_header,
    squeezed,
    text_of,
    year_in,
)

HEADER_SEARCH_ROWS = 20


@dataclass
class Table:
    """The rows of a sheet under their header.

    :param int header_row: row of the last line of the header, from 1
    :param list headers: header texts by column
    :param list codes: field codes by column, None where the header is unknown
    :param list units: money unit that a header names, by column; None where it does not
    :param int lines: lines of the header, 1 or 2
    :param str sheet: name of the sheet
    :param tuple above: texts of the cells of the header and above it
    :param list rows: (row number of the sheet from 1, list of cells)
    :param list ignored: row numbers of totals, notes and repeated headers
    """

    header_row: int
    headers: list
    codes: list
    units: list
    lines: int = 1
    sheet: str = ""
    above: tuple = ()
    rows: list = field(default_factory=list)
    ignored: list = field(default_factory=list)

    @property
    def hits(self):
        """Number of different fields that the header names."""
        return len(set(filter(None, self.codes)))

    @property
    def year(self):
        """Year that the title names, or None."""
        return next(filter(None, map(year_in, self.above)), None)

    @property
    def money_unit(self):
        """Money unit that the lines above the header name, else the header; or None."""
        return next(filter(None, [*map(money_unit_of, self.above), *self.units]), None)


def picked(codes, cells):
    """Return {field code: first cell that is not blank} of a row."""
    values = {}
    for code, cell in zip(codes, cells, strict=False):
        if code and (code not in values or not text_of(values[code])):
            values[code] = cell
    return values


def find_tables(sheets, synonyms):
    """Return the tables of a workbook, the one with the best header first.

    :param sheets: list of Sheet
    :param dict synonyms: {normalised header: field code}
    :rtype: list of Table; empty when no header is recognised
    """
    tables = []
    for sheet in sheets:
        headers = [
            header
            for index in range(min(HEADER_SEARCH_ROWS, len(sheet.rows)))
            for header in _headers_at(sheet.rows, index, synonyms)
        ]
        table = max(headers, key=lambda row: _likeness(sheet, row), default=None)
        if table and table.hits:
            above = sheet.rows[: table.header_row]
            table.sheet = sheet.name
            table.above = tuple(filter(None, (text_of(cell) for row in above for cell in row)))
            table.rows, table.ignored = rows_of(sheet, table.header_row, table.codes, synonyms)
            tables.append(table)
    return sorted(tables, key=lambda table: -table.hits)


def _likeness(sheet, table):
    """Return how much a table looks like the sheet's: fields named, lines as merged.

    A known header merged over two lines says that both are the header.
    """
    first = table.header_row - table.lines
    merged = [
        bottom - top + 1
        for (top, left), (bottom, _right) in sheet.merged
        if top == first and left < len(table.codes) and table.codes[left]
    ]
    return table.hits, table.lines == max(merged, default=1), -table.lines


def check_columns(table, needed, single):
    """Refuse a table that lacks a column, or has two for what is said once.

    :param needed: tuples of field codes; of each tuple one must be there
    :param single: field codes that may have one column only
    :raise WorkbookError: header, ambiguous
    """
    missing = [codes[0] for codes in needed if not set(codes) & set(table.codes)]
    if missing:
        found = [squeezed(text) for text in table.headers if text]
        raise WorkbookError("header", missing=missing, found=found)
    for code in single:
        if table.codes.count(code) > 1:
            columns = zip(table.headers, table.codes, strict=True)
            texts = [text for text, found in columns if found == code]
            raise WorkbookError("ambiguous", headers=texts)


def _headers_at(rows, index, synonyms):
    """Yield a Table without rows for each header that may begin in a row."""
    texts = [text_of(cell) for cell in rows[index]]
    codes = [synonyms.get(normalise_header(text)) for text in texts]
    yield Table(index + 1, texts, codes, [header_unit_of(text) for text in texts])
    if index + 1 < len(rows):
        columns = _double_header(*rows[index : index + 2], synonyms)
        if columns:
            yield Table(index + 2, *map(list, zip(*columns, strict=True)), lines=2)


def _double_header(top, bottom, synonyms):
    """Return [(text, code, money unit)] of a header in two lines, None if there is none.

    A group such as 资金来源 stands in a merged cell over its columns. A second line with
    unknown words under a name or a unit is no header, but the first row of data.
    """
    columns, group = [], ""
    for upper, lower in zip_longest(map(text_of, top), map(text_of, bottom), fillvalue=""):
        group = upper or group
        known = synonyms.get(normalise_header(upper))
        unit = header_unit_of(lower) or header_unit_of(group if lower else upper)
        if not normalise_header(lower):
            columns.append((upper, known, unit))
            continue
        code = synonyms.get(normalise_header(group + lower))
        text = group + lower if code else lower
        code = code or synonyms.get(normalise_header(lower))
        if known in IDENTITY_CODES and not code:
            return None
        if unit and not header_unit_of(text):
            text = f"{text}({unit})"
        columns.append((text, code, unit))
    return columns

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reads a file into sheets of cells. Libraries do the work, python-calamine first."""

import csv
import io
from dataclasses import dataclass

import openpyxl
import python_calamine

from .workbook_safety import UTF16_MARKS, WorkbookError, kind_of_file


@dataclass
class Sheet:
    """A sheet as read: ``rows[0]`` is row 1 of the sheet.

    :param str name: name of the sheet
    :param list rows: lists of cells; blank cells are empty text
    :param tuple merged: ((row, column), (row, column)) from 0, both ends included
    """

    name: str
    rows: list
    merged: tuple = ()


def read_sheets(data, max_rows):
    """Return the visible sheets of a file.

    :param bytes data: .xlsx, .xls, .ods or .csv, told apart by content
    :param int max_rows: rows that are read of a sheet, header and title included
    :rtype: list of Sheet
    :raise WorkbookError: empty, corrupt, password, macro, format, html, encoding,
        too_large, too_wide, too_many_rows
    """
    kind = kind_of_file(data)
    if kind == "csv":
        sheets = [_read_csv(data, max_rows)]
    else:
        try:
            sheets = _read_calamine(data, max_rows)
        except WorkbookError:
            if kind != "xlsx":
                raise
            sheets = _read_openpyxl(data, max_rows)
    if any(len(sheet.rows) > max_rows for sheet in sheets):
        raise WorkbookError("too_many_rows", limit=max_rows)
    if not any(sheet.rows for sheet in sheets):
        raise WorkbookError("empty")
    return sheets


def _read_calamine(data, max_rows):
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = python_calamine.SheetVisibleEnum.Visible
        work = python_calamine.SheetTypeEnum.WorkSheet
        sheets = []
        for meta in workbook.sheets_metadata:
            if meta.visible == visible and meta.typ == work:
                sheet = workbook.get_sheet_by_name(meta.name)
                rows = sheet.to_python(skip_empty_area=False, nrows=max_rows + 1)
                sheets.append(Sheet(meta.name, rows, tuple(sheet.merged_cell_ranges or ())))
        return sheets
    except python_calamine.PasswordError as error:
        raise WorkbookError("password") from error
    except Exception as error:
        raise WorkbookError("corrupt") from error
    except BaseException as error:
        # a panic of the reader is no Exception, and must not end the server either
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookError("corrupt") from error


def _read_openpyxl(data, max_rows):
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        return [
            Sheet(
                sheet.title,
                [
                    ["" if cell is None else cell for cell in row]
                    for row in sheet.iter_rows(max_row=max_rows + 1, values_only=True)
                ],
                tuple(
                    ((area.min_row - 1, area.min_col - 1), (area.max_row - 1, area.max_col - 1))
                    for area in sheet.merged_cells.ranges
                ),
            )
            for sheet in workbook.worksheets
            if sheet.sheet_state == "visible"
        ]
    except Exception as error:
        raise WorkbookError("corrupt") from error


def _read_csv(data, max_rows):
    text = _decode(data)
    try:
        dialect = csv.Sniffer().sniff(text[:4096], ",\t;")
    except csv.Error:
        dialect = csv.excel
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
        rows = [row for row, _count in zip(reader, range(max_rows + 1), strict=False)]
    except csv.Error as error:
        raise WorkbookError("corrupt") from error
    return Sheet("csv", rows)


def _decode(data):
    encodings = ("utf-16",) if data.startswith(UTF16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WorkbookError("encoding")

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tells the rows of a table from what else stands under a header. Pure functions."""

import re

from .workbook_values import BLANKS, key_of, normalise_header, plain_cell, text_of

IDENTITY_CODES = frozenset({"name", "unit_name", "unit_code", "code"})
# A merged cell says the same for all its rows, but an amount is said only once.
FILLED_DOWN = frozenset(
    {
        *("unit_name", "unit_code", "division", "year", "contact_name", "contact_phone"),
        *("exec_class", "exec_subtype", "biz_class", "public_data", "secret"),
        *("system_category", "in_catalogue", "funding_source", "category"),
        *("division_code", "division_name", "parent_code", "kind"),
        *("plan_name", "year_from", "year_to", "goals"),
    }
)
_SUM = r"(?:合计|总计|小计|共计)(?:[(\d共]\S{0,12})?:?"
_TOTAL = re.compile(rf"\S{{0,12}}?{_SUM}")
_PLAIN_TOTAL = re.compile(rf"(?:本页|本表|全部|累计|总)?{_SUM}")
_NOTE = re.compile(
    r"(?:填报|填表|制表|制单|审核|审批|复核|经办|联系|主管|单位|部门|分管)?(?:单位|部门)?"
    r"(?:(?:人员?|领导|负责人|电话|日期|时间|意见|盖章|签[字章名])及?){1,2}"
    r"(?:\([^)]{1,8}\))?:"
    r"|(?:备注|附注|说明|填[报表写]说明|注意事项|注)(?:[:\d]|$)"
    r"|(?:填报|填表|主管|编制)(?:单位|部门)(?:\([^)]{1,8}\))?:"
)
_NUMBERING = re.compile(r"\d{1,2}(?:=\S*)?|[甲乙丙丁戊己庚辛壬癸]|栏次|列次")


def rows_of(sheet, header_row, codes, synonyms):
    """Return the rows under a header and what was passed over.

    :param Sheet sheet: sheet as read
    :param int header_row: last row of the header, from 1
    :param list codes: field codes by column
    :param dict synonyms: {normalised header: field code}
    :return: ([(row number from 1, cells)], [row numbers of totals, notes, headers])
    """
    rows = _filled_down(sheet, header_row, codes)
    taken, ignored, ended = [], [], False
    for number, cells in enumerate(rows, header_row + 1):
        filled = sum(1 for cell in cells if text_of(cell))
        if not filled:
            continue
        if _is_total(codes, cells) or _is_note(cells) or (ended and filled == 1):
            ended = True
            ignored.append(number)
        elif _is_blank(codes, cells):
            continue
        elif _is_header(codes, cells, synonyms) or (
            number == header_row + 1 and _is_numbering(cells)
        ):
            ignored.append(number)
        else:
            taken.append((number, cells))
    return taken, ignored


def _filled_down(sheet, header_row, codes):
    """Return the rows under the header; a cell merged over rows counts for each."""
    rows = [[plain_cell(cell) for cell in row] for row in sheet.rows[header_row:]]
    for (top, left), (bottom, right) in sheet.merged:
        start = top - header_row
        if left != right or start < 0 or left >= len(codes):
            continue
        if codes[left] in FILLED_DOWN:
            for cells in rows[start + 1 : bottom - header_row + 1]:
                cells[left] = rows[start][left]
    return rows


def _is_blank(codes, cells):
    """A line is blank too when it holds nothing but its number and zeros."""
    return all(
        text_of(cell) in BLANKS or code == "number" or cell in (0, "0")
        for code, cell in zip(codes, cells, strict=False)
    )


def _identity(codes, cells):
    return [
        key_of(cell)
        for code, cell in zip(codes, cells, strict=False)
        if code in IDENTITY_CODES and text_of(cell)
    ]


def _is_total(codes, cells):
    """“合计” is a total wherever it stands; “楚雄市小计” only where no project stands too."""
    identity = _identity(codes, cells)
    labels = [_first(cells), *identity]
    proper = [key for key in identity if not _TOTAL.fullmatch(key)]
    if any(map(_PLAIN_TOTAL.fullmatch, labels)):
        return len(proper) < 2
    return not proper and any(map(_TOTAL.fullmatch, labels))


def _is_note(cells):
    return bool(_NOTE.match(_first(cells)))


def _is_header(codes, cells, synonyms):
    known = [
        synonyms.get(normalise_header(cell)) == code
        for code, cell in zip(codes, cells, strict=False)
        if code in IDENTITY_CODES
    ]
    return bool(known) and all(known)


def _is_numbering(cells):
    return all(_NUMBERING.fullmatch(key_of(cell)) for cell in cells if text_of(cell))


def _first(cells):
    return next((key_of(cell) for cell in cells if text_of(cell)), "")

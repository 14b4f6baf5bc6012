# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One row of a summary of applications, read cell by cell. Pure functions."""

from dataclasses import dataclass, field
from decimal import Decimal

from ..models.core.workbook import picked
from ..models.core.workbook_safety import WorkbookError
from ..models.core.workbook_values import (
    MONEY_UNITS,
    is_secret,
    key_of,
    parse_amount,
    parse_term,
    parse_year,
    parse_yes_no,
    text_of,
)

FUNDING = ("central", "province", "prefecture", "county", "own")
TEXTS = (
    *("name", "unit_name", "unit_code", "exec_subtype", "system_category", "funding_source"),
    *("content", "objective", "basis", "contact_name", "contact_phone"),
)
EXEC_CLASSES = {"建设类": "build", "服务类": "service"}
BIZ_CLASSES = {"公共类": "common", "专业类": "specialised"}
SOURCE_WORDS = (
    ("中央", "central"),
    ("省", "province"),
    ("县", "county"),
    ("州", "prefecture"),
    ("自有", "own"),
    ("自筹", "own"),
)


@dataclass(frozen=True)
class Fault:
    """Why a row is not imported.

    :param str code: missing, bad_amount, bad_value, unknown_unit, wrong_subtype,
        sum_mismatch, duplicate
    :param str column: field code of the column, if it lies in one
    :param str reason: code of the words
    :param dict figures: what the words need
    """

    code: str
    column: str = ""
    reason: str = ""
    figures: dict = field(default_factory=dict)


@dataclass
class ImportRow:
    """A row on its way from cells to a draft.

    :param int number: row of the sheet, from 1
    :param dict values: typed values by field code; amounts are Decimal yuan
    :param list funding: [(source, Decimal yuan)]
    :param list faults: list of Fault
    :param list notes: texts about what does not stand in the way
    """

    number: int
    cells: list
    secret: bool = False
    values: dict = field(default_factory=dict)
    funding: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    status: str = ""
    unit: object = None
    vals: dict = field(default_factory=dict)
    route: str = ""
    explanation: str = ""


def read_row(number, cells, layout):
    """Return an ImportRow; of a secret row nothing but its number is taken over.

    :param int number: row of the sheet, from 1
    :param list cells: plain cells
    :param dict layout: codes, headers, units, money_unit, year of the table
    """
    codes = layout["codes"]
    answers = [cell for code, cell in zip(codes, cells, strict=False) if code == "secret"]
    if is_secret(answers, cells):
        return ImportRow(number, [], secret=True, status="secret")
    row = ImportRow(number, cells)
    raw = picked(codes, cells)
    for code in TEXTS:
        row.values[code] = text_of(raw.get(code))
    _read(row, raw, "year", parse_year)
    _read(row, raw, "term_years", parse_term)
    _read(row, raw, "public_data", parse_yes_no)
    _read(row, raw, "in_catalogue", parse_yes_no)
    _read(row, raw, "exec_class", lambda value: _class_of(value, EXEC_CLASSES))
    _read(row, raw, "biz_class", lambda value: _class_of(value, BIZ_CLASSES))
    for code in ("budget", "procurement_amount", *FUNDING):
        factor = _factor(layout, code)
        _read(row, raw, code, lambda value, factor=factor: parse_amount(value, factor))
    _check_needed(row)
    _check_funding(row, codes)
    return row


def _factor(layout, code):
    unit = layout["units"][layout["codes"].index(code)] if code in layout["codes"] else None
    return MONEY_UNITS[unit or layout["money_unit"] or "元"]


def _read(row, raw, code, parse):
    row.values[code] = None
    try:
        row.values[code] = parse(raw.get(code))
    except WorkbookError as error:
        kind = "bad_amount" if error.code.startswith("amount") else "bad_value"
        row.faults.append(Fault(kind, code, error.code, {"value": text_of(raw[code])}))


def _class_of(value, words):
    key = key_of(value)
    if not key:
        return None
    for word, code in words.items():
        if key in (word, word.removesuffix("类"), f"{word}项目", code):
            return code
    raise WorkbookError("class")


def _check_needed(row):
    wrong = {fault.column for fault in row.faults}
    if not row.values["name"]:
        row.faults.append(Fault("missing", "name", "missing"))
    if not (row.values["unit_name"] or row.values["unit_code"]):
        row.faults.append(Fault("missing", "unit_name", "missing"))
    if "budget" not in wrong and not row.values["budget"]:
        row.faults.append(Fault("bad_amount", "budget", "amount_missing"))


def _check_funding(row, codes):
    """Take the sources over; they must add up to the budget (art. 2)."""
    wrong = {fault.column for fault in row.faults}
    row.funding = [(code, row.values[code]) for code in FUNDING if row.values[code]]
    budget = row.values["budget"]
    if wrong & {"budget", *FUNDING}:
        return
    if not set(FUNDING) & set(codes):
        source = _source_of(row.values["funding_source"])
        row.funding = [(source, budget)] if source else []
        return
    total = sum((amount for _source, amount in row.funding), Decimal(0))
    if total != budget:
        figures = {"sum": total, "budget": budget, "difference": budget - total}
        row.faults.append(Fault("sum_mismatch", "budget", "sum_mismatch", figures))


def _source_of(text):
    """Return the source of a text that names exactly one, else None."""
    sources = {code for word, code in SOURCE_WORDS if word in text}
    return sources.pop() if len(sources) == 1 else None

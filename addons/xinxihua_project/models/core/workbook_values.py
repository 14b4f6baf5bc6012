# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What offices write into cells, read as amounts, years and answers.

Pure functions. A blank cell is ``None``, never an error; whether it may be blank is the
caller's question. Everything doubtful is refused with a ``WorkbookError``, not guessed.
"""

import datetime
import re
import unicodedata
from decimal import Decimal

from .workbook_safety import WorkbookError

MONEY_UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
CENT = Decimal("0.01")
BLANKS = frozenset({"", "-", "--", "—", "——", "/", "\\", "无"})
YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "涉及", "y", "yes", "true", "1"})
NO = frozenset({"否", "无", "×", "✗", "☒", "x", "不涉及", "没有", "n", "no", "false", "0"})
PUBLIC = frozenset({"非密", "公开", "不涉密", "未涉密", "非涉密", "无密级", "非密级", "非涉密项目"})
NOT_SECRET = BLANKS | NO | PUBLIC
_UNITS = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(
    r"¥?(?P<sign>[+-]?)"
    r"(?P<number>\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d{1,13}(?:\.\d+)?)"
    rf"(?P<unit>{_UNITS})?"
)
_TERM_MONTHS = re.compile(r"(\d{1,3})个?月")
_TERM_SPAN = re.compile(r"(20\d\d)年?(?:-|~|至|到)(20\d\d)年?")
_YEAR = re.compile(r"(20\d\d)年")
_HINT = re.compile(rf"\((?:(?:金额)?单位:?|人民币|:)*(?:{_UNITS}|年|必填|选填|是/否|有/无|√)\)")
_TRAILING_UNIT = re.compile(r"(?<=.)(?:千元|百万元|万元|亿元|(?<!单)元)$")
_MONEY_UNIT = re.compile(rf"(?:单位:?|[(/:])(?:人民币)?({_UNITS})(?!\w)")
_SECRECY_MARK = re.compile(r"(绝密|机密|秘密)[★☆]|[(\[【〔](绝密|机密|秘密)[)\]】〕]")


def plain_cell(value):
    """Return a cell as JSON keeps it: numbers and texts; dates as ISO text."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else text_of(value)


def text_of(value):
    """Return a cell as text: whole numbers without ``.0``, line breaks taken out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return re.sub(r"\s*[\r\n]+\s*", "", str(value)).strip()


def key_of(value):
    """Return a text by which names are compared: width, case and spaces do not count."""
    text = unicodedata.normalize("NFKC", text_of(value)).casefold()
    return "".join(
        char for char in text if not char.isspace() and unicodedata.category(char) != "Cf"
    )


def squeezed(value):
    """Return a text in narrow characters and without any space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text_of(value)))


def normalise_header(text):
    """Return a header as it is compared: no spaces, marks, units or hints."""
    text = re.sub(r"[\W_]+", "", _HINT.sub("", squeezed(text))).casefold()
    return _TRAILING_UNIT.sub("", text)


def money_unit_of(text):
    """Return the money unit that a title or unit line names, or None."""
    match = _MONEY_UNIT.search(squeezed(text))
    return match and match[1]


def header_unit_of(text):
    """Return the money unit that a header names, or None: 预算金额(万元), 预算金额万元."""
    match = _TRAILING_UNIT.search(squeezed(text))
    return money_unit_of(text) or (match and match[0])


def year_in(text):
    """Return the year that a title names, or None."""
    match = _YEAR.search(squeezed(text))
    return match and int(match[1])


def parse_amount(value, factor=Decimal(1)):
    """Return an amount in yuan, exact, or None for a blank cell.

    :param value: number or text; thousands separators, full-width digits and a trailing
        元 or 万元 are understood
    :param Decimal factor: yuan for one unit of the column; a unit in the cell wins
    :raise WorkbookError: amount_text, amount_negative, amount_cents
    """
    if isinstance(value, bool):
        raise WorkbookError("amount_text")
    text = unicodedata.normalize("NFKC", text_of(value)).strip()
    if text in BLANKS:
        return None
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise WorkbookError("amount_text")
    number = Decimal(re.sub(r"[ ,]", "", match["number"]))
    if match["unit"]:
        factor = MONEY_UNITS[match["unit"]]
    amount = number * factor
    if match["sign"] == "-" and amount:
        raise WorkbookError("amount_negative")
    if amount != amount.quantize(CENT):
        raise WorkbookError("amount_cents")
    return amount.quantize(CENT)


def parse_yes_no(value):
    """Return True, False, or None for a blank cell.

    :raise WorkbookError: yes_no
    """
    key = key_of(value)
    if key in YES:
        return True
    if key in NO:
        return False
    if key in BLANKS:
        return None
    raise WorkbookError("yes_no")


def parse_term(value):
    """Return a term in whole years, or None for a blank cell.

    ``2``, ``2.0``, ``2年`` are two years, ``18个月`` begins a second, ``2026-2028`` is three.

    :raise WorkbookError: term
    """
    text = key_of(value)
    if text in BLANKS:
        return None
    years = 0
    if match := re.fullmatch(r"(\d{1,2})(?:\.0+)?年?", text):
        years = int(match[1])
    elif match := _TERM_MONTHS.fullmatch(text):
        years = -(-int(match[1]) // 12)
    elif match := _TERM_SPAN.fullmatch(text):
        years = int(match[2]) - int(match[1]) + 1
    if years < 1:
        raise WorkbookError("term")
    return years


def parse_year(value):
    """Return a year (``2026``, ``2026年度``, a date), or None for a blank cell.

    :raise WorkbookError: year
    """
    text = key_of(value)
    if text in BLANKS:
        return None
    match = re.fullmatch(r"(20\d\d)(?:\.0+)?(?:年度?|-\d\d-\d\d.*)?", text)
    if not match:
        raise WorkbookError("year")
    return int(match[1])


def is_secret(answers, cells=()):
    """Say whether a row is secret: anything but a plain “not secret” counts as secret.

    :param answers: values of the columns that ask for it (密级, 是否涉密)
    :param cells: all cells of the row, searched for a secrecy mark such as 机密★
    """
    return any(key_of(answer) not in NOT_SECRET for answer in answers) or any(
        _SECRECY_MARK.search(squeezed(cell)) for cell in cells
    )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What offices write into the ledger of systems, read as days, counts and answers.

Pure functions. A blank cell is ``None``; what is doubtful raises ``ValueError``.
"""

import datetime
import re

from ..models.core.workbook_safety import WorkbookError
from ..models.core.workbook_values import BLANKS, key_of, parse_yes_no

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:t?[\d:.]*)?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.0+)?(?:次|人次)?(?:/月)?")
_ANSWERS = {
    "hosting": (
        ("cloud", "own"),
        {"政务云": "cloud", "机房": "own", "自有": "own", "其他": "other"},
    ),
    "sharing_state": (
        ("shared", "none"),
        {
            "部分": "partly",
            "未共享": "none",
            "不共享": "none",
            "已共享": "shared",
            "共享": "shared",
        },
    ),
    "brain_state": (
        ("connected", "none"),
        {"计划": "planned", "拟": "planned", "未": "none", "不": "none", "已": "connected"},
    ),
}


def parse_day(cell):
    """Return a day (2012-03-01, 2012年3月, 20120301), a month as its first day, or None.

    A number with a fraction is refused: 2012.1 may stand for October.

    :raise ValueError: it is no day
    """
    if isinstance(cell, float) and not cell.is_integer():
        raise ValueError(cell)
    text = key_of(cell)
    if text in BLANKS:
        return None
    match = _PLAIN_DAY.fullmatch(text) or _DAY.fullmatch(text)
    if not match:
        raise ValueError(text)
    return datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))


def parse_count(cell):
    """Return a whole number of uses (800, 1,200, 12000次), or None.

    :raise ValueError: it is no whole number
    """
    text = key_of(cell)
    if text in BLANKS:
        return None
    match = _COUNT.fullmatch(text)
    if not match:
        raise ValueError(text)
    return int(match[1].replace(",", ""))


def parse_answer(code, cell):
    """Return the key of a selection that a cell means, or None.

    :param str code: hosting, sharing_state or brain_state
    :raise ValueError: the words are not understood
    """
    (yes, no), words = _ANSWERS[code]
    text = key_of(cell)
    if not text:
        return None
    for word, key in words.items():
        if word in text:
            return key
    try:
        answer = parse_yes_no(text)
    except WorkbookError as error:
        raise ValueError(text) from error
    return None if answer is None else yes if answer else no

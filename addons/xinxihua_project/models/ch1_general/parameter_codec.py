# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Text of a parameter value and the Python value it stands for.

A value is kept as text so that one column, one data file and one screen hold
thresholds, deadlines and choices alike; these functions are its only readers.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

VALUE_TYPES = [
    ("money", "Amount (yuan)"),
    ("percent", "Percentage"),
    ("number", "Number"),
    ("days", "Days"),
    ("working_days", "Working Days"),
    ("months", "Months"),
    ("month_day", "Day of the Year (MM-DD)"),
    ("boolean", "Yes / No"),
    ("date", "Date"),
    ("choice", "Choice"),
    ("level", "Level of the Addressee"),
    ("text", "Text"),
]
LEVELS = ("own", "prefecture", "county")
BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _parse_month_day(raw):
    month, day = raw.split("-")
    # 2000 was a leap year: 02-29 is a day of the year
    return date(2000, int(month), int(day)).strftime("%m-%d")


def _parse_level(raw):
    if raw not in LEVELS:
        raise ValueError(raw)
    return raw


_PARSERS = {
    "money": lambda raw: float(Decimal(raw)),
    # kept as text "10%" or "0.1"
    "percent": lambda raw: (
        float(Decimal(raw[:-1]) / 100) if raw.endswith("%") else float(Decimal(raw))
    ),
    "number": lambda raw: float(Decimal(raw)),
    "days": int,
    "working_days": int,
    "months": int,
    "month_day": _parse_month_day,
    "boolean": lambda raw: BOOLEANS[raw.lower()],
    "date": date.fromisoformat,
    "choice": str,
    "level": _parse_level,
    "text": str,
}


def parse_value(raw, value_type, choices=None):
    """Return the Python value of a text.

    :param str raw: text of the value
    :param str value_type: key of ``VALUE_TYPES``
    :param choices: for a choice, the allowed values separated by commas
    :raise ValueError: the text does not fit the type
    """
    raw = (raw or "").strip()
    try:
        value = _PARSERS[value_type](raw)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise ValueError(raw) from error
    if choices and raw not in [choice.strip() for choice in choices.split(",")]:
        raise ValueError(raw)
    return value

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether the regulation applies to a project (art. 2, 36): a pure function."""

from dataclasses import dataclass
from datetime import date

EXISTING_CONTRACT = "existing_contract"
ROUTINE_EQUIPMENT = "routine_equipment"


@dataclass(frozen=True)
class Answers:
    """What the applicant answered.

    :param bool in_standard: a system or service in the sense of GB/T 40692
    :param bool public_data: whether public data are involved
    :param str exclusion: what the chosen exclusion asks for (``existing_contract``,
        ``routine_equipment``), ``other`` for one without conditions, empty for none
    :param bool mixed: the purchase also holds what is not excluded
    :param date contract_date: day on which the existing contract was signed
    :param date contract_end: last day of its term
    :param bool in_catalogue: in the central procurement catalogue
    :param float amount: yuan, of the purchase
    """

    in_standard: bool = True
    public_data: bool = True
    exclusion: str = ""
    mixed: bool = False
    contract_date: date | None = None
    contract_end: date | None = None
    in_catalogue: bool = False
    amount: float = 0.0


@dataclass(frozen=True)
class Limits:
    """The rules of the day.

    :param date today: day of the answer
    :param date effective: day from which the regulation applies
    :param float procurement_limit: yuan
    """

    today: date
    effective: date
    procurement_limit: float


def judge(answers, limits):
    """Return (whether the regulation applies, code of the reason).

    :param Answers answers: what was answered
    :param Limits limits: figures in force on that day
    """
    if not answers.in_standard:
        return False, "outside_standard"
    if not answers.public_data:
        return False, "no_public_data"
    if not answers.exclusion:
        return True, "in_scope"
    if answers.exclusion == EXISTING_CONTRACT:
        reason = _contract_fails(answers, limits)
    elif answers.exclusion == ROUTINE_EQUIPMENT:
        reason = _equipment_fails(answers, limits)
    else:
        reason = ""
    if reason:
        return True, reason
    return (True, "mixed") if answers.mixed else (False, "excluded")


def _contract_fails(answers, limits):
    if not answers.contract_date or answers.contract_date >= limits.effective:
        return "contract_too_late"
    if not answers.contract_end or answers.contract_end < limits.today:
        return "contract_ended"
    return ""


def _equipment_fails(answers, limits):
    if not answers.in_catalogue:
        return "not_in_catalogue"
    if answers.amount >= limits.procurement_limit:
        return "above_limit"
    return ""

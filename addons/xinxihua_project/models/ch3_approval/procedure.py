# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which procedure a project follows: pure functions over facts and rules.

No database and no Odoo in here: the decision table of articles 2, 16, 17, 35 and 36
can be read, and tested, on its own. All figures of the law come in as ``rules``.
"""

from dataclasses import dataclass, field

ROUTES = ("approval", "filing", "not_applicable", "pending")


@dataclass(frozen=True)
class Facts:
    """What the applicant stated; amounts in yuan, tax included.

    :param str exec_class: ``build`` or ``service``
    :param float budget_amount: budget of the whole term (建设类 is judged by it)
    :param float procurement_amount: procurement budget of the whole term (服务类)
    :param tuple year_shares: the share of each year in the budget, summing to 1
    :param bool public_data: whether public data are involved; None when not answered
    :param bool secret: whether the project is secret
    :param str applicability: ``in_scope``, ``excluded`` or ``to_answer``
    :param bool in_catalogue: whether it is in the central procurement catalogue
    :param bool civil_works: whether it is the IT part of civil works (art. 18)
    :param float build_subtotal: cost lines of 建设类 kinds; with 服务类 ones it is mixed
    :param float service_subtotal: cost lines of 服务类 kinds
    :param bool rerouted: whether the bureau has sent a misclassified filing here
    """

    exec_class: str
    budget_amount: float
    procurement_amount: float
    year_shares: tuple = ()
    public_data: bool | None = True
    secret: bool = False
    applicability: str = "in_scope"
    in_catalogue: bool = False
    civil_works: bool = False
    build_subtotal: float = 0.0
    service_subtotal: float = 0.0
    rerouted: bool = False


@dataclass(frozen=True)
class Rules:
    """The figures in force for the document (all are dated parameters)."""

    threshold_build: float
    threshold_service: float
    procurement_limit: float
    overlap_rule: str
    multi_year_basis: str
    catalogue_below_threshold: str
    mixed_rule: str = "declared_class"


@dataclass(frozen=True)
class Decision:
    """The procedure, and why: ``reasons`` are (code, {figures}) in order."""

    route: str
    reasons: tuple = field(default=())


def _tested_amount(facts, rules):
    amount = facts.procurement_amount if facts.exec_class == "service" else facts.budget_amount
    if rules.multi_year_basis == "largest_year" and facts.year_shares:
        return round(amount * max(facts.year_shares), 2)
    return amount


def _outside_scope(facts):
    """Return the decision for what never reaches a threshold, or None."""
    if facts.secret:
        return Decision("not_applicable", (("secret", {}),))
    if facts.applicability == "excluded":
        return Decision("not_applicable", (("excluded", {}),))
    if facts.public_data is False:
        return Decision("not_applicable", (("no_public_data", {}),))
    if facts.applicability == "to_answer":
        return Decision("pending", (("applicability_open", {}),))
    if facts.public_data is None:
        return Decision("pending", (("public_data_open", {}),))
    if not facts.exec_class:
        return Decision("pending", (("class_open", {}),))
    return None


def decide(facts, rules):
    """Return the procedure of a project (decision table of art. 2, 16, 17, 36).

    :param Facts facts: what the applicant stated
    :param Rules rules: figures in force on the day of submission
    :rtype: Decision
    """
    if outside := _outside_scope(facts):
        return outside
    amount = _tested_amount(facts, rules)
    if amount <= 0:
        return Decision("pending", (("amount_open", {"exec_class": facts.exec_class}),))
    threshold = rules.threshold_service if facts.exec_class == "service" else rules.threshold_build
    figures = {
        "exec_class": facts.exec_class,
        "amount": amount,
        "threshold": threshold,
        "limit": rules.procurement_limit,
    }
    if facts.rerouted:
        return Decision("approval", (("rerouted", figures),))
    if amount >= threshold:
        return _at_threshold(facts, rules, amount, figures)
    if hit := _mixed_hit(facts, rules):
        return Decision("approval", (("mixed", hit),))
    if facts.civil_works:
        return Decision("filing", (("below_threshold", figures), ("civil_below", figures)))
    if not facts.in_catalogue:
        return Decision("filing", (("below_threshold", figures),))
    return Decision(
        rules.catalogue_below_threshold,
        (("below_threshold", figures), ("in_catalogue", figures)),
    )


def _mixed_hit(facts, rules):
    """Return the figures of the part of a mixed project that reaches a threshold, or None.

    Construction and service in one project: each part is compared with the threshold of
    its class, and the whole with that of the larger part.
    """
    if rules.mixed_rule != "any_part" or not (facts.build_subtotal and facts.service_subtotal):
        return None
    build, service = facts.build_subtotal, facts.service_subtotal
    parts = (
        ("build", build, rules.threshold_build),
        ("service", service, rules.threshold_service),
        ("build", build + service, rules.threshold_build)
        if build >= service
        else ("service", build + service, rules.threshold_service),
    )
    for part_class, amount, threshold in parts:
        if round(amount, 2) >= threshold:
            return {"exec_class": part_class, "amount": round(amount, 2), "threshold": threshold}
    return None


def _at_threshold(facts, rules, amount, figures):
    """Art. 16 and art. 17 both fit below the procurement limit: a rule says who wins."""
    civil = (("civil_split", figures),) if facts.civil_works else ()
    overlaps = amount < rules.procurement_limit and not facts.in_catalogue
    if not overlaps:
        return Decision("approval", (("at_threshold", figures), *civil))
    if rules.overlap_rule == "filing_first":
        return Decision("filing", (("overlap_filing", figures),))
    return Decision("approval", (("at_threshold", figures), ("overlap_approval", figures), *civil))

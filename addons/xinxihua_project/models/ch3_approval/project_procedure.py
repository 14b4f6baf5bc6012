# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import LazyTranslate

from .procedure import Facts, Rules, decide

_lt = LazyTranslate(__name__)

JUDGED_BY = {
    "build": _lt("Construction: budget"),
    "service": _lt("Service: procurement budget"),
}
PARTS = {"build": _lt("The construction part"), "service": _lt("The service part")}
# why a project follows a procedure, by the codes of ``procedure.decide``: the words,
# and the code of the legal basis that they cite
REASONS = {
    "secret": (_lt("Secret projects follow the rules on secrecy (%(basis)s)."), "secrecy"),
    "excluded": (
        _lt("Excluded by %(basis)s: %(exclusion)s. This regulation does not apply."),
        "exclusions",
    ),
    "outside": (_lt("Outside the scope (%(basis)s): %(reason)s"), "scope"),
    "no_public_data": (
        _lt("No public data are involved: this regulation does not apply (%(basis)s)."),
        "scope",
    ),
    "applicability_open": (
        _lt(
            "It may be excluded by %(basis)s: somebody has to answer first whether "
            "this regulation applies."
        ),
        "exclusions",
    ),
    "public_data_open": (
        _lt("Answer first whether public data are involved (%(basis)s)."),
        "scope",
    ),
    "class_open": (_lt("Choose first construction or service (%(basis)s)."), "classification"),
    "amount_open": (_lt("%(judged_by)s is not filled in yet."), ""),
    "at_threshold": (
        _lt(
            "%(judged_by)s %(amount)s yuan reaches the %(threshold)s yuan (included) of "
            "%(basis)s: it needs the approval of the prefecture's data bureau."
        ),
        "approval_threshold",
    ),
    "overlap_approval": (
        _lt(
            "It is below the procurement limit of %(limit)s yuan too (%(filing_basis)s); "
            "where both fit, %(basis)s counts."
        ),
        "approval_threshold",
    ),
    "overlap_filing": (
        _lt(
            "%(judged_by)s %(amount)s yuan is below the procurement limit of %(limit)s "
            "yuan and outside the catalogue: it is filed at its own level (%(basis)s)."
        ),
        "filing",
    ),
    "below_threshold": (
        _lt(
            "%(judged_by)s %(amount)s yuan is below the %(threshold)s yuan of %(basis)s: "
            "it is filed with the data bureau of its own level (%(filing_basis)s)."
        ),
        "approval_threshold",
    ),
    "in_catalogue": (
        _lt("It is in the central procurement catalogue: it must be procured centrally."),
        "",
    ),
    "civil_split": (
        _lt(
            "The IT part is approved apart from the civil part (%(basis)s); the civil part is "
            "approved by %(civil_authority)s under the rules on government investment."
        ),
        "civil_works",
    ),
    "civil_below": (
        _lt(
            "The IT part of civil works below the threshold needs no approval of its own "
            "(%(basis)s); whether it is filed is up to the unit."
        ),
        "civil_works",
    ),
    "mixed": (
        _lt(
            "It holds construction and service. %(part)s of the cost lines %(amount)s yuan "
            "reaches the %(threshold)s yuan (included) of %(basis)s: it needs the approval of "
            "the prefecture's data bureau."
        ),
        "approval_threshold",
    ),
    "rerouted": (
        _lt("The bureau found the filing misclassified (%(filing_basis)s): %(reroute_reason)s"),
        "",
    ),
}


class ProjectProcedure(models.Model):
    """Which procedure a project follows, shown in words with the articles."""

    _inherit = "xinxihua.project"

    route = fields.Selection(
        [
            ("approval", "By Approval"),
            ("filing", "By Filing"),
            ("not_applicable", "Not Applicable"),
            ("pending", "To be Determined"),
        ],
        "Procedure",
        compute="_compute_route",
        store=True,
        index=True,
    )
    route_explanation = fields.Text("Why this Procedure", compute="_compute_route", store=True)

    @api.depends(
        "exec_class",
        "budget_amount",
        "procurement_amount",
        "funding_ids.amount",
        "funding_ids.year",
        "public_data",
        "applicability",
        "exclusion_id",
        "applicability_reason",
        "in_catalogue",
        "unit_id.division_id",
        "date_submitted",
    )
    def _compute_route(self):
        for project in self:
            if not project.unit_id:
                project.route = "pending"
                project.route_explanation = False
                continue
            decision = decide(project._procedure_facts(), project._procedure_rules())
            project.route = decision.route
            project.route_explanation = "\n".join(
                project.with_context(lang="zh_CN")._explain(code, figures)
                for code, figures in decision.reasons
            )

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    def _procedure_facts(self):
        by_year = {}
        for line in self.funding_ids:
            by_year[line.year] = by_year.get(line.year, 0.0) + line.amount
        total = sum(by_year.values())
        return Facts(
            exec_class=self.exec_class or "",
            budget_amount=self.budget_amount,
            procurement_amount=self.procurement_amount,
            year_shares=tuple(a / total for a in by_year.values()) if total else (),
            public_data={"yes": True, "no": False}.get(self.public_data),
            applicability=self.applicability,
            in_catalogue=self.in_catalogue,
        )

    def _procedure_rules(self):
        return Rules(
            threshold_build=self._parameter("approval_threshold_build"),
            threshold_service=self._parameter("approval_threshold_service"),
            procurement_limit=self._parameter("procurement_limit"),
            overlap_rule=self._parameter("overlap_rule"),
            multi_year_basis=self._parameter("multi_year_basis"),
            catalogue_below_threshold=self._parameter("catalogue_below_threshold"),
        )

    def _explain(self, code, figures):
        """Return one reason in words, with the article and the rule's own figure."""
        words = {name: f"{figures.get(name, 0):,.2f}" for name in ("amount", "threshold", "limit")}
        judged_by = JUDGED_BY.get(figures.get("exec_class"), JUDGED_BY["build"])
        if code == "excluded" and not self.exclusion_id:
            code = "outside"
        text, basis = REASONS[code]
        words |= {
            "reason": self.applicability_reason or "-",
            "judged_by": self.env._(judged_by),
            "part": self.env._(PARTS.get(figures.get("exec_class"), PARTS["build"])),
            "civil_authority": self.civil_authority or "-",
            "reroute_reason": self.reroute_reason or "-",
            "exclusion": self.exclusion_id.name or "-",
            "basis": self._cite(basis),
            "filing_basis": self._cite("filing"),
        }
        reason = self.env._(text)
        return reason % words

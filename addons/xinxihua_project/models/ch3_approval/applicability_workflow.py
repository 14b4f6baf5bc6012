# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate, format_amount

from ..core.workflow_transition import Transition
from .scope import Answers, Limits, judge

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)
# why a result is what it is: words, and code of the legal basis
REASONS = {
    "outside_standard": (
        _lt("It is no system or service in the sense of GB/T 40692 (%(basis)s)."),
        "scope",
    ),
    "no_public_data": (_lt("No public data are involved (%(basis)s)."), "scope"),
    "in_scope": (_lt("It involves public data and no exclusion fits (%(basis)s)."), "scope"),
    "excluded": (_lt("Excluded by %(basis)s: %(exclusion)s."), "exclusions"),
    "contract_too_late": (
        _lt(
            "The contract was signed on %(signed)s, not before %(effective)s, the day from "
            "which this regulation applies (%(basis)s): it is in scope."
        ),
        "exclusions",
    ),
    "contract_ended": (
        _lt("The term of the contract ended on %(ended)s (%(basis)s): it is in scope."),
        "exclusions",
    ),
    "not_in_catalogue": (
        _lt("It is not in the central procurement catalogue (%(basis)s): it is in scope."),
        "exclusions",
    ),
    "above_limit": (
        _lt(
            "%(amount)s is not below the procurement limit of %(limit)s (%(basis)s): it is in "
            "scope."
        ),
        "exclusions",
    ),
    "mixed": (
        _lt(
            "Only some of the items are excluded by %(basis)s (%(exclusion)s). The project is "
            "in scope: remove the excluded items from its budget and buy them apart."
        ),
        "exclusions",
    ),
}


class ApplicabilityWorkflow(models.Model):
    """The judge of the answers, and the bureau's reversal."""

    _inherit = "xinxihua.applicability"

    _transitions = {
        "reverse": Transition(
            _lt("Reverse the Result"),
            ("answered",),
            "reversed",
            BUREAU,
            actor="bureau_id",
            blocker="_blocker_reverse",
            effect="_effect_reverse",
            opinion_required=True,
            basis="scope",
        ),
        "restore": Transition(
            _lt("Restore the First Result"),
            ("reversed",),
            "answered",
            BUREAU,
            actor="bureau_id",
            blocker="_blocker_reverse",
            effect="_effect_reverse",
            opinion_required=True,
            basis="scope",
        ),
    }

    def _rule_date(self):
        self.ensure_one()
        return fields.Date.to_date(self.date) if self.date else super()._rule_date()

    def _missing_answers(self):
        """Return what still has to be answered or proved."""
        if self.in_standard == "yes" and not self.public_data:
            yield self.env._("Answer whether public data are involved.")
        if self.exclusion_id.group_code == "existing_contract":
            if not self.contract_number or not self.contract_date or not self.contract_end:
                yield self.env._("Give number, day of signature and end of term of the contract.")
            elif self.contract_end < self.contract_date:
                yield self.env._("The term of the contract ends before it was signed.")
            elif self.contract_date > fields.Date.context_today(self):
                yield self.env._("The contract cannot be signed in the future.")
        if self.exclusion_id.group_code == "routine_equipment" and self.purchase_amount <= 0:
            yield self.env._("Give the amount of the purchase.")
        if not self._judged()[0]:
            if not (self.evidence or "").strip():
                yield self.env._("Write on what the exclusion rests.")
            if self.exclusion_id and not self.evidence_file:
                yield self.env._("Add the file that proves the exclusion.")

    def _judged(self):
        """Return (whether the regulation applies, code of the reason)."""
        exclusion = self.exclusion_id.sudo()
        return judge(
            Answers(
                in_standard=self.in_standard == "yes",
                public_data=self.public_data == "yes",
                exclusion=(exclusion.group_code or "other") if exclusion else "",
                mixed=self.mixed,
                contract_date=self.contract_date or None,
                contract_end=self.contract_end or None,
                in_catalogue=self.in_catalogue,
                amount=self.purchase_amount,
            ),
            Limits(
                today=fields.Date.context_today(self),
                effective=self._parameter("effective_date"),
                procurement_limit=self._parameter("procurement_limit"),
            ),
        )

    def _reason_text(self, code):
        """Return a reason in words, with the article and the figures."""
        text, basis = REASONS[code]
        reason = self.env._(text)
        return reason % {
            "basis": self._cite(basis),
            "exclusion": self.exclusion_id.sudo().name or "-",
            "signed": self.contract_date or "-",
            "ended": self.contract_end or "-",
            "effective": self._parameter("effective_date"),
            "amount": self._yuan(self.purchase_amount),
            "limit": self._yuan(self._parameter("procurement_limit")),
        }

    def _yuan(self, amount):
        return format_amount(self.env, amount, self.env.ref("base.CNY"))

    def _decide(self):
        """Keep result, reason, and who answered (once, when the rows are made)."""
        bureaus = {}
        for answer in self:
            if missing := list(answer._missing_answers()):
                raise UserError("\n".join(missing))
            division = answer.sudo().division_id
            if division not in bureaus:
                bureaus[division] = answer._bureau()
            applies, code = answer._judged()
            answer.sudo().write(
                {
                    "result": "in_scope" if applies else "excluded",
                    "reason": answer.with_context(lang="zh_CN")._reason_text(code),
                    "date": fields.Datetime.now(),
                    "user_id": self.env.uid,
                    "user_name": self.env.user.name,
                    "bureau_id": bureaus[division].id,
                }
            )
        self._log_steps(
            "answer",
            self.env._("Applicability answered"),
            dict.fromkeys(self.ids, False),
            {answer.id: answer.sudo().unit_id for answer in self},
            basis="scope",
        )

    def _write_to_project(self, reason=None):
        """Write the result to the project, which shows it and follows it."""
        for answer in self.sudo().filtered("project_id"):
            in_scope = answer.final_result == "in_scope"
            reversed_ = answer.state == "reversed"
            vals = {
                "applicability": "in_scope" if in_scope else "excluded",
                "public_data": "yes" if in_scope else answer.public_data,
                "exclusion_id": not in_scope and not reversed_ and answer.exclusion_id.id,
                "applicability_reason": reason or answer.reason,
            }
            if not vals["public_data"]:
                del vals["public_data"]
            if answer.system_category_id:
                vals["system_category_id"] = answer.system_category_id.id
            answer.project_id.write(vals)

    # -- the bureau ----------------------------------------------------------------------

    def _blocker_reverse(self):
        """A project under way is returned or refused, not taken out of scope."""
        reasons = {}
        for answer in self.sudo():
            project = answer.project_id
            if project and project.state not in ("draft", "returned"):
                reasons[answer.id] = self.env._(
                    "The project has been submitted. Return it for correction first, or "
                    "refuse it there."
                )
        return reasons

    def _effect_reverse(self, inputs):
        for answer in self:
            answer._write_to_project(answer.sudo().workflow_log_ids[:1].opinion)

    def _decision_rows(self, step):
        results = dict(self._fields["result"]._description_selection(self.env))
        return [
            *super()._decision_rows(step),
            (self.env._("Result"), results.get(self.final_result, "-")),
            (self.env._("Why this Result"), self.reason or "-"),
            (self.env._("Evidence in Words"), self.evidence or "-"),
        ]

    def action_reverse(self, opinion=None):
        """Data bureau: the result was wrong, with the reason."""
        return self._run_transition("reverse", opinion)

    def action_restore(self, opinion=None):
        """Data bureau: the first result stands after all."""
        return self._run_transition("restore", opinion)

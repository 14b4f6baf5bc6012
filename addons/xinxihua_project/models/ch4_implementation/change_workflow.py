# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition
from .change import UNDER_WAY
from .filed_document import STEPS, UNIT

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)
APPROVER = ("xinxihua_project.group_bureau_approver",)
NEEDED = ("reason_id", "facts", "effect_on_goals", "line_ids")


class ChangeWorkflow(models.Model):
    """Filing up to the limit, approval above it; both with the bureau of its own level."""

    _inherit = "xinxihua.change"

    _transitions = {
        "submit": Transition(
            _lt("Submit the Change"),
            STEPS["submit"].sources,
            "_target_of_submission",
            UNIT,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="change",
        ),
        "approve": Transition(
            _lt("Approve the Change"),
            ("review",),
            "approved",
            APPROVER,
            actor="bureau_id",
            starters=BUREAU,
            blocker="_blocker_approve",
            effect="_effect_approve",
            basis="change",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("review",),
            "returned",
            BUREAU,
            actor="bureau_id",
            opinion_required=True,
            basis="change",
        ),
        "refuse": Transition(
            _lt("Refuse the Change"),
            ("review",),
            "refused",
            APPROVER,
            actor="bureau_id",
            opinion_required=True,
            basis="change",
        ),
    }
    _desks = {
        "returned": Desk(_lt("Returned: supplement and submit again"), UNIT),
        "review": Desk(_lt("Decide on the change"), BUREAU, "bureau_id"),
    }

    def _target_of_submission(self):
        return "review" if self._needs_approval() else "filing"

    # -- the judge ------------------------------------------------------------------------

    def _lock_documents(self):
        """Lock the project as well: its changes are counted together."""
        try:
            self.sudo().project_id.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is changing this project at this moment. Open it again to see "
                    "what was decided."
                )
            ) from error
        return super()._lock_documents()

    def _wrong_paper(self):
        yield from super()._wrong_paper()
        yield from self._empty_fields(NEEDED, "change")
        yield from self.line_ids._wrong_line()
        yield from self._wrong_total()
        if self.sudo().project_id.requirement_change_ids.filtered(
            lambda other: other.state in UNDER_WAY and other != self._origin
        ):
            yield self.env._(
                "A change of this project is under way. Wait for its decision: the scale counts "
                "all changes together (%s).",
                self._cite("change"),
            )

    def _wrong_total(self):
        """An increase of the total is a new application, not a change."""
        rise = self.added_amount - self.cut_amount
        if self.currency_id.compare_amounts(rise, 0) > 0:
            yield self.env._(
                "The change adds %(added)s yuan and cuts %(cut)s yuan: the investment would rise "
                "by %(rise)s yuan. An increase is not a change (%(basis)s); apply for the "
                "additional money by a new application (%(application)s), or lower the additions.",
                added=f"{self.added_amount:,.2f}",
                cut=f"{self.cut_amount:,.2f}",
                rise=f"{rise:,.2f}",
                basis=self._cite("change"),
                application=self._cite("approval_decision"),
            )
        elif self.line_ids and self.currency_id.is_zero(self.cut_amount):
            yield self.env._("Enter what is cut or replaced: the scale is measured by it.")

    def _blocker_approve(self):
        """Judge the total and the lines once more: the project may have moved on."""
        refusals = {}
        for change in self:
            reasons = [*change.line_ids._wrong_line(), *change._wrong_total()]
            if reasons:
                refusals[change.id] = "\n".join(f"• {reason}" for reason in reasons)
        return refusals

    # -- effects --------------------------------------------------------------------------

    def _effect_submit(self, inputs):
        for change in self:
            change.sudo().write(
                {"base_amount": change._base(), "previous_amount": change._previous()}
            )
        for_approval = self.filtered(lambda change: change.state == "review")
        result = super(ChangeWorkflow, self - for_approval)._effect_submit(inputs)
        today = fields.Date.context_today(self)
        for change in for_approval:
            change.sudo().write(
                {
                    "date_submitted": change.sudo().date_submitted or today,
                    "bureau_id": change._filing_addressee(self._filing_act).id,
                }
            )
        return result

    def _effect_approve(self, inputs):
        today = fields.Date.context_today(self)
        for change in self.sudo():
            change.write(
                {
                    "date_effective": today,
                    "decision_number": change.bureau_id._next_number("change", today),
                }
            )

    def _on_filing_accepted(self, filing):
        result = super()._on_filing_accepted(filing)
        self.sudo().date_effective = fields.Date.context_today(self)
        return result

    def action_approve(self, opinion=None):
        """Approve the change: it is in effect."""
        return self._run_transition("approve", opinion)

    def action_return(self, opinion=None):
        """Return the change for correction, with the reason."""
        return self._run_transition("return", opinion)

    def action_refuse(self, opinion=None):
        """Refuse the change, with the reason."""
        return self._run_transition("refuse", opinion)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
APPROVER = ("xinxihua_project.group_bureau_approver",)
# where a bureau has the document on its desk
HANDLED = ("county_review", "first_check", "expert_review", "approval", "filing")


class ProjectWorkflow(models.Model):
    """The procedure of an application as a table (art. 12, 15, 16, 17)."""

    _inherit = "xinxihua.project"
    _exception_groups = APPROVER
    _exception_actor = "handling_unit_id"

    _transitions = {
        "submit": Transition(
            _lt("Submit"),
            ("draft", "returned"),
            "_target_of_submission",
            UNIT,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="approval_procedure",
        ),
        "withdraw": Transition(
            _lt("Withdraw"),
            ("county_review", "first_check", "filing"),
            "draft",
            UNIT,
            blocker="_blocker_withdraw",
            effect="_effect_withdraw",
            basis="approval_procedure",
        ),
        "forward": Transition(
            _lt("Forward to the Prefecture"),
            ("county_review",),
            "first_check",
            BUREAU,
            actor="handling_unit_id",
            effect="_effect_forward",
            basis="application_channel",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("county_review", "first_check", "expert_review", "approval"),
            "returned",
            BUREAU,
            actor="handling_unit_id",
            opinion_required=True,
            effect="_effect_return",
            basis="approval_procedure",
        ),
        "pass_first_check": Transition(
            _lt("Pass the First Check"),
            ("first_check",),
            "expert_review",
            BUREAU,
            actor="handling_unit_id",
            blocker="_blocker_pass_first_check",
            effect="_effect_pass_first_check",
            basis="first_check",
        ),
        "conclude_review": Transition(
            _lt("Conclude the Expert Review"),
            ("expert_review",),
            "approval",
            BUREAU,
            actor="handling_unit_id",
            blocker="_blocker_conclude_review",
            effect="_effect_conclude_review",
            basis="expert_review",
        ),
        "approve": Transition(
            _lt("Approve"),
            ("approval",),
            "approved",
            APPROVER,
            actor="handling_unit_id",
            starters=BUREAU,
            blocker="_blocker_approve",
            validate="_validate_approve",
            inputs=("approval_number", "approved_amount", "approval_date"),
            effect="_effect_approve",
            basis="approval_decision",
        ),
        "refuse": Transition(
            _lt("Refuse"),
            ("first_check", "expert_review", "approval"),
            "refused",
            APPROVER,
            actor="handling_unit_id",
            opinion_required=True,
            effect="_effect_refuse",
            basis="refusal_grounds",
        ),
        "reroute": Transition(
            _lt("Send to the Approval"),
            ("filing",),
            "returned",
            BUREAU,
            actor="handling_unit_id",
            opinion_required=True,
            effect="_effect_reroute",
            basis="filing",
        ),
        "split_dismiss": Transition(
            _lt("No Splitting"),
            HANDLED,
            "_kept_state",
            BUREAU,
            actor="handling_unit_id",
            blocker="_blocker_split_verdict",
            opinion_required=True,
            basis="splitting",
        ),
        "split_confirm": Transition(
            _lt("Splitting"),
            HANDLED,
            "_kept_state",
            BUREAU,
            actor="handling_unit_id",
            blocker="_blocker_split_verdict",
            opinion_required=True,
            basis="splitting",
        ),
    }
    _desks = {
        "returned": Desk(_lt("Returned: correct and submit again"), UNIT),
        "county_review": Desk(
            _lt("Forward or return the application"),
            BUREAU,
            "handling_unit_id",
            "county_forward_days",
        ),
        "first_check": Desk(_lt("First check"), BUREAU, "handling_unit_id", "first_check_days"),
        "expert_review": Desk(
            _lt("Organise the expert review"),
            BUREAU,
            "handling_unit_id",
            "expert_review_days",
        ),
        "approval": Desk(
            _lt("Decide on the approval"),
            BUREAU,
            "handling_unit_id",
            "approval_days",
        ),
    }

    def _workflow_amount(self):
        self.ensure_one()
        return self.budget_amount

    def _material_route(self):
        return self.route

    def action_submit(self, opinion=None):
        """Submit to the bureau, or file with it (art. 12, 16, 17)."""
        return self._run_transition("submit", opinion)

    def action_withdraw(self, opinion=None):
        """Take the application back before the bureau has acted."""
        return self._run_transition("withdraw", opinion)

    def action_forward(self, opinion=None):
        """County bureau: forward to the prefecture (art. 12)."""
        return self._run_transition("forward", opinion)

    def action_return(self, opinion=None):
        """Return for correction, with the reason."""
        return self._run_transition("return", opinion)

    def action_pass_first_check(self, opinion=None):
        """All four criteria are met: on to the experts (art. 16 (2))."""
        return self._run_transition("pass_first_check", opinion)

    def action_conclude_review(self, opinion=None):
        """The panel has concluded: on to the approval (art. 16 (3))."""
        return self._run_transition("conclude_review", opinion)

    def action_approve(
        self, opinion=None, approval_number=None, approved_amount=None, approval_date=None
    ):
        """Approve the project (art. 16 (4)).

        :param float approved_amount: yuan, at most the budget applied for
        :param str approval_number: left out, the bureau's next number
        :param approval_date: left out, today
        """
        given = {
            "approval_number": approval_number,
            "approved_amount": approved_amount,
            "approval_date": approval_date and str(approval_date),
        }
        inputs = {key: value for key, value in given.items() if value}
        return self._run_transition("approve", opinion, inputs)

    def action_refuse(self, opinion=None):
        """Refuse the project, with the ground (art. 15)."""
        return self._run_transition("refuse", opinion)

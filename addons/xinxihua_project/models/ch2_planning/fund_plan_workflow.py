# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import LockError, UserError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition
from .fund_plan import OPEN_STATES

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)
FINANCE = ("xinxihua_project.group_finance_approver",)
LEADER = ("xinxihua_project.group_leader",)
# money of these sources is planned by the division of the same level only
OWN_LEVEL_SOURCES = ("prefecture", "county")


class FundPlanWorkflow(models.Model):
    """The procedure of a fund-use plan, and the sums that it is judged by."""

    _inherit = "xinxihua.fund.plan"
    _revise_groups = BUREAU

    _transitions = {
        "submit": Transition(
            _lt("Send to the Finance Bureau"),
            ("draft", "returned"),
            "finance_check",
            BUREAU,
            blocker="_blocker_sums",
            effect="_effect_submit",
            basis="fund_plan",
        ),
        "withdraw": Transition(
            _lt("Withdraw"),
            ("finance_check",),
            "draft",
            BUREAU,
            effect="_effect_withdraw",
            basis="fund_plan",
        ),
        "confirm": Transition(
            _lt("Confirm and Send to the Leader"),
            ("finance_check",),
            "leader_approval",
            FINANCE,
            actor="handling_unit_id",
            blocker="_blocker_sums",
            effect="_effect_confirm",
            basis="fund_plan",
        ),
        "approve_plan": Transition(
            _lt("Approve the Plan"),
            ("leader_approval",),
            "effective",
            LEADER,
            actor="handling_unit_id",
            blocker="_blocker_sums",
            effect="_effect_approve",
            basis="fund_plan",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("finance_check", "leader_approval"),
            "returned",
            FINANCE + LEADER,
            actor="handling_unit_id",
            opinion_required=True,
            effect="_effect_withdraw",
            basis="fund_plan",
        ),
    }
    _desks = {
        "returned": Desk(_lt("Returned: correct the fund plan"), BUREAU),
        "finance_check": Desk(_lt("Confirm or return the fund plan"), FINANCE, "handling_unit_id"),
        "leader_approval": Desk(_lt("Decide on the fund plan"), LEADER, "handling_unit_id"),
    }

    def _workflow_amount(self):
        self.ensure_one()
        return self.planned_amount

    # -- what the plan is judged by ------------------------------------------------------

    def _before_judging(self, name):
        """Lock the projects, and count anew what other plans have arranged."""
        if name != self._effective_step:
            return super()._before_judging(name)
        try:
            self.sudo().line_ids.project_id.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._("A plan with one of these projects is decided just now. Try again.")
            ) from error
        return super()._before_judging(name)

    def _blocker_sums(self):
        """Return {id: all lines that break a rule}."""
        lines_sudo = self.sudo().line_ids
        lines_sudo.project_id.fetch(["name", "state", "approved_amount", "division_id"])
        arranged = lines_sudo._arranged()
        refusals = {}
        for plan in self:
            reasons = list(plan.sudo()._wrong_lines(arranged))
            if reasons:
                refusals[plan.id] = "\n".join(f"• {reason}" for reason in reasons)
        return refusals

    def _wrong_lines(self, arranged):
        if not self.line_ids:
            yield self.env._("The plan has no line. Add the approved projects.")
        compare = self.currency_id.compare_amounts
        for line in self.line_ids:
            yield from self._wrong_scope(line)
            if compare(line.planned_amount, line.available_amount) > 0:
                yield self.env._(
                    "%(project)s: planned %(planned)s yuan are above this year's money, "
                    "%(available)s yuan. Reduce the plan (%(basis)s).",
                    project=line.project_id.name,
                    planned=f"{line.planned_amount:,.2f}",
                    available=f"{line.available_amount:,.2f}",
                    basis=self._cite("fund_plan"),
                )
        for project, lines in self.line_ids.grouped("project_id").items():
            before = sum(arranged[lines[0]])
            planned = sum(lines.mapped("planned_amount"))
            if compare(before + planned, project.approved_amount) > 0:
                yield self.env._(
                    "%(project)s: %(before)s yuan are arranged already, with %(planned)s "
                    "yuan it would be more than the %(approved)s yuan approved. Reduce the "
                    "plan by %(excess)s yuan (%(basis)s).",
                    project=project.name,
                    before=f"{before:,.2f}",
                    planned=f"{planned:,.2f}",
                    approved=f"{project.approved_amount:,.2f}",
                    excess=f"{before + planned - project.approved_amount:,.2f}",
                    basis=self._cite("fund_plan"),
                )

    def _wrong_scope(self, line):
        """Say why a line does not belong into this plan."""
        project = line.project_id
        if project.state != "approved":
            yield self.env._(
                "%(project)s is not approved: no money is planned for it (%(basis)s).",
                project=project.name,
                basis=self._cite("fund_plan"),
            )
        path = project.division_id.parent_path or ""
        if not path.startswith(self.division_id.parent_path or "-"):
            yield self.env._(
                "%(project)s is a project of %(division)s: it stands in the plan there.",
                project=project.name,
                division=project.division_id.name,
            )
        if line.source in OWN_LEVEL_SOURCES and line.source != self.division_id.level:
            yield self.env._(
                "%(project)s: “%(money)s” are decided by their own level; plan them there "
                "(%(basis)s).",
                project=project.name,
                money=dict(line._selection_source())[line.source],
                basis=self._cite("fund_plan_county"),
            )

    # -- effects ------------------------------------------------------------------------------

    def _deciding_division(self):
        """Return the division whose finance bureau and leader decide."""
        return self.sudo().division_id._ancestor(self._parameter("addressee_fund_plan"))

    def _effect_submit(self, inputs):
        result = super()._effect_submit(inputs)
        self._hand_to("finance")
        self._refresh_figures()
        return result

    def _effect_confirm(self, inputs):
        self._hand_to("government_office")
        self._refresh_figures()

    def _effect_withdraw(self, inputs):
        self.sudo().handling_unit_id = False

    def _effect_approve(self, inputs):
        for plan in self.sudo():
            plan.handling_unit_id = False
            level = plan._parameter("fund_plan_report_level")
            above = plan.division_id._ancestor(level)
            if above and above != plan.division_id:
                plan.reported_unit_id = plan.unit_id._addressee("data_bureau", above)

    def _take_step(self, name, opinion, inputs):
        if name == self._effective_step:
            self._refresh_figures()
        return super()._take_step(name, opinion, inputs)

    def _hand_to(self, kind):
        for plan in self.sudo():
            plan.handling_unit_id = plan.unit_id._addressee(kind, plan._deciding_division())

    def _refresh_figures(self):
        lines_sudo = self.sudo().filtered(lambda plan: plan.state in OPEN_STATES).line_ids
        for name in ("approved_amount", "arranged_before", "arranged_beside"):
            self.env.add_to_compute(lines_sudo._fields[name], lines_sudo)

    # -- steps --------------------------------------------------------------------------------

    def action_submit(self, opinion=None):
        """Send the draft to the finance bureau of the level."""
        return self._run_transition("submit", opinion)

    def action_withdraw(self, opinion=None):
        """Take the plan back before finance has confirmed it."""
        return self._run_transition("withdraw", opinion)

    def action_confirm(self, opinion=None):
        """Finance confirms the money and sends the plan to the leader."""
        return self._run_transition("confirm", opinion)

    def action_approve_plan(self, opinion=None):
        """The leader approves; the plan is in force from now on."""
        return self._run_transition("approve_plan", opinion)

    def action_return(self, opinion=None):
        """Finance or the leader returns the plan, with the reason."""
        return self._run_transition("return", opinion)

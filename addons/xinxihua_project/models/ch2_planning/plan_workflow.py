# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)
APPROVER = ("xinxihua_project.group_bureau_approver",)


class PlanWorkflow(models.Model):
    """The procedure of an informatisation plan and of its adjustment."""

    _inherit = "xinxihua.plan"
    _revise_groups = BUREAU

    _transitions = {
        "submit": Transition(
            _lt("Send for Approval"),
            ("draft", "returned"),
            "approval",
            BUREAU,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="plan",
        ),
        "approve_plan": Transition(
            _lt("Approve the Plan"),
            ("approval",),
            "effective",
            APPROVER,
            starters=BUREAU,
            blocker="_blocker_submit",
            basis="plan",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("approval",),
            "returned",
            APPROVER,
            opinion_required=True,
            basis="plan",
        ),
    }
    _desks = {
        "returned": Desk(_lt("Returned: correct the plan"), BUREAU),
        "approval": Desk(_lt("Decide on the informatisation plan"), APPROVER),
    }

    def _material_route(self):
        return "adjustment" if self.version > 1 else super()._material_route()

    def _blocker_submit(self):
        """Return {id: what a plan, or its adjustment, still lacks}."""
        refusals = {}
        for plan in self:
            wanted = ["goals", "item_ids"]
            if plan.version > 1:
                wanted.append("trigger_reason")
            empty = [
                self._fields[name]._description_string(self.env)
                for name in wanted
                if not plan.sudo()[name]
            ]
            if empty:
                refusals[plan.id] = self.env._(
                    "Fill in (%(basis)s): %(fields)s",
                    basis=plan._cite("plan"),
                    fields="、".join(empty),
                )
        return refusals

    def _decision_rows(self, step):
        rows = [
            (self.env._("Drawn up by"), self.unit_id.sudo().name),
            (self.env._("Period"), f"{self.year_from}-{self.year_to}"),
            (self.env._("Number of Items"), str(self.item_count)),
            (self.env._("Version"), str(self.version)),
        ]
        if self.trigger_reason:
            rows.append((self.env._("Why it is Adjusted"), self.trigger_reason))
        return rows

    def action_submit(self, opinion=None):
        """Send the plan, or its adjustment, to the approver."""
        return self._run_transition("submit", opinion)

    def action_approve_plan(self, opinion=None):
        """Put the plan in force; the version before is superseded."""
        return self._run_transition("approve_plan", opinion)

    def action_return(self, opinion=None):
        """Return the plan, with the reason."""
        return self._run_transition("return", opinion)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

SIGN_LABELS = {
    "sign": _lt("Agree"),
    "sign_return": _lt("Return"),
    "sign_forward": _lt("Forward"),
    "sign_withdraw": _lt("Withdraw"),
}


class WorkflowDecisionCard(models.AbstractModel):
    """What a person sees on the one screen on which a document is decided."""

    _inherit = "xinxihua.workflow.mixin"

    def _step_label(self, step):
        """Return the name of a step or of a signature in the user's language."""
        if step in SIGN_LABELS:
            return f"{SIGN_LABELS[step]} · {self.signoff_chain_id.step_label or ''}"
        transition = self._transitions.get(step)
        return str(transition.label) if transition else step

    def _decision_card(self, step):
        """Return the HTML card of what is asked (models show their figures)."""
        self.ensure_one()
        return self.env["ir.qweb"]._render(
            "xinxihua_project.decision_card",
            {"rows": self._decision_rows(step), "document": self},
        )

    def _decision_rows(self, step):
        """Return [(label, value)] for the card."""
        return [(self.env._("Applicant Unit"), self.unit_id.sudo().name)]

    def _proposed_amount(self):
        """Return the amount (yuan) proposed for an approval."""
        return 0.0

    def _forward_candidates(self):
        """Return the colleagues to whom the signature can be forwarded."""
        line_sudo = self.signoff_chain_id._current_line()
        colleagues = self.env["res.users"]
        if line_sudo:
            unit_sudo = line_sudo.chain_id.unit_id
            colleagues = unit_sudo._users_with_groups(line_sudo.group_id)[unit_sudo]
        return colleagues.sudo(False).filtered(
            lambda user: user.id not in line_sudo.candidate_ids.ids
        )

    def action_decide(self):
        """Open the decision screen for the step that the button's context names."""
        self.ensure_one()
        step = self.env.context.get("decision_step")
        return {
            "type": "ir.actions.act_window",
            "name": self._step_label(step),
            "res_model": "xinxihua.workflow.decision",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_step": step,
            },
        }

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

# on the screen of one decision: the steps that take the document elsewhere
OTHERS = {
    "sign": (("sign_return", "return"), ("sign_forward", "forward")),
    "approve": (("return", "return"), ("refuse", "refuse")),
}


class WorkflowDecision(models.TransientModel):
    """Who reads the card and does not agree returns, forwards or refuses from there."""

    _inherit = "xinxihua.workflow.decision"

    other_steps = fields.Json(compute="_compute_other_steps")
    can_return = fields.Boolean(compute="_compute_other_steps")
    can_forward = fields.Boolean(compute="_compute_other_steps")
    can_refuse = fields.Boolean(compute="_compute_other_steps")

    @api.depends("res_model", "res_id", "step")
    def _compute_other_steps(self):
        for wizard in self:
            document = wizard._document()
            steps = {
                kind: step
                for step, kind in OTHERS.get(wizard.step, ())
                if (
                    document.can_sign
                    if wizard.step == "sign"
                    else step in (document.available_steps or ())
                )
            }
            wizard.other_steps = steps
            wizard.can_return = "return" in steps
            wizard.can_forward = "forward" in steps
            wizard.can_refuse = "refuse" in steps

    def action_other_step(self):
        """Open the screen of the step that the button's context names."""
        self.ensure_one()
        step = (self.other_steps or {}).get(self.env.context.get("other_step"))
        document = self._document()
        return document.with_context(decision_step=step or self.step).action_decide()

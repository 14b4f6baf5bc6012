# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class WorkflowDecision(models.TransientModel):
    """The decision screen for the answer of a reviewing body."""

    _inherit = "xinxihua.workflow.decision"

    conditions = fields.Text("Conditions of the Body")

    def action_confirm(self):
        """Carry the conditions to the answer that has them."""
        self.ensure_one()
        if self.res_model != "xinxihua.co.review" or self.step != "agree_conditionally":
            return super().action_confirm()
        self._document().action_agree_conditionally(self.opinion, conditions=self.conditions)
        return {"type": "ir.actions.act_window_close"}

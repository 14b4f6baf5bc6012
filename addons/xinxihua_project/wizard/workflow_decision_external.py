# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .workflow_decision import SIGNOFF_STEPS


class WorkflowDecision(models.TransientModel):
    """The decision screen where the acting unit works elsewhere: its paper is asked for."""

    _inherit = "xinxihua.workflow.decision"

    is_external = fields.Boolean(compute="_compute_is_external")
    external_unit_name = fields.Char("Deciding Unit", compute="_compute_is_external")
    external_number = fields.Char("Document Number")
    external_date = fields.Date("Date of the Document")
    external_file = fields.Binary("Scan", attachment=False)
    external_filename = fields.Char("Name of the File")

    @api.depends("res_model", "res_id", "step")
    def _compute_is_external(self):
        for wizard in self:
            document = wizard._document()
            transition = document._transitions.get(wizard.step)
            elsewhere = bool(transition and document._elsewhere(transition.actor))
            wizard.is_external = elsewhere
            wizard.external_unit_name = (
                document.sudo()[transition.actor].name if elsewhere else False
            )

    def action_confirm(self):
        """Record the paper, then take the step with it."""
        self.ensure_one()
        if self.step not in SIGNOFF_STEPS and self.is_external:
            self._document().action_record_external(
                self.step,
                self.external_number,
                self.external_date,
                self.external_file,
                self.external_filename,
            )
        return super().action_confirm()

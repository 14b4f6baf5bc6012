# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class WorkflowDecision(models.TransientModel):
    """The decision screen for the steps of an information system."""

    _inherit = "xinxihua.workflow.decision"

    system_id = fields.Many2one("xinxihua.information.system", compute="_compute_system_id")
    system_unit_id = fields.Many2one("xinxihua.unit", compute="_compute_system_id")
    date_stopped = fields.Date("Out of Use since", default=fields.Date.context_today)
    merged_into_id = fields.Many2one("xinxihua.information.system")
    zombie_ids = fields.Many2many(
        "xinxihua.catalogue.item",
        "xinxihua_workflow_decision_zombie_rel",
        string="Zombie Criteria",
        compute="_compute_zombie_ids",
        store=True,
        readonly=False,
        domain=[("kind", "=", "zombie_criterion")],
    )

    @api.depends("res_model", "res_id")
    def _compute_system_id(self):
        for wizard in self:
            of_system = wizard.res_model == "xinxihua.information.system"
            wizard.system_id = wizard._document() if of_system else False
            wizard.system_unit_id = wizard.system_id.department_id

    @api.depends("res_model", "res_id")
    def _compute_zombie_ids(self):
        for wizard in self:
            wizard.zombie_ids = wizard.system_id.zombie_ids

    def action_confirm(self):
        """Carry what was typed for a system to its own step."""
        self.ensure_one()
        arguments = {
            "stop": ("date_stopped",),
            "merge": ("date_stopped", "merged_into_id"),
            "mark_zombie": ("zombie_ids",),
        }
        if self.res_model != "xinxihua.information.system" or self.step not in arguments:
            return super().action_confirm()
        values = {
            "date_stopped": self.date_stopped,
            "merged_into_id": self.merged_into_id.id,
            "zombie_ids": self.zombie_ids.ids,
        }
        given = {name: values[name] for name in arguments[self.step]}
        getattr(self._document(), f"action_{self.step}")(self.opinion, **given)
        return {"type": "ir.actions.act_window_close"}

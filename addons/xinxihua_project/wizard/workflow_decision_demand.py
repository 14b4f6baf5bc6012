# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class WorkflowDecision(models.TransientModel):
    """The decision screen for a demand: the project that takes it up."""

    _inherit = "xinxihua.workflow.decision"

    demand_project_id = fields.Many2one(
        "xinxihua.project",
        "Project of the Bureau",
        domain="[('unit_id', '=', demand_bureau_id), ('biz_class', '=', 'common')]",
    )
    demand_bureau_id = fields.Many2one("xinxihua.unit", compute="_compute_demand")
    demand_kind = fields.Char("Kind of Demand (code)", compute="_compute_demand")

    @api.depends("res_model", "res_id")
    def _compute_demand(self):
        for wizard in self:
            of_demand = wizard.res_model == "xinxihua.common.demand" and wizard.step == "accept"
            demand = wizard._document() if of_demand else self.env["xinxihua.common.demand"]
            wizard.demand_bureau_id = demand.bureau_id
            wizard.demand_kind = demand.kind

    def action_confirm(self):
        """Carry the project to the acceptance of a demand."""
        self.ensure_one()
        if self.res_model != "xinxihua.common.demand" or self.step != "accept":
            return super().action_confirm()
        self._document().action_accept(self.opinion, project_id=self.demand_project_id.id)
        return {"type": "ir.actions.act_window_close"}

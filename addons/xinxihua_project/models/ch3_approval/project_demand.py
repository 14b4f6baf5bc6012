# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectDemand(models.Model):
    """A unit that chose “common” is led to the demand form (art. 12)."""

    _inherit = "xinxihua.project"

    demand_ids = fields.One2many(
        "xinxihua.common.demand", "project_id", string="Demands Taken up", readonly=True
    )
    leads_to_demand = fields.Boolean(compute="_compute_leads_to_demand")

    @api.depends("biz_class", "unit_id", "state")
    def _compute_leads_to_demand(self):
        for project in self:
            project.leads_to_demand = (
                project.biz_class == "common"
                and project.state in ("draft", "returned")
                and project.unit_id.sudo().kind != "data_bureau"
            )

    def action_open_demand(self):
        """Open a demand to the data bureau with what is entered here already."""
        self.ensure_one()
        demand = self.env["xinxihua.common.demand"].create(
            {
                "name": self.name,
                "unit_id": self.unit_id.id,
                "purpose": self.objective,
                "expected_use": self.content,
                "contact_name": self.contact_name,
                "contact_phone": self.contact_phone,
            }
        )
        return demand._get_records_action()

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectPapers(models.Model):
    """Procurement plans and contracts of a project."""

    _inherit = "xinxihua.project"

    procurement_ids = fields.One2many("xinxihua.procurement", "project_id", readonly=True)
    contract_ids = fields.One2many("xinxihua.contract", "project_id", readonly=True)
    contract_amount = fields.Monetary(
        "Contracts",
        compute="_compute_contract_amount",
        store=True,
        help="Yuan of the contracts that were submitted for filing.",
    )

    @api.depends("contract_ids.amount", "contract_ids.state")
    def _compute_contract_amount(self):
        for project in self:
            project.contract_amount = sum(
                contract.amount
                for contract in project.contract_ids
                if contract.state in ("filing", "filed")
            )

    def _ceiling_of_building(self):
        """Return the yuan that procurement and contracts must not be above."""
        self.ensure_one()
        return self.approved_amount if self.state == "approved" else self.budget_amount

    def action_open_procurements(self):
        """Open the procurement plans of this project."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "xinxihua_project.procurement_action"
        )
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id, "default_name": self.name},
        }

    def action_open_contracts(self):
        """Open the contracts of this project."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("xinxihua_project.contract_action")
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id, "default_name": self.name},
        }

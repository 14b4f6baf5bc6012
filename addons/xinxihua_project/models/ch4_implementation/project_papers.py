# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectPapers(models.Model):
    """Procurement plans and contracts of a project."""

    _inherit = "xinxihua.project"

    procurement_ids = fields.One2many("xinxihua.procurement", "project_id", readonly=True)
    contract_ids = fields.One2many("xinxihua.contract", "project_id", readonly=True)
    requirement_change_ids = fields.One2many("xinxihua.change", "project_id", readonly=True)
    resource_request_ids = fields.One2many("xinxihua.resource.request", "project_id", readonly=True)
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

    def _granted_amount(self):
        """Return yuan of the cost lines that the prefecture grants instead (art. 20)."""
        self.ensure_one()
        lines = self.cost_line_ids.filtered("category_id.is_granted")
        return sum(lines.mapped("amount"))

    def _open_papers(self, action):
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id(action) | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id, "default_name": self.name},
        }

    def action_open_procurements(self):
        """Open the procurement plans of this project."""
        return self._open_papers("xinxihua_project.procurement_action")

    def action_open_contracts(self):
        """Open the contracts of this project."""
        return self._open_papers("xinxihua_project.contract_action")

    def action_open_changes(self):
        """Open the changes of this project."""
        return self._open_papers("xinxihua_project.change_action")

    def action_open_resource_requests(self):
        """Open the requests of this project for cloud and common capabilities."""
        return self._open_papers("xinxihua_project.resource_request_action")

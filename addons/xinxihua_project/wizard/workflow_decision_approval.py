# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class WorkflowDecision(models.TransientModel):
    """The approver looks at the document before signing it."""

    _inherit = "xinxihua.workflow.decision"

    approval_document_id = fields.Many2one(
        "xinxihua.approval.document", compute="_compute_approval_document_id"
    )

    @api.depends("res_model", "res_id", "step")
    def _compute_approval_document_id(self):
        for wizard in self:
            documents = self.env["xinxihua.approval.document"]
            if wizard.res_model == "xinxihua.project" and documents.has_access("read"):
                documents = documents.search([("project_id", "=", wizard.res_id)], limit=1)
            wizard.approval_document_id = documents

    def action_preview_approval(self):
        """Open the approval document as it would be issued now."""
        self.ensure_one()
        return self.approval_document_id.action_preview_pdf()

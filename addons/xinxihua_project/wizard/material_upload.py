# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo import api, fields, models


class MaterialUpload(models.TransientModel):
    """Adds a file to a document as a required material."""

    _name = "xinxihua.material.upload"
    _inherit = "xinxihua.guard.mixin"
    _description = "Add Material"

    res_model = fields.Char("Document Type", required=True)
    res_id = fields.Many2oneReference("Document", model_field="res_model", required=True)
    requirement_id = fields.Many2one(
        "xinxihua.material.requirement", "Material", required=True
    )
    candidate_ids = fields.Many2many(
        "xinxihua.material.requirement", compute="_compute_candidate_ids"
    )
    file = fields.Binary(required=True, attachment=False)
    filename = fields.Char("File Name")

    def _document(self):
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id)
        document.check_access("read")
        return document

    @api.depends("res_model", "res_id")
    def _compute_candidate_ids(self):
        """Offer what this user may add now."""
        for wizard in self:
            document = wizard._document()
            requirements = document._requirements().get(document.id)
            wizard.candidate_ids = requirements and requirements.filtered(
                lambda row, document=document: not document._upload_refusal(row)
            )

    def action_upload(self):
        """Keep the file with its SHA-256; an older one of the kind is kept too."""
        self.ensure_one()
        self.env["xinxihua.material"]._upload(
            self._document(),
            self.requirement_id,
            self.filename or self.requirement_id.name,
            base64.b64decode(self.file),
        )
        return {"type": "ir.actions.act_window_close"}

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo import api, fields, models


class MaterialUpload(models.TransientModel):
    """Adds a file to a document as a required material."""

    _name = "xinxihua.material.upload"
    _inherit = "xinxihua.document.wizard"
    _description = "Add Material"

    requirement_id = fields.Many2one("xinxihua.material.requirement", "Material", required=True)
    candidate_ids = fields.Many2many(
        "xinxihua.material.requirement", compute="_compute_candidate_ids"
    )
    file = fields.Binary(required=True, attachment=False)
    filename = fields.Char("File Name")

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

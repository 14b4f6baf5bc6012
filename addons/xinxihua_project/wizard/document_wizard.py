# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError


class DocumentWizard(models.AbstractModel):
    """A dialog over one document: it carries input to it and checks nothing itself."""

    _name = "xinxihua.document.wizard"
    _inherit = "xinxihua.guard.mixin"
    _description = "Dialog over a Document"

    res_model = fields.Char("Document Type", required=True)
    res_id = fields.Many2oneReference("Document", model_field="res_model", required=True)

    def _document(self):
        """Return the document, once it is seen that the user may read it."""
        self.ensure_one()
        if self.res_model not in self.env["xinxihua.document.row.mixin"]._document_models():
            raise UserError(self.env._("There is no such document."))
        document = self.env[self.res_model].browse(self.res_id)
        document.check_access("read")
        return document

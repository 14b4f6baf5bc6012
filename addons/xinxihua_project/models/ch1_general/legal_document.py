# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class LegalDocument(models.Model):
    """Register of the documents that printed approvals quote as their basis (art. 1)."""

    _name = "xinxihua.legal.document"
    _inherit = "xinxihua.guard.mixin"
    _description = "Legal Document"
    _order = "sequence, id"
    _rec_names_search = ["name", "document_number", "code"]

    code = fields.Char(required=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Title", required=True)
    document_number = fields.Char()
    issuer = fields.Char("Issuing Authority")
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        help="The area in which the document applies; empty: everywhere.",
    )
    date_issued = fields.Date("Issued on")
    date_from = fields.Date("In Force from")
    date_to = fields.Date("In Force until")
    article_ids = fields.One2many("xinxihua.article", "legal_document_id", string="Articles")

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A legal document with this code exists already."
    )

    @api.depends("name", "document_number")
    def _compute_display_name(self):
        for document in self:
            number = document.document_number
            document.display_name = (
                f"《{document.name}》({number})" if number else f"《{document.name}》"
            )

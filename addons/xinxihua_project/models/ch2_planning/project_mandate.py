# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProjectMandate(models.Model):
    """A superior's explicit demand that a supplementary application rests on."""

    _name = "xinxihua.project.mandate"
    _inherit = "xinxihua.guard.mixin"
    _description = "Mandate Evidence"
    _order = "project_id, id"
    _rec_name = "document_number"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="cascade")
    authority_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Mandating Authority",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("kind", "=", "mandate_authority")],
    )
    document_title = fields.Char()
    document_number = fields.Char(required=True)
    document_date = fields.Date("Date of the Document", required=True)


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[("mandate_authority", "Authority behind a Mandate")],
        ondelete={"mandate_authority": "cascade"},
    )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .workbook import normalise_header


class ImportSynonym(models.Model):
    """A header word that offices write for a field: rows of data, no code."""

    _name = "xinxihua.import.synonym"
    _inherit = "xinxihua.guard.mixin"
    _description = "Header Synonym"
    _order = "purpose, field_code, name"

    purpose = fields.Selection(
        [("project", "Summary of Applications"), ("unit", "Budget Units")],
        required=True,
        index=True,
    )
    field_code = fields.Char(required=True)
    name = fields.Char("Header", required=True)

    _header_once = models.Constraint("UNIQUE(purpose, name)", "This header is known already.")

    @api.model
    def _headers(self, purpose):
        """Return {header without spaces: field code} of a kind of workbook."""
        rows = self.sudo().search_read([("purpose", "=", purpose)], ["name", "field_code"])
        return {normalise_header(row["name"]): row["field_code"] for row in rows}

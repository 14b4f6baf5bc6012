# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[("cost_category", "Cost Category")],
        ondelete={"cost_category": "cascade"},
    )


class ImportSynonym(models.Model):
    _inherit = "xinxihua.import.synonym"

    purpose = fields.Selection(
        selection_add=[("cost_line", "Cost Lines")], ondelete={"cost_line": "cascade"}
    )

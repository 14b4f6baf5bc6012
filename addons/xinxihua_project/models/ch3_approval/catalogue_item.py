# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[("cost_category", "Cost Category")],
        ondelete={"cost_category": "cascade"},
    )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[
            ("procurement_method", "Procurement Method"),
            ("procurement_form", "Form of Organisation of a Procurement"),
            ("procurement_check", "Check of a Procurement Plan"),
            ("ownership", "Right whose Owner a Contract States"),
        ],
        ondelete={
            "procurement_method": "cascade",
            "procurement_form": "cascade",
            "procurement_check": "cascade",
            "ownership": "cascade",
        },
    )

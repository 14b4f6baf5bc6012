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
            ("change_reason", "Ground of a Change"),
        ],
        ondelete={
            "procurement_method": "cascade",
            "procurement_form": "cascade",
            "procurement_check": "cascade",
            "ownership": "cascade",
            "change_reason": "cascade",
        },
    )
    is_granted = fields.Boolean(
        "Granted by the Prefecture",
        help="A cost category that units ask the prefecture for instead of buying it.",
    )


class ImportSynonym(models.Model):
    _inherit = "xinxihua.import.synonym"

    purpose = fields.Selection(
        selection_add=[("contract", "Ledger of Contracts")], ondelete={"contract": "cascade"}
    )

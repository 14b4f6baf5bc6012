# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[
            ("zombie_criterion", "Criterion of a Zombie System"),
            ("net_growth", "Ground for a Growing Number of Systems"),
        ],
        ondelete={"zombie_criterion": "cascade", "net_growth": "cascade"},
    )


class ImportSynonym(models.Model):
    _inherit = "xinxihua.import.synonym"

    purpose = fields.Selection(
        selection_add=[("system", "Ledger of Systems"), ("plan", "Informatisation Plans")],
        ondelete={"system": "cascade", "plan": "cascade"},
    )


class Unit(models.Model):
    _inherit = "xinxihua.unit"

    def _department(self):
        """Return the department of one unit: the root of its tree of units."""
        self.ensure_one()
        root = (self.parent_path or "").split("/")[0]
        return self.browse(int(root)) if root else self

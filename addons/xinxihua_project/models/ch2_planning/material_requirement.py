# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class MaterialRequirement(models.Model):
    _inherit = "xinxihua.material.requirement"

    route = fields.Selection(
        selection_add=[("adjustment", "Adjustment of a Plan")],
        ondelete={"adjustment": "cascade"},
    )

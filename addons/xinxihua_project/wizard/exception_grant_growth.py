# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ExceptionGrant(models.TransientModel):
    _inherit = "xinxihua.exception.grant"

    ground_id = fields.Many2one(
        domain=[("kind", "in", ("refusal_ground", "net_growth", "budget_ground"))]
    )

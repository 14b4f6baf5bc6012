# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ExceptionGrant(models.TransientModel):
    """An opinion that is missing or against a project is a ground as well."""

    _inherit = "xinxihua.exception.grant"

    ground_id = fields.Many2one(
        domain=[("kind", "in", ("refusal_ground", "net_growth", "budget_ground", "co_review"))]
    )

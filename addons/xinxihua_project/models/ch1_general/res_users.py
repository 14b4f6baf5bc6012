# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    xinxihua_unit_ids = fields.Many2many(
        "xinxihua.unit",
        "xinxihua_unit_users_rel",
        "user_id",
        "unit_id",
        string="Units",
        help="The units for which the user acts.",
    )
    xinxihua_title = fields.Char("Job Title", help="Kept beside each signature: 科长, 分管领导")

    @api.model
    def _get_invalidation_fields(self):
        # our record rules read the units; their domains are cached per user
        return super()._get_invalidation_fields() | {"xinxihua_unit_ids"}

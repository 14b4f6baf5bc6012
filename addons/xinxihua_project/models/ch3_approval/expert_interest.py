# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ExpertInterest(models.Model):
    """An interest that keeps an expert away from a unit's projects.

    The expert or a bureau declares it. A row is not deleted: an interest that is over
    gets its last day, so that a drawing of the past stays explained.
    """

    _name = "xinxihua.expert.interest"
    _inherit = "xinxihua.guard.mixin"
    _description = "Declared Interest"
    _order = "expert_id, date_from desc, id desc"
    _rec_name = "reason"

    expert_id = fields.Many2one("xinxihua.expert", required=True, index=True, ondelete="restrict")
    expert_user_id = fields.Many2one(
        related="expert_id.user_id", store=True, index=True, string="User"
    )
    unit_id = fields.Many2one("xinxihua.unit", "Unit", index="btree_not_null", ondelete="restrict")
    company = fields.Char("Company", help="A supplier or another body that is no unit here.")
    reason = fields.Char(required=True)
    date_from = fields.Date(
        "From", required=True, default=lambda self: fields.Date.context_today(self)
    )
    date_to = fields.Date("Until", help="Empty: it still exists.")
    declared_by_id = fields.Many2one(
        "res.users", "Declared by", readonly=True, index=True, ondelete="restrict"
    )

    _period_ordered = models.Constraint(
        "CHECK(date_to >= date_from)",
        "The interest ends before it begins. Correct one of the dates.",
    )

    @api.constrains("unit_id", "company", "reason")
    def _check_with_whom(self):
        for interest in self:
            if not (interest.unit_id or interest.company):
                raise ValidationError(
                    self.env._(
                        "The interest “%s” names nobody. Choose the unit, or write the company.",
                        interest.reason,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        interests = super().create(vals_list)
        interests.sudo().declared_by_id = self.env.uid
        return interests

    def _counts_on(self, date):
        """Tell whether the interest exists on a day."""
        self.ensure_one()
        return self.date_from <= date and (not self.date_to or date <= self.date_to)

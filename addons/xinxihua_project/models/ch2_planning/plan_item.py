# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class PlanItem(models.Model):
    """An item of an informatisation plan, to which projects refer."""

    _name = "xinxihua.plan.item"
    _inherit = "xinxihua.guard.mixin"
    _description = "Item of an Informatisation Plan"
    _order = "plan_id, sequence, id"
    _rec_names_search = ["name", "code"]

    plan_id = fields.Many2one("xinxihua.plan", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    code = fields.Char("Item Number")
    name = fields.Char("Plan Item", required=True)
    goal = fields.Text()
    plan_state = fields.Selection(related="plan_id.state", string="State of the Plan")

    @api.depends("name", "code")
    def _compute_display_name(self):
        for item in self:
            item.display_name = f"{item.code} {item.name}" if item.code else item.name

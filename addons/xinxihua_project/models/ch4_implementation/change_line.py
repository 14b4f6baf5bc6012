# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .change import EFFECTIVE


class ChangeLine(models.Model):
    """What a change cuts from a cost line, or adds to one, or adds as a new one."""

    _name = "xinxihua.change.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Line of a Change"
    _order = "change_id, kind desc, id"

    change_id = fields.Many2one("xinxihua.change", required=True, index=True, ondelete="cascade")
    project_id = fields.Many2one(related="change_id.project_id")
    kind = fields.Selection([("cut", "Cut"), ("add", "Add")], required=True, default="cut")
    cost_line_id = fields.Many2one(
        "xinxihua.project.cost.line",
        domain="[('project_id', '=', project_id)]",
        index="btree_not_null",
        ondelete="restrict",
    )
    name = fields.Char("Item", help="Of an item that is new.")
    currency_id = fields.Many2one(related="change_id.currency_id")
    current_amount = fields.Monetary(related="cost_line_id.current_amount", string="Before")
    amount = fields.Monetary(required=True)
    note = fields.Char("Remark")

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "The amount of a line of a change must be positive."
    )

    @api.constrains("kind", "cost_line_id", "name")
    def _check_item(self):
        for line in self:
            if line.kind == "cut" and not line.cost_line_id:
                raise ValidationError(
                    self.env._("A cut names the cost line that it is taken from. Choose it.")
                )
            if not line.cost_line_id and not line.name:
                raise ValidationError(
                    self.env._("An addition names its cost line, or the item that is new.")
                )

    def _wrong_line(self):
        """Yield what is wrong about the lines of one change."""
        project = self.change_id.project_id
        for cost_line, lines in self.filtered("cost_line_id").grouped("cost_line_id").items():
            cost_line_sudo = cost_line.sudo()
            if cost_line_sudo.project_id != project:
                yield self.env._(
                    "“%s” is a cost line of another project. Choose one of this project.",
                    cost_line_sudo.name,
                )
            cut = sum(lines.filtered(lambda line: line.kind == "cut").mapped("amount"))
            left = cost_line_sudo.current_amount
            if cost_line.currency_id.compare_amounts(cut, left) > 0:
                yield self.env._(
                    "“%(item)s”: %(cut)s yuan are cut, only %(left)s yuan are left. Lower the cut.",
                    item=cost_line_sudo.name,
                    cut=f"{cut:,.2f}",
                    left=f"{left:,.2f}",
                )


class CostLine(models.Model):
    _inherit = "xinxihua.project.cost.line"

    change_line_ids = fields.One2many("xinxihua.change.line", "cost_line_id", readonly=True)
    current_amount = fields.Monetary(
        "Amount after Changes", compute="_compute_current_amount", store=True
    )

    @api.depends(
        "amount",
        "change_line_ids.amount",
        "change_line_ids.kind",
        "change_line_ids.change_id.state",
    )
    def _compute_current_amount(self):
        for line in self:
            effective = line.change_line_ids.filtered(lambda row: row.change_id.state in EFFECTIVE)
            line.current_amount = line.amount + sum(
                -row.amount if row.kind == "cut" else row.amount for row in effective
            )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectCostLine(models.Model):
    """A cost line of a project: item, quantity, unit price, price basis (art. 14).

    The lines must add up to the budget before the project can be submitted. Only the
    unit writes them, while it may write the project; panel and approval cut by line.
    """

    _name = "xinxihua.project.cost.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Project Cost Line"
    _order = "project_id, sequence, id"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    category_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Cost Category",
        required=True,
        domain=[("kind", "=", "cost_category")],
        index=True,
        ondelete="restrict",
    )
    name = fields.Char("Item", required=True)
    uom_name = fields.Char("Unit of Measure")
    quantity = fields.Float(required=True, default=1.0, digits=(16, 4), aggregator=None)
    currency_id = fields.Many2one(related="project_id.currency_id")
    unit_price = fields.Monetary(required=True, aggregator=None, help="Yuan.")
    amount = fields.Monetary(compute="_compute_amount", store=True, precompute=True)
    price_basis = fields.Text(help="Quotations, contract or price list the unit price rests on.")

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "The quantity of a cost line must be positive."
    )
    _price_not_negative = models.Constraint(
        "CHECK(unit_price >= 0)", "The unit price of a cost line cannot be negative."
    )

    @api.depends("quantity", "unit_price")
    def _compute_amount(self):
        for line in self:
            currency = line.currency_id or self.env.ref("base.CNY")
            line.amount = currency.round(line.quantity * line.unit_price)

    def _as_text(self):
        """Return a line in words: category, quantity × price = amount, price basis."""
        self.ensure_one()
        text = (
            f"{self.category_id.name}: {self.quantity:g} {self.uom_name or ''} × "
            f"{self.unit_price:,.2f} = {self.amount:,.2f}"
        )
        return f"{text} ({self.price_basis})" if self.price_basis else text

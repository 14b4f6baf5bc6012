# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .gap import Gap


class ProjectForm(models.Model):
    """The application form: grounds, plan, resources and costs by line (art. 12, 14)."""

    _inherit = "xinxihua.project"

    basis_document_ids = fields.One2many(
        "xinxihua.project.basis", "project_id", string="Basis Documents", copy=True
    )
    boundary = fields.Text("Business Boundary")
    technical_plan = fields.Text()
    resource_need = fields.Text("Resource Needs")
    cost_line_ids = fields.One2many("xinxihua.project.cost.line", "project_id", copy=True)
    cost_amount = fields.Monetary("Sum of Cost Lines", compute="_compute_cost_amount", store=True)
    unpriced_items = fields.Char("Without Price Basis", compute="_compute_unpriced_items")

    @api.depends("cost_line_ids.amount")
    def _compute_cost_amount(self):
        for project in self:
            project.cost_amount = sum(project.cost_line_ids.mapped("amount"))

    @api.depends("cost_line_ids.name", "cost_line_ids.price_basis")
    def _compute_unpriced_items(self):
        for project in self:
            lines = project.cost_line_ids.filtered(lambda line: not line.price_basis)
            project.unpriced_items = "、".join(line.name or "" for line in lines)

    def _missing_money(self):
        yield from super()._missing_money()
        difference = self.budget_amount - self.cost_amount
        if not self.currency_id.is_zero(difference):
            text = self.env._(
                "The cost lines add up to %(sum)s yuan, the budget is %(budget)s yuan: "
                "correct the difference of %(difference)s yuan (%(basis)s).",
                sum=f"{self.cost_amount:,.2f}",
                budget=f"{self.budget_amount:,.2f}",
                difference=f"{difference:,.2f}",
                basis=self._cite("completeness"),
            )
            yield Gap(text, "cost_line_ids")

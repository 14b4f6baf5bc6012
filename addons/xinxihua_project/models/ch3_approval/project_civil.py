# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import replace

from odoo import api, fields, models

from .gap import Gap


class ProjectCivil(models.Model):
    """The IT part of civil works follows this regulation on its own amount (art. 18).

    The civil part is approved elsewhere: only who approves it, by which document and
    for how much is kept. The budget of the project is that of the IT part alone.
    """

    _inherit = "xinxihua.project"

    civil_works = fields.Boolean(
        "With Civil Works",
        tracking=True,
        help="The project contains civil works, or is the IT part of civil works. Its budget "
        "is that of the IT part alone.",
    )
    civil_authority = fields.Char("Authority Approving the Civil Part")
    civil_document = fields.Char("Document Number of the Civil Part")
    civil_date = fields.Date("Date of the Civil Document")
    civil_amount = fields.Monetary("Amount of the Civil Part", help="Yuan, without the IT part.")

    _civil_amount_not_negative = models.Constraint(
        "CHECK(civil_amount >= 0)", "The amount of the civil part cannot be negative."
    )

    @api.depends(
        "civil_works",
        "civil_authority",
        "cost_line_ids.amount",
        "cost_line_ids.category_id",
    )
    def _compute_route(self):
        return super()._compute_route()

    def _procedure_facts(self):
        subtotals = {}
        for line in self.cost_line_ids:
            exec_class = line.category_id.group_code
            subtotals[exec_class] = subtotals.get(exec_class, 0.0) + line.amount
        return replace(
            super()._procedure_facts(),
            civil_works=self.civil_works,
            build_subtotal=subtotals.get("build", 0.0),
            service_subtotal=subtotals.get("service", 0.0),
        )

    def _procedure_rules(self):
        return replace(super()._procedure_rules(), mixed_rule=self._parameter("mixed_rule"))

    def _needed_fields(self):
        names = super()._needed_fields()
        return [*names, "civil_authority"] if self.civil_works else names

    def _missing_money(self):
        yield from super()._missing_money()
        if self.civil_works and self.currency_id.compare_amounts(self.civil_amount, 0) <= 0:
            text = self.env._(
                "Fill in the amount of the civil part; it is approved apart from the IT part "
                "(%(basis)s).",
                basis=self._cite("civil_works"),
            )
            yield Gap(text, "civil_amount")

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectFunding(models.Model):
    """A funding line of a project: source, year, amount (art. 2).

    A project spans fiscal years; the lines must add up to its budget before it can
    be submitted. Only the unit writes them, while it may write the project.
    """

    _name = "xinxihua.project.funding"
    _inherit = "xinxihua.guard.mixin"
    _description = "Project Funding Line"
    _order = "project_id, year, source, id"
    _rec_name = "source"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="cascade")
    source = fields.Selection(
        [
            ("central", "Central Funds"),
            ("province", "Provincial Funds"),
            ("prefecture", "Prefecture Funds"),
            ("county", "County Funds"),
            ("own", "Own Funds"),
        ],
        required=True,
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        compute="_compute_year",
        store=True,
        readonly=False,
        precompute=True,
    )
    currency_id = fields.Many2one(related="project_id.currency_id")
    amount = fields.Monetary(required=True)

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "The amount of a funding line must be positive."
    )
    _year_plausible = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "The year of a funding line has four digits."
    )
    _once = models.Constraint(
        "UNIQUE(project_id, source, year)",
        "Each source has one funding line a year.",
    )

    @api.depends("project_id.fiscal_year")
    def _compute_year(self):
        for line in self:
            if not line.year:
                line.year = line.project_id.fiscal_year or fields.Date.context_today(line).year

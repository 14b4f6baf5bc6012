# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain


class FundPlanLine(models.Model):
    """One project's money of one source in a fund-use plan.

    The approved amount and what other plans in force arranged are the server's
    figures; they stay as they were when the plan took effect.
    """

    _name = "xinxihua.fund.plan.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Line of a Fund-use Plan"
    _order = "plan_id, sequence, id"
    _rec_name = "project_id"

    plan_id = fields.Many2one("xinxihua.fund.plan", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    project_id = fields.Many2one(
        "xinxihua.project",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("state", "=", "approved")],
    )
    unit_id = fields.Many2one(related="project_id.unit_id", string="Applicant Unit")
    source = fields.Selection("_selection_source", required=True)
    currency_id = fields.Many2one(related="plan_id.currency_id")
    approved_amount = fields.Monetary(
        compute="_compute_figures", store=True, help="Yuan, of the project's approval."
    )
    arranged_before = fields.Monetary(
        compute="_compute_figures",
        store=True,
        help="Yuan planned for the project by the plans in force of earlier years.",
    )
    arranged_beside = fields.Monetary(
        "Arranged by Other Plans",
        compute="_compute_figures",
        store=True,
        help="Yuan planned for the project by plans in force of other divisions in the "
        "same year, and of later years.",
    )
    available_amount = fields.Monetary(
        "Available this Year", required=True, help="Yuan that finance provides this year."
    )
    planned_amount = fields.Monetary("Planned", required=True)

    _amounts_not_negative = models.Constraint(
        "CHECK(available_amount >= 0 AND planned_amount >= 0)", "Amounts cannot be negative."
    )
    _once = models.Constraint(
        "UNIQUE(plan_id, project_id, source)",
        "Each project has one line a source in a plan.",
    )

    @api.model
    def _selection_source(self):
        source = self.env["xinxihua.project.funding"]._fields["source"]
        return source._description_selection(self.env)

    @api.depends("project_id", "plan_id.fiscal_year", "plan_id.division_id")
    def _compute_figures(self):
        arranged = self._arranged()
        for line in self:
            if line.plan_id.state in ("effective", "superseded"):
                continue
            line.approved_amount = line.project_id.sudo().approved_amount
            line.arranged_before, line.arranged_beside = arranged[line]

    def _arranged(self):
        """Return {line: (yuan of earlier years, yuan of other plans beside)}.

        Only plans in force count; the versions of the line's own plan do not.
        """
        rows = (
            self.env["xinxihua.fund.plan.line"]
            .sudo()
            .search_fetch(
                Domain("project_id", "in", self.project_id.ids)
                & Domain("plan_id.state", "=", "effective"),
                ["project_id", "plan_id", "planned_amount"],
            )
        )
        rows.plan_id.fetch(["fiscal_year", "division_id"])
        by_project = rows.grouped("project_id")
        found = {}
        for line in self:
            plan = line.plan_id
            before = beside = 0.0
            for row in by_project.get(line.project_id, rows.browse()):
                other = row.plan_id
                if other.fiscal_year < plan.fiscal_year:
                    before += row.planned_amount
                elif (other.fiscal_year, other.division_id) != (plan.fiscal_year, plan.division_id):
                    beside += row.planned_amount
            found[line] = (before, beside)
        return found

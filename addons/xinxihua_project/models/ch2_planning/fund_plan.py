# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

OPEN_STATES = ("draft", "returned", "finance_check", "leader_approval")


class FundPlan(models.Model):
    """The annual fund-use plan of a division (年度资金使用计划).

    Drawn up by the data bureau with the finance bureau of the level, confirmed by
    finance, in force only when the leader in charge of that level has approved it. A
    county decides on its own money; the level above only reads what is in force.
    """

    _name = "xinxihua.fund.plan"
    _inherit = ["xinxihua.version.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Annual Fund-use Plan"
    _order = "fiscal_year desc, division_id, version desc"
    _rec_name = "name"

    name = fields.Char(compute="_compute_name", store=True)
    fiscal_year = fields.Integer(
        required=True,
        aggregator=None,
        index=True,
        default=lambda self: fields.Date.context_today(self).year,
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Drawn up by",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("kind", "=", "data_bureau")],
        default=lambda self: self._default_unit(),
    )
    division_id = fields.Many2one(related="unit_id.division_id", store=True, index=True)
    handling_unit_id = fields.Many2one(
        "xinxihua.unit", "Handled by", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    previous_id = fields.Many2one(
        "xinxihua.fund.plan",
        "Version before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    reported_unit_id = fields.Many2one(
        "xinxihua.unit",
        "Reported to",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The bureau above, which takes note of a county's own plan.",
    )
    note = fields.Text("Explanation")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Correction"),
            ("finance_check", "At the Finance Bureau"),
            ("leader_approval", "At the Leader"),
            ("effective", "In Force"),
            ("superseded", "Superseded"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many("xinxihua.fund.plan.line", "plan_id", string="Lines", copy=True)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.ref("base.CNY"),
    )
    planned_amount = fields.Monetary("Planned Total", compute="_compute_totals", store=True)
    available_amount = fields.Monetary("Available Total", compute="_compute_totals", store=True)
    line_count = fields.Integer("Projects", compute="_compute_totals", store=True, aggregator=None)
    source_summary = fields.Char("Sources", compute="_compute_totals", store=True)

    _year_plausible = models.Constraint(
        "CHECK(fiscal_year BETWEEN 2000 AND 2100)", "The fiscal year has four digits."
    )
    _version_once = models.Constraint(
        "UNIQUE(division_id, fiscal_year, version)",
        "This division has a fund plan of this year already: open it, and begin a new "
        "version there.",
    )
    _one_in_force = models.UniqueIndex(
        "(division_id, fiscal_year) WHERE state = 'effective'",
        "This division has a fund plan in force for this year.",
    )

    @api.model
    def _default_unit(self):
        units = self.env.user.xinxihua_unit_ids
        return units.filtered(lambda unit: unit.kind == "data_bureau")[:1]

    @api.depends("fiscal_year", "division_id.name", "version")
    def _compute_name(self):
        chinese = self.with_context(lang="zh_CN").env
        for plan in self:
            plan.name = chinese._(
                "Fund-use plan of %(division)s %(year)s (version %(version)s)",
                division=plan.division_id.name or "",
                year=plan.fiscal_year,
                version=plan.version,
            )

    @api.depends(
        "line_ids.planned_amount",
        "line_ids.available_amount",
        "line_ids.source",
        "line_ids.project_id",
    )
    def _compute_totals(self):
        labels = dict(
            self.env["xinxihua.fund.plan.line"].with_context(lang="zh_CN")._selection_source()
        )
        for plan in self:
            sums = {}
            for line in plan.line_ids:
                sums[line.source] = sums.get(line.source, 0.0) + line.planned_amount
            plan.planned_amount = sum(plan.line_ids.mapped("planned_amount"))
            plan.available_amount = sum(plan.line_ids.mapped("available_amount"))
            plan.line_count = len(plan.line_ids.project_id)
            plan.source_summary = "、".join(
                f"{labels.get(source, '-')} {amount:,.2f}" for source, amount in sums.items()
            )

    @api.constrains("unit_id")
    def _check_unit(self):
        for plan in self:
            if plan.unit_id.sudo().kind != "data_bureau":
                raise ValidationError(
                    self.env._("%s is no data bureau: it draws up no fund plan.", plan.unit_id.name)
                )

    # -- the card of the decision screen ----------------------------------------------------

    def _decision_rows(self, step):
        self.ensure_one()
        rows = [
            (self.env._("Drawn up by"), self.unit_id.sudo().name),
            (self.env._("Planned Total"), f"{self.planned_amount:,.2f}"),
            (self.env._("Available Total"), f"{self.available_amount:,.2f}"),
            (self.env._("Projects"), str(self.line_count)),
            (self.env._("Sources"), self.source_summary or "-"),
        ]
        if before := self.sudo().previous_id:
            change = self.planned_amount - before.planned_amount
            rows.append((self.env._("Change to the Version before"), f"{change:+,.2f}"))
        sums = {
            project.name: sum(lines.mapped("planned_amount"))
            for project, lines in self.sudo().line_ids.grouped("project_id").items()
        }
        largest = sorted(sums.items(), key=lambda item: -item[1])[:5]
        return rows + [(name, f"{amount:,.2f}") for name, amount in largest]

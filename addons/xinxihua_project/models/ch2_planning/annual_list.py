# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class AnnualList(models.Model):
    """The list of projects to be carried out in a year, or an amendment to it.

    Its lines are the reviewed projects: those chosen stand on the list when data
    bureau and finance bureau have both confirmed it, the rest goes to the reserve.
    Published it is frozen; what changes later is a list of kind ``amendment``.
    """

    _name = "xinxihua.annual.list"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Annual Project List"
    _order = "year desc, id desc"

    name = fields.Char(compute="_compute_name", store=True)
    year = fields.Integer(
        "Planning Year",
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
    kind = fields.Selection(
        [("list", "Annual List"), ("amendment", "Amendment")],
        required=True,
        default="list",
    )
    amends_id = fields.Many2one(
        "xinxihua.annual.list",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('kind', '=', 'list'), ('state', '=', 'published'), ('year', '=', year)]",
    )
    amendment_ids = fields.One2many("xinxihua.annual.list", "amends_id", string="Amendments")
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Data Bureau",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("kind", "=", "data_bureau")],
        default=lambda self: self.env.user.xinxihua_unit_ids.filtered(
            lambda unit: unit.kind == "data_bureau"
        )[:1],
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    finance_id = fields.Many2one(
        "xinxihua.unit", "Finance Bureau", readonly=True, index=True, ondelete="restrict"
    )
    reason = fields.Text("Reason for the Amendment")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("to_confirm", "Awaiting Confirmation"),
            ("published", "Published"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    date_published = fields.Date("Published on", readonly=True, copy=False)
    bureau_confirmed = fields.Datetime("Confirmed by the Data Bureau", readonly=True, copy=False)
    finance_confirmed = fields.Datetime(
        "Confirmed by the Finance Bureau", readonly=True, copy=False
    )
    line_ids = fields.One2many("xinxihua.annual.list.line", "list_id", string="Projects")

    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.ref("base.CNY"),
    )
    budget_ceiling = fields.Monetary(tracking=True, help="Yuan; the list as amended stays below.")
    base_amount = fields.Monetary("Listed before", compute="_compute_base_amount", store=True)
    chosen_amount = fields.Monetary(compute="_compute_amounts", store=True)
    total_amount = fields.Monetary("Total", compute="_compute_amounts", store=True)
    remaining_amount = fields.Monetary("Remaining", compute="_compute_amounts", store=True)
    chosen_count = fields.Integer("Projects Chosen", compute="_compute_amounts", store=True)
    is_over = fields.Boolean("Over the Ceiling", compute="_compute_amounts", store=True)
    listed_amount = fields.Monetary(
        "Amount as Amended", readonly=True, copy=False, help="Sum of what stands on the list today."
    )

    _one_a_year = models.UniqueIndex(
        "(division_id, year) WHERE kind = 'list'", "There is a list of this year already."
    )
    _ceiling_not_negative = models.Constraint(
        "CHECK(budget_ceiling >= 0)", "A budget ceiling cannot be negative."
    )

    @api.depends("year", "kind", "unit_id", "amends_id")
    def _compute_name(self):
        chinese = self.with_context(lang="zh_CN").env
        for row in self:
            name = chinese._("%s Annual Project List", row.year)
            row.name = chinese._("%s: Amendment", name) if row.kind == "amendment" else name

    @api.depends("amends_id.listed_amount", "state")
    def _compute_base_amount(self):
        for row in self:
            # what a published amendment started from does not change any more
            frozen = row.state == "published"
            row.base_amount = row.base_amount if frozen else row.amends_id.listed_amount

    @api.depends("line_ids.choice", "line_ids.amount", "budget_ceiling", "base_amount")
    def _compute_amounts(self):
        sums = {}
        for row, choice, amount, count in self.env["xinxihua.annual.list.line"]._read_group(
            [("list_id", "in", self.ids)], ["list_id", "choice"], ["amount:sum", "__count"]
        ):
            sums[row.id, choice] = (amount, count)
        for row in self:
            if not row.id:
                # on the screen, before it is saved
                sums |= {
                    (row.id, choice): (sum(lines.mapped("amount")), len(lines))
                    for choice, lines in row.line_ids.grouped("choice").items()
                }
            added, count = sums.get((row.id, "chosen"), (0.0, 0))
            removed = sums.get((row.id, "removed"), (0.0, 0))[0]
            row.chosen_amount = added
            row.chosen_count = count
            row.total_amount = row.base_amount + added - removed
            row.remaining_amount = row.budget_ceiling - row.total_amount
            row.is_over = row.currency_id.compare_amounts(row.remaining_amount, 0) < 0

    @api.constrains("kind", "amends_id", "year", "unit_id")
    def _check_amends(self):
        for row in self:
            base_sudo = row.amends_id.sudo()
            if row.kind == "list" and not base_sudo:
                continue
            if (
                row.kind == "list"
                or base_sudo.kind != "list"
                or base_sudo.state != "published"
                or (base_sudo.year, base_sudo.unit_id) != (row.year, row.unit_id)
            ):
                raise ValidationError(
                    self.env._(
                        "An amendment names the published list of its year and bureau; a "
                        "list amends nothing."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if any(row.state != "draft" for row in self):
            raise UserError(self.env._("A list that was submitted is kept."))

    # -- which projects ---------------------------------------------------------------------

    def _eligible_domain(self):
        """Return the domain of the projects that may be chosen for this list."""
        self.ensure_one()
        return self.env["xinxihua.project"]._reviewed_domain() & Domain(
            "division_id", "child_of", self.division_id.ids
        )

    def action_fill(self):
        """Put every reviewed project that stands on no list among the candidates."""
        self.ensure_one()
        self.check_access("write")
        present = self.line_ids.project_id
        found = self.env["xinxihua.project"].search(
            self._eligible_domain() & Domain("id", "not in", present.ids), order="id"
        )
        rank = max(self.line_ids.mapped("rank"), default=0)
        self.env["xinxihua.annual.list.line"].create(
            [
                {"list_id": self.id, "project_id": project.id, "rank": rank + index}
                for index, project in enumerate(found, start=1)
            ]
        )
        return True

    def action_open_lines(self):
        """Open the screen on which the list is made."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "xinxihua.annual.list.line",
            "view_mode": "list,kanban",
            "domain": [("list_id", "=", self.id)],
            "context": {
                "default_list_id": self.id,
                "with_evaluations": self.env["xinxihua.annual.list.line"]._has_evaluations(),
            },
        }

    def action_amend(self):
        """Open a new amendment to this published list."""
        self.ensure_one()
        amendment = self.create(
            {
                "kind": "amendment",
                "amends_id": self.id,
                "year": self.year,
                "unit_id": self.unit_id.id,
                "budget_ceiling": self.budget_ceiling,
            }
        )
        return amendment._get_records_action()

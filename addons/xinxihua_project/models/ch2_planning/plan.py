# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class Plan(models.Model):
    """An informatisation plan (信息化规划) of a division, in versions.

    An adjustment is a new version with what made it necessary and the minutes of the
    argument; the bureau's approver puts it in force, and the old one stays readable.
    """

    _name = "xinxihua.plan"
    _inherit = ["xinxihua.version.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Informatisation Plan"
    _order = "year_from desc, division_id, version desc"

    name = fields.Char("Name of the Plan", required=True, tracking=True)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Drawn up by",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("kind", "=", "data_bureau")],
        default=lambda self: self.env["xinxihua.fund.plan"]._default_unit(),
    )
    division_id = fields.Many2one(related="unit_id.division_id", store=True, index=True)
    previous_id = fields.Many2one(
        "xinxihua.plan",
        "Version before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    year_from = fields.Integer(
        "First Year",
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
    year_to = fields.Integer(
        "Last Year",
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year + 4,
    )
    goals = fields.Text()
    item_ids = fields.One2many("xinxihua.plan.item", "plan_id", string="Items", copy=True)
    item_count = fields.Integer("Number of Items", compute="_compute_item_count")
    document_number = fields.Char(copy=False)
    trigger_reason = fields.Text(
        "Why it is Adjusted",
        copy=False,
        help="The major change of the environment that makes the adjustment necessary.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Correction"),
            ("approval", "To be Approved"),
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

    _period = models.Constraint(
        "CHECK(year_from >= 2000 AND year_to <= 2100 AND year_from <= year_to)",
        "The last year of a plan cannot lie before its first.",
    )
    _one_next_version = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL",
        "This plan has a next version already.",
    )

    @api.depends("item_ids")
    def _compute_item_count(self):
        for plan in self:
            plan.item_count = len(plan.item_ids)

    @api.depends("name", "version")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = (
                self.env._("%(name)s (version %(version)s)", name=plan.name, version=plan.version)
                if plan.version > 1
                else plan.name
            )

    def _covering(self, division, year):
        """Return those of the plans that a project of a division and a year falls under.

        :param division: ``xinxihua.division``; plans of those above count too
        :param int year: fiscal year of the project
        """
        path = division.parent_path or ""
        return self.filtered(
            lambda plan: (
                plan.year_from <= year <= plan.year_to
                and path.startswith(plan.division_id.parent_path)
            )
        )

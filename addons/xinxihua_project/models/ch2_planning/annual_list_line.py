# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class AnnualListLine(models.Model):
    """One reviewed project before the two bureaus: chosen, removed, or left over."""

    _name = "xinxihua.annual.list.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Line of an Annual Project List"
    _order = "list_id, rank, id"
    _rec_name = "project_id"

    list_id = fields.Many2one("xinxihua.annual.list", required=True, index=True, ondelete="cascade")
    list_state = fields.Selection(related="list_id.state", string="State of the List")
    rank = fields.Integer(default=10, aggregator=None)
    choice = fields.Selection(
        [("candidate", "To be Chosen"), ("chosen", "Chosen"), ("removed", "Taken off")],
        required=True,
        default="candidate",
        index=True,
        group_expand="_expand_choice",
    )
    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(
        related="project_id.unit_id", store=True, index=True, string="Applicant Unit"
    )
    support_kind_ids = fields.Many2many(related="project_id.support_kind_ids")
    project_state = fields.Selection(related="project_id.state", string="State of the Project")
    reserve_entry_id = fields.Many2one(
        "xinxihua.reserve.entry",
        "From the Reserve",
        compute="_compute_amount",
        store=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="list_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount", string="Budget")
    amount = fields.Monetary(
        "Recommended Amount",
        compute="_compute_amount",
        store=True,
        help="What the panel recommended; from the reserve, what the unit confirmed again.",
    )
    running_amount = fields.Monetary("Running Total", compute="_compute_running", aggregator=None)
    is_over = fields.Boolean("Beyond the Ceiling", compute="_compute_running")
    note = fields.Char()

    _once = models.Constraint("UNIQUE(list_id, project_id)", "This project is on the list already.")
    _rank_index = models.Index("(list_id, rank, id)")

    @api.model
    def _expand_choice(self, values, domain):
        order = ["candidate", "chosen", "removed"]
        return [name for name in order if name in {*values, "candidate", "chosen"}]

    @api.depends(
        "project_id.review_ids.state",
        "project_id.review_ids.recommended_amount",
        "project_id.reserve_entry_ids.state",
        "project_id.reserve_entry_ids.confirmed_amount",
        "project_id.reserve_entry_ids.date_confirmed",
    )
    def _compute_amount(self):
        frozen = self.filtered(lambda line: line.list_id.state == "published")
        for line in frozen:
            line.amount = line.amount
            line.reserve_entry_id = line.reserve_entry_id
        rest = self - frozen
        # one look for the panels of all lines
        rest.project_id.sudo().review_ids.fetch(["state", "recommended_amount"])
        for line in rest:
            project_sudo = line.project_id.sudo()
            entry_sudo = project_sudo.reserve_entry_ids.filtered(lambda row: row.state == "active")
            line.reserve_entry_id = entry_sudo
            line.amount = (
                entry_sudo.confirmed_amount
                if entry_sudo.date_confirmed
                else project_sudo._last_review().recommended_amount
            )

    @api.depends("rank", "choice", "amount", "list_id.base_amount", "list_id.budget_ceiling")
    def _compute_running(self):
        """Add up the chosen amounts down the ranks, for any number of lines at once."""
        self.running_amount = 0.0
        self.is_over = False
        stored = self.filtered("id")
        if not stored:
            return
        self.flush_model(["rank", "choice", "amount", "list_id"])
        sums = dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT id, total FROM (
                        SELECT id, choice, SUM(
                            CASE choice WHEN 'chosen' THEN amount WHEN 'removed' THEN -amount
                            ELSE 0 END
                        ) OVER (PARTITION BY list_id ORDER BY rank, id) AS total
                        FROM xinxihua_annual_list_line WHERE list_id IN %s
                    ) lines WHERE id IN %s AND choice != 'candidate'
                    """,
                    tuple(stored.list_id.ids),
                    tuple(stored._origin.ids),
                )
            )
        )
        for line in stored:
            if (total := sums.get(line._origin.id)) is not None:
                row = line.list_id
                line.running_amount = row.base_amount + float(total)
                line.is_over = (
                    row.currency_id.compare_amounts(line.running_amount, row.budget_ceiling) > 0
                )

    # -- what stands against a choice ---------------------------------------------------------

    @api.model
    def _domain_not_eligible(self, row):
        chosen = Domain("choice", "=", "chosen")
        return chosen & ~Domain("project_id", "any", row._eligible_domain())

    @api.model
    def _domain_not_listed(self, row):
        removed = Domain("choice", "=", "removed")
        return removed & Domain("project_id.annual_list_id", "!=", row.amends_id.id or -1)

    @api.model
    def _domain_not_reconfirmed(self, row):
        return Domain("choice", "=", "chosen") & Domain(
            "reserve_entry_id", "any", [("state", "=", "active"), ("date_confirmed", "=", False)]
        )

    def _first_names(self):
        names = "、".join(self[:5].project_id.mapped("name"))
        more = len(self) - 5
        return (
            self.env._("%(names)s and %(more)s more", names=names, more=more)
            if (more > 0)
            else names
        )

    def action_choose(self):
        """Choose the project for the list."""
        self.write({"choice": "chosen"})
        return True

    def action_leave(self):
        """Put the project back among the candidates."""
        self.write({"choice": "candidate"})
        return True

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate, format_datetime

from ..core.workflow_transition import Transition

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)
# one time zone by law; the window's edges are shown and typed in it
TIME_ZONE = "Asia/Shanghai"


class ApplicationRound(models.Model):
    """The yearly window for central applications, opened by a notice."""

    _name = "xinxihua.application.round"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Application Round"
    _order = "date_open desc, id desc"

    _transitions = {
        "publish": Transition(
            _lt("Publish the Round"),
            ("draft",),
            "published",
            BUREAU,
            blocker="_blocker_publish",
            basis="application_round",
        ),
        "revoke": Transition(
            _lt("Take the Round Back"),
            ("published",),
            "draft",
            BUREAU,
            blocker="_blocker_revoke",
            opinion_required=True,
            basis="application_round",
        ),
    }

    name = fields.Char("Name of the Round", required=True)
    year = fields.Integer(
        "Planning Year",
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
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
    date_open = fields.Datetime("Window Opens", required=True)
    date_close = fields.Datetime(
        "Window Closes", required=True, help="Up to and including this second."
    )
    notice_title = fields.Char()
    notice_number = fields.Char()
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    window = fields.Selection(
        [
            ("draft", "Draft"),
            ("upcoming", "Not Open yet"),
            ("open", "Open"),
            ("closed", "Closed"),
        ],
        compute="_compute_window",
    )
    window_text = fields.Char("Window in Local Time", compute="_compute_window")
    project_ids = fields.One2many(
        "xinxihua.project", "round_id", string="Applications", readonly=True
    )
    project_count = fields.Integer("Number of Applications", compute="_compute_project_count")

    _window_order = models.Constraint(
        "CHECK(date_open < date_close)", "A window closes after it has opened."
    )
    _window_index = models.Index("(division_id, state, date_open, date_close)")

    @api.depends("state", "date_open", "date_close")
    def _compute_window(self):
        now = fields.Datetime.now()
        for row in self:
            edges = [row._edge(edge) for edge in (row.date_open, row.date_close) if edge]
            row.window_text = " – ".join(edges)
            if row.state != "published" or not row.date_open or not row.date_close:
                row.window = "draft"
            elif now < row.date_open:
                row.window = "upcoming"
            else:
                row.window = "open" if now <= row.date_close else "closed"

    @api.depends("project_ids")
    def _compute_project_count(self):
        counts = dict(
            self.env["xinxihua.project"]._read_group(
                [("round_id", "in", self.ids)], ["round_id"], ["__count"]
            )
        )
        for row in self:
            row.project_count = counts.get(row._origin, 0)

    @api.model
    def _edge(self, moment):
        """Return an edge of a window as people read it, in the division's local time."""
        return format_datetime(self.env, moment, tz=TIME_ZONE, dt_format="yyyy-MM-dd HH:mm:ss")

    # -- the rules of the windows ---------------------------------------------------------

    @api.model
    def _of_division(self, division):
        """Return the published rounds (superuser) that a division's units apply in."""
        lineage = [int(part) for part in (division.sudo().parent_path or "").split("/") if part]
        return self.sudo().search(
            [("division_id", "in", lineage), ("state", "=", "published")], order="date_open, id"
        )

    def _open_now(self):
        now = fields.Datetime.now()
        return self.filtered(lambda row: row.date_open <= now <= row.date_close)[:1]

    def _next(self):
        now = fields.Datetime.now()
        return self.filtered(lambda row: row.date_open > now)[:1]

    def _of_this_year(self):
        """Return the rounds that bind whoever applies now.

        Those of this planning year, and those whose window touches this calendar
        year: the year that an applicant writes on its form plays no part.
        """
        year = fields.Date.context_today(self.with_context(tz=TIME_ZONE)).year
        return self.filtered(
            lambda row: (
                row.year == year
                or row._local(row.date_open).year <= year <= row._local(row.date_close).year
            )
        )

    def _local(self, moment):
        return fields.Datetime.context_timestamp(self.with_context(tz=TIME_ZONE), moment)

    # -- steps ------------------------------------------------------------------------------

    def _blocker_publish(self):
        return {row.id: "\n".join(f"• {text}" for text in row._missing()) for row in self}

    def _missing(self):
        if self.unit_id.sudo().kind != "data_bureau":
            yield self.env._("A round is opened by a data bureau.")
        if not self.notice_title or not self.notice_number:
            yield self.env._(
                "Name the notice of the round: title and number (%(basis)s).",
                basis=self._cite("application_round"),
            )
        others_sudo = self._of_division(self.division_id).filtered(
            lambda other: (
                other.division_id == self.division_id
                and other.id != self.id
                and other.date_open <= self.date_close
                and other.date_close >= self.date_open
            )
        )
        if others_sudo:
            yield self.env._(
                "The window overlaps with “%(round)s” (%(open)s to %(close)s).",
                round=others_sudo[0].name,
                open=self._edge(others_sudo[0].date_open),
                close=self._edge(others_sudo[0].date_close),
            )

    def _blocker_revoke(self):
        used = (
            self.env["xinxihua.project"]
            .sudo()
            ._read_group([("round_id", "in", self.ids)], ["round_id"], ["__count"])
        )
        return {
            row.id: self.env._("%s applications came in with this round: it stays.", count)
            for row, count in used
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        if any(row.state != "draft" for row in self):
            raise UserError(self.env._("A published round is kept."))

    def action_publish(self, opinion=None):
        """Publish the notice: the window binds from now on."""
        return self._run_transition("publish", opinion)

    def action_revoke(self, opinion=None):
        """Take back a round in which nobody has applied yet."""
        return self._run_transition("revoke", opinion)

    def action_open_projects(self):
        """Open the applications of this round."""
        self.ensure_one()
        return self.project_ids._get_records_action(name=self.env._("Applications"))

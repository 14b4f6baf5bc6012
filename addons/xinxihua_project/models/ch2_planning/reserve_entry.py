# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Transition
from .application_round import TIME_ZONE

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
BATCH = 100


class ReserveEntry(models.Model):
    """One stay of a reviewed project in the reserve, with its clock.

    It is active through the day before ``date_expiry`` and over on that day.
    """

    _name = "xinxihua.reserve.entry"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Reserve Entry"
    _order = "date_expiry, id"
    _rec_name = "project_id"

    _transitions = {
        "reconfirm": Transition(
            _lt("Confirm Budget and Facts Again"),
            ("active",),
            "active",
            UNIT,
            blocker="_blocker_reconfirm",
            effect="_effect_reconfirm",
            basis="reserve",
        ),
        "reopen": Transition(
            _lt("Ask the Unit to Confirm Again"),
            ("active",),
            "active",
            BUREAU,
            actor="bureau_id",
            opinion_required=True,
            effect="_effect_reopen",
            basis="reserve",
        ),
    }

    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(
        related="project_id.unit_id", store=True, index=True, string="Applicant Unit"
    )
    division_id = fields.Many2one(
        related="project_id.division_id", store=True, index=True, string="Division"
    )
    bureau_id = fields.Many2one(
        "xinxihua.unit",
        "Data Bureau",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    list_id = fields.Many2one(
        "xinxihua.annual.list",
        "Left over by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    selected_list_id = fields.Many2one(
        "xinxihua.annual.list",
        "Selected by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("active", "In the Reserve"),
            ("selected", "Selected"),
            ("expired", "Expired"),
            ("left", "Left"),
        ],
        required=True,
        readonly=True,
        default="active",
        copy=False,
        index=True,
        tracking=True,
    )
    date_entry = fields.Date("Entered on", required=True, readonly=True)
    date_expiry = fields.Date("Expires on", required=True, readonly=True, index=True)
    date_exit = fields.Date("Left on", readonly=True, copy=False)
    is_barred = fields.Boolean(
        "To be Applied for Again",
        readonly=True,
        copy=False,
        index=True,
        help="The stay ran out; the project was not applied for again since.",
    )
    keeps_by_decision = fields.Boolean(
        "Selected by a Decision", readonly=True, copy=False, help="Its clock stands still."
    )
    date_first_warning = fields.Date("First Warning", readonly=True, copy=False)
    date_last_warning = fields.Date("Last Warning", readonly=True, copy=False)
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount", string="Budget")
    confirmed_amount = fields.Monetary("Budget Confirmed again", copy=False)
    changed_facts = fields.Text(copy=False)
    date_confirmed = fields.Date("Confirmed again on", readonly=True, copy=False)
    decision_ids = fields.One2many(
        "xinxihua.reserve.decision", "entry_id", string="Decisions on the Single Case"
    )

    _one_active = models.UniqueIndex(
        "(project_id) WHERE state = 'active'", "The project is in the reserve already."
    )

    def _rule_date(self):
        return self.date_entry

    @api.model
    def _today(self):
        """Return the division's local day, whatever the time zone of the cron."""
        return fields.Date.context_today(self.with_context(tz=TIME_ZONE))

    # -- in and out ---------------------------------------------------------------------------

    @api.model
    def _enter(self, projects, row):
        """Let projects in (superuser only), except those that are in already.

        :param projects: ``xinxihua.project``
        :param row: ``xinxihua.annual.list`` that leaves them over
        """
        inside = self.search([("project_id", "in", projects.ids), ("state", "=", "active")])
        today = self._today()
        Parameter = self.env["xinxihua.parameter"]
        entries = self.create(
            [
                {
                    "project_id": project.id,
                    "list_id": row.id,
                    "bureau_id": row.unit_id.id,
                    "date_entry": today,
                    "date_expiry": Parameter._deadline(
                        "reserve_validity_months", today, project.division_id
                    ),
                    "state_since": fields.Datetime.now(),
                }
                for project in projects - inside.project_id
            ]
        )
        entries.sudo(False)._log_steps(
            "enter",
            self.env._("Entered the reserve"),
            dict.fromkeys(entries.ids, False),
            dict.fromkeys(entries.ids, row.unit_id),
        )

    @api.model
    def _leave(self, projects, state, row=None):
        """Let projects out (superuser only).

        :param str state: ``selected`` for a list or an approval, else ``left``
        :param row: the list that selected them
        """
        entries = self.search([("project_id", "in", projects.ids), ("state", "=", "active")])
        entries.write({"date_exit": self._today(), "selected_list_id": row and row.id})
        label = self.env._("Selected") if state == "selected" else self.env._("Left the reserve")
        for unit, batch in entries.grouped("bureau_id").items():
            batch.sudo(False)._follow(state, "leave", label, unit)

    def _expire(self):
        """End stays whose time is over."""
        self.sudo().write({"date_exit": self._today(), "is_barred": True})
        label = self.env._("The validity in the reserve is over")
        for unit, batch in self.grouped("bureau_id").items():
            batch._follow("expired", "expire", label, unit)

    # -- the unit confirms again ------------------------------------------------------------

    def _blocker_reconfirm(self):
        return {entry.id: "\n".join(entry._missing()) for entry in self}

    def _missing(self):
        if self.date_confirmed:
            yield self.env._("Budget and facts were confirmed on %s.", self.date_confirmed)
        limit = self.sudo().project_id._last_review().recommended_amount
        if self.currency_id.compare_amounts(self.confirmed_amount, 0) <= 0:
            yield self.env._("Fill in the budget as it is needed today.")
        elif self.currency_id.compare_amounts(self.confirmed_amount, limit) > 0:
            yield self.env._(
                "The budget %(amount)s yuan is above what the panel recommended, %(limit)s "
                "yuan (%(basis)s). A larger project is applied for again.",
                amount=f"{self.confirmed_amount:,.2f}",
                limit=f"{limit:,.2f}",
                basis=self._cite("reserve"),
            )
        if not (self.changed_facts or "").strip():
            yield self.env._("Say which facts have changed since the review, or that none has.")

    def _effect_reconfirm(self, inputs):
        self.sudo().date_confirmed = self._today()

    def _effect_reopen(self, inputs):
        self.sudo().date_confirmed = False
        self._warn(self.env._("Confirm budget and facts again"))

    def action_reconfirm(self, opinion=None):
        """Unit: budget and facts hold today; a later list can choose the project."""
        return self._run_transition("reconfirm", opinion)

    def action_reopen(self, opinion=None):
        """Data bureau: what the unit confirmed does not hold any more."""
        return self._run_transition("reopen", opinion)

    # -- the clock ----------------------------------------------------------------------------

    def _desk_deadline(self, code):
        return max(self.date_expiry, self._today())

    def _warn(self, summary):
        """Put the entries on the desks of their units and of the data bureau."""
        by_unit = self.sudo().unit_id._users_with_role(UNIT)
        by_bureau = self.sudo().bureau_id._users_with_role(BUREAU)
        self._clear_desk()
        self._put_on_desk(
            summary,
            {
                entry: by_unit[entry.sudo().unit_id] | by_bureau[entry.sudo().bureau_id]
                for entry in self
            },
        )

    @api.model
    def _cron_clock(self):
        """End what is over and warn of what ends soon; run twice, it does nothing twice."""
        running = [("state", "=", "active"), ("keeps_by_decision", "=", False)]
        over = [*running, ("date_expiry", "<=", self._today())]
        Cron = self.env["ir.cron"]
        Cron._commit_progress(remaining=self.search_count(over))
        while batch := self.search(over, limit=BATCH):
            batch._expire()
            if not Cron._commit_progress(len(batch)):
                return
        for field, code in (
            ("date_last_warning", "reserve_warning_last_days"),
            ("date_first_warning", "reserve_warning_first_days"),
        ):
            due = self.search([*running, (field, "=", False)])._due(code)
            for start in range(0, len(due), BATCH):
                batch = due[start : start + BATCH]
                batch._warn_of_expiry(field)
                if not Cron._commit_progress(len(batch)):
                    return

    def _due(self, code):
        today = self._today()
        return self.filtered(
            lambda entry: (
                fields.Date.subtract(entry.date_expiry, days=entry._parameter(code)) <= today
            )
        )

    def _warn_of_expiry(self, field):
        vals = {field: self._today()}
        if field == "date_last_warning":
            # late warnings do not come twice
            vals["date_first_warning"] = self._today()
        self.write(vals)
        self._warn(self.env._("The validity in the reserve ends soon"))

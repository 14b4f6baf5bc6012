# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)
APPROVER = ("xinxihua_project.group_bureau_approver",)


class ElevatedReview(models.Model):
    """A project on the province's list of passed elevated reviews: approve it in time."""

    _name = "xinxihua.elevated.review"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Elevated Review"
    _order = "date_due, id"
    _rec_name = "project_id"

    _transitions = {
        "register": Transition(
            _lt("Start the Countdown"),
            ("draft",),
            "running",
            BUREAU,
            blocker="_blocker_register",
            effect="_effect_register",
            basis="elevated_review",
        )
    }
    _desks = {
        "running": Desk(
            _lt("Passed the elevated review: approve in time"), APPROVER, deadline="approval_days"
        ),
    }

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="restrict")
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
    document_number = fields.Char()
    document_date = fields.Date("Date of the Document")
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Countdown Running"), ("done", "Decided")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    date_due = fields.Date("Approve until", readonly=True, copy=False, index=True)
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None)

    _one_project = models.Constraint(
        "UNIQUE(project_id)", "This project is on the elevated list already."
    )

    @api.depends("date_due", "state")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for row in self:
            running = row.state == "running" and row.date_due
            row.days_left = (row.date_due - today).days if running else 0

    def _blocker_register(self):
        missing = {}
        for row in self:
            if not row.document_number or not row.document_date:
                missing[row.id] = self.env._(
                    "Name the document of the list: number and date (%(basis)s).",
                    basis=row._cite("elevated_review"),
                )
            elif row.sudo().project_id.state in ("approved", "filed", "refused"):
                missing[row.id] = self.env._("The project has been decided already.")
        return missing

    def _effect_register(self, inputs):
        self._set_due()

    def _set_due(self):
        """Count from the publication of the annual list, or from the registration."""
        for row in self.sudo():
            start = row.project_id.annual_list_id.date_published
            row.date_due = self.env["xinxihua.parameter"]._deadline(
                "approval_days",
                start or fields.Date.context_today(self),
                row.project_id.division_id,
            )

    def _desk_deadline(self, code):
        return self.sudo().date_due

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        if any(row.state != "draft" for row in self):
            raise UserError(self.env._("A countdown that has begun is kept."))

    def action_register(self, opinion=None):
        """Start the countdown for the approval."""
        return self._run_transition("register", opinion)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Transition

_lt = LazyTranslate(__name__)

OFFICER = ("xinxihua_project.group_bureau_officer",)
APPROVER = ("xinxihua_project.group_bureau_approver",)


class ReserveDecision(models.Model):
    """A decision on a single case: a reserve project stays longer, or is selected."""

    _name = "xinxihua.reserve.decision"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Decision on a Single Case"
    _order = "id desc"
    _rec_name = "document_number"

    _transitions = {
        "record": Transition(
            _lt("Record the Decision"),
            ("draft",),
            "recorded",
            APPROVER,
            starters=OFFICER,
            blocker="_blocker_record",
            effect="_effect_record",
            basis="reserve",
        )
    }

    entry_id = fields.Many2one(
        "xinxihua.reserve.entry", required=True, index=True, ondelete="restrict"
    )
    project_id = fields.Many2one(related="entry_id.project_id", store=True, index=True)
    unit_id = fields.Many2one(
        related="entry_id.bureau_id", store=True, index=True, string="Data Bureau"
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    kind = fields.Selection(
        [("extend", "Stays Longer"), ("select", "Is Selected")], required=True, default="extend"
    )
    date_until = fields.Date("New Day of Expiry")
    list_id = fields.Many2one(
        "xinxihua.annual.list",
        "Selected for",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("kind", "=", "list"), ("state", "=", "published")],
    )
    amendment_id = fields.Many2one(
        "xinxihua.annual.list",
        "Amendment Drafted",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    document_number = fields.Char()
    document_date = fields.Date("Date of the Document")
    reason = fields.Text()
    state = fields.Selection(
        [("draft", "Draft"), ("recorded", "Recorded")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    def _blocker_record(self):
        return {row.id: "\n".join(f"• {text}" for text in row._missing()) for row in self}

    def _missing(self):
        empty = [
            self._fields[name]._description_string(self.env)
            for name in ("document_number", "document_date", "reason")
            if not self[name]
        ]
        if empty:
            yield self.env._(
                "A decision on a single case is recorded with its document (%(basis)s): %(fields)s",
                basis=self._cite("reserve"),
                fields="、".join(empty),
            )
        entry_sudo = self.sudo().entry_id
        if entry_sudo.state != "active" and not entry_sudo.is_barred:
            yield self.env._("The project is neither in the reserve nor expired.")
        if self.kind == "extend" and (
            not self.date_until
            or self.date_until <= max(entry_sudo.date_expiry, entry_sudo._today())
        ):
            yield self.env._("The new day of expiry lies after today and after the present one.")
        list_sudo = self.sudo().list_id
        if self.kind == "select" and (
            list_sudo.state != "published"
            or list_sudo.kind != "list"
            or list_sudo.unit_id != self.unit_id
        ):
            yield self.env._("Name the published list of the bureau that takes the project up.")

    def _effect_record(self, inputs):
        for row in self.sudo():
            entry = row.entry_id
            vals = {"is_barred": False, "date_exit": False}
            if row.kind == "extend":
                vals |= {
                    "date_expiry": row.date_until,
                    "date_first_warning": False,
                    "date_last_warning": False,
                }
            else:
                vals["keeps_by_decision"] = True
            entry.write(vals)
            label = self.env._("Decision on the single case: %s", row.document_number)
            entry.sudo(False)._follow("active", "decision", label, row.unit_id, row.reason)
            if row.kind == "select":
                row.amendment_id = row._draft_amendment()

    def _draft_amendment(self):
        """Return a draft amendment that chooses the project; two bureaus confirm it."""
        base = self.list_id
        return self.env["xinxihua.annual.list"].create(
            {
                "kind": "amendment",
                "amends_id": base.id,
                "year": base.year,
                "unit_id": base.unit_id.id,
                "budget_ceiling": base.budget_ceiling,
                "reason": self.reason,
                "line_ids": [
                    Command.create({"project_id": self.project_id.id, "choice": "chosen"})
                ],
            }
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_recorded(self):
        if any(row.state != "draft" for row in self):
            raise UserError(self.env._("A recorded decision is kept."))

    def action_record(self, opinion=None):
        """Record the decision; it takes effect at once."""
        return self._run_transition("record", opinion)

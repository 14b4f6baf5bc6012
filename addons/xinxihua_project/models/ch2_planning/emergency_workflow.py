# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
LEADER = ("xinxihua_project.group_leader",)
DECIDED = ("approved", "filed", "refused")


class EmergencyWorkflow(models.Model):
    """Through the data bureau to the leader; then the clock of the make-up runs."""

    _inherit = "xinxihua.emergency.consent"

    _transitions = {
        "submit": Transition(
            _lt("Ask for Emergency Consent"),
            ("draft", "returned"),
            "bureau",
            UNIT,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="emergency",
        ),
        "forward": Transition(
            _lt("Forward to the Leader"),
            ("bureau",),
            "leader",
            BUREAU,
            actor="handling_unit_id",
            effect="_effect_forward",
            basis="emergency",
        ),
        "consent": Transition(
            _lt("Consent to Build First"),
            ("leader",),
            "consented",
            LEADER,
            actor="handling_unit_id",
            effect="_effect_consent",
            basis="emergency",
        ),
        "refuse": Transition(
            _lt("Refuse the Consent"),
            ("leader",),
            "refused",
            LEADER,
            actor="handling_unit_id",
            opinion_required=True,
            basis="emergency",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("bureau", "leader"),
            "returned",
            BUREAU + LEADER,
            actor="handling_unit_id",
            opinion_required=True,
            basis="emergency",
        ),
    }
    _desks = {
        "returned": Desk(_lt("Returned: correct the emergency request"), UNIT),
        "bureau": Desk(_lt("Forward or return the emergency request"), BUREAU, "handling_unit_id"),
        "leader": Desk(_lt("Decide on the emergency consent"), LEADER, "handling_unit_id"),
        "consented": Desk(
            _lt("Make up the ordinary approval"), UNIT, "unit_id", "emergency_makeup_days"
        ),
    }

    def _workflow_amount(self):
        self.ensure_one()
        return self.budget_amount

    def _blocker_submit(self):
        state_field = self.env["xinxihua.project"]._fields["state"]
        labels = dict(state_field._description_selection(self.env))
        refusals = {}
        for consent in self:
            state = consent.sudo().project_id.state
            if state in DECIDED:
                refusals[consent.id] = self.env._(
                    "The project is “%(state)s”: an emergency consent changes nothing (%(basis)s).",
                    state=labels[state],
                    basis=consent._cite("emergency"),
                )
        return refusals

    def _consenting_division(self):
        return self.sudo().division_id._ancestor(self._parameter("addressee_emergency"))

    def _hand_to(self, kind):
        for consent in self.sudo():
            consent.handling_unit_id = consent.unit_id._addressee(
                kind, consent._consenting_division()
            )

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for consent in self.sudo():
            consent.date_submitted = consent.date_submitted or today
        self._hand_to("data_bureau")

    def _effect_forward(self, inputs):
        self._hand_to("government_office")

    def _effect_consent(self, inputs):
        today = fields.Date.context_today(self)
        for consent in self.sudo():
            consent.date_consented = today
            consent.date_due = consent._desk_deadline("emergency_makeup_days")

    def _make_up(self, unit):
        """Close the clock: the ordinary approval of the project exists."""
        running = self.filtered(lambda consent: consent.state == "consented")
        running.sudo().date_made_up = fields.Date.context_today(self)
        running._follow("made_up", "make_up", self.env._("Ordinary approval made up"), unit)

    def _decision_rows(self, step):
        consent = self.sudo()
        days = consent._parameter("emergency_makeup_days")
        rows = [
            (self.env._("Applicant Unit"), consent.unit_id.name),
            (self.env._("Project"), consent.project_name),
            (self.env._("Budget"), f"{consent.budget_amount:,.2f}"),
            (self.env._("Type of Emergency"), consent.type_id.name),
            (self.env._("Facts"), consent.facts),
        ]
        if consent.document_number:
            rows.append((self.env._("Superior Document"), consent.document_number))
        rows.append((self.env._("Days to Make up the Approval"), str(days)))
        return rows

    def action_submit(self, opinion=None):
        """Ask the leader, through the data bureau."""
        return self._run_transition("submit", opinion)

    def action_forward(self, opinion=None):
        """The data bureau forwards the request to the leader."""
        return self._run_transition("forward", opinion)

    def action_consent(self, opinion=None):
        """The leader consents: building may begin, the make-up clock runs."""
        return self._run_transition("consent", opinion)

    def action_refuse(self, opinion=None):
        """The leader refuses, with the reason."""
        return self._run_transition("refuse", opinion)

    def action_return(self, opinion=None):
        """The bureau or the leader returns the request, with the reason."""
        return self._run_transition("return", opinion)

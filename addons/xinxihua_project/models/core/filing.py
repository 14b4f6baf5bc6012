# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.tools import LazyTranslate

from .workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

BUREAU = ("xinxihua_project.group_bureau_officer",)


class Filing(models.Model):
    """One filing (备案) of any document: the register that lists them all.

    The bureau acknowledges or asks for a supplement; it has no power to refuse
    (art. 17). The document behind it is told of each step.
    """

    _name = "xinxihua.filing"
    _inherit = "xinxihua.workflow.mixin"
    _description = "Filing"
    _order = "id desc"

    _transitions = {
        "accept": Transition(
            _lt("Accept Filing"),
            ("submitted",),
            "accepted",
            BUREAU,
            actor="addressee_id",
            validate="_validate_document",
            effect="_effect_accept",
            basis="filing",
        ),
        "return": Transition(
            _lt("Ask for a Supplement"),
            ("submitted",),
            "returned",
            BUREAU,
            actor="addressee_id",
            effect="_effect_return",
            opinion_required=True,
            basis="filing",
        ),
    }
    _desks = {
        "submitted": Desk(
            _lt("Filing to acknowledge"), BUREAU, "addressee_id", "filing_handling_days"
        ),
    }

    name = fields.Char("Subject", required=True, readonly=True)
    act = fields.Char(required=True, readonly=True)
    res_model = fields.Char("Document Type", required=True, readonly=True, index=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", required=True, readonly=True, index=True
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Filed by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    addressee_id = fields.Many2one(
        "xinxihua.unit",
        "Filed with",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("submitted", "Submitted"),
            ("returned", "To be Supplemented"),
            ("accepted", "Accepted"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="submitted",
        tracking=True,
        index=True,
        copy=False,
    )
    date_due = fields.Date("Due on", readonly=True)
    date_submitted = fields.Date("Submitted on", required=True, readonly=True)
    date_accepted = fields.Date("Accepted on", readonly=True, copy=False)
    number = fields.Char("Filing Number", readonly=True, copy=False)

    _number_unique = models.UniqueIndex(
        "(number) WHERE number IS NOT NULL", "This filing number exists already."
    )
    _one_open = models.UniqueIndex(
        "(res_model, res_id, act) WHERE state IN ('submitted', 'returned')",
        "This document has an open filing already.",
    )

    def _workflow_division(self):
        return self.unit_id.division_id

    def _document(self):
        """Return the filed document."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def _inbox_amounts(self):
        amounts = {}
        for res_model, filings in self.grouped("res_model").items():
            of_documents = self.env[res_model].browse(filings.mapped("res_id"))._inbox_amounts()
            amounts |= {filing.id: of_documents[filing.res_id] for filing in filings}
        return amounts

    def _validate_document(self, inputs):
        return {filing.id: filing._document()._filing_refusal(filing) for filing in self}

    def _effect_accept(self, inputs):
        today = fields.Date.context_today(self)
        for filing in self:
            filing_sudo = filing.sudo()
            paper_sudo = filing._last_external("accept")
            filing_sudo.write(
                {
                    "date_accepted": paper_sudo.decision_date or today,
                    "number": paper_sudo.number
                    or filing_sudo.addressee_id._next_number("filing", today),
                }
            )
            filing._document()._on_filing_accepted(filing)

    def _effect_return(self, inputs):
        for filing in self:
            filing._document()._on_filing_returned(filing)

    def action_accept(self, opinion=None):
        """Acknowledge the filing: it gets its number."""
        return self._run_transition("accept", opinion)

    def action_return(self, opinion=None):
        """Ask for a supplement, with what is missing."""
        return self._run_transition("return", opinion)

    def action_open_document(self):
        """Open the filed document."""
        self.ensure_one()
        document = self._document()
        document.check_access("read")
        return document._get_records_action()


class FilingMixin(models.AbstractModel):
    """A document that is filed with a bureau."""

    _name = "xinxihua.filing.mixin"
    _description = "Document to File"

    filing_ids = fields.One2many(
        "xinxihua.filing",
        "res_id",
        string="Filings",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )
    filing_number = fields.Char(readonly=True, copy=False)

    def _file(self, act, due=None):
        """Submit a filing, or submit the returned one again.

        The addressee is the data bureau of the level that the parameter
        ``addressee_<act>`` names (own, county, prefecture).

        :param str act: code of the act
        :param date due: last day for filing, if there is one
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        addressee = self._filing_addressee(act)
        filing_sudo = self._open_filing(act)
        if filing_sudo:
            before = {filing_sudo.id: filing_sudo.state}
            filing_sudo.write(
                {
                    "state": "submitted",
                    "state_since": fields.Datetime.now(),
                    "date_submitted": today,
                    "addressee_id": addressee.id,
                }
            )
        else:
            filing_sudo = filing_sudo.create(
                {
                    "name": self.sudo().display_name,
                    "act": act,
                    "res_model": self._name,
                    "res_id": self.id,
                    "unit_id": self.sudo().unit_id.id,
                    "addressee_id": addressee.id,
                    "date_due": due,
                    "date_submitted": today,
                }
            )
            before = {filing_sudo.id: False}
        filing = filing_sudo.sudo(False)
        filing._log_steps(
            "submit", self.env._("Submitted for Filing"), before, {filing.id: filing_sudo.unit_id}
        )
        filing._move_to_desk()
        self.invalidate_recordset(["filing_ids"])

    def _withdraw_filing(self, act):
        """Take an open filing back (the document goes another way, or is withdrawn)."""
        for document in self:
            if filing_sudo := document._open_filing(act):
                filing_sudo.sudo(False)._follow(
                    "withdrawn",
                    "withdraw",
                    self.env._("Withdrawn"),
                    filing_sudo.unit_id,
                )

    def _open_filing(self, act):
        return (
            self.env["xinxihua.filing"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("act", "=", act),
                    ("state", "in", ("submitted", "returned")),
                ],
                limit=1,
            )
        )

    def _filing_addressee(self, act):
        level = self._parameter(f"addressee_{act}")
        division = self.sudo()._workflow_division()._ancestor(level)
        return self.env["xinxihua.unit"]._addressee("data_bureau", division)

    def _filing_refusal(self, filing):
        """Return why a filing cannot be accepted, or nothing."""
        return None

    def _on_filing_accepted(self, filing):
        """Take over the filing number; models add what follows."""
        self.sudo().filing_number = filing.sudo().number

    def _on_filing_returned(self, filing):
        """Models reopen what has to be supplemented."""

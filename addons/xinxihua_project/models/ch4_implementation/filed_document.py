# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
# what every filed paper has; a type adds its own steps
STEPS = {
    "submit": Transition(
        _lt("Submit for Filing"),
        ("draft", "returned"),
        "filing",
        UNIT,
        blocker="_blocker_submit",
        effect="_effect_submit",
        basis="filing",
    ),
}


class FiledDocumentMixin(models.AbstractModel):
    """A paper of an approved project that its unit files with a data bureau.

    A concrete model sets ``_filing_act`` (act of the addressee matrix) and gives
    ``_wrong_paper``, which yields everything that stands against the submission.
    """

    _name = "xinxihua.filed.document.mixin"
    _inherit = [
        "xinxihua.workflow.mixin",
        "xinxihua.filing.mixin",
        "xinxihua.locked.screen.mixin",
    ]
    _description = "Paper of a Project that is Filed"
    _order = "id desc"
    _filing_act = ""

    _transitions = STEPS
    _desks = {"returned": Desk(_lt("Returned: supplement and submit again"), UNIT)}

    name = fields.Char(required=True, tracking=True, index="trigram")
    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(
        related="project_id.unit_id", string="Applicant Unit", store=True, index=True
    )
    division_id = fields.Many2one(related="unit_id.division_id", store=True, index=True)
    currency_id = fields.Many2one(related="project_id.currency_id")
    approved_amount = fields.Monetary(related="project_id.approved_amount", string="Approved")
    date_submitted = fields.Date("First Submitted on", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Supplement"),
            ("filing", "Being Filed"),
            ("filed", "Filed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    # -- the judge ------------------------------------------------------------------------

    def _blocker_submit(self):
        """Return {id: everything that is missing or wrong}."""
        refusals = {}
        for paper in self:
            reasons = [reason for reason in paper._wrong_paper() if reason]
            if reasons:
                refusals[paper.id] = "\n".join(f"• {reason}" for reason in reasons)
        return refusals

    def _wrong_paper(self):
        """Yield what stands against the submission."""
        self.ensure_one()
        yield self.project_id._building_refusal()

    def _empty_fields(self, names, basis):
        """Yield one reason that names the empty fields.

        :param names: names of fields
        :param str basis: code of the legal basis
        """
        labels = [
            self._fields[name]._description_string(self.env) for name in names if not self[name]
        ]
        if labels:
            yield self.env._(
                "Fill in (%(basis)s): %(fields)s",
                basis=self._cite(basis),
                fields="、".join(labels),
            )

    def _spent_elsewhere(self, name):
        """Return yuan of the project's other papers of this type, drafts left out.

        :param str name: field to add up
        """
        self.ensure_one()
        others = self.sudo().search_fetch(
            [
                ("project_id", "=", self.project_id.id),
                ("state", "not in", ("draft", "returned")),
                ("id", "!=", self._origin.id),
            ],
            [name],
        )
        return sum(others.mapped(name))

    def _above_approval(self, amount, name):
        """Yield the reason when a paper and its neighbours are above the approved amount.

        :param float amount: yuan of this paper
        :param str name: field that the neighbours are added up by
        """
        approved = self.sudo().project_id._ceiling_of_building()
        spent = self._spent_elsewhere(name)
        if self.currency_id.compare_amounts(amount + spent, approved) > 0:
            yield self.env._(
                "%(amount)s yuan, with %(others)s yuan of the project's other papers, is above "
                "the approved %(approved)s yuan (%(basis)s). Lower it by %(excess)s yuan, or "
                "apply for the additional money first.",
                amount=f"{amount:,.2f}",
                others=f"{spent:,.2f}",
                approved=f"{approved:,.2f}",
                basis=self._cite("approval_decision"),
                excess=f"{amount + spent - approved:,.2f}",
            )

    # -- effects --------------------------------------------------------------------------

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for paper in self:
            paper.sudo().date_submitted = paper.sudo().date_submitted or today
            paper._file(self._filing_act, paper._filing_due())

    def _filing_due(self):
        """Return the last day for filing, if there is one."""
        return None

    def _filing_refusal(self, filing):
        if self.state != "filing":
            return self.env._("The document is not being filed any more.")
        return super()._filing_refusal(filing)

    def _on_filing_accepted(self, filing):
        result = super()._on_filing_accepted(filing)
        label = self.env._("Filing accepted: %s", filing.sudo().number)
        self._follow("filed", "file", label, filing.sudo().addressee_id)
        return result

    def _on_filing_returned(self, filing):
        result = super()._on_filing_returned(filing)
        self._follow(
            "returned",
            "return",
            self.env._("Supplement asked for"),
            filing.sudo().addressee_id,
            opinion=filing.sudo().workflow_log_ids[:1].opinion,
        )
        return result

    def action_submit(self, opinion=None):
        """Submit for filing."""
        return self._run_transition("submit", opinion)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for paper in self.filtered("date_submitted"):
            raise UserError(self.env._("%s has been submitted and is kept.", paper.display_name))

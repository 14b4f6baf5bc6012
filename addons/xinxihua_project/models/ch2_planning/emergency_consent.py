# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class EmergencyConsent(models.Model):
    """The leader's consent to build first and to make up the approval (应急项目).

    It changes the order only: first check, experts, co-review and grounds of refusal
    all come later, and the acceptance waits for them.
    """

    _name = "xinxihua.emergency.consent"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Emergency Consent"
    _order = "id desc"
    _rec_name = "project_name"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="restrict")
    project_name = fields.Char(related="project_id.name", store=True)
    unit_id = fields.Many2one(
        related="project_id.unit_id", string="Applicant Unit", store=True, index=True
    )
    division_id = fields.Many2one(related="unit_id.division_id", store=True, index=True)
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount", string="Budget")
    type_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Type of Emergency",
        required=True,
        domain=[("kind", "=", "emergency_type")],
        index=True,
        ondelete="restrict",
    )
    facts = fields.Text(required=True)
    document_number = fields.Char("Superior Document", help="Number of the document, if any.")
    handling_unit_id = fields.Many2one(
        "xinxihua.unit", "Handled by", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    date_submitted = fields.Date("Submitted on", readonly=True, copy=False)
    date_consented = fields.Date("Consented on", readonly=True, copy=False)
    date_due = fields.Date("Make up until", readonly=True, copy=False, index=True)
    date_made_up = fields.Date("Made up on", readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_overdue")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Correction"),
            ("bureau", "At the Data Bureau"),
            ("leader", "At the Leader"),
            ("consented", "Consented, to be Made up"),
            ("made_up", "Made up"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    _once = models.UniqueIndex(
        "(project_id) WHERE state != 'refused'",
        "The emergency consent of this project is recorded already.",
    )

    @api.depends("state", "date_due")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for consent in self:
            consent.is_overdue = (
                consent.state == "consented" and bool(consent.date_due) and consent.date_due < today
            )

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        overdue = Domain("state", "=", "consented") & Domain("date_due", "<", today)
        domain = Domain.FALSE
        if True in value:
            domain |= overdue
        if False in value:
            domain |= ~overdue
        return domain

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for consent in self.filtered("date_submitted"):
            raise UserError(self.env._("%s has been submitted and is kept.", consent.display_name))

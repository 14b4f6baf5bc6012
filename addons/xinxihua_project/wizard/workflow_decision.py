# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

SIGNOFF_STEPS = ("sign", "sign_return", "sign_forward", "sign_withdraw")


class WorkflowDecision(models.TransientModel):
    """One screen on which a person decides: what is asked, who handled it, opinion.

    It only carries what was typed to the document's own ``action_x``; every check is
    made there.
    """

    _name = "xinxihua.workflow.decision"
    _inherit = "xinxihua.document.wizard"
    _description = "Decision"

    step = fields.Char("Step Code", required=True)
    step_label = fields.Char("Decision", compute="_compute_card")
    document_name = fields.Char(compute="_compute_card")
    unit_name = fields.Char("Applicant Unit", compute="_compute_card")
    card = fields.Html(compute="_compute_card")
    handled_by = fields.Text("Handled so far", compute="_compute_card")
    opinion = fields.Text()
    opinion_required = fields.Boolean(compute="_compute_card")
    forward_user_id = fields.Many2one("res.users", "Forward to")
    forward_candidate_ids = fields.Many2many("res.users", compute="_compute_forward_candidate_ids")
    currency_id = fields.Many2one("res.currency", compute="_compute_card")
    approved_amount = fields.Monetary(
        compute="_compute_approval_inputs",
        store=True,
        readonly=False,
    )
    approval_number = fields.Char(help="Leave it empty to take the bureau's next number.")
    approval_date = fields.Date(default=fields.Date.context_today)

    @api.depends("res_model", "res_id", "step")
    def _compute_card(self):
        for wizard in self:
            document = wizard._document()
            wizard.document_name = document.display_name
            wizard.unit_name = document.unit_id.name
            wizard.currency_id = self.env.ref("base.CNY")
            wizard.handled_by = document.handled_by
            wizard.card = document._decision_card(wizard.step)
            wizard.step_label = document._step_label(wizard.step)
            transition = document._transitions.get(wizard.step)
            wizard.opinion_required = wizard.step == "sign_return" or bool(
                transition and transition.opinion_required
            )

    @api.depends("res_model", "res_id", "step")
    def _compute_approval_inputs(self):
        for wizard in self:
            document = wizard._document()
            wizard.approved_amount = (
                document._proposed_amount() if wizard.step == "approve" else 0.0
            )

    @api.depends("res_model", "res_id", "step")
    def _compute_forward_candidate_ids(self):
        for wizard in self:
            wizard.forward_candidate_ids = (
                wizard._document()._forward_candidates() if wizard.step == "sign_forward" else False
            )

    def action_confirm(self):
        """Take the decision."""
        self.ensure_one()
        document = self._document()
        if self.step not in SIGNOFF_STEPS and self.step not in document._transitions:
            raise UserError(self.env._("There is no such step."))
        arguments = {"opinion": self.opinion}
        if self.step == "sign_forward":
            arguments["user_id"] = self.forward_user_id.id
        if self.step == "approve":
            arguments |= {
                "approved_amount": self.approved_amount,
                "approval_number": self.approval_number,
                "approval_date": self.approval_date,
            }
        getattr(document, f"action_{self.step}")(**arguments)
        return {"type": "ir.actions.act_window_close"}

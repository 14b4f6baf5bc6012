# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# as many buttons as a thumb finds side by side; the rest is on the document
BUTTONS = 3


class WorkflowInbox(models.AbstractModel):
    """What a document says of itself on a card of the inbox; models refine it."""

    _inherit = "xinxihua.workflow.mixin"

    def _inbox_amounts(self):
        """Return {id: yuan} for the cards."""
        return {document.id: document.sudo()._workflow_amount() for document in self}

    def _inbox_notes(self):
        """Return {id: a line of text} for the cards: sources, kinds."""
        return {}

    def _inbox_links(self):
        """Return {id: [(method, label)]} for what is done on another screen."""
        return {}

    def _inbox_steps(self):
        """Return {id: [(step or method, label)]}, what a card offers this user.

        A signature that is awaited comes alone; otherwise what leads on comes before
        what needs a reason (to return, to refuse).
        """
        links = self._inbox_links()
        offered = {}
        for document in self:
            if document.can_sign:
                names = ["sign", "sign_return", "sign_forward"]
                labels = [document._step_label(name).split(" · ")[0] for name in names]
                offered[document.id] = list(zip(names, labels, strict=True))
                continue
            names = sorted(document.available_steps or [], key=self._inbox_order)
            offered[document.id] = [
                *links.get(document.id, []),
                *((name, document._step_label(name)) for name in names),
            ]
        return offered

    def _inbox_order(self, name):
        return self._transitions[name].opinion_required


class MailActivity(models.Model):
    """The inbox: the activities of steps, of all document types, as cards and rows."""

    _inherit = "mail.activity"

    inbox_document = fields.Char("Document in Question", compute="_compute_inbox")
    inbox_unit = fields.Char("Unit in Question", compute="_compute_inbox")
    inbox_currency_id = fields.Many2one("res.currency", compute="_compute_inbox")
    inbox_amount = fields.Monetary(
        "Amount in Question", compute="_compute_inbox", currency_field="inbox_currency_id"
    )
    inbox_note = fields.Char("Particulars", compute="_compute_inbox")
    inbox_last_step = fields.Char("Handled before by", compute="_compute_inbox")
    inbox_steps = fields.Json("Steps on Offer", compute="_compute_inbox")

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_inbox(self):
        """Ask the documents of each type together: a card costs no query of its own."""
        self.inbox_document = self.inbox_unit = self.inbox_note = False
        self.inbox_last_step = self.inbox_steps = False
        self.inbox_amount = 0.0
        self.inbox_currency_id = self.env.ref("base.CNY")
        for documents, activities in self._inbox_documents():
            amounts, notes = documents._inbox_amounts(), documents._inbox_notes()
            steps = documents._inbox_steps()
            for document in documents:
                for activity in activities[document.id]:
                    activity.inbox_document = document.display_name
                    activity.inbox_unit = document.unit_id.sudo().name
                    activity.inbox_amount = amounts.get(document.id, 0.0)
                    activity.inbox_note = notes.get(document.id)
                    activity.inbox_last_step = (document.handled_by or "").split("\n")[0]
                    activity.inbox_steps = steps[document.id][:BUTTONS]

    def _inbox_documents(self):
        """Yield (documents of a type that the user may read, {id: activities})."""
        mixin = self.env.registry["xinxihua.workflow.mixin"]
        by_type = defaultdict(lambda: defaultdict(self.browse))
        for activity in self:
            if issubclass(self.env.registry.get(activity.res_model, object), mixin):
                by_type[activity.res_model][activity.res_id] |= activity
        for res_model, activities in by_type.items():
            yield self.env[res_model].browse(activities)._filtered_access("read"), activities

    def action_decide(self):
        """Open the decision that the button's context names, or the screen it is made on."""
        self.ensure_one()
        document = next((found for found, _rows in self._inbox_documents()), None)
        if not document:
            raise AccessError(self.env._("You may not read this document any more."))
        step = self.env.context.get("decision_step")
        if step not in dict(document._inbox_steps()[document.id]):
            raise UserError(
                self.env._(
                    "%(document)s has moved on: this step is not open to you any more. "
                    "Reload your tasks.",
                    document=document.display_name,
                )
            )
        if step.startswith("action_"):
            return getattr(document, step)()
        return document.action_decide()

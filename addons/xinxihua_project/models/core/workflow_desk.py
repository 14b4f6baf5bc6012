# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class WorkflowDesk(models.AbstractModel):
    """The next person's inbox: Odoo's own activities, put and cleared by the steps."""

    _inherit = "xinxihua.workflow.mixin"

    desk_due = fields.Date(
        "Act until",
        readonly=True,
        copy=False,
        help="Last day to act in the present state, where the rules set one.",
    )

    def _move_to_desk(self):
        """Clear the activities of the step before; put the document on the next desk."""
        self._clear_desk()
        for due, documents in self.grouped(lambda document: document._desk_due()).items():
            documents.sudo().desk_due = due
        for state, documents in self.grouped("state").items():
            if desk := self._desks.get(state):
                documents._put_on_desk(str(desk.label), documents._desk_users(desk), desk.deadline)

    def _desk_due(self):
        """Return the last day that the rules leave in this state, or False."""
        desk = self._desks.get(self.state)
        return self._desk_deadline(desk.deadline) if desk and desk.deadline else False

    def _desk_users(self, desk):
        """Return {document: users} of a desk."""
        units = self.sudo()[desk.actor]
        by_unit = units._users_with_role(desk.groups)
        none = self.env["res.users"]
        return {document: by_unit.get(document.sudo()[desk.actor], none) for document in self}

    def _clear_desk(self):
        self.sudo().activity_unlink(["xinxihua_project.mail_activity_type_step"])

    def _put_on_desk(self, summary, users, deadline=""):
        """Create one activity a user; ``users`` is {document: users}."""
        activity_type = self.env.ref("xinxihua_project.mail_activity_type_step")
        model_id = self.env["ir.model"]._get_id(self._name)
        # no mail leaves an intranet for every step: the inbox is the activity list
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": model_id,
                    "res_id": document.id,
                    "user_id": user.id,
                    "summary": summary,
                    "automated": True,
                    "date_deadline": document._desk_deadline(deadline),
                }
                for document in self
                for user in users[document]
            ]
        )

    def _desk_deadline(self, code):
        today = fields.Date.context_today(self)
        if not code:
            return today
        return self.env["xinxihua.parameter"]._deadline(
            code, today, self.sudo()._workflow_division(), self._rule_date()
        )

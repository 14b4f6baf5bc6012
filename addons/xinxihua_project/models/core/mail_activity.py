# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    """The activity of a step is the desk a document lies on: only the step clears it."""

    _inherit = "mail.activity"

    def _check_step_activity(self):
        if self.env.su:
            return
        step_type = self.env.ref("xinxihua_project.mail_activity_type_step")
        for activity in self.sudo():
            if activity.automated and activity.activity_type_id == step_type:
                raise UserError(
                    self.env._(
                        "“%(summary)s” of %(document)s is done by its step buttons. Open the "
                        "document and take the step there.",
                        summary=activity.summary,
                        document=activity.res_name,
                    )
                )

    def write(self, vals):
        self._check_step_activity()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_step(self):
        self._check_step_activity()

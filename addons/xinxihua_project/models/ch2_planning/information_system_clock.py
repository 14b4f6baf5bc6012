# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from .application_round import TIME_ZONE

UNIT = ("xinxihua_project.group_unit_officer",)
BATCH = 100


class InformationSystemClock(models.Model):
    """Old systems move to the shared infrastructure by the planned day (art. 9)."""

    _inherit = "xinxihua.information.system"

    date_reminded = fields.Date(
        "Reminded of", readonly=True, copy=False, help="The planned day that was reminded of."
    )

    @api.model
    def _overdue_days(self):
        late = SQL("doc.state = 'active' AND doc.hosting <> 'cloud'")
        return super()._overdue_days() | {"migration": ("date_migration", late)}

    @api.model
    def _overdue_matter(self, source):
        if source == "migration":
            return self.env._("Move the system to the government cloud, or plan another day")
        if source == "desk":
            return self.env._("Zombie system: stop it, merge it, or tell the bureau why it stays")
        return super()._overdue_matter(source)

    @api.model
    def _cron_migration(self):
        """Ask the units of late systems to act, once for each planned day."""
        today = fields.Date.context_today(self.with_context(tz=TIME_ZONE))
        late = [
            ("state", "=", "active"),
            ("hosting", "!=", "cloud"),
            ("date_migration", "<", today),
        ]
        Cron = self.env["ir.cron"]
        systems = self.search(late).filtered(
            lambda system: system.date_reminded != system.date_migration
        )
        Cron._commit_progress(remaining=len(systems))
        for start in range(0, len(systems), BATCH):
            batch = systems[start : start + BATCH]
            batch._remind_of_migration()
            if not Cron._commit_progress(len(batch)):
                return

    def _remind_of_migration(self):
        """Put late systems on the desks of their units, beside what lies there."""
        activity_type = self.env.ref("xinxihua_project.mail_activity_type_migration")
        model_id = self.env["ir.model"]._get_id(self._name)
        by_unit = self.sudo().unit_id._users_with_role(UNIT)
        self._clear_reminders()
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": model_id,
                    "res_id": system.id,
                    "user_id": user.id,
                    "summary": self._overdue_matter("migration"),
                    "automated": True,
                    "date_deadline": system.date_migration,
                }
                for system in self
                for user in by_unit[system.sudo().unit_id]
            ]
        )
        for system in self.sudo():
            system.date_reminded = system.date_migration

    def _clear_reminders(self):
        self.sudo().activity_unlink(["xinxihua_project.mail_activity_type_migration"])

    def write(self, vals):
        """A system that moved, ended or got another day needs no reminder."""
        result = super().write(vals)
        if {"hosting", "date_migration", "state"} & set(vals):
            settled = self.filtered(
                lambda system: (
                    system.date_reminded
                    and (
                        system.hosting == "cloud"
                        or system.state != "active"
                        or system.date_migration != system.date_reminded
                    )
                )
            )
            settled._clear_reminders()
            settled.sudo().date_reminded = False
        return result

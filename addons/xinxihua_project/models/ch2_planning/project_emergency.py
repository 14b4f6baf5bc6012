# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

CONSENTED = ("consented", "made_up")


class ProjectEmergency(models.Model):
    """What an emergency consent opens for a project, and what it still forbids."""

    _inherit = "xinxihua.project"

    emergency_ids = fields.One2many(
        "xinxihua.emergency.consent", "project_id", string="Emergency Consents", readonly=True
    )

    def _emergency_unlock(self):
        """Tell whether the leader's consent lets one project build before its approval."""
        self.ensure_one()
        return any(consent.state in CONSENTED for consent in self.sudo().emergency_ids)

    def _acceptance_refusal_emergency(self):
        """Return why one project cannot be accepted yet, or nothing."""
        self.ensure_one()
        running = self.sudo().emergency_ids.filtered(lambda row: row.state == "consented")
        if (
            not running
            or self.state in ("approved", "filed")
            or not running[0]._parameter("emergency_makeup_before_acceptance")
        ):
            return None
        return self.env._(
            "This emergency project was begun with the leader's consent of %(date)s. Make up "
            "its ordinary approval (until %(due)s) before the acceptance (%(basis)s).",
            date=running[0].date_consented,
            due=running[0].date_due,
            basis=self._cite("emergency"),
        )

    def _effect_approve(self, inputs):
        result = super()._effect_approve(inputs)
        self._make_up_emergency(lambda project: project.handling_unit_id)
        return result

    def _on_filing_accepted(self, filing):
        result = super()._on_filing_accepted(filing)
        self._make_up_emergency(lambda project: filing.sudo().addressee_id)
        return result

    def _make_up_emergency(self, unit_of):
        for project in self.sudo().filtered("emergency_ids"):
            if project.state in ("approved", "filed"):
                consents = project.emergency_ids.with_env(self.env)
                consents._make_up(unit_of(project))

    def action_ask_emergency(self):
        """Open the request for the leader's consent, with this project."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Emergency Consent"),
            "res_model": "xinxihua.emergency.consent",
            "view_mode": "form",
            "res_id": self.emergency_ids.filtered(lambda row: row.state != "refused")[:1].id,
            "context": {"default_project_id": self.id},
        }

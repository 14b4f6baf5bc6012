# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

WHOLE = Decimal(100)


class ProjectJoint(models.Model):
    """A joint project: lead and participants with shares, confirmed by all."""

    _inherit = "xinxihua.project"

    participant_ids = fields.One2many(
        "xinxihua.project.participant", "project_id", string="Participating Units", copy=True
    )
    lead_share = fields.Float("Share of the Lead (%)", digits=(5, 2), aggregator=None)
    can_confirm_part = fields.Boolean(compute="_compute_can_confirm_part")

    _lead_share_range = models.Constraint(
        "CHECK(lead_share >= 0 AND lead_share <= 100)",
        "A share lies between 0 and 100 per cent.",
    )

    @api.depends("state", "participant_ids.unit_id", "participant_ids.confirmed_terms")
    @api.depends_context("uid")
    def _compute_can_confirm_part(self):
        for project in self:
            project.can_confirm_part = bool(project.id) and not project._confirmation_refusal()

    def _share_sum(self):
        """Return the sum of all shares in per cent, to the hundredth, exactly."""
        shares = [self.lead_share, *self.participant_ids.mapped("share")]
        return sum((Decimal(f"{share:.2f}") for share in shares), Decimal(0))

    def _blocker_submit(self):
        missing = super()._blocker_submit()
        for project in self:
            if reasons := list(project._missing_consent()):
                missing[project.id] = "\n".join(
                    filter(None, [missing.get(project.id), *(f"• {text}" for text in reasons)])
                )
        return missing

    def _gap_links(self):
        return super()._gap_links() | dict.fromkeys(self._missing_consent(), "participant_ids")

    def _missing_consent(self):
        """Say what a joint project lacks before it is submitted."""
        rows_sudo = self.sudo().participant_ids
        if not rows_sudo:
            return
        total = self.sudo()._share_sum()
        if total != WHOLE:
            yield self.env._(
                "The shares of the lead and the participants add up to %(sum)s %%, not to "
                "100 %% (%(basis)s).",
                sum=total,
                basis=self._cite("joint"),
            )
        waiting = rows_sudo.filtered(lambda row: not row.is_confirmed)
        if waiting:
            yield self.env._(
                "Not confirmed by: %(units)s. Ask them under “Participating Units” (%(basis)s).",
                units="、".join(waiting.unit_id.mapped("name")),
                basis=self._cite("joint"),
            )

    # -- the confirmation ---------------------------------------------------------------

    def _own_parts(self):
        """Return the rows of the user's units that wait for a confirmation."""
        units_sudo = self.env.user.sudo().xinxihua_unit_ids
        return self.sudo().participant_ids.filtered(
            lambda row: row.unit_id in units_sudo and not row.is_confirmed
        )

    def _confirmation_refusal(self):
        """Return why this user has nothing to confirm here, or nothing."""
        self.ensure_one()
        if self.state not in ("draft", "returned") or self.is_signing:
            return self.env._("The project is submitted: nothing is left to confirm.")
        if not self.env.user.has_group("xinxihua_project.group_unit_officer"):
            return self.env._("A participant confirms by its own officer or leader.")
        if not self._own_parts():
            return self.env._("No part of your unit waits for a confirmation here.")
        return None

    def action_confirm_part(self):
        """Confirm the own unit's part, share and contribution; kept in the history."""
        self.ensure_one()
        self.check_access("read")
        self._lock_documents()
        if reason := self._confirmation_refusal():
            raise UserError("\n".join([self.sudo().display_name, reason]))
        for row in self._own_parts():
            row.write(
                {
                    "confirmed_terms": row._terms(),
                    "confirmed_by_id": self.env.uid,
                    "date_confirmed": fields.Datetime.now(),
                }
            )
            self._log_steps(
                "confirm_part",
                self.env._("Part Confirmed: %s %%", f"{row.share:.2f}"),
                {self.id: self.state},
                {self.id: row.unit_id},
            )
        self._clear_desk_of(self.env.user)
        self.invalidate_recordset(["participant_ids", "can_confirm_part"])
        return True

    def _inbox_links(self):
        links = super()._inbox_links()
        for project in self.filtered("can_confirm_part"):
            own = ("action_confirm_part", self.env._("Confirm our Part"))
            links[project.id] = [own, *links.get(project.id, [])]
        return links

    def action_ask_participants(self):
        """Put the project on the desks of the participants that have not confirmed."""
        self.ensure_one()
        self.check_access("write")
        waiting = self.sudo().participant_ids.filtered(lambda row: not row.is_confirmed)
        by_unit = waiting.unit_id._users_with_role(("xinxihua_project.group_unit_officer",))
        users = self.env["res.users"].sudo().union(*by_unit.values())
        asked = self.sudo().activity_ids.filtered("automated").user_id
        self._put_on_desk(
            self.env._("Confirm your part in the joint project"), {self: users - asked}
        )
        return True

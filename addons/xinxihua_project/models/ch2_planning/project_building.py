# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectBuilding(models.Model):
    """No building before approval: the judge that procurement, contract and payment ask."""

    _inherit = "xinxihua.project"

    elevated_ids = fields.One2many(
        "xinxihua.elevated.review", "project_id", string="Elevated Reviews", readonly=True
    )
    elevated_review = fields.Boolean(
        "Passed the Elevated Review", compute="_compute_elevated", store=True
    )
    elevated_document = fields.Char(
        "Document of the Elevated Review", compute="_compute_elevated", store=True
    )
    elevated_date = fields.Date(
        "Date of the Elevated Review", compute="_compute_elevated", store=True
    )

    @api.depends("elevated_ids.state", "elevated_ids.document_number", "elevated_ids.document_date")
    def _compute_elevated(self):
        for project in self:
            row = project.sudo().elevated_ids.filtered(lambda row: row.state != "draft")[:1]
            project.elevated_review = bool(row)
            project.elevated_document = row.document_number
            project.elevated_date = row.document_date

    # -- the judge ----------------------------------------------------------------------------

    def _building_refusal(self, date=None):
        """Return why procurement, contract and payment may not begin, or nothing.

        Nothing opens it but the consent to an emergency: it asks no exceptions.

        :param date date: day of the act; left out, today
        """
        self.ensure_one()
        project_sudo = self.sudo()
        if project_sudo._emergency_unlock():
            return None
        decided = project_sudo._decided_on()
        if not decided:
            states = dict(self._fields["state"]._description_selection(self.env))
            return self.env._(
                "“%(project)s” is in the state “%(state)s”. No procurement, contract or payment "
                "before its approval or the acceptance of its filing (%(basis)s); there is no "
                "exception. Wait for the decision.",
                project=project_sudo.name,
                state=states[project_sudo.state],
                basis=self._cite("no_building_before_approval"),
            )
        if date and date < decided:
            return self.env._(
                "“%(project)s” was decided on %(decided)s, this is dated %(date)s: building "
                "before approval (%(basis)s). There is no exception.",
                project=project_sudo.name,
                decided=decided,
                date=date,
                basis=self._cite("no_building_before_approval"),
            )
        return None

    def _decided_on(self):
        """Return the day of the approval or of the accepted filing, or nothing."""
        if self.state == "approved":
            return self.approval_date
        if self.state == "filed":
            accepted = self.filing_ids.filtered(
                lambda filing: filing.act == "small_project" and filing.state == "accepted"
            )
            return accepted.sorted("id")[-1:].date_accepted
        return None

    def _emergency_unlock(self):
        """Tell whether an emergency consent unlocks building before approval."""
        return False

    # -- what follows a list ----------------------------------------------------------------------

    def _ask_for_budget(self, row):
        """Open the budget tasks of listed projects, and count towards their approval.

        :param row: the list or amendment that put them on the list
        """
        self.env["xinxihua.budget.task"].sudo()._open(self.sudo(), row.sudo())
        running = self.sudo().elevated_ids.filtered(lambda row: row.state == "running")
        running._set_due()
        running._move_to_desk()

    def _effect_approve(self, inputs):
        result = super()._effect_approve(inputs)
        self._end_countdown()
        return result

    def _effect_refuse(self, inputs):
        result = super()._effect_refuse(inputs)
        self._end_countdown()
        return result

    def _end_countdown(self):
        running = self.sudo().elevated_ids.filtered(lambda row: row.state == "running")
        for unit, batch in running.grouped("unit_id").items():
            batch.sudo(False)._follow("done", "decided", self.env._("Decided"), unit)

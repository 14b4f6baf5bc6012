# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectScreen(models.Model):
    """What the project's screen shows and opens; nothing here decides anything."""

    _inherit = "xinxihua.project"

    is_locked = fields.Boolean(compute="_compute_is_locked")
    can_check = fields.Boolean(compute="_compute_can_check")
    can_review = fields.Boolean(compute="_compute_can_check")
    can_grant_exception = fields.Boolean(compute="_compute_can_grant_exception")

    @api.depends("state", "is_signing")
    @api.depends_context("uid")
    def _compute_is_locked(self):
        """Show as locked what the record rules do not let this user write."""
        writable = self.filtered("id")._filtered_access("write")
        for project in self:
            project.is_locked = bool(project.id) and project not in writable

    @api.depends("state", "first_check_ids.state", "review_ids.state")
    @api.depends_context("uid")
    def _compute_can_check(self):
        checks = self._current_first_check()._filtered_access("write")
        reviews = self._current_review()._filtered_access("write")
        for project in self:
            project.can_check = project in checks.project_id
            project.can_review = project in reviews.project_id

    @api.depends("state", "handling_unit_id")
    @api.depends_context("uid")
    def _compute_can_grant_exception(self):
        """Offer exceptions where something stands that one opens; each concern says."""
        self.can_grant_exception = False

    def _inbox_notes(self):
        return {project.id: project.funding_summary for project in self}

    def _inbox_links(self):
        links = super()._inbox_links()
        for project in self:
            if project.can_check:
                own = ("action_open_first_check", self.env._("First Check"))
                links[project.id] = [*links.get(project.id, []), own]
            if project.can_review:
                own = ("action_open_review", self.env._("Expert Review"))
                links[project.id] = [*links.get(project.id, []), own]
        return links

    def action_open_first_check(self):
        """Open the first check that is under way."""
        self.ensure_one()
        return self._current_first_check()._get_records_action()

    def action_open_review(self):
        """Open the expert review that is under way."""
        self.ensure_one()
        return self._current_review()._get_records_action()

    def action_open_filings(self):
        """Open the filings of this project."""
        self.ensure_one()
        return self.filing_ids._get_records_action(name=self.env._("Filings"))

    def action_open_implementation(self):
        """Open the Odoo project in which an approved project is carried out."""
        self.ensure_one()
        self.project_project_id.check_access("read")
        return self.project_project_id._get_records_action()

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class CoReviewCard(models.Model):
    """What a reviewing body sees when it answers, and what is said of its answer."""

    _inherit = "xinxihua.co.review"

    def _reasons_against(self):
        """Return a line for each opinion that is missing or against the project."""
        return [
            self.env._(
                "%(subject)s: %(unit)s disagrees: %(opinion)s",
                subject=review.subject_id.name,
                unit=review.unit_id.name,
                opinion=review.opinion or "-",
            )
            if review.state == "disagreed"
            else self.env._(
                "%(subject)s: the opinion of %(unit)s is missing, due on %(date)s",
                subject=review.subject_id.name,
                unit=review.unit_id.name,
                date=review.date_due,
            )
            for review in self
        ]

    def action_open_project(self):
        """Open the project's file."""
        self.ensure_one()
        self.project_id.check_access("read")
        return self.project_id._get_records_action()

    def _decision_rows(self, step):
        self.ensure_one()
        project = self.project_id
        return [
            (self.env._("Subject"), self.subject_id.name),
            (self.env._("Project"), project.display_name),
            (self.env._("Applicant Unit"), project.unit_id.sudo().name),
            (self.env._("Budget"), f"{project.budget_amount:,.2f}"),
            (self.env._("Scope and Content"), project.content or "-"),
            (self.env._("Answer until"), str(self.date_due or "-")),
        ]

    def _inbox_notes(self):
        """Return {id: who applies, and what for}: the unit on the card is the body itself."""
        notes = {}
        for review in self:
            project_sudo = review.sudo().project_id
            words = (project_sudo.unit_id.name, project_sudo.content)
            notes[review.id] = " · ".join(filter(None, words))
        return notes

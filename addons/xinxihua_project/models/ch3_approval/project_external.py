# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProjectExternal(models.Model):
    """Approval by a bureau that works elsewhere: number and day are those of its paper."""

    _inherit = "xinxihua.project"

    def _run_transition(self, name, opinion=None, inputs=None):
        if name == "approve" and len(self) == 1:
            paper_sudo = self._pending_external(name)
            if paper_sudo:
                inputs = {
                    **(inputs or {}),
                    "approval_number": paper_sudo.number,
                    "approval_date": fields.Date.to_string(paper_sudo.decision_date),
                }
        return super()._run_transition(name, opinion, inputs)


class ExpertReviewExternal(models.Model):
    """A panel that sits elsewhere: its conclusion is recorded, not its experts' opinions."""

    _inherit = "xinxihua.expert.review"

    def _missing_opinions(self):
        if not self.project_id._works_elsewhere(self.unit_id.sudo()):
            yield from super()._missing_opinions()


class CoReviewExternal(models.Model):
    """A body that works elsewhere: the applicant records its opinion."""

    _inherit = "xinxihua.co.review"
    _recorder_field = "applicant_id"

    def _external_not_before(self):
        return self.sudo().project_id._external_not_before()

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.tools import SQL


class FundPlanListing(models.Model):
    """A fund plan gives money to listed projects, and to each once."""

    _inherit = "xinxihua.fund.plan"

    def _blocker_sums(self):
        refusals = super()._blocker_sums()
        unlisted = {
            source: lines.project_id._budget_refusals(source=source)
            for source, lines in self.sudo().line_ids.grouped("source").items()
        }
        for plan in self:
            reasons = dict.fromkeys(
                unlisted[line.source][line.project_id.id]
                for line in plan.sudo().line_ids
                if line.project_id.id in unlisted[line.source]
            )
            lines = [refusals.get(plan.id), *(f"• {reason}" for reason in reasons)]
            if any(lines):
                refusals[plan.id] = "\n".join(filter(None, lines))
        return refusals

    def _take_step(self, name, opinion, inputs):
        """Mark the projects as counted, so that no other plan counts an older sum.

        Two leaders approve two plans with the same project: the second has waited for
        nothing when the first is through before it locks, and its snapshot may still
        hold the sums of before. A row that was written since makes its lock fail, and
        Odoo takes the step again with today's sums.
        """
        if name == self._effective_step:
            project_ids = self.sudo().line_ids.project_id.ids
            self.env["xinxihua.project"].flush_model(["state"])
            if project_ids:
                self.env.cr.execute(
                    SQL(
                        "UPDATE xinxihua_project SET state = state WHERE id IN %s",
                        tuple(project_ids),
                    )
                )
        return super()._take_step(name, opinion, inputs)

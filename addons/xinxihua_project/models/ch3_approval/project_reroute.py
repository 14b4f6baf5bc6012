# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import replace

from odoo import api, fields, models


class ProjectReroute(models.Model):
    """A filing that the bureau finds misclassified goes the way of the approval (art. 17).

    The judge of the submission decides whether it goes on at once; what an approval
    needs and a filing did not is asked of the unit.
    """

    _inherit = "xinxihua.project"

    rerouted = fields.Boolean("Sent to the Approval", readonly=True, copy=False)
    reroute_reason = fields.Text("Why a Filing is not Enough", readonly=True, copy=False)

    @api.depends("rerouted", "reroute_reason")
    def _compute_route(self):
        return super()._compute_route()

    def _procedure_facts(self):
        return replace(super()._procedure_facts(), rerouted=self.rerouted)

    def _effect_reroute(self, inputs):
        """The step has led to “returned”; what is complete goes on from there."""
        self._withdraw_filing("small_project")
        for project_sudo in self.sudo():
            reason = project_sudo.workflow_log_ids[:1].opinion
            project_sudo.write({"rerouted": True, "reroute_reason": reason})
        self.env.flush_all()
        self.invalidate_recordset()
        lacking = {**self.sudo()._blocker_submit(), **self.sudo()._missing_materials("submit")}
        (self - self.browse(lacking))._enter_approval()

    def _enter_approval(self):
        """Go on to the first check, or to the county bureau that forwards."""
        for project in self:
            target = project.sudo()._target_of_submission()
            label = self.env._("Goes on as an application for approval")
            project._follow(target, "enter_approval", label, project.sudo().handling_unit_id)
        self.filtered(lambda project: project.state == "first_check")._open_first_check()

    def action_reroute(self, opinion=None):
        """Bureau: the filing is misclassified, it needs the approval; with the reason."""
        return self._run_transition("reroute", opinion)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectPlan(models.Model):
    """The plan item that a project carries out, or why it stands outside (规划外)."""

    _inherit = "xinxihua.project"

    plan_item_id = fields.Many2one(
        "xinxihua.plan.item",
        domain=[("plan_id.state", "=", "effective")],
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    outside_plan = fields.Boolean("Outside the Plan", tracking=True)
    outside_plan_reason = fields.Text("Why Outside the Plan")

    @api.onchange("outside_plan")
    def _onchange_outside_plan(self):
        if self.outside_plan:
            self.plan_item_id = False

    def _blocker_submit(self):
        missing = super()._blocker_submit()
        for project, reason in self._plan_refusals().items():
            missing[project.id] = "\n".join(filter(None, [missing.get(project.id), f"• {reason}"]))
        return missing

    def _gap_links(self):
        reasons = self._plan_refusals().values()
        return super()._gap_links() | dict.fromkeys(reasons, "plan_item_id")

    def _plan_refusals(self):
        """Return {project: why its reference to the plan is not in order}."""
        plans_sudo = self.env["xinxihua.plan"].sudo().search([("state", "=", "effective")])
        refusals = {}
        for project in self:
            project_sudo = project.sudo()
            covering = plans_sudo._covering(project_sudo.division_id, project_sudo.fiscal_year)
            if reason := project._missing_plan_reference(covering):
                refusals[project] = reason
        return refusals

    def _missing_plan_reference(self, plans_sudo):
        """Return why the reference to the plan is not in order, or nothing.

        :param plans_sudo: plans in force that the project falls under
        """
        item_sudo = self.sudo().plan_item_id
        words = {"year": self.fiscal_year, "basis": self._cite("plan")}
        if item_sudo and self.outside_plan:
            return self.env._("Choose either an item of the plan or “outside the plan”, not both.")
        if item_sudo and item_sudo.plan_id not in plans_sudo:
            return self.env._(
                "“%(item)s” is no item of a plan in force for %(year)s: choose it anew "
                "(%(basis)s).",
                item=item_sudo.display_name,
                **words,
            )
        if self.outside_plan and not (self.outside_plan_reason or "").strip():
            return self.env._("State why the project stands outside the plan (%s).", words["basis"])
        if item_sudo or self.outside_plan or not plans_sudo:
            return None
        if self._parameter("plan_reference_required") != "when_effective":
            return None
        return self.env._(
            "A plan is in force for %(year)s: choose the item that the project carries "
            "out, or mark it as outside the plan with the reason (%(basis)s).",
            **words,
        )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectGrounds(models.Model):
    """Grounds not to approve: what stands between the review and the approval (art. 15)."""

    _inherit = "xinxihua.project"

    ground_ids = fields.One2many(
        "xinxihua.project.ground",
        "project_id",
        string="Grounds not to Approve",
        readonly=True,
        copy=False,
    )
    can_judge_grounds = fields.Boolean(compute="_compute_can_judge_grounds")

    @api.depends("state", "is_signing", "ground_ids")
    @api.depends_context("uid")
    def _compute_can_judge_grounds(self):
        writable = self.sudo().ground_ids.sudo(False)._filtered_access("write")
        for project in self:
            project.can_judge_grounds = project in writable.project_id

    def _open_first_check(self):
        result = super()._open_first_check()
        if self:
            self.env["xinxihua.project.ground"].sudo()._open(self.sudo())
        return result

    # -- the judge ------------------------------------------------------------------------

    def _standing_grounds(self):
        """Return ({id: grounds without a verdict}, {id: grounds that block}).

        A ground blocks that exists by its verdict, or that the records establish
        whatever the verdict says, and that no exception opens.
        """
        granted = self._granted_grounds(self)
        established = self._established_grounds()
        unjudged, standing = {}, {}
        for project in self:
            rows_sudo = project.sudo().ground_ids
            codes = established.get(project.id, ())
            found = rows_sudo.filtered(
                lambda row, codes=codes: row.verdict == "exists" or row.ground_id.code in codes
            )
            standing[project.id] = found.ground_id - granted.get(
                project.id, found.ground_id.browse()
            )
            unjudged[project.id] = (
                rows_sudo.filtered(lambda row: not row.verdict) - found
            ).ground_id
        return unjudged, standing

    def _blocker_approve(self):
        """Refuse while a ground stands without an exception, or has no verdict."""
        missing = super()._blocker_approve()
        unjudged, standing = self._standing_grounds()
        for project in self:
            reasons = [missing.get(project.id)]
            if standing[project.id]:
                reasons.append(
                    self.env._(
                        "In principle it is not approved (%(basis)s): %(grounds)s. Refuse it, "
                        "or record the exception with its legal or superior basis.",
                        basis=project._cite("refusal_grounds"),
                        grounds="、".join(standing[project.id].mapped("name")),
                    )
                )
            if unjudged[project.id]:
                reasons.append(
                    self.env._(
                        "Grounds not to approve without a verdict (%(basis)s): %(grounds)s. "
                        "Judge each of them under “Grounds not to Approve”.",
                        basis=project._cite("refusal_grounds"),
                        grounds="、".join(unjudged[project.id].mapped("name")),
                    )
                )
            if any(reasons):
                missing[project.id] = "\n".join(filter(None, reasons))
        return missing

    # -- the screen -----------------------------------------------------------------------

    @api.depends("state", "handling_unit_id", "ground_ids.verdict", "exception_ids")
    @api.depends_context("uid")
    def _compute_can_grant_exception(self):
        result = super()._compute_can_grant_exception()
        standing = self.filtered("id")._standing_grounds()[1]
        for project in self:
            if standing.get(project.id) and not project._exception_refusal():
                project.can_grant_exception = True
        return result

    def _decision_rows(self, step):
        rows = super()._decision_rows(step)
        rows_sudo = self.sudo().ground_ids
        if not rows_sudo:
            return rows
        unjudged, standing = self._standing_grounds()
        found_sudo = rows_sudo.filtered(lambda row: row.verdict == "exists").ground_id
        lines = [
            self.env._("%s (exception recorded)", ground.name)
            for ground in found_sudo - standing[self.id]
        ]
        lines += standing[self.id].mapped("name")
        if unjudged[self.id]:
            lines.append(self.env._("%s without a verdict", len(unjudged[self.id])))
        label = self.env._("Grounds not to Approve")
        return [*rows, (label, "\n".join(lines) or self.env._("None exists"))]

    def action_open_grounds(self):
        """Open the grounds of this project to judge or read them."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "xinxihua_project.project_ground_action"
        )
        return {**action, "domain": [("project_id", "=", self.id)]}

    def action_rest_does_not_exist(self):
        """Judge that the grounds do not exist for which nothing was found."""
        self.ensure_one()
        self.check_access("read")
        rows_sudo = self.sudo().ground_ids.filtered(
            lambda row: not row.verdict and row.hint_level not in ("warning", "block")
        )
        rows_sudo.sudo(False).action_none()

    def action_refresh_grounds(self):
        """Look once more at what the records say about each ground."""
        self.ensure_one()
        self.sudo().ground_ids.sudo(False).check_access("write")
        self.sudo()._refresh_ground_hints()

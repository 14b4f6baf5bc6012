# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain


class ProjectList(models.Model):
    """A project's place: on an annual list, in the reserve, or on neither."""

    _inherit = "xinxihua.project"

    annual_list_id = fields.Many2one(
        "xinxihua.annual.list",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The published list on which the project stands.",
    )
    annual_line_ids = fields.One2many(
        "xinxihua.annual.list.line", "project_id", string="Lines of Lists", readonly=True
    )
    reserve_entry_ids = fields.One2many(
        "xinxihua.reserve.entry", "project_id", string="Stays in the Reserve", readonly=True
    )

    @api.model
    def _reviewed_domain(self):
        """Return the domain of reviewed projects that a list can still choose."""
        return (
            # approved meanwhile, a project still needs the list for its money
            Domain("state", "in", ("approval", "approved"))
            & Domain("annual_list_id", "=", False)
            & Domain(
                "review_ids",
                "any",
                [("state", "=", "closed"), ("conclusion", "in", ("pass", "pass_revised"))],
            )
            # who left the reserve applies again; a return and a new submission clear this
            & ~Domain("reserve_entry_ids", "any", [("is_barred", "=", True)])
        )

    @api.model
    def _refused_domain(self, division):
        """Return the domain of the refused projects below a division on no list."""
        return (
            Domain("state", "=", "refused")
            & Domain("annual_list_id", "=", False)
            & Domain("reserve_entry_ids", "=", False)
            & Domain("division_id", "child_of", division.ids)
        )

    def _log_listing(self, row, label):
        """Write in each project's history that a list took it up or off."""
        if self:
            self.sudo(False)._log_steps(
                "annual_list",
                label,
                {project.id: project.state for project in self},
                dict.fromkeys(self.ids, row.unit_id),
            )

    # -- the reserve follows the procedure ----------------------------------------------------

    def _blocker_approve(self):
        missing = super()._blocker_approve()
        barred = self.sudo().filtered(
            lambda project: any(entry.is_barred for entry in project.reserve_entry_ids)
        )
        for project in barred:
            reason = self.env._(
                "The project has left the reserve: it has to be applied for again "
                "(%(basis)s). Return it, or record a decision on the single case.",
                basis=project._cite("reserve"),
            )
            missing[project.id] = "\n".join(filter(None, [missing.get(project.id), reason]))
        return missing

    def _effect_approve(self, inputs):
        self.env["xinxihua.reserve.entry"].sudo()._leave(self.sudo(), "selected")
        return super()._effect_approve(inputs)

    def _effect_refuse(self, inputs):
        self.env["xinxihua.reserve.entry"].sudo()._leave(self.sudo(), "left")
        return super()._effect_refuse(inputs)

    def _effect_return(self, inputs):
        Entry = self.env["xinxihua.reserve.entry"].sudo()
        Entry._leave(self.sudo(), "left")
        Entry.search([("project_id", "in", self.ids), ("is_barred", "=", True)]).is_barred = False
        return super()._effect_return(inputs)

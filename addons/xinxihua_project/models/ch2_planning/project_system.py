# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

# what takes a system out of the ledger
ENDINGS = ("replace", "merge", "close")


class ProjectSystem(models.Model):
    """What a project does to one system: builds, upgrades or ends it (art. 8).

    Only the unit writes the rows, while it may write the project.
    """

    _name = "xinxihua.project.system"
    _inherit = "xinxihua.guard.mixin"
    _description = "Effect of a Project on a System"
    _order = "project_id, id"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("new", "Builds"),
            ("upgrade", "Upgrades"),
            ("replace", "Replaces"),
            ("merge", "Merges"),
            ("close", "Closes"),
        ],
        "Effect",
        required=True,
        default="upgrade",
    )
    system_id = fields.Many2one(
        "xinxihua.information.system",
        domain=[("state", "=", "active")],
        index="btree_not_null",
        ondelete="restrict",
    )
    new_name = fields.Char("New System")
    name = fields.Char(compute="_compute_name", store=True)
    department_id = fields.Many2one(
        "xinxihua.unit",
        compute="_compute_department_id",
        store=True,
        index=True,
        ondelete="restrict",
    )

    _system_or_name = models.Constraint(
        "CHECK((kind = 'new' AND COALESCE(new_name, '') <> '' AND system_id IS NULL)"
        " OR (kind <> 'new' AND system_id IS NOT NULL))",
        "Name the new system, or choose the system of the ledger that is affected.",
    )
    _once = models.Constraint(
        "UNIQUE(project_id, system_id)", "Each system has one row in a project."
    )
    _promise_index = models.Index("(system_id, kind)")

    @api.depends("kind", "new_name", "system_id.name")
    def _compute_name(self):
        for row in self:
            row.name = row.new_name if row.kind == "new" else row.system_id.sudo().name

    @api.depends("system_id.department_id", "project_id.unit_id.parent_path")
    def _compute_department_id(self):
        for row in self:
            unit = row.project_id.unit_id
            row.department_id = row.system_id.sudo().department_id or (unit and unit._department())

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind == "new":
            self.system_id = False
        else:
            self.new_name = False

    @api.constrains("system_id", "project_id")
    def _check_own_system(self):
        """A unit speaks for systems of its department, a data bureau for its division."""
        for row in self.filtered("system_id"):
            unit_sudo = row.project_id.sudo().unit_id
            system_sudo = row.sudo().system_id
            own = system_sudo.department_id == unit_sudo._department()
            common = (
                unit_sudo.kind == "data_bureau"
                and system_sudo.division_id.parent_path.startswith(
                    unit_sudo.division_id.parent_path
                )
            )
            if not (own or common):
                raise ValidationError(
                    self.env._("%s is a system of another department.", system_sudo.code or "-")
                )

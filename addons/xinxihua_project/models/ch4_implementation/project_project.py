# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    xinxihua_project_id = fields.Many2one(
        "xinxihua.project",
        "Government IT Project",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model
    def _has_field_access(self, field, operation):
        # the link to the approval is the server's, as in every model of ours; the
        # other readonly fields are Odoo's own business
        if operation == "write" and field.name == "xinxihua_project_id" and not self.env.su:
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        values.pop("xinxihua_project_id", None)
        return values

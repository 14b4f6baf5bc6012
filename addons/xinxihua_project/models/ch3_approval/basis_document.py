# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProjectBasisDocument(models.Model):
    """A document that an application rests on: title, number, date, file (art. 14).

    Only the unit writes the rows, while it may write the project.
    """

    _name = "xinxihua.project.basis"
    _inherit = "xinxihua.guard.mixin"
    _description = "Basis Document of a Project"
    _order = "project_id, document_date, id"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="cascade")
    name = fields.Char("Document Title", required=True)
    document_number = fields.Char()
    document_date = fields.Date()
    material_id = fields.Many2one(
        "xinxihua.material",
        "File",
        index="btree_not_null",
        ondelete="set null",
        help="One of the files under “Materials”.",
    )

    @api.constrains("material_id", "project_id")
    def _check_own_material(self):
        """The file is one of the project's own."""
        for row in self.filtered("material_id"):
            material_sudo = row.material_id.sudo()
            owner = (material_sudo.res_model, material_sudo.res_id)
            if owner != ("xinxihua.project", row.project_id.id):
                raise ValidationError(
                    self.env._(
                        "%(row)s: “%(file)s” is no file of this project. Upload it under "
                        "“Materials” and choose it there.",
                        row=row.name,
                        file=material_sudo.name,
                    )
                )

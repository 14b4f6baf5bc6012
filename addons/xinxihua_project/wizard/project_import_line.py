# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ProjectImportLine(models.TransientModel):
    """A row of the workbook in the preview. Every field is the server's word."""

    _name = "xinxihua.project.import.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of an Import of Applications"
    _order = "import_id, sheet_row, id"
    _rec_name = "sheet_row"
    _transient_max_hours = 8.0
    # One2many commands of a sudo() write would otherwise run as the superuser.
    _allow_sudo_commands = False

    import_id = fields.Many2one(
        "xinxihua.project.import",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sheet_row = fields.Integer(readonly=True, aggregator=None)
    status = fields.Selection(
        [
            ("ok", "Can be Imported"),
            ("to_answer", "To be Answered"),
            ("bad", "Faulty"),
            ("duplicate", "Duplicate"),
            ("not_applicable", "Not Applicable"),
            ("secret", "Secret"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    name = fields.Char("Project Name", readonly=True)
    unit_id = fields.Many2one("xinxihua.unit", readonly=True, index="btree_not_null")
    unit_name = fields.Char("Applicant Unit", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary("Budget", readonly=True)
    route = fields.Selection(
        lambda self: self.env["xinxihua.project"]._fields["route"]._description_selection(self.env),
        "Procedure",
        readonly=True,
    )
    message = fields.Text("Problem or Reason", readonly=True)
    fault_codes = fields.Char(readonly=True)
    cells = fields.Json(readonly=True)
    project_id = fields.Many2one(
        "xinxihua.project", "Draft", readonly=True, index="btree_not_null", ondelete="set null"
    )
    is_imported = fields.Boolean("Imported", compute="_compute_is_imported", store=True)

    @api.depends("project_id")
    def _compute_is_imported(self):
        for line in self:
            line.is_imported = bool(line.project_id)

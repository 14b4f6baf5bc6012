# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class UnitImportLine(models.TransientModel):
    """A row of the list of units in the preview. Every field is the server's word."""

    _name = "xinxihua.unit.import.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of an Import of Units"
    _order = "import_id, sheet_row, id"
    _rec_name = "sheet_row"
    _transient_max_hours = 8.0
    # One2many commands of a sudo() write would otherwise run as the superuser.
    _allow_sudo_commands = False

    import_id = fields.Many2one(
        "xinxihua.unit.import",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sheet_row = fields.Integer(readonly=True, aggregator=None)
    status = fields.Selection(
        [
            ("new", "New"),
            ("changed", "Changed"),
            ("unchanged", "Unchanged"),
            ("bad", "Faulty"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    code = fields.Char("Budget Unit Code", readonly=True)
    name = fields.Char("Unit Name", readonly=True)
    uscc = fields.Char("Unified Social Credit Code", readonly=True)
    division_id = fields.Many2one("xinxihua.division", readonly=True, index="btree_not_null")
    unit_id = fields.Many2one("xinxihua.unit", readonly=True, index="btree_not_null")
    message = fields.Text("Problem or Change", readonly=True)
    cells = fields.Json(readonly=True)
    is_imported = fields.Boolean("Imported", readonly=True)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class PlanImportLine(models.TransientModel):
    """A row of plans in the preview. Every field is the server's word."""

    _name = "xinxihua.plan.import.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of an Import of Plans"
    _order = "import_id, sheet_row, id"
    _rec_name = "sheet_row"
    _transient_max_hours = 8.0
    # One2many commands of a sudo() write would otherwise run as the superuser.
    _allow_sudo_commands = False

    import_id = fields.Many2one(
        "xinxihua.plan.import",
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
            ("secret", "Secret"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    plan_name = fields.Char("Plan", readonly=True)
    code = fields.Char("Item Number", readonly=True)
    name = fields.Char("Plan Item", readonly=True)
    plan_id = fields.Many2one(
        "xinxihua.plan", "Plan Written", readonly=True, index="btree_not_null", ondelete="set null"
    )
    item_id = fields.Many2one(
        "xinxihua.plan.item",
        "Item Written",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    message = fields.Text("Problem or Change", readonly=True)
    cells = fields.Json(readonly=True)
    is_imported = fields.Boolean("Imported", readonly=True)

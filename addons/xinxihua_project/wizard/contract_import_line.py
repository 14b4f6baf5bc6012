# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ContractImportLine(models.TransientModel):
    """A row of the ledger in the preview. Every field is the server's word."""

    _name = "xinxihua.contract.import.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of an Import of Contracts"
    _order = "import_id, sheet_row, id"
    _rec_name = "sheet_row"
    _transient_max_hours = 8.0
    # One2many commands of a sudo() write would otherwise run as the superuser.
    _allow_sudo_commands = False

    import_id = fields.Many2one(
        "xinxihua.contract.import",
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
    number = fields.Char("Contract Number", readonly=True)
    name = fields.Char("Contract Name", readonly=True)
    unit_name = fields.Char("Purchaser", readonly=True)
    amount = fields.Char("Contract Amount", readonly=True)
    contract_id = fields.Many2one("xinxihua.contract", readonly=True, index="btree_not_null")
    message = fields.Text("Problem or Change", readonly=True)
    cells = fields.Json(readonly=True)
    is_imported = fields.Boolean("Imported", readonly=True)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ExceptionGrant(models.TransientModel):
    """Records an exception with its ground, basis, authority and date."""

    _name = "xinxihua.exception.grant"
    _inherit = "xinxihua.document.wizard"
    _description = "Record Exception"

    ground_id = fields.Many2one(
        "xinxihua.catalogue.item",
        required=True,
        domain=[("kind", "=", "refusal_ground")],
    )
    basis_kind = fields.Selection(
        lambda self: (
            self.env["xinxihua.exception"]._fields["basis_kind"]._description_selection(self.env)
        ),
        "Basis",
        required=True,
    )
    basis_title = fields.Char("Title of the Basis", required=True)
    basis_number = fields.Char("Document Number", required=True)
    basis_clause = fields.Char("Clause")
    authority = fields.Char(required=True)
    basis_date = fields.Date("Date of the Basis", required=True)
    reason = fields.Text(required=True)

    def action_grant(self):
        """Record the exception; it cannot be changed afterwards."""
        self._document().action_grant_exception(self._exception_values())
        return {"type": "ir.actions.act_window_close"}

    def _exception_values(self):
        """Return what was typed in, as the document's judge takes it."""
        self.ensure_one()
        names = [
            "basis_kind",
            "basis_title",
            "basis_number",
            "basis_clause",
            "authority",
            "basis_date",
            "reason",
        ]
        return {name: self[name] for name in names} | {"ground_id": self.ground_id.id}

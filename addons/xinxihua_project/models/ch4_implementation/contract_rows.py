# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ContractInstalment(models.Model):
    """A payment that a contract agrees on: amount, condition, day."""

    _name = "xinxihua.contract.instalment"
    _inherit = "xinxihua.guard.mixin"
    _description = "Contract Instalment"
    _order = "contract_id, sequence, id"

    contract_id = fields.Many2one(
        "xinxihua.contract", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Instalment", required=True)
    condition = fields.Char("Condition of the Payment")
    date_due = fields.Date("Planned for")
    currency_id = fields.Many2one(related="contract_id.currency_id")
    amount = fields.Monetary(required=True)
    is_retention = fields.Boolean("Retention")

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "The amount of an instalment must be positive."
    )


class ContractOwnership(models.Model):
    """Who owns a right under a contract, and where tender and contract say so."""

    _name = "xinxihua.contract.ownership"
    _inherit = "xinxihua.guard.mixin"
    _description = "Ownership under a Contract"
    _order = "contract_id, id"
    _rec_name = "item_id"

    contract_id = fields.Many2one(
        "xinxihua.contract", required=True, readonly=True, index=True, ondelete="cascade"
    )
    item_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Right",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    owner = fields.Selection(
        [
            ("unit", "Applicant Unit"),
            ("supplier", "Supplier"),
            ("shared", "Both"),
            ("none", "Does not Arise"),
        ]
    )
    contract_clause = fields.Char("Clause of the Contract")
    tender_clause = fields.Char("Clause of the Tender Document")

    @api.model
    def _open(self, contracts):
        """Create the rows in force for each contract (superuser only)."""
        Item = self.env["xinxihua.catalogue.item"]
        self.create(
            [
                {"contract_id": contract.id, "item_id": item.id}
                for contract in contracts.sudo()
                for item in Item._in_force("ownership", contract._rule_date(), contract.division_id)
            ]
        )

    def _is_complete(self):
        self.ensure_one()
        return bool(self.owner and self.contract_clause and self.tender_clause)

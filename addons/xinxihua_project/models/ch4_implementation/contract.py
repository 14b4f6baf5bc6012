# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain


class Contract(models.Model):
    """A contract of a project, filed with the bureau of its own level (采购文件和合同备案)."""

    _name = "xinxihua.contract"
    _inherit = "xinxihua.filed.document.mixin"
    _description = "Contract"
    _rec_names_search = ["name", "number"]
    _filing_act = "contract"

    number = fields.Char("Contract Number", index=True)
    award_id = fields.Many2one(
        "xinxihua.procurement.award",
        "Result of the Procurement",
        domain="[('project_id', '=', project_id), ('outcome', '=', 'awarded')]",
        index="btree_not_null",
        ondelete="restrict",
    )
    award_amount = fields.Monetary(related="award_id.amount", string="Award")
    supplier_name = fields.Char("Supplier")
    supplier_uscc = fields.Char("Unified Social Credit Code of the Supplier", size=18)
    supplier_account = fields.Char("Account of the Supplier")
    supplier_bank = fields.Char("Bank of the Supplier")
    supplier_id = fields.Many2one(
        "res.partner",
        "Supplier in Accounting",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    amount = fields.Monetary("Contract Amount", tracking=True)
    date_signed = fields.Date("Signed on", index=True)
    date_start = fields.Date("Term from")
    date_end = fields.Date("Term until")
    warranty_until = fields.Date()
    retention_amount = fields.Monetary("Retention")
    bond_amount = fields.Monetary("Performance Bond")
    treasury_project_code = fields.Char("Project Code", help="Code of the budget project.")
    quota_number = fields.Char("Quota Document", help="Number of the quota document.")
    instalment_ids = fields.One2many("xinxihua.contract.instalment", "contract_id", copy=True)
    instalment_amount = fields.Monetary(
        "Sum of Instalments", compute="_compute_instalment_amount", store=True
    )
    ownership_ids = fields.One2many("xinxihua.contract.ownership", "contract_id")
    date_due = fields.Date(
        "File until",
        compute="_compute_date_due",
        store=True,
        index=True,
        help="Last day for filing, in working days after the contract was signed.",
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_overdue")

    _number_unique = models.UniqueIndex(
        "(unit_id, number) WHERE number IS NOT NULL AND number != ''",
        "This unit has a contract with that number already.",
    )
    _amounts_not_negative = models.Constraint(
        "CHECK(amount >= 0 AND retention_amount >= 0 AND bond_amount >= 0)",
        "Amounts cannot be negative.",
    )
    _term_ordered = models.Constraint(
        "CHECK(date_end >= date_start)", "The term of a contract ends after it begins."
    )

    @api.depends("instalment_ids.amount")
    def _compute_instalment_amount(self):
        for contract in self:
            contract.instalment_amount = sum(contract.instalment_ids.mapped("amount"))

    @api.depends("date_signed", "unit_id")
    def _compute_date_due(self):
        """Count the working days once a day of signature and division."""
        Parameter = self.env["xinxihua.parameter"]
        signed = self.filtered(lambda contract: contract.date_signed and contract.unit_id)
        (self - signed).date_due = False
        for (day, division), contracts in signed.grouped(
            lambda contract: (contract.date_signed, contract.sudo().unit_id.division_id)
        ).items():
            rule_date = fields.Date.context_today(self)
            contracts.date_due = Parameter._deadline(
                "contract_filing_days", day, division, rule_date
            )

    @api.depends("state", "date_due")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for contract in self:
            contract.is_overdue = (
                contract.state in ("draft", "returned")
                and bool(contract.date_due)
                and contract.date_due < today
            )

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        overdue = Domain("state", "in", ("draft", "returned")) & Domain("date_due", "<", today)
        domain = Domain.FALSE
        if True in value:
            domain |= overdue
        if False in value:
            domain |= ~overdue
        return domain

    @api.depends("name", "number")
    def _compute_display_name(self):
        for contract in self:
            contract.display_name = (
                f"[{contract.number}] {contract.name}" if contract.number else contract.name
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Open the rows of ownership with each contract."""
        contracts = super().create(vals_list)
        self.env["xinxihua.contract.ownership"].sudo()._open(contracts)
        return contracts

    def _workflow_amount(self):
        self.ensure_one()
        return self.amount

    def _filing_due(self):
        return self.sudo().date_due

    def _decision_rows(self, step):
        return [
            *super()._decision_rows(step),
            (self.env._("Project"), self.sudo().project_id.display_name),
            (self.env._("Supplier"), self.supplier_name or "-"),
            (self.env._("Contract Amount"), f"{self.amount:,.2f}"),
            (self.env._("Award"), f"{self.sudo().award_amount:,.2f}"),
            (self.env._("Approved"), f"{self.sudo().project_id._ceiling_of_building():,.2f}"),
            (self.env._("File until"), str(self.date_due or "-")),
        ]

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ContractLedger(models.Model):
    """Contracts that were there before: entered from the unit's ledger (合同台账).

    Such a contract has no project here and takes no step; payments find it, and its
    approval date tells whether it was signed before the approval.
    """

    _inherit = "xinxihua.contract"

    state = fields.Selection(
        selection_add=[("registered", "Entered from the Ledger")],
        ondelete={"registered": "set default"},
    )
    project_id = fields.Many2one(required=False)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        related=None,
        string="Applicant Unit",
        compute="_compute_unit_id",
        store=True,
        index=True,
    )
    ledger_unit_id = fields.Many2one(
        "xinxihua.unit",
        "Unit in the Ledger",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_approved = fields.Date("Project Approved on", readonly=True, copy=False)
    is_before_approval = fields.Boolean(
        "Signed before the Approval",
        compute="_compute_is_before_approval",
        store=True,
        index=True,
    )

    _project_or_ledger = models.Constraint(
        "CHECK(project_id IS NOT NULL OR state = 'registered')",
        "A contract belongs to a project. Choose it.",
    )

    @api.depends("project_id.unit_id", "ledger_unit_id")
    def _compute_unit_id(self):
        for contract in self:
            contract.unit_id = contract.project_id.unit_id or contract.ledger_unit_id

    @api.depends("date_signed", "date_approved")
    def _compute_is_before_approval(self):
        for contract in self:
            contract.is_before_approval = bool(
                contract.date_signed
                and contract.date_approved
                and contract.date_signed < contract.date_approved
            )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProcurementPackage(models.Model):
    """A package of a procurement plan (采购包)."""

    _name = "xinxihua.procurement.package"
    _inherit = "xinxihua.guard.mixin"
    _description = "Procurement Package"
    _order = "procurement_id, sequence, id"

    procurement_id = fields.Many2one(
        "xinxihua.procurement", "Procurement Plan", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Package", required=True)
    subject = fields.Selection(
        [("goods", "Goods"), ("services", "Services"), ("works", "Works")],
        "Subject of the Procurement",
        required=True,
        default="services",
    )
    currency_id = fields.Many2one(related="procurement_id.currency_id")
    budget_amount = fields.Monetary("Budget", required=True)
    ceiling_amount = fields.Monetary("Ceiling Price", required=True)
    award_ids = fields.One2many("xinxihua.procurement.award", "package_id", string="Results")

    _amounts_positive = models.Constraint(
        "CHECK(budget_amount > 0 AND ceiling_amount > 0)",
        "Budget and ceiling price of a package must be positive.",
    )


class ProcurementCheck(models.Model):
    """An answer on the check list of a procurement plan (IPv6, cloud, sharing, …).

    The rows are the server's; the unit answers them while it may write the plan.
    """

    _name = "xinxihua.procurement.check"
    _inherit = "xinxihua.guard.mixin"
    _description = "Answer on the Check List of a Procurement Plan"
    _order = "procurement_id, id"
    _rec_name = "item_id"

    procurement_id = fields.Many2one(
        "xinxihua.procurement",
        "Procurement Plan",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    item_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Check",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    answer = fields.Selection([("yes", "Yes"), ("no", "No"), ("na", "Not Applicable")])
    note = fields.Char("Remark")

    @api.model
    def _open(self, plans):
        """Create the rows in force for each plan (superuser only)."""
        Item = self.env["xinxihua.catalogue.item"]
        self.create(
            [
                {"procurement_id": plan.id, "item_id": item.id}
                for plan in plans.sudo()
                for item in Item._in_force("procurement_check", plan._rule_date(), plan.division_id)
            ]
        )


class ProcurementAward(models.Model):
    """The result of a package: who won, for how much, or that it failed (流标)."""

    _name = "xinxihua.procurement.award"
    _inherit = "xinxihua.guard.mixin"
    _description = "Result of a Procurement"
    _order = "date_notice desc, id desc"

    package_id = fields.Many2one(
        "xinxihua.procurement.package", required=True, index=True, ondelete="restrict"
    )
    procurement_id = fields.Many2one(related="package_id.procurement_id", store=True, index=True)
    project_id = fields.Many2one(related="procurement_id.project_id", store=True, index=True)
    currency_id = fields.Many2one(related="package_id.currency_id")
    ceiling_amount = fields.Monetary(related="package_id.ceiling_amount", string="Ceiling Price")
    outcome = fields.Selection(
        [("awarded", "Awarded"), ("failed", "Failed")], required=True, default="awarded"
    )
    name = fields.Char("Supplier")
    amount = fields.Monetary("Award")
    date_notice = fields.Date("Award Notice of", required=True)
    notice_number = fields.Char("Number of the Notice")
    note = fields.Char("Remark")

    _once = models.Constraint("UNIQUE(package_id)", "This package has its result already.")

    @api.constrains("outcome", "name", "amount", "package_id")
    def _check_award(self):
        for award in self:
            if award.outcome == "failed":
                continue
            if not award.name or award.currency_id.compare_amounts(award.amount, 0) <= 0:
                raise ValidationError(
                    self.env._(
                        "Package “%s”: fill in the supplier and the award, or say that the "
                        "procurement failed.",
                        award.package_id.name,
                    )
                )
            if award.currency_id.compare_amounts(award.amount, award.ceiling_amount) > 0:
                raise ValidationError(
                    self.env._(
                        "Package “%(package)s”: the award of %(amount)s yuan is above the ceiling "
                        "price of %(ceiling)s yuan. Correct it.",
                        package=award.package_id.name,
                        amount=f"{award.amount:,.2f}",
                        ceiling=f"{award.ceiling_amount:,.2f}",
                    )
                )

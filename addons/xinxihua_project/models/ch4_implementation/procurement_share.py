# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, fields, models

WHOLE = Decimal(100)


class ProcurementShare(models.Model):
    """What a payer bears of a procurement made once for several levels (统采分层, art. 21)."""

    _name = "xinxihua.procurement.share"
    _inherit = "xinxihua.guard.mixin"
    _description = "Share of a Joint Procurement"
    _order = "procurement_id, id"
    _rec_name = "payer_id"

    procurement_id = fields.Many2one(
        "xinxihua.procurement", "Procurement Plan", required=True, index=True, ondelete="cascade"
    )
    payer_id = fields.Many2one("xinxihua.unit", required=True, index=True, ondelete="restrict")
    division_id = fields.Many2one(related="payer_id.division_id", store=True, index=True)
    share = fields.Float("Share (%)", digits=(5, 2), required=True, aggregator=None)
    currency_id = fields.Many2one(related="procurement_id.currency_id")
    amount = fields.Monetary("To Pay", compute="_compute_amount", store=True)

    _share_range = models.Constraint(
        "CHECK(share > 0 AND share < 100)", "A share lies between 0 and 100 per cent."
    )
    _once = models.Constraint(
        "UNIQUE(procurement_id, payer_id)", "Each payer has one share of a procurement."
    )

    @api.depends(
        "share",
        "procurement_id.package_amount",
        "procurement_id.share_ids.share",
    )
    def _compute_amount(self):
        """Split by share; the last row takes the cents that rounding leaves."""
        for plan, rows in self.grouped("procurement_id").items():
            everyone = plan.share_ids | rows
            total = Decimal(f"{plan.package_amount:.2f}")
            left = total
            whole = plan._share_sum() == WHOLE
            for row in everyone:
                part = (total * Decimal(f"{row.share:.2f}") / WHOLE).quantize(Decimal("0.01"))
                row.amount = float(left if whole and row == everyone[-1:] else part)
                left -= part


class JointProcurement(models.Model):
    _inherit = "xinxihua.procurement"

    is_joint = fields.Boolean(
        "For Several Levels",
        help="The prefecture buys once; each level pays its share.",
    )
    share_ids = fields.One2many(
        "xinxihua.procurement.share", "procurement_id", string="Shares", copy=True
    )

    def _share_sum(self):
        """Return the sum of the shares in per cent, to the hundredth, exactly."""
        return sum((Decimal(f"{row.share:.2f}") for row in self.share_ids), Decimal(0))

    def _wrong_paper(self):
        yield from super()._wrong_paper()
        yield from self._bought_instead_of_granted()
        if not self.is_joint:
            if self.share_ids:
                yield self.env._(
                    "Shares belong to a procurement for several levels. Mark it so, or delete them."
                )
            return
        basis = self._cite("joint_procurement")
        level = self._parameter("addressee_procurement_plan")
        division_sudo = self.sudo().division_id
        if division_sudo._ancestor(level) != division_sudo:
            yield self.env._(
                "A procurement for several levels is made by the prefecture (%s). Ask its data "
                "bureau.",
                basis,
            )
        total = self._share_sum()
        if total != WHOLE:
            yield self.env._(
                "The shares of the payers add up to %(sum)s %%, not to 100 %% (%(basis)s). Correct "
                "them.",
                sum=total,
                basis=basis,
            )

    def _bought_instead_of_granted(self):
        """What the prefecture grants is no part of a unit's own procurement (art. 20)."""
        project_sudo = self.sudo().project_id
        granted = project_sudo._granted_amount()
        if not granted or self.sudo().unit_id.kind == "data_bureau":
            return
        ceiling = project_sudo._ceiling_of_building() - granted
        bought = self.package_amount + self._spent_elsewhere("package_amount")
        if self.currency_id.compare_amounts(bought, ceiling) > 0:
            yield self.env._(
                "%(bought)s yuan are planned, at most %(ceiling)s yuan are the unit's own to buy: "
                "%(granted)s yuan of the cost lines are cloud or common capabilities, which the "
                "prefecture grants (%(basis)s). Take them out and make a resource request.",
                bought=f"{bought:,.2f}",
                ceiling=f"{ceiling:,.2f}",
                granted=f"{granted:,.2f}",
                basis=self._cite("resource_request"),
            )

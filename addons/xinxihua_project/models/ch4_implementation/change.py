# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, fields, models

EFFECTIVE = ("filed", "approved")
UNDER_WAY = ("filing", "review")


class Change(models.Model):
    """A major change of what an approved project builds (重大需求变更, art. 24).

    Money moves between cost lines, the total never rises. The scale, what is cut over
    the base, decides the way: filing up to the limit of the rules, approval above it.
    """

    _name = "xinxihua.change"
    _inherit = "xinxihua.filed.document.mixin"
    _description = "Change of a Project"
    _filing_act = "change"

    state = fields.Selection(
        selection_add=[
            ("filed", "Filed: in Effect"),
            ("review", "Waiting for Approval"),
            ("approved", "Approved: in Effect"),
            ("refused", "Refused"),
        ],
        ondelete={
            "review": "set default",
            "approved": "set default",
            "refused": "set default",
        },
    )
    reason_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Ground of the Change",
        domain=[("kind", "=", "change_reason")],
        index="btree_not_null",
        ondelete="restrict",
    )
    facts = fields.Text(
        "What Happened", help="Facts and documents that show the ground of the change."
    )
    effect_on_goals = fields.Text(
        "Effect on Goals and Functions",
        help="Why the project still reaches its goals after the change.",
    )
    line_ids = fields.One2many("xinxihua.change.line", "change_id", copy=True)
    cut_amount = fields.Monetary("Cut", compute="_compute_amounts", store=True)
    added_amount = fields.Monetary("Added", compute="_compute_amounts", store=True)
    base_amount = fields.Monetary("Base of the Scale", readonly=True, copy=False)
    previous_amount = fields.Monetary("Cut by Earlier Changes", readonly=True, copy=False)
    scale = fields.Float(
        compute="_compute_scale",
        store=True,
        aggregator=None,
        help="What is cut, with the earlier changes in effect, over the base.",
    )
    contract_id = fields.Many2one(
        "xinxihua.contract",
        "Contract to be Supplemented",
        domain="[('project_id', '=', project_id), ('state', 'in', ('filing', 'filed'))]",
        index="btree_not_null",
        ondelete="restrict",
    )
    supplement_amount = fields.Monetary(
        "Supplement of the Contract", help="Yuan by which the contract rises."
    )
    supplement_share = fields.Float(
        "Supplement over Contract", compute="_compute_supplement_share", store=True, aggregator=None
    )
    supplement_warning = fields.Text(compute="_compute_supplement_warning")
    bureau_id = fields.Many2one(
        "xinxihua.unit", "Decides", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    decision_number = fields.Char(readonly=True, copy=False)
    date_effective = fields.Date("In Effect since", readonly=True, copy=False)

    _one_under_way = models.UniqueIndex(
        "(project_id) WHERE state IN ('filing', 'review')",
        "A change of this project is under way. Wait for its decision: the scale counts all "
        "changes together.",
    )
    _supplement_not_negative = models.Constraint(
        "CHECK(supplement_amount >= 0)", "The supplement of a contract cannot be negative."
    )

    @api.depends("line_ids.amount", "line_ids.kind")
    def _compute_amounts(self):
        for change in self:
            cuts = change.line_ids.filtered(lambda line: line.kind == "cut")
            change.cut_amount = sum(cuts.mapped("amount"))
            change.added_amount = sum((change.line_ids - cuts).mapped("amount"))

    @api.depends("cut_amount", "previous_amount", "base_amount", "project_id")
    def _compute_scale(self):
        for change in self:
            judged = bool(change.base_amount)
            base = change.base_amount if judged else change._base()
            previous = change.previous_amount if judged else change._previous()
            change.scale = (change.cut_amount + previous) / base if base else 0.0

    @api.depends("supplement_amount", "contract_id.amount")
    def _compute_supplement_share(self):
        for change in self:
            amount = change.sudo().contract_id.amount
            change.supplement_share = change.supplement_amount / amount if amount else 0.0

    @api.depends("supplement_share")
    def _compute_supplement_warning(self):
        for change in self:
            change.supplement_warning = change._supplement_warning() if change.unit_id else False

    def _supplement_warning(self):
        """Return what the rule on supplements of a contract says, or nothing."""
        amount = self.sudo().contract_id.amount
        limit = self._parameter("contract_supplement_scale")
        if not amount or not _above(self.supplement_amount, amount, limit):
            return False
        return self.env._(
            "The supplement of %(supplement)s yuan is %(share)s %% of the contract of "
            "%(amount)s yuan, above %(limit)s %% (%(basis)s): the additional part needs a "
            "procurement of its own. This limit and the scale of the change are two rules.",
            supplement=f"{self.supplement_amount:,.2f}",
            share=_percent(self.supplement_amount, amount),
            amount=f"{amount:,.2f}",
            limit=f"{limit * 100:g}",
            basis=self._cite("contract_supplement"),
        )

    # -- the scale ------------------------------------------------------------------------

    def _base(self):
        """Return the yuan that the scale is measured against."""
        self.ensure_one()
        project_sudo = self.sudo().project_id
        if project_sudo and self._parameter("change_scale_basis") == "contract":
            return project_sudo.contract_amount
        return project_sudo._ceiling_of_building() if project_sudo else 0.0

    def _previous(self):
        """Return the yuan cut by the changes of the project that are in effect."""
        self.ensure_one()
        if not self.project_id or self._parameter("change_scale_counting") == "single":
            return 0.0
        others_sudo = self.sudo().project_id.requirement_change_ids - self._origin
        return sum(change.cut_amount for change in others_sudo if change.state in EFFECTIVE)

    def _needs_approval(self):
        """Tell whether the scale is above what a filing is enough for (art. 24)."""
        self.ensure_one()
        return _above(
            self.cut_amount + self._previous(),
            self._base(),
            self._parameter("change_filing_scale"),
        )

    def _workflow_amount(self):
        self.ensure_one()
        return self.cut_amount

    def _decision_rows(self, step):
        return [
            *super()._decision_rows(step),
            (self.env._("Project"), self.sudo().project_id.display_name),
            (self.env._("Ground of the Change"), self.reason_id.sudo().name or "-"),
            (self.env._("Approved"), f"{self._base():,.2f}"),
            (self.env._("Cut by Earlier Changes"), f"{self._previous():,.2f}"),
            (self.env._("Cut"), f"{self.cut_amount:,.2f}"),
            (self.env._("Added"), f"{self.added_amount:,.2f}"),
            (
                self.env._("Scale"),
                f"{_percent(self.cut_amount + self._previous(), self._base())} %",
            ),
        ]


def _above(amount, base, limit):
    """Compare unrounded: is amount more than that share of the base?"""
    return Decimal(f"{amount:.2f}") > Decimal(f"{base:.2f}") * Decimal(str(limit))


def _percent(amount, base):
    """Return a share in words, with as many decimals as tell it from a round figure."""
    if not base:
        return "-"
    share = Decimal(f"{amount:.2f}") / Decimal(f"{base:.2f}") * 100
    return f"{share.normalize():f}" if share == share.quantize(Decimal("0.01")) else f"{share:.4f}"

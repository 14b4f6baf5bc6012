# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Transition
from .filed_document import STEPS, UNIT

_lt = LazyTranslate(__name__)


class Procurement(models.Model):
    """The procurement plan of a project, filed before tender and contract (采购方案报备)."""

    _name = "xinxihua.procurement"
    _inherit = "xinxihua.filed.document.mixin"
    _description = "Procurement Plan"
    _filing_act = "procurement_plan"
    _transitions = {
        **STEPS,
        "conclude": Transition(
            _lt("Conclude the Procurement"),
            ("filed",),
            "concluded",
            UNIT,
            blocker="_blocker_conclude",
            basis="procurement_plan",
        ),
    }

    state = fields.Selection(
        selection_add=[("concluded", "Concluded")], ondelete={"concluded": "set default"}
    )
    method_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Procurement Method",
        domain=[("kind", "=", "procurement_method")],
        index="btree_not_null",
        ondelete="restrict",
    )
    form_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Form of Organisation",
        domain=[("kind", "=", "procurement_form")],
        index="btree_not_null",
        ondelete="restrict",
    )
    catalogue_name = fields.Char("Item of the Procurement Catalogue")
    method_approval = fields.Char(
        "Approval of the Method",
        help="Number of the finance bureau's approval, where an amount from the open-tender "
        "limit on is procured by another method.",
    )
    evaluation = fields.Selection(
        [("comprehensive", "Comprehensive Score"), ("lowest_price", "Lowest Price")],
        "Method of Evaluation",
    )
    price_weight = fields.Float("Weight of the Price", digits=(5, 4), help="0.3 is 30 %.")
    date_tender = fields.Date("Tender Notice on")
    date_contract = fields.Date("Contract Planned for")
    package_ids = fields.One2many("xinxihua.procurement.package", "procurement_id", copy=True)
    package_amount = fields.Monetary("Packages", compute="_compute_package_amount", store=True)
    award_ids = fields.One2many("xinxihua.procurement.award", "procurement_id", string="Results")
    can_record_award = fields.Boolean(compute="_compute_can_record_award")
    check_ids = fields.One2many("xinxihua.procurement.check", "procurement_id", string="Check List")
    is_late = fields.Boolean(
        "Filed Late",
        compute="_compute_is_late",
        store=True,
        help="Filed after the day on which the plan had to be filed.",
    )

    _weight_range = models.Constraint(
        "CHECK(price_weight BETWEEN 0 AND 1)", "A weight lies between 0 and 100 %."
    )

    @api.depends("package_ids.budget_amount")
    def _compute_package_amount(self):
        for plan in self:
            plan.package_amount = sum(plan.package_ids.mapped("budget_amount"))

    @api.depends("date_submitted", "date_tender", "date_contract")
    def _compute_is_late(self):
        for plan in self:
            if not plan.date_submitted:
                plan.is_late = False
                continue
            before_tender = plan._parameter("procurement_plan_due") == "before_tender"
            due = plan.date_tender if before_tender else plan.date_contract
            plan.is_late = bool(due) and plan.date_submitted >= due

    @api.depends("state", "package_ids.award_ids")
    @api.depends_context("uid")
    def _compute_can_record_award(self):
        units = self.env.user.sudo().xinxihua_unit_ids
        officer = self.env.user.has_group(UNIT[0])
        for plan in self:
            plan.can_record_award = (
                officer
                and plan.state == "filed"
                and plan.sudo().unit_id in units
                and any(not package.award_ids for package in plan.package_ids)
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Open the check list in force with each plan."""
        plans = super().create(vals_list)
        self.env["xinxihua.procurement.check"].sudo()._open(plans)
        return plans

    # -- the judge ------------------------------------------------------------------------

    def _wrong_paper(self):
        yield from super()._wrong_paper()
        yield from self._empty_fields(
            ("method_id", "form_id", "package_ids", "date_tender", "date_contract"),
            "procurement_plan",
        )
        yield from self._above_approval(self.package_amount, "package_amount")
        yield from self._wrong_packages()
        yield from self._wrong_method()
        open_checks = self.check_ids.filtered(lambda row: not row.answer)
        if open_checks:
            yield self.env._(
                "Answer the check list (%(basis)s): %(checks)s",
                basis=self._cite("procurement_plan"),
                checks="、".join(open_checks.sudo().item_id.mapped("name")),
            )
        for row in self.check_ids.filtered(lambda row: row.answer == "no" and not row.note):
            yield self.env._(
                "“%s” is answered with “No”: write the reason beside it.", row.sudo().item_id.name
            )

    def _wrong_packages(self):
        for package in self.package_ids:
            if self.currency_id.compare_amounts(package.ceiling_amount, package.budget_amount) > 0:
                yield self.env._(
                    "Package “%(package)s”: the ceiling price of %(ceiling)s yuan is above its "
                    "budget of %(budget)s yuan. Lower it.",
                    package=package.name,
                    ceiling=f"{package.ceiling_amount:,.2f}",
                    budget=f"{package.budget_amount:,.2f}",
                )

    def _wrong_method(self):
        """Yield what the procurement rules ask of method and evaluation."""
        limit = self._parameter("open_tender_limit")
        method = self.method_id.sudo().code
        if (
            method
            and method != "open_tender"
            and self.currency_id.compare_amounts(self.package_amount, limit) >= 0
            and not self.method_approval
        ):
            yield self.env._(
                "%(amount)s yuan reaches the open-tender limit of %(limit)s yuan: choose the open "
                "tender, or fill in the approval of the other method.",
                amount=f"{self.package_amount:,.2f}",
                limit=f"{limit:,.2f}",
            )
        if self.evaluation == "comprehensive" and method != "single_source":
            goods = "goods" in self.package_ids.mapped("subject")
            least = self._parameter("price_weight_goods" if goods else "price_weight_services")
            if self.price_weight < least:
                yield self.env._(
                    "The weight of the price is %(weight).2f %%, the comprehensive score asks for "
                    "at least %(least).2f %%.",
                    weight=self.price_weight * 100,
                    least=least * 100,
                )

    def _blocker_conclude(self):
        missing = {}
        for plan in self:
            open_packages = plan.package_ids.filtered(lambda row: not row.award_ids)
            if open_packages:
                missing[plan.id] = self.env._(
                    "Record the result of each package first: %s",
                    "、".join(open_packages.mapped("name")),
                )
        return missing

    def _workflow_amount(self):
        self.ensure_one()
        return self.package_amount

    def _decision_rows(self, step):
        return [
            *super()._decision_rows(step),
            (self.env._("Project"), self.sudo().project_id.display_name),
            (self.env._("Approved"), f"{self.sudo().project_id._ceiling_of_building():,.2f}"),
            (self.env._("Packages"), f"{self.package_amount:,.2f}"),
            (self.env._("Procurement Method"), self.method_id.sudo().name or "-"),
        ]

    def action_record_award(self):
        """Open the form for the result of the next package."""
        self.ensure_one()
        package = self.package_ids.filtered(lambda row: not row.award_ids)[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Result of the Procurement"),
            "res_model": "xinxihua.procurement.award",
            "view_mode": "form",
            "target": "new",
            "context": {"default_package_id": package.id},
        }

    def action_conclude(self, opinion=None):
        """All packages have their result: contracts follow."""
        return self._run_transition("conclude", opinion)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
DECIDE = {"sources": ("submitted",), "groups": BUREAU, "actor": "bureau_id", "basis": "plan"}


class DepartmentPlan(models.Model):
    """A department's own plan that touches IT, with the mark whether it conforms."""

    _name = "xinxihua.department.plan"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Plan of a Department"
    _order = "year_from desc, id desc"

    _transitions = {
        "submit": Transition(
            _lt("Register with the Data Bureau"),
            ("draft", "returned"),
            "submitted",
            UNIT,
            effect="_effect_submit",
            basis="plan",
        ),
        "conform": Transition(_lt("Conforms to the Plan"), target="conforming", **DECIDE),
        "deviate": Transition(
            _lt("Deviates from the Plan"), target="deviating", opinion_required=True, **DECIDE
        ),
        "return": Transition(
            _lt("Return for Correction"), target="returned", opinion_required=True, **DECIDE
        ),
    }
    _desks = {
        "submitted": Desk(_lt("Mark whether the plan conforms"), BUREAU, "bureau_id"),
        "returned": Desk(_lt("Returned: correct and register again"), UNIT),
        "deviating": Desk(_lt("Bring your plan into line with the informatisation plan"), UNIT),
    }

    name = fields.Char("Name of the Plan", required=True, tracking=True)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Department",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.xinxihua_unit_ids[:1],
    )
    division_id = fields.Many2one(related="unit_id.division_id", store=True, index=True)
    bureau_id = fields.Many2one(
        "xinxihua.unit", "Registered with", readonly=True, index=True, ondelete="restrict"
    )
    document_number = fields.Char()
    year_from = fields.Integer(
        "First Year",
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
    year_to = fields.Integer(
        "Last Year",
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year + 4,
    )
    it_content = fields.Text("What it Says about IT", required=True)
    date_submitted = fields.Date("Registered on", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Correction"),
            ("submitted", "To be Judged"),
            ("conforming", "Conforms"),
            ("deviating", "Deviates"),
        ],
        "Conformity",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for plan in self.sudo():
            plan.bureau_id = plan.unit_id._addressee("data_bureau", plan.division_id)
            plan.date_submitted = plan.date_submitted or today

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for plan in self.filtered("date_submitted"):
            raise UserError(self.env._("%s has been submitted and is kept.", plan.display_name))

    def action_submit(self, opinion=None):
        """Register the plan with the data bureau of the level."""
        return self._run_transition("submit", opinion)

    def action_conform(self, opinion=None):
        """Mark the plan as conforming."""
        return self._run_transition("conform", opinion)

    def action_deviate(self, opinion=None):
        """Mark the plan as deviating, with what must change."""
        return self._run_transition("deviate", opinion)

    def action_return(self, opinion=None):
        """Return the plan, with the reason."""
        return self._run_transition("return", opinion)

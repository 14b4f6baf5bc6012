# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
FINANCE = ("xinxihua_project.group_finance_officer",)


class BudgetTask(models.Model):
    """The budget of one listed project (预算编报): prepared by its unit, arranged by finance.

    Only the publication of a list opens it; nobody creates one by hand.
    """

    _name = "xinxihua.budget.task"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Budget Task"
    _order = "date_due, id"
    _rec_name = "project_id"

    _transitions = {
        "prepare": Transition(
            _lt("Report the Budget"),
            ("open",),
            "prepared",
            UNIT,
            blocker="_blocker_prepare",
            effect="_effect_prepare",
            basis="budget_listed",
        ),
        "arrange": Transition(
            _lt("Arrange the Budget"),
            ("prepared",),
            "arranged",
            FINANCE,
            actor="finance_id",
            blocker="_blocker_arrange",
            basis="budget_listed",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("prepared",),
            "open",
            FINANCE,
            actor="finance_id",
            opinion_required=True,
            basis="budget_listed",
        ),
    }
    _desks = {
        "open": Desk(
            _lt("On the annual list: prepare the budget"), UNIT, deadline="budget_task_days"
        ),
        "prepared": Desk(_lt("Arrange or return the budget"), FINANCE, "finance_id"),
    }

    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="restrict"
    )
    list_id = fields.Many2one(
        "xinxihua.annual.list",
        "Published by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty where the rules let a supplementary project go without the list.",
    )
    unit_id = fields.Many2one(
        related="project_id.unit_id", store=True, index=True, string="Applicant Unit"
    )
    division_id = fields.Many2one(
        related="project_id.division_id", store=True, index=True, string="Division"
    )
    finance_id = fields.Many2one(
        "xinxihua.unit",
        "Finance Bureau",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="project_id.currency_id")
    listed_amount = fields.Monetary(readonly=True, help="Yuan, as the list put it down.")
    amount = fields.Monetary("Budget Reported", help="Yuan, of the year of the list.")
    note = fields.Text("Explanation")
    date_open = fields.Date("Opened on", required=True, readonly=True)
    date_due = fields.Date("Report until", readonly=True, index=True)
    date_prepared = fields.Date("Reported on", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("open", "To be Reported"),
            ("prepared", "At the Finance Bureau"),
            ("arranged", "Arranged"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
    )

    _one_running = models.UniqueIndex(
        "(project_id) WHERE state IN ('open', 'prepared')",
        "The budget of this project is being prepared already.",
    )
    _amount_not_negative = models.Constraint("CHECK(amount >= 0)", "Amounts cannot be negative.")

    def _rule_date(self):
        return self.date_open or super()._rule_date()

    def _workflow_amount(self):
        return self.amount

    def _desk_deadline(self, code):
        return self.date_due if code else super()._desk_deadline(code)

    # -- opened and closed by lists --------------------------------------------------------

    @api.model
    def _open(self, projects, row=None):
        """Open the tasks of projects (superuser only).

        :param projects: projects that were put on a list
        :param row: the list or amendment that put them there
        """
        today = fields.Date.context_today(self)
        Parameter = self.env["xinxihua.parameter"]
        running = self.search(
            [("project_id", "in", projects.ids), ("state", "in", ("open", "prepared"))]
        )
        fresh = projects - running.project_id
        finances = self._finance_bureaus(fresh, row)
        amounts = {line.project_id: line.amount for line in row.line_ids} if row else {}
        tasks = self.create(
            [
                {
                    "project_id": project.id,
                    "list_id": row and row.id,
                    "finance_id": finances[project].id,
                    "listed_amount": amounts.get(project) or project.approved_amount,
                    "amount": amounts.get(project) or project.approved_amount,
                    "date_open": today,
                    "date_due": Parameter._deadline("budget_task_days", today, project.division_id),
                    "state_since": fields.Datetime.now(),
                }
                for project in fresh
            ]
        )
        none = dict.fromkeys(tasks.ids, False)
        units = {
            task.id: row.unit_id if row else task.project_id.handling_unit_id for task in tasks
        }
        tasks.sudo(False)._log_steps("open", self.env._("Budget task opened"), none, units)
        tasks.sudo(False)._move_to_desk()
        return tasks

    @api.model
    def _finance_bureaus(self, projects, row=None):
        """Return {project: finance bureau of its level, else that of the list}."""
        found = {
            unit.division_id: unit
            for unit in self.env["xinxihua.unit"].search(
                [("kind", "=", "finance"), ("division_id", "in", projects.division_id.ids)],
                order="id desc",
            )
        }
        rest = row.finance_id if row else self.env["xinxihua.unit"]
        return {project: found.get(project.division_id, rest) for project in projects}

    @api.model
    def _cancel(self, projects, row):
        """Close the running tasks of projects that a list took off (superuser only)."""
        running = self.search(
            [("project_id", "in", projects.ids), ("state", "in", ("open", "prepared"))]
        )
        running.sudo(False)._follow(
            "cancelled", "cancel", self.env._("Taken off the list “%s”", row.name), row.unit_id
        )

    # -- what is judged ----------------------------------------------------------------------

    def _blocker_prepare(self):
        return {task.id: "\n".join(f"• {text}" for text in task._missing()) for task in self}

    def _missing(self):
        compare = self.currency_id.compare_amounts
        if compare(self.amount, 0) <= 0:
            yield self.env._("Fill in the budget (%(basis)s).", basis=self._cite("budget_listed"))
        if compare(self.amount, self.listed_amount) > 0:
            yield self.env._(
                "The budget %(amount)s yuan is above what the list put down, %(limit)s yuan "
                "(%(basis)s). Reduce it by %(excess)s yuan.",
                amount=f"{self.amount:,.2f}",
                limit=f"{self.listed_amount:,.2f}",
                excess=f"{self.amount - self.listed_amount:,.2f}",
                basis=self._cite("budget_listed"),
            )

    def _blocker_arrange(self):
        refusals = self.sudo().project_id._budget_refusals()
        return {task.id: refusals.get(task.sudo().project_id.id) for task in self}

    def _effect_prepare(self, inputs):
        self.sudo().date_prepared = fields.Date.context_today(self)

    def _decision_rows(self, step):
        task = self.sudo()
        return [
            (self.env._("Applicant Unit"), task.unit_id.name),
            (self.env._("Project"), task.project_id.name),
            (
                self._fields["listed_amount"]._description_string(self.env),
                f"{self.listed_amount:,.2f}",
            ),
            (self._fields["amount"]._description_string(self.env), f"{self.amount:,.2f}"),
            (self._fields["date_due"]._description_string(self.env), str(self.date_due)),
        ]

    # -- steps ---------------------------------------------------------------------------------

    def action_prepare(self, opinion=None):
        """Unit: the budget of the listed project is ready."""
        return self._run_transition("prepare", opinion)

    def action_arrange(self, opinion=None):
        """Finance bureau: the budget is arranged."""
        return self._run_transition("arrange", opinion)

    def action_return(self, opinion=None):
        """Finance bureau: return the budget, with the reason."""
        return self._run_transition("return", opinion)

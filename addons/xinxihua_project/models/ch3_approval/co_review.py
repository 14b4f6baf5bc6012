# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

REVIEWER = ("xinxihua_project.group_security_reviewer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
ANSWERS = ("agreed", "conditional", "disagreed")


class CoReview(models.Model):
    """One body's opinion on one subject of a project (art. 3, 16).

    | who               | reads                          | acts                      |
    |-------------------|--------------------------------|---------------------------|
    | security reviewer | what its own unit is asked     | answers once, as its unit |
    | bureau            | its division and below         | asks again after a refusal|
    | applicant unit    | answers to its own projects    | -                         |
    | finance, leader, auditor | their division and below | -                        |

    Nobody writes a row: an answer is a step, and only the unit that was asked takes it.
    """

    _name = "xinxihua.co.review"
    _inherit = "xinxihua.workflow.mixin"
    _description = "Co-review"
    _order = "project_id desc, round desc, sequence, id"
    _rec_name = "name"

    _transitions = {
        "agree": Transition(
            _lt("Agree"),
            ("open",),
            "agreed",
            REVIEWER,
            inputs=("opinion",),
            effect="_effect_answer",
            basis="co_review",
        ),
        "agree_conditionally": Transition(
            _lt("Agree with Conditions"),
            ("open",),
            "conditional",
            REVIEWER,
            validate="_validate_conditions",
            inputs=("opinion", "conditions"),
            effect="_effect_answer",
            basis="co_review",
        ),
        "disagree": Transition(
            _lt("Disagree"),
            ("open",),
            "disagreed",
            REVIEWER,
            opinion_required=True,
            inputs=("opinion",),
            effect="_effect_answer",
            basis="co_review",
        ),
        "ask_again": Transition(
            _lt("Ask Again"),
            ("disagreed",),
            "open",
            BUREAU,
            actor="bureau_id",
            opinion_required=True,
            effect="_effect_ask_again",
            basis="co_review",
        ),
    }
    _desks = {"open": Desk(_lt("Give your opinion on the project"), REVIEWER, "unit_id")}

    name = fields.Char(compute="_compute_name", store=True)
    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="cascade"
    )
    subject_id = fields.Many2one(
        "xinxihua.catalogue.item", required=True, readonly=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="subject_id.sequence", store=True, aggregator=None)
    round = fields.Integer(required=True, readonly=True, aggregator=None)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Reviewing Body",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    bureau_id = fields.Many2one(
        "xinxihua.unit", "Asked by", required=True, readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("open", "Opinion Missing"),
            ("agreed", "Agreed"),
            ("conditional", "Agreed with Conditions"),
            ("disagreed", "Disagreed"),
            ("cancelled", "Not Needed Any More"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
    )
    date_due = fields.Date("Answer until", readonly=True, index=True)
    date_answered = fields.Date("Answered on", readonly=True)
    opinion = fields.Text("Review Opinion", readonly=True)
    conditions = fields.Text("Conditions of the Body", readonly=True)
    applicant_id = fields.Many2one(related="project_id.unit_id", string="Applicant Unit")
    project_content = fields.Text(related="project_id.content", string="Scope and Content")
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount")
    project_material_ids = fields.One2many(
        related="project_id.material_ids", string="Materials of the Project"
    )

    _once = models.Constraint(
        "UNIQUE(project_id, subject_id, round)",
        "This body has been asked about the subject in this round already.",
    )

    @api.depends("subject_id.name", "project_id.name")
    def _compute_name(self):
        for review in self:
            review.name = f"{review.subject_id.name or ''} · {review.project_id.name or ''}"

    # -- what the mixin asks ---------------------------------------------------------------

    def _workflow_division(self):
        self.ensure_one()
        return self.project_id.division_id

    def _workflow_amount(self):
        self.ensure_one()
        return self.sudo().project_id.budget_amount

    def _rule_date(self):
        self.ensure_one()
        return self.sudo().project_id._rule_date()

    def _desk_deadline(self, code):
        return self.sudo().date_due

    # -- opening and closing (superuser only) --------------------------------------------------

    @api.model
    def _open(self, projects, bodies):
        """Ask every body at once.

        :param projects: projects whose round begins its co-review
        :param dict bodies: {project: {subject: unit}}
        """
        today = fields.Date.context_today(self)
        Parameter = self.env["xinxihua.parameter"]
        reviews = self.create(
            [
                {
                    "project_id": project.id,
                    "subject_id": subject.id,
                    "round": project.round,
                    "unit_id": unit.id,
                    "bureau_id": project.handling_unit_id.id,
                    "state_since": fields.Datetime.now(),
                    "date_due": Parameter._deadline(
                        "co_review_days", today, project.division_id, project._rule_date()
                    ),
                }
                for project in projects
                for subject, unit in bodies[project].items()
            ]
        )
        reviews._move_to_desk()
        return reviews

    def _cancel(self, label, unit):
        """Take the question back: the project left the procedure or was decided."""
        waiting = self.filtered(lambda review: review.state == "open")
        if waiting:
            waiting._follow("cancelled", "cancel", label, unit)

    # -- steps -------------------------------------------------------------------------------

    def _validate_conditions(self, inputs):
        if (inputs.get("conditions") or "").strip():
            return {}
        return {
            review.id: self.env._("Write the conditions under which you agree.") for review in self
        }

    def _effect_answer(self, inputs):
        self.sudo().date_answered = fields.Date.context_today(self)

    def _effect_ask_again(self, inputs):
        """Set a new deadline; the answer before stays in the history."""
        today = fields.Date.context_today(self)
        for review in self.sudo():
            review.write(
                {
                    "opinion": False,
                    "conditions": False,
                    "date_answered": False,
                    "date_due": self.env["xinxihua.parameter"]._deadline(
                        "co_review_days", today, review._workflow_division(), review._rule_date()
                    ),
                }
            )

    def action_agree(self, opinion=None):
        """Agree, as the body that was asked (art. 3)."""
        return self._run_transition("agree", opinion, {"opinion": opinion})

    def action_agree_conditionally(self, opinion=None, conditions=None):
        """Agree under conditions, which the approval repeats.

        :param str conditions: what the unit has to do
        """
        return self._run_transition(
            "agree_conditionally", opinion, {"opinion": opinion, "conditions": conditions}
        )

    def action_disagree(self, opinion=None):
        """Disagree, with the reason: the approval waits for a solution."""
        return self._run_transition("disagree", opinion, {"opinion": opinion})

    def action_ask_again(self, opinion=None):
        """Bureau: ask the same body again, telling what has changed."""
        return self._run_transition("ask_again", opinion)

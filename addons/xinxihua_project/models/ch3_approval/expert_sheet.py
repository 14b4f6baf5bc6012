# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .expert_opinion import VERDICTS


class ExpertSheet(models.Model):
    """What one expert writes, alone.

    Record rules give it to the expert only; after submission also to the bureau, the
    leader and the auditor of the division, and when the panel closes to its experts.
    """

    _name = "xinxihua.expert.sheet"
    _inherit = "xinxihua.guard.mixin"
    _description = "Sheet of an Expert"
    _order = "id desc"
    _rec_name = "project_id"

    opinion_id = fields.Many2one(
        "xinxihua.expert.opinion",
        "Seat",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    expert_id = fields.Many2one(related="opinion_id.expert_id", store=True, index=True)
    user_id = fields.Many2one(related="opinion_id.user_id", store=True, index=True, string="User")
    project_id = fields.Many2one(
        related="opinion_id.project_id", store=True, index=True, string="Project"
    )
    review_id = fields.Many2one(
        related="opinion_id.review_id", store=True, index=True, string="Expert Review"
    )
    review_state = fields.Selection(related="opinion_id.review_state", store=True, string="Review")
    date_submitted = fields.Datetime(
        related="opinion_id.date_submitted", store=True, string="Submitted on"
    )
    unit_id = fields.Many2one(related="project_id.unit_id", string="Applicant Unit")
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount")
    can_submit = fields.Boolean(compute="_compute_can_submit")
    no_interest = fields.Boolean(
        "No Interest",
        help="I have no interest in the applicant or in a possible supplier of this project.",
    )
    date_declared = fields.Datetime("Declared on", readonly=True, copy=False)
    verdict = fields.Selection(VERDICTS)
    score = fields.Float(
        "Overall Score",
        digits=(5, 2),
        compute="_compute_score",
        store=True,
        readonly=False,
        aggregator="avg",
        help="0 to 100; the mean of the scores by criterion where they are given.",
    )
    opinion = fields.Text()
    suggested_amount = fields.Monetary(
        "Suggested Budget",
        compute="_compute_suggested_amount",
        store=True,
        readonly=False,
        help="Yuan; the sum of the cost lines where the application has some.",
    )
    score_ids = fields.One2many(
        "xinxihua.expert.sheet.score", "sheet_id", string="Scores by Criterion"
    )
    line_ids = fields.One2many(
        "xinxihua.expert.sheet.line", "sheet_id", string="Suggestions by Cost Line"
    )

    _one_a_seat = models.Constraint("UNIQUE(opinion_id)", "This seat has its sheet already.")
    _score_range = models.Constraint(
        "CHECK(score BETWEEN 0 AND 100)", "A score lies between 0 and 100."
    )

    @api.depends("score_ids.score")
    def _compute_score(self):
        for sheet in self:
            scores = [row.score for row in sheet.score_ids if row.score]
            if scores:
                sheet.score = sum(scores) / len(scores)

    @api.depends("line_ids.suggested_amount")
    def _compute_suggested_amount(self):
        for sheet in self.filtered("line_ids"):
            sheet.suggested_amount = sum(sheet.line_ids.mapped("suggested_amount"))

    @api.depends("date_submitted", "review_state", "user_id")
    @api.depends_context("uid")
    def _compute_can_submit(self):
        writable = self.filtered("id")._filtered_access("write")
        for sheet in self:
            sheet.can_submit = sheet in writable

    @api.model
    def _open(self, opinions):
        """Open a sheet for each seat, with criteria and cost lines (superuser only)."""
        Item = self.env["xinxihua.catalogue.item"]
        sheets = self.create([{"opinion_id": row.id} for row in opinions])
        self.env["xinxihua.expert.sheet.score"].create(
            [
                {"sheet_id": sheet.id, "criterion_id": item.id, "sequence": index}
                for sheet in sheets
                for index, item in enumerate(
                    Item._in_force(
                        "review_field",
                        sheet.project_id._rule_date(),
                        sheet.project_id.division_id,
                    )
                )
            ]
        )
        self.env["xinxihua.expert.sheet.line"].create(
            [
                {
                    "sheet_id": sheet.id,
                    "review_line_id": line.id,
                    "suggested_amount": line.applied_amount,
                }
                for sheet in sheets
                for line in sheet.review_id.line_ids
            ]
        )

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self.check_access("write")
        if vals.get("no_interest"):
            self.filtered(lambda sheet: not sheet.date_declared).sudo().write(
                {"date_declared": fields.Datetime.now()}
            )
        self._check_declared()
        if "no_interest" in vals and not vals["no_interest"]:
            raise UserError(
                self.env._(
                    "The declaration stays. Where there is an interest, decline with the reason."
                )
            )
        return super().write(vals)

    def _check_declared(self):
        """Refuse an opinion before the expert has declared to have no interest."""
        for sheet in self.sudo():
            if not sheet.date_declared:
                raise UserError(
                    self.env._(
                        "%(project)s: declare first that you have no interest in "
                        "%(unit)s, or decline with the reason.",
                        project=sheet.project_id.name,
                        unit=sheet.unit_id.name,
                    )
                )

    def _raise_incomplete(self):
        self._check_declared()
        for sheet in self:
            if missing := list(sheet._missing()):
                raise UserError(
                    self.env._(
                        "%(project)s: your opinion lacks %(missing)s. Fill it in, then submit.",
                        project=sheet.project_id.name,
                        missing="、".join(missing),
                    )
                )

    def _missing(self):
        """Name the fields still empty; a score of nought stands only beside a rejection."""
        empty = {
            "verdict": not self.verdict,
            "score": not self.score and self.verdict != "fail",
            "opinion": not (self.opinion or "").strip(),
        }
        for name in filter(empty.get, empty):
            yield self._fields[name]._description_string(self.env)

    def _published_vals(self):
        """Return what the seat shows of the sheet from its submission on."""
        self.ensure_one()
        return {
            "verdict": self.verdict,
            "score": self.score,
            "opinion": self.opinion,
            "suggested_amount": sum(self.line_ids.mapped("suggested_amount"))
            if self.line_ids
            else self.suggested_amount,
            "date_submitted": fields.Datetime.now(),
        }

    # -- the expert's buttons --------------------------------------------------------

    def action_declare(self):
        """Declare to have no interest, and begin."""
        return self.write({"no_interest": True})

    def action_submit(self):
        """Submit the own opinion."""
        self.check_access("write")
        return self.opinion_id.action_submit()

    def action_open_leave(self):
        """Ask for the reason for declining."""
        return self.opinion_id.action_open_leave()


class ExpertSheetRow(models.AbstractModel):
    """A row of a sheet: written by the expert while the sheet is open."""

    _name = "xinxihua.expert.sheet.row"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of an Expert's Sheet"

    sheet_id = fields.Many2one(
        "xinxihua.expert.sheet", required=True, readonly=True, index=True, ondelete="cascade"
    )

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self.sheet_id._check_declared()
        return super().write(vals)


class ExpertSheetScore(models.Model):
    """The score of one criterion."""

    _name = "xinxihua.expert.sheet.score"
    _inherit = "xinxihua.expert.sheet.row"
    _description = "Score by Criterion"
    _order = "sheet_id, sequence, id"
    _rec_name = "criterion_id"

    sequence = fields.Integer(readonly=True)
    criterion_id = fields.Many2one(
        "xinxihua.catalogue.item", required=True, readonly=True, index=True, ondelete="restrict"
    )
    score = fields.Float(digits=(5, 2), aggregator="avg", help="0 to 100.")

    _score_range = models.Constraint(
        "CHECK(score BETWEEN 0 AND 100)", "A score lies between 0 and 100."
    )

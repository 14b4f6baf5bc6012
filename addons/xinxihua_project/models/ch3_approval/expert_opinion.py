# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class ExpertOpinion(models.Model):
    """One expert's own opinion, written alone and closed by submitting it.

    The bureau adds and removes rows while nothing is written in them. What is written
    in them is the expert's: nobody else may set it, not even when the row is made.
    """

    _name = "xinxihua.expert.opinion"
    _inherit = "xinxihua.guard.mixin"
    _description = "Expert Opinion"
    _order = "review_id, id"
    _rec_name = "expert_id"

    _OWN_FIELDS = ("verdict", "score", "opinion", "suggested_amount")

    review_id = fields.Many2one(
        "xinxihua.expert.review",
        "Expert Review",
        required=True,
        index=True,
        ondelete="cascade",
    )
    expert_id = fields.Many2one("xinxihua.expert", required=True, index=True, ondelete="restrict")
    user_id = fields.Many2one(related="expert_id.user_id", store=True, index=True, string="User")
    project_id = fields.Many2one(
        related="review_id.project_id", store=True, index=True, string="Project"
    )
    review_state = fields.Selection(related="review_id.state", store=True, string="Review")
    currency_id = fields.Many2one(related="review_id.currency_id")
    budget_amount = fields.Monetary(related="review_id.budget_amount")
    unit_id = fields.Many2one(related="project_id.unit_id", string="Applicant Unit")
    can_submit = fields.Boolean(compute="_compute_can_submit")
    verdict = fields.Selection(
        [
            ("pass", "Pass"),
            ("pass_revised", "Pass after Revision"),
            ("fail", "Do not Pass"),
        ]
    )
    score = fields.Float(digits=(5, 2), aggregator="avg", help="0 to 100.")
    opinion = fields.Text()
    suggested_amount = fields.Monetary("Suggested Budget")
    date_submitted = fields.Datetime("Submitted on", readonly=True, copy=False)

    _once = models.Constraint(
        "UNIQUE(review_id, expert_id)", "This expert is on the panel already."
    )
    _score_range = models.Constraint(
        "CHECK(score BETWEEN 0 AND 100)", "A score lies between 0 and 100."
    )

    @api.depends("date_submitted", "review_state", "user_id")
    @api.depends_context("uid")
    def _compute_can_submit(self):
        writable = self.filtered("id")._filtered_access("write")
        for row in self:
            row.can_submit = row in writable and row.user_id == self.env.user

    @api.constrains("expert_id", "review_id")
    def _check_conflict(self):
        for row in self.sudo():
            unit = row.project_id.unit_id
            expert = row.expert_id
            if unit in (expert.unit_id | expert.user_id.xinxihua_unit_ids):
                raise ValidationError(
                    self.env._(
                        "%(expert)s belongs to the applicant %(unit)s and cannot review "
                        "its project. Choose another expert.",
                        expert=expert.name,
                        unit=unit.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(name in vals for vals in vals_list for name in self._OWN_FIELDS):
            raise AccessError(
                self.env._("Only the expert writes the opinion, after joining the panel.")
            )
        rows = super().create(vals_list)
        rows._put_on_expert_desk()
        return rows

    def write(self, vals):
        if not self.env.su and any(row.user_id != self.env.user for row in self):
            raise AccessError(self.env._("Only the expert writes this opinion."))
        if not self.env.su and not set(vals) <= set(self._OWN_FIELDS):
            raise AccessError(
                self.env._("An expert writes verdict, score, opinion and budget only.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if any(row.date_submitted for row in self):
            raise UserError(self.env._("An opinion that was submitted is kept."))
        for row in self.sudo():
            row.project_id._clear_desk_of(row.user_id)

    def _put_on_expert_desk(self):
        for row in self.sudo():
            project = row.project_id
            project._put_on_desk(
                self.env._("Expert opinion"),
                {project: row.user_id},
                "expert_review_days",
            )

    def action_submit(self):
        """Close one's own opinion; it cannot be changed afterwards."""
        self.check_access("write")
        for row in self:
            if row.user_id != self.env.user:
                raise AccessError(self.env._("Only the expert submits this opinion."))
            if not row.verdict or not row.opinion:
                raise UserError(self.env._("Write verdict and opinion first."))
            row.sudo().date_submitted = fields.Datetime.now()
            row.sudo().project_id._clear_desk_of(self.env.user)
        return True

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ExpertReview(models.Model):
    """The panel that reviews one project (art. 16 (3)).

    The bureau chooses the experts and writes the panel's conclusion while the review
    is open; each expert writes alone (``xinxihua.expert.opinion``).
    """

    _name = "xinxihua.expert.review"
    _inherit = ["xinxihua.guard.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Expert Review"
    _order = "id desc"
    _rec_name = "project_id"

    project_id = fields.Many2one(
        "xinxihua.project",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Organised by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [("open", "Under Way"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    opinion_ids = fields.One2many("xinxihua.expert.opinion", "review_id", string="Expert Opinions")
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount")
    conclusion = fields.Selection(
        [
            ("pass", "Passed"),
            ("pass_revised", "Passed after Revision"),
            ("fail", "Not Passed"),
        ],
        "Panel Conclusion",
    )
    panel_opinion = fields.Text()
    recommended_amount = fields.Monetary("Recommended Budget")
    reduction = fields.Monetary("Cut", compute="_compute_reduction", store=True)

    _one_open = models.UniqueIndex(
        "(project_id) WHERE state = 'open'", "The project has an open review."
    )

    @api.depends("recommended_amount", "project_id.budget_amount")
    def _compute_reduction(self):
        for review in self:
            review.reduction = (
                review.budget_amount - review.recommended_amount
                if review.recommended_amount
                else 0.0
            )

    @api.model
    def _open(self, projects):
        """Open a review for each project (superuser only)."""
        return self.create(
            [
                {
                    "project_id": project.id,
                    "unit_id": project.sudo().handling_unit_id.id,
                }
                for project in projects
            ]
        )

    def _conclusion_refusal(self):
        """Return all that stands against concluding the review, or nothing."""
        if not self:
            return self.env._("There is no open expert review.")
        self.ensure_one()
        return "\n".join(f"• {reason}" for reason in self._missing()) or None

    def _missing(self):
        yield from self._missing_opinions()
        if not self.conclusion or not self.panel_opinion:
            yield self.env._("Write the panel's conclusion and opinion.")
        if self.conclusion == "fail":
            yield self.env._("The panel did not pass the project: it can be refused.")
        yield from self._wrong_amount()

    def _missing_opinions(self):
        minimum = int(self.project_id._parameter("expert_panel_minimum"))
        if len(self.opinion_ids) < minimum:
            yield self.env._(
                "The panel has %(count)s experts; it needs at least %(minimum)s.",
                count=len(self.opinion_ids),
                minimum=minimum,
            )
        waiting = self.opinion_ids.filtered(lambda row: not row.date_submitted)
        if waiting:
            yield self.env._(
                "Opinions are missing: %s.", "、".join(waiting.expert_id.mapped("name"))
            )

    def _wrong_amount(self):
        currency = self.currency_id
        if currency.compare_amounts(self.recommended_amount, 0) <= 0:
            yield self.env._("Fill in the recommended budget.")
        elif currency.compare_amounts(self.recommended_amount, self.budget_amount) > 0:
            yield self.env._(
                "The recommended budget %(amount)s yuan is above the budget applied for, "
                "%(budget)s yuan.",
                amount=f"{self.recommended_amount:,.2f}",
                budget=f"{self.budget_amount:,.2f}",
            )

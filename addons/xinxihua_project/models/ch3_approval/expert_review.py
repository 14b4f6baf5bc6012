# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class ExpertReview(models.Model):
    """The panel that reviews one project (art. 16 (3)).

    The bureau draws the experts, or adds one by hand with the reason, and writes the
    panel's conclusion while the review is open; each expert writes alone
    (``xinxihua.expert.sheet``). Where the application has cost lines, the recommended
    budget is the sum of what the panel recommends for each.
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
    drawing_ids = fields.One2many(
        "xinxihua.expert.drawing", "review_id", string="Drawings", readonly=True
    )
    line_ids = fields.One2many(
        "xinxihua.expert.review.line", "review_id", string="Budget Line by Line"
    )
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
    revision_note = fields.Text(
        "What has to be Revised", help="Needed where the panel passes the project after revision."
    )
    recommended_amount = fields.Monetary(
        "Recommended Budget",
        compute="_compute_recommended_amount",
        store=True,
        readonly=False,
        help="Yuan; the sum of the lines where the application has cost lines.",
    )
    reduction = fields.Monetary("Cut", compute="_compute_reduction", store=True)

    _one_open = models.UniqueIndex(
        "(project_id) WHERE state = 'open'", "The project has an open review."
    )

    @api.depends("line_ids.recommended_amount")
    def _compute_recommended_amount(self):
        for review in self.filtered("line_ids"):
            review.recommended_amount = sum(review.line_ids.mapped("recommended_amount"))

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
        """Open a review for each project, with its cost lines (superuser only)."""
        reviews = self.create(
            [
                {
                    "project_id": project.id,
                    "unit_id": project.sudo().handling_unit_id.id,
                }
                for project in projects
            ]
        )
        self.env["xinxihua.expert.review.line"]._open(reviews)
        return reviews

    def write(self, vals):
        result = super().write(vals)
        if "recommended_amount" in vals and not self.env.su:
            self._check_is_sum()
        return result

    def _check_is_sum(self):
        for review in self.sudo().filtered("line_ids"):
            total = sum(review.line_ids.mapped("recommended_amount"))
            if review.currency_id.compare_amounts(total, review.recommended_amount):
                raise UserError(
                    self.env._(
                        "The recommended budget is the sum of the lines, %(sum)s yuan, and not "
                        "%(amount)s yuan. Change the lines, with the reason for each cut.",
                        sum=f"{total:,.2f}",
                        amount=f"{review.recommended_amount:,.2f}",
                    )
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
            yield self.env._(
                "The panel did not pass the project (%s): refuse it, or return it for correction.",
                self.project_id._cite("expert_review"),
            )
        if self.conclusion == "pass_revised" and not (self.revision_note or "").strip():
            yield self.env._("The project passes after revision: write what has to be revised.")
        yield from self.line_ids._missing_reasons()
        yield from self._wrong_amount()

    def _missing_opinions(self):
        seats = self.opinion_ids._active()
        minimum = int(self.project_id._parameter("expert_panel_minimum"))
        if len(seats) < minimum:
            yield self.env._(
                "The panel has %(count)s experts; it needs at least %(minimum)s.",
                count=len(seats),
                minimum=minimum,
            )
        waiting = seats.filtered(lambda row: not row.date_submitted)
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

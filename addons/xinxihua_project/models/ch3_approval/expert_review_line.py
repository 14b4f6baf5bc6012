# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ExpertReviewLine(models.Model):
    """What the panel recommends for one cost line of the application (审减).

    Name and amount are those of the day on which the review was opened.
    """

    _name = "xinxihua.expert.review.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Recommended Budget by Line"
    _order = "review_id, sequence, id"

    review_id = fields.Many2one(
        "xinxihua.expert.review",
        "Expert Review",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    cost_line_id = fields.Many2one(
        "xinxihua.project.cost.line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Cost Item", required=True, readonly=True)
    category_id = fields.Many2one(
        "xinxihua.catalogue.item", "Cost Category", readonly=True, index=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="review_id.currency_id")
    applied_amount = fields.Monetary("Applied for", required=True, readonly=True)
    average_suggestion = fields.Monetary(
        "Experts' Average",
        readonly=True,
        aggregator=None,
        help="Mean of what the experts suggest who have submitted.",
    )
    recommended_amount = fields.Monetary("Recommended")
    reduction = fields.Monetary("Cut", compute="_compute_reduction", store=True)
    reason = fields.Char("Reason for the Cut")

    @api.depends("applied_amount", "recommended_amount")
    def _compute_reduction(self):
        for line in self:
            line.reduction = line.applied_amount - line.recommended_amount

    @api.constrains("recommended_amount")
    def _check_recommended_amount(self):
        for line in self:
            currency = line.currency_id
            if (
                currency.compare_amounts(line.recommended_amount, 0) < 0
                or currency.compare_amounts(line.recommended_amount, line.applied_amount) > 0
            ):
                raise ValidationError(
                    self.env._(
                        "“%(line)s”: the recommended %(amount)s yuan lie outside 0.00 to "
                        "%(applied)s yuan, the amount applied for (%(basis)s). A panel may "
                        "only cut.",
                        line=line.name,
                        amount=f"{line.recommended_amount:,.2f}",
                        applied=f"{line.applied_amount:,.2f}",
                        basis=line.review_id.project_id._cite("expert_review"),
                    )
                )

    @api.model
    def _open(self, reviews):
        """Copy the cost lines of the applications (superuser only)."""
        self.create(
            [
                {
                    "review_id": review.id,
                    "cost_line_id": line.id,
                    "sequence": line.sequence,
                    "name": line.name,
                    "category_id": line.category_id.id,
                    "applied_amount": line.amount,
                    "recommended_amount": line.amount,
                }
                for review in reviews
                for line in review.project_id.cost_line_ids
            ]
        )

    def _missing_reasons(self):
        """Name the lines that are cut without a reason."""
        for line in self:
            if (
                line.currency_id.compare_amounts(line.reduction, 0) > 0
                and not (line.reason or "").strip()
            ):
                yield self.env._(
                    "“%(line)s” is cut by %(cut)s yuan: write the reason.",
                    line=line.name,
                    cut=f"{line.reduction:,.2f}",
                )

    def _update_average(self):
        """Show the mean of the suggestions that were submitted (superuser only)."""
        rows = self.env["xinxihua.expert.sheet.line"]._read_group(
            [("review_line_id", "in", self.ids), ("sheet_id.date_submitted", "!=", False)],
            ["review_line_id"],
            ["suggested_amount:avg"],
        )
        averages = {line.id: average for line, average in rows}
        for line in self:
            line.average_suggestion = line.currency_id.round(averages.get(line.id, 0.0))


class ExpertSheetLine(models.Model):
    """What one expert suggests for a cost line."""

    _name = "xinxihua.expert.sheet.line"
    _inherit = "xinxihua.expert.sheet.row"
    _description = "Suggestion by Cost Line"
    _order = "sheet_id, review_line_id, id"
    _rec_name = "review_line_id"

    review_line_id = fields.Many2one(
        "xinxihua.expert.review.line", required=True, readonly=True, index=True, ondelete="cascade"
    )
    name = fields.Char(related="review_line_id.name", string="Cost Item")
    currency_id = fields.Many2one(related="review_line_id.currency_id")
    applied_amount = fields.Monetary(related="review_line_id.applied_amount", string="Applied for")
    suggested_amount = fields.Monetary("Suggested")
    note = fields.Char("Remark")

    @api.constrains("suggested_amount")
    def _check_suggested_amount(self):
        for line in self.sudo():
            currency = line.currency_id
            if (
                currency.compare_amounts(line.suggested_amount, 0) < 0
                or currency.compare_amounts(line.suggested_amount, line.applied_amount) > 0
            ):
                raise ValidationError(
                    self.env._(
                        "“%(line)s”: suggest between 0.00 and %(applied)s yuan, the amount "
                        "applied for.",
                        line=line.name,
                        applied=f"{line.applied_amount:,.2f}",
                    )
                )

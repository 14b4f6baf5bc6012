# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the documents of the planning chapter show on the cards of the inbox."""

from odoo import models


class AnnualList(models.Model):
    _inherit = "xinxihua.annual.list"

    def _inbox_amounts(self):
        return {row.id: row.total_amount for row in self}

    def _inbox_notes(self):
        return {
            row.id: self.env._(
                "%(count)s projects, ceiling %(ceiling)s yuan",
                count=row.chosen_count,
                ceiling=f"{row.budget_ceiling:,.2f}",
            )
            for row in self
        }


class FundPlan(models.Model):
    _inherit = "xinxihua.fund.plan"

    def _inbox_notes(self):
        return {plan.id: plan.source_summary for plan in self}


class EmergencyConsent(models.Model):
    _inherit = "xinxihua.emergency.consent"

    def _inbox_notes(self):
        return {consent.id: consent.sudo().type_id.name for consent in self}


class ReserveEntry(models.Model):
    _inherit = "xinxihua.reserve.entry"

    def _inbox_amounts(self):
        return {entry.id: entry.sudo().project_id.budget_amount for entry in self}


class ElevatedReview(models.Model):
    _inherit = "xinxihua.elevated.review"

    def _inbox_amounts(self):
        return {review.id: review.sudo().project_id.budget_amount for review in self}

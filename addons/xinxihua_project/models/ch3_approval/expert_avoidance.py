# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


def related(unit, other):
    """Tell whether a unit is another, or its department or subordinate at any depth."""
    own, others = unit.parent_path or "", other.parent_path or ""
    return bool(own and others) and (own.startswith(others) or others.startswith(own))


class ExpertAvoidance(models.Model):
    """Who must not, or should not, be drawn for a project (art. 16 (3))."""

    _inherit = "xinxihua.expert"

    def _avoidance(self, review):
        """Return {id: why the expert is left out of the drawing} for those who are.

        :param review: ``xinxihua.expert.review``; the rules of its project's day count
        """
        project_sudo = review.sudo().project_id
        often = self._drawn_too_often(project_sudo)
        seated = {row.expert_id.id: row for row in review.sudo().opinion_ids}
        reasons = {}
        for expert in self.sudo():
            reason = (
                (seated.get(expert.id) and seated[expert.id]._why_not_again())
                or expert._conflict(project_sudo)
                or expert._out_of_library(review)
                or often.get(expert.id)
            )
            if reason:
                reasons[expert.id] = reason
        return reasons

    def _conflict(self, project_sudo):
        """Return the conflict of interest of one expert with a project, or nothing."""
        for unit in project_sudo._interested_units():
            own = self.unit_id | self.user_id.xinxihua_unit_ids
            if kin := own.filtered(lambda row, unit=unit: related(row, unit))[:1]:
                if kin == unit:
                    return self.env._("belongs to the applicant %s", unit.name)
                return self.env._(
                    "belongs to %(own)s, which is over or under the applicant %(unit)s",
                    own=kin.name,
                    unit=unit.name,
                )
            for interest in self.interest_ids.filtered("unit_id"):
                if related(interest.unit_id, unit) and interest._counts_on(self._today()):
                    return self.env._(
                        "declared an interest in %(unit)s: %(reason)s",
                        unit=interest.unit_id.name,
                        reason=interest.reason,
                    )
        return None

    def _out_of_library(self, review):
        """Return why an expert cannot be asked on this day, or nothing."""
        today = self._today()
        if not self.user_id.active:
            return self.env._("has no login any more")
        if (self.date_from and today < self.date_from) or (self.date_to and today > self.date_to):
            return self.env._("is in the library at another time only")
        return None

    def _drawn_too_often(self, project_sudo):
        limit = int(project_sudo._parameter("expert_draw_limit"))
        months = int(project_sudo._parameter("expert_draw_months"))
        counts = self._recent_counts(self._today(), project_sudo.division_id)
        return {
            expert_id: self.env._(
                "sat on %(count)s panels in %(months)s months; the limit is %(limit)s",
                count=count,
                months=months,
                limit=limit,
            )
            for expert_id, count in counts.items()
            if count >= limit
        }

    def _recent_counts(self, date, division):
        """Return {id: panels joined in the period before a day}, one look for all.

        :param date date: the day
        :param division: division whose rules apply
        """
        months = int(self.env["xinxihua.parameter"]._get("expert_draw_months", date, division))
        rows = (
            self.env["xinxihua.expert.opinion"]
            .sudo()
            ._read_group(
                [
                    ("expert_id", "in", self.ids),
                    ("left", "=", False),
                    ("date_joined", ">", fields.Date.subtract(date, months=months)),
                ],
                ["expert_id"],
                ["__count"],
            )
        )
        return {expert.id: count for expert, count in rows}

    def _today(self):
        return fields.Date.context_today(self)

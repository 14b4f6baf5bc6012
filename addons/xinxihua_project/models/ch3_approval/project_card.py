# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.fields import Domain


class ProjectCard(models.Model):
    """What who approves sees before the thumb goes down (art. 7, 15, 16)."""

    _inherit = "xinxihua.project"

    def _decision_rows(self, step):
        """Add the money that is left, the place on a list, the bodies and the exceptions."""
        rows = super()._decision_rows(step)
        if self.state != "approval":
            return rows
        labels = [label for label, _value in rows]
        sources = self.env._("Sources")
        after = labels.index(sources) + 1 if sources in labels else len(rows)
        rows[after:after] = [
            (self.env._("Remaining Funds"), "\n".join(self._remaining_funds()) or "-"),
            (self.env._("Place on a List"), self._list_membership()),
        ]
        rows.append((self.env._("Co-review"), "\n".join(self._co_review_results()) or "-"))
        exceptions = self.exception_ids._filtered_access("read")
        if exceptions:
            rows.append((self.env._("Exceptions"), "\n".join(exceptions.mapped("display_name"))))
        return rows

    def _remaining_funds(self):
        """Yield a line for each source and year that is applied for.

        What remains is what the fund plans in force of the project's division and of
        those above have available of the source, less what they plan for others.
        """
        plans = self._fund_plans_in_force()
        source_field = self.env["xinxihua.project.funding"]._fields["source"]
        labels = dict(source_field._description_selection(self.env))
        for row in self.funding_ids:
            words = {"year": row.year, "fund": labels[row.source]}
            of_year = plans.filtered(lambda plan, row=row: plan.fiscal_year == row.year)
            lines = of_year.line_ids.filtered(lambda line, row=row: line.source == row.source)
            if not of_year:
                yield self.env._("%(year)s %(fund)s: no fund plan in force", **words)
            elif not lines:
                yield self.env._("%(year)s %(fund)s: not in the fund plan", **words)
            else:
                yield self._remaining_of(row, lines, words)

    def _remaining_of(self, row, lines, words):
        """Return the figures of one source in one year as a line of text.

        :param row: funding line that is applied for
        :param lines: lines of fund plans of its source and year
        :param dict words: the year and the name of the source
        """
        available = sum(lines.mapped("available_amount"))
        others = lines.filtered(lambda line: line.project_id != self)
        planned = sum(others.mapped("planned_amount"))
        left = available - planned
        text = self.env._(
            "%(year)s %(fund)s: %(left)s (available %(available)s, planned for others %(planned)s)",
            left=f"{left:,.2f}",
            available=f"{available:,.2f}",
            planned=f"{planned:,.2f}",
            **words,
        )
        if self.currency_id.compare_amounts(left, row.amount) >= 0:
            return text
        return text + self.env._(", short by %s", f"{row.amount - left:,.2f}")

    def _fund_plans_in_force(self):
        """Return the fund plans, as far as this user reads them, that the money comes from."""
        Plan = self.env["xinxihua.fund.plan"]
        if not Plan.has_access("read"):
            return Plan
        return Plan.search(
            Domain("state", "=", "effective")
            & Domain("fiscal_year", "in", self.funding_ids.mapped("year"))
            & Domain("division_id", "parent_of", self.sudo().division_id.ids)
        )

    def _list_membership(self):
        """Return the list on which the project stands, its stay in the reserve, or neither."""
        project_sudo = self.sudo()
        if project_sudo.annual_list_id:
            return project_sudo.annual_list_id.display_name
        stay = project_sudo.reserve_entry_ids.filtered(lambda entry: entry.state == "active")[:1]
        if stay:
            return self.env._("In the reserve until %s", stay.date_expiry)
        return self.env._("On no annual list and not in the reserve")

    def _co_review_results(self):
        """Yield the answer of each body, with its conditions or reasons."""
        reviews = self._current_co_reviews()._filtered_access("read")
        states = dict(reviews._fields["state"]._description_selection(self.env))
        for review in reviews.sorted("sequence"):
            words = review.conditions or (review.opinion if review.state == "disagreed" else "")
            yield self.env._(
                "%(subject)s: %(answer)s",
                subject=review.subject_id.name,
                answer="\uff0c".join(filter(None, [states[review.state], words])),
            )

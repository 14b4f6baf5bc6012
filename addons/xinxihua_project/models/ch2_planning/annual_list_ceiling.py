# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

# chosen lines of the lists, and for an amendment what stands on the list it amends
USED_BY_SOURCE = """
    WITH stands AS (
        SELECT amending.id AS list_id, line.project_id, line.amount,
            ROW_NUMBER() OVER (
                PARTITION BY amending.id, line.project_id ORDER BY line.id DESC
            ) AS nth
        FROM xinxihua_annual_list amending
        JOIN xinxihua_annual_list base ON base.id = amending.amends_id
        JOIN xinxihua_annual_list part
            ON part.id = base.id OR part.amends_id = base.id
        JOIN xinxihua_annual_list_line line
            ON line.list_id = part.id AND line.choice = 'chosen'
        JOIN xinxihua_project project
            ON project.id = line.project_id AND project.annual_list_id = base.id
        WHERE amending.id IN %(ids)s AND amending.state != 'published'
            AND part.state = 'published'
    ), counted AS (
        SELECT list_id, project_id, amount FROM stands WHERE nth = 1
        UNION ALL
        SELECT list_id, project_id,
            CASE choice WHEN 'chosen' THEN amount ELSE -amount END
        FROM xinxihua_annual_list_line
        WHERE list_id IN %(ids)s AND choice != 'candidate'
    )
    SELECT counted.list_id, funding.source,
        SUM(counted.amount * funding.amount / project.funding_amount)
    FROM counted
    JOIN xinxihua_project project ON project.id = counted.project_id
    JOIN xinxihua_project_funding funding ON funding.project_id = project.id
    WHERE project.funding_amount > 0
    GROUP BY counted.list_id, funding.source
"""


class AnnualListCeiling(models.Model):
    """What an annual list may take from one fund source."""

    _name = "xinxihua.annual.list.ceiling"
    _inherit = "xinxihua.guard.mixin"
    _description = "Ceiling of a Fund Source"
    _order = "list_id, id"
    _rec_name = "source"

    list_id = fields.Many2one("xinxihua.annual.list", required=True, index=True, ondelete="cascade")
    source = fields.Selection(
        lambda self: (
            self.env["xinxihua.project.funding"]._fields["source"]._description_selection(self.env)
        ),
        required=True,
    )
    currency_id = fields.Many2one(related="list_id.currency_id")
    amount = fields.Monetary("Ceiling", required=True, help="Yuan of this source.")
    used_amount = fields.Monetary(
        "Taken by the Choice",
        compute="_compute_used_amount",
        help="Each project counts with its recommended amount, split as its funding lines are.",
    )

    _once = models.Constraint("UNIQUE(list_id, source)", "Each source has one ceiling on a list.")
    _not_negative = models.Constraint("CHECK(amount >= 0)", "A ceiling cannot be negative.")

    @api.depends("list_id.total_amount")
    def _compute_used_amount(self):
        used = self.list_id._used_by_source()
        for row in self:
            row.used_amount = used.get((row.list_id._origin.id, row.source), 0.0)


class AnnualListBySource(models.Model):
    """The running total of a list, whole and by fund source, as the server adds it up."""

    _inherit = "xinxihua.annual.list"

    ceiling_ids = fields.One2many(
        "xinxihua.annual.list.ceiling", "list_id", string="Ceilings by Source", copy=True
    )

    def _used_by_source(self):
        """Return {(list id, source): yuan} of the choice, for any number of lines.

        An amendment counts with what stands on the list that it amends.
        """
        lists = self._origin.filtered("id")
        if not lists:
            return {}
        self.env["xinxihua.annual.list.line"].flush_model(["choice", "amount", "list_id"])
        self.env["xinxihua.project"].flush_model(["annual_list_id", "funding_amount"])
        self.env["xinxihua.project.funding"].flush_model(["source", "amount", "project_id"])
        self.env["xinxihua.annual.list"].flush_model(["amends_id", "state"])
        rows = self.env.execute_query(
            SQL(
                USED_BY_SOURCE,
                ids=tuple(lists.ids),
            )
        )
        currency = self.env.ref("base.CNY")
        return {
            (list_id, source): currency.round(float(amount)) for list_id, source, amount in rows
        }

    def get_making_totals(self):
        """Return what the head of the list-making screen shows, all sums by the server.

        :return: dict: ``editable`` (bool) and ``rows``, each ``label``, ``total`` and
            ``ceiling`` (texts, yuan; no ceiling: False), ``rest`` and ``over`` (bool)
        """
        self.ensure_one()
        self.check_access("read")
        used = self._used_by_source()
        ceilings = {row.source: row.amount for row in self.ceiling_ids}
        labels = dict(
            self.env["xinxihua.project.funding"]._fields["source"]._description_selection(self.env)
        )
        whole = self.env._("%s projects together", self.chosen_count)
        rows = [self._making_row(whole, self.total_amount, self.budget_ceiling or None)]
        for source, label in labels.items():
            total = used.get((self.id, source), 0.0)
            if source in ceilings or total:
                rows.append(self._making_row(label, total, ceilings.get(source)))
        return {"editable": self.state == "draft", "rows": rows}

    def _making_row(self, label, total, ceiling):
        rest = None if ceiling is None else ceiling - total
        return {
            "label": label,
            "total": f"{total:,.2f}",
            "ceiling": ceiling is not None and f"{ceiling:,.2f}",
            "rest": rest is not None and f"{abs(rest):,.2f}",
            "over": rest is not None and self.currency_id.compare_amounts(rest, 0) < 0,
        }

    def _missing(self):
        yield from super()._missing()
        for row in self.ceiling_ids:
            if self.currency_id.compare_amounts(row.used_amount, row.amount) > 0:
                labels = dict(row._fields["source"]._description_selection(self.env))
                yield self.env._(
                    "%(fund)s: the choice takes %(total)s yuan and goes over the ceiling of "
                    "%(ceiling)s yuan by %(over)s yuan (%(basis)s). Take projects off the "
                    "choice or raise the ceiling.",
                    fund=labels[row.source],
                    total=f"{row.used_amount:,.2f}",
                    ceiling=f"{row.amount:,.2f}",
                    over=f"{row.used_amount - row.amount:,.2f}",
                    basis=self._cite("annual_list"),
                )


class AnnualListLine(models.Model):
    """What last year's evaluations say of a candidate's unit; chapter 5 fills it."""

    _inherit = "xinxihua.annual.list.line"

    last_evaluation = fields.Char("Evaluation of Last Year", compute="_compute_last_evaluation")

    @api.depends("project_id", "list_id.year")
    def _compute_last_evaluation(self):
        found = self._last_evaluations()
        for line in self:
            line.last_evaluation = found.get(line.id)

    def _last_evaluations(self):
        """Return {line id: result of last year's evaluation}; for all lines at once."""
        return {}

    @api.model
    def _has_evaluations(self):
        """Tell whether the column is shown at all."""
        return False

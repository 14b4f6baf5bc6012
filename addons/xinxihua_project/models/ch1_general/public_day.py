# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, time, timedelta

import pytz
from odoo import api, fields, models
from odoo.fields import Domain


class PublicDay(models.Model):
    """A public holiday, or a weekend day that is worked in exchange (调休).

    Odoo's working calendar knows the week and its leaves; no leave can turn a Sunday
    into a working day. These rows, as the State Council announces them each year, do.
    """

    _name = "xinxihua.public.day"
    _inherit = "xinxihua.guard.mixin"
    _description = "Public Holiday or Exchanged Working Day"
    _order = "date desc, id"

    date = fields.Date(required=True, index=True)
    name = fields.Char(required=True)
    is_working = fields.Boolean("Worked in Exchange")
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Counts here and below; empty: everywhere.",
    )
    document = fields.Char("Announced by")

    _once = models.UniqueIndex(
        "(date, COALESCE(division_id, 0))", "This day is entered already for the division."
    )

    @api.model
    def _working_day(self, start, count, division):
        """Return the last of a number of working days.

        :param date start: the count begins on the day after it
        :param int count: number of working days
        :param division: ``xinxihua.division`` whose own days go before those of all
        :return: the day, or None where the calendar of the company has no such day
        """
        end = start + timedelta(days=count * 3 + 60)
        worked = self._calendar_days(start, end)
        for day, is_working in self._exchanged(start, end, division).items():
            (worked.add if is_working else worked.discard)(day)
        left = sorted(day for day in worked if day > start)
        return left[count - 1] if 0 < count <= len(left) else None

    @api.model
    def _calendar_days(self, start, end):
        """Return the days that the company's working calendar has hours on."""
        calendar_sudo = self.env.company.sudo().resource_calendar_id
        zone = pytz.timezone(calendar_sudo.tz or "UTC")
        begin = zone.localize(datetime.combine(start, time.min))
        until = zone.localize(datetime.combine(end, time.max))
        intervals = calendar_sudo._work_intervals_batch(begin, until)[False]
        return {interval[0].date() for interval in intervals}

    @api.model
    def _exchanged(self, start, end, division):
        """Return {day: whether it is worked} of the rows that count for a division."""
        lineage = [int(part) for part in (division.sudo().parent_path or "").split("/")[:-1]]
        domain = (
            Domain("date", ">=", start)
            & Domain("date", "<=", end)
            & Domain("division_id", "in", [*lineage, False])
        )
        rows = self.sudo().search_fetch(domain, ["date", "is_working", "division_id"])
        rank = {False: -1, **{division_id: depth for depth, division_id in enumerate(lineage)}}
        return {
            row.date: row.is_working for row in rows.sorted(lambda row: rank[row.division_id.id])
        }

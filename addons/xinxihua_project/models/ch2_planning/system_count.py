# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.tools import SQL


class SystemCount(models.Model):
    """Systems in use of a department, year by year: never more, only fewer (art. 8).

    A year begins on the base day (parameter ``net_count_base``) and ends on the day
    before the next one, the running year today.
    """

    _name = "xinxihua.system.count"
    _inherit = "xinxihua.guard.mixin"
    _description = "Number of Systems by Department and Year"
    _auto = False
    _depends = {
        "xinxihua.information.system": ["department_id", "date_online", "date_stopped"],
        "xinxihua.parameter.value": ["parameter_id", "division_id", "date_from", "value"],
        "xinxihua.unit": ["division_id"],
    }
    _order = "year desc, department_id"
    _rec_name = "department_id"

    department_id = fields.Many2one("xinxihua.unit", readonly=True)
    division_id = fields.Many2one("xinxihua.division", readonly=True)
    year = fields.Char(readonly=True)
    count_base = fields.Integer("On the Base Day", readonly=True)
    count_end = fields.Integer("At the End or Today", readonly=True)
    change = fields.Integer(readonly=True)
    is_rising = fields.Boolean("Rising", readonly=True)

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        # a base day that a year does not have (29 February) falls on the next one
        return SQL(
            """
            WITH years AS (
                SELECT generate_series(
                    (SELECT EXTRACT(YEAR FROM MIN(date_online))::int
                     FROM xinxihua_information_system),
                    %(year)s
                ) AS year
            ), days AS (
                SELECT unit.id AS department_id, unit.division_id, years.year,
                    LEAST(make_date(years.year, split_part(base.value, '-', 1)::int, 1)
                        + split_part(base.value, '-', 2)::int - 1, %(today)s) AS first_day,
                    LEAST(make_date(years.year + 1, split_part(base.value, '-', 1)::int, 1)
                        + split_part(base.value, '-', 2)::int - 2, %(today)s) AS last_day
                FROM xinxihua_unit unit
                JOIN xinxihua_division own ON own.id = unit.division_id
                CROSS JOIN years
                CROSS JOIN LATERAL (
                    SELECT value.value
                    FROM xinxihua_parameter_value value
                    JOIN xinxihua_parameter parameter ON parameter.id = value.parameter_id
                    LEFT JOIN xinxihua_division above ON above.id = value.division_id
                    WHERE parameter.code = %(code)s
                      AND (above.id IS NULL OR starts_with(own.parent_path, above.parent_path))
                    ORDER BY value.date_from <= make_date(years.year, 12, 31) DESC,
                        LENGTH(COALESCE(above.parent_path, '')) DESC,
                        CASE WHEN value.date_from <= make_date(years.year, 12, 31)
                            THEN value.date_from END DESC NULLS LAST,
                        value.date_from
                    LIMIT 1
                ) base
                WHERE unit.id IN (SELECT department_id FROM xinxihua_information_system)
            ), counts AS (
                SELECT days.department_id, days.division_id, days.year,
                    COUNT(*) FILTER (
                        WHERE system.date_online <= days.first_day
                          AND COALESCE(system.date_stopped > days.first_day, TRUE)
                    ) AS count_base,
                    COUNT(*) FILTER (
                        WHERE system.date_online <= days.last_day
                          AND COALESCE(system.date_stopped > days.last_day, TRUE)
                    ) AS count_end
                FROM days
                JOIN xinxihua_information_system system
                    ON system.department_id = days.department_id
                GROUP BY days.department_id, days.division_id, days.year
            )
            SELECT department_id * 10000 + year AS id, department_id, division_id,
                year::varchar AS year,
                count_base, count_end, count_end - count_base AS change,
                count_end > count_base AS is_rising
            FROM counts
            """,
            code="net_count_base",
            year=today.year,
            today=today,
        )

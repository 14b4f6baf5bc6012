# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The screen on which a list of 5,000 projects is made, against plain SQL.

Ratios, not seconds: they hold on a slow machine as on a fast one.
"""

import time

from odoo.tests import tagged
from odoo.tools import SQL

from ..rounds_case import RoundsCase
from ..rows_case import multiply

LINES = 5000
# the page of 80 costs as much as this many times PostgreSQL's own running total over all
PAGE_RATIO = 40
# moving one project among 5,000, header recomputed and flushed
CHOOSE_RATIO = 60


@tagged("post_install", "-at_install", "benchmark")
class TestAnnualListLines(RoundsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        base = cls.make_project()
        base.action_submit()
        cls.env.flush_all()
        cls.row = cls.env["xinxihua.annual.list"].create(
            {"year": 2050, "unit_id": cls.bureau.id, "budget_ceiling": 1000000000}
        )
        multiply(base, LINES, name=SQL("'BENCH'"), state=SQL("'approval'"))
        cls.env.cr.execute(
            SQL(
                """
                INSERT INTO xinxihua_annual_list_line
                    (list_id, project_id, unit_id, rank, choice, amount)
                SELECT %s, id, unit_id, id,
                    CASE WHEN id %% 2 = 0 THEN 'chosen' ELSE 'candidate' END, 100000
                FROM xinxihua_project WHERE name = 'BENCH'
                """,
                cls.row.id,
            )
        )
        cls.env.invalidate_all()
        cls.env.cr.execute("ANALYZE xinxihua_annual_list_line")

    def best(self, action, times=5):
        """Return the shortest of some runs (seconds)."""
        taken = []
        for _index in range(times):
            self.env.invalidate_all()
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
        return min(taken)

    def plain(self):
        """Let PostgreSQL add up all lines down the ranks."""
        self.env.cr.execute(
            SQL(
                "SELECT id, SUM(amount) OVER (ORDER BY rank, id) "
                "FROM xinxihua_annual_list_line WHERE list_id = %s",
                self.row.id,
            )
        )
        self.env.cr.fetchall()

    def test_a_page_of_the_list(self):
        Line = self.env["xinxihua.annual.list.line"].with_user(self.bureau_officer)
        names = ("project_id", "unit_id", "rank", "choice", "amount", "running_amount", "is_over")
        wanted = {
            name: {"fields": {"display_name": {}}} if Line._fields[name].relational else {}
            for name in names
        }

        def page():
            found = Line.web_search_read([("list_id", "=", self.row.id)], wanted, limit=80)
            self.assertEqual((len(found["records"]), found["length"]), (80, LINES))

        page()
        ratio = self.best(page) / self.best(self.plain)
        self.assertLess(ratio, PAGE_RATIO, f"a page costs {ratio:.1f} times the plain sum")

    def test_choosing_one_of_5000(self):
        lines = self.env["xinxihua.annual.list.line"].search(
            [("list_id", "=", self.row.id)], limit=6
        )
        rest = iter(lines)

        def choose():
            line = next(rest).with_user(self.bureau_officer)
            line.choice = "chosen" if line.choice == "candidate" else "candidate"
            self.env.flush_all()

        choose()
        ratio = self.best(choose) / self.best(self.plain)
        self.assertLess(ratio, CHOOSE_RATIO, f"a choice costs {ratio:.1f} times the plain sum")
        self.assertTrue(self.row.total_amount)

    def test_judging_a_list_of_5000_takes_a_fixed_number_of_queries(self):
        row = self.row.with_user(self.bureau_officer)
        row._blocker_submit()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        row._blocker_submit()
        self.assertLess(self.env.cr.sql_log_count - before, 40)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A ledger of more than 5,000 projects, against Odoo's own export of the same columns.

Ratios, not seconds: they hold on a slow machine as on a fast one.
"""

import io
import time

import xlsxwriter
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.core.workbook_writer import LONG
from ..common import ProjectCase
from ..ledger_case import LedgerMixin
from ..rows_case import multiply

ROWS = LONG + 1
# the ledger, with its borders, groups and sums, costs as much as this many plain exports
RATIO = 3


@tagged("post_install", "-at_install", "benchmark")
class TestWorkbookExport(LedgerMixin, ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo's own export asks for a right of its own
        cls.bureau_officer.group_ids |= cls.env.ref("base.group_allow_export")
        base = cls.make_project()
        base.action_submit()
        cls.env.flush_all()
        multiply(base, ROWS, name=SQL("'BENCH'"), state=SQL("'first_check'"))
        cls.env.invalidate_all()
        cls.env.cr.execute("ANALYZE xinxihua_project")
        cls.rows = cls.env["xinxihua.project"].search([("name", "=", "BENCH")])

    def best(self, action, times=2):
        """Return the shortest of some runs (seconds)."""
        taken = []
        for _index in range(times):
            self.env.invalidate_all()
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
        return min(taken)

    def plain(self):
        """Export the ledger's columns as Odoo does, into the plainest workbook."""
        paths = [
            column.path.replace(".", "/") for column in self.layout("project_ledger").column_ids
        ]
        records = self.rows.with_user(self.bureau_officer)
        rows = records.export_data(paths)["datas"]
        with xlsxwriter.Workbook(io.BytesIO()) as book:
            page = book.add_worksheet()
            for index, row in enumerate(rows):
                page.write_row(index, 0, row)

    def test_a_ledger_of_5001_projects(self):
        def ledger():
            data = self.export(self.bureau_officer, "project_ledger", self.rows)
            self.assertGreater(len(data), 100_000)

        ratio = self.best(ledger) / self.best(self.plain)
        self.assertLess(ratio, RATIO, f"the ledger costs {ratio:.1f} times Odoo's export")

    def test_a_long_ledger_has_all_its_rows(self):
        data = self.export(self.bureau_officer, "project_ledger", self.rows)
        page = self.sheet(data)
        self.assertEqual(page.cell(ROWS + 4, 1).value, ROWS)
        self.assertEqual(page.cell(ROWS + 5, 10).value, ROWS * 80)

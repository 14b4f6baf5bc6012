# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 5: making the list; the server's running total, whole and by fund source."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .rounds_case import RoundsCase, publish


@tagged("post_install", "-at_install")
class TestListMaking(RoundsCase):
    def funded(self, **sources):
        """Return a reviewed project with money of several sources."""
        return self.to_approve(
            sum(sources.values()),
            name=str(sources),
            funding_ids=[
                Command.create({"source": source, "year": 2026, "amount": amount})
                for source, amount in sources.items()
            ],
        )

    def totals(self, row, user=None):
        rows = row.with_user(user or self.bureau_officer).get_making_totals()["rows"]
        return {
            line["label"]: (line["total"], line["ceiling"], line["rest"], line["over"])
            for line in rows
        }

    def label(self, source):
        field = self.env["xinxihua.project.funding"]._fields["source"]
        return dict(field._description_selection(self.env))[source]

    def test_the_total_follows_each_choice(self):
        first = self.funded(prefecture=600000.0, county=200000.0)
        second = self.funded(prefecture=600000.0)
        row = self.list_of(
            first,
            ceiling=1200000,
            ceiling_ids=[Command.create({"source": "prefecture", "amount": 1200000})],
        )
        row.line_ids = [Command.create({"project_id": second.id, "rank": 2})]
        totals = self.totals(row)
        self.assertEqual(
            next(iter(totals.values())), ("800,000.00", "1,200,000.00", "400,000.00", False)
        )
        self.assertEqual(
            totals[self.label("prefecture")],
            ("600,000.00", "1,200,000.00", "600,000.00", False),
        )
        self.assertEqual(totals[self.label("county")], ("200,000.00", False, False, False))
        row.line_ids[1].action_choose()
        totals = self.totals(row)
        self.assertEqual(
            next(iter(totals.values())), ("1,400,000.00", "1,200,000.00", "200,000.00", True)
        )
        # exactly at the ceiling is not over it
        self.assertEqual(
            totals[self.label("prefecture")], ("1,200,000.00", "1,200,000.00", "0.00", False)
        )

    def test_the_ceiling_of_a_source_to_the_cent(self):
        project = self.funded(prefecture=600000.0, county=200000.0)
        row = self.list_of(
            project, ceiling_ids=[Command.create({"source": "county", "amount": 199999.99})]
        )
        with self.assertRaisesRegex(UserError, "0.01"):
            row.action_submit()
        row.ceiling_ids.amount = 200000
        row.action_submit()
        self.assertEqual(row.state, "to_confirm")
        with self.assertRaises(AccessError):
            row.ceiling_ids.write({"amount": 1})

    def test_an_amendment_counts_what_stands_on_the_list(self):
        kept, removed = (self.funded(prefecture=500000.0 * factor) for factor in (1, 2))
        row = self.published(kept, removed)
        added = self.funded(prefecture=1500000.0)
        amendment = self.list_of(
            added,
            kind="amendment",
            amends_id=row.id,
            reason="调整",
            ceiling_ids=[Command.create({"source": "prefecture", "amount": 2000000})],
        )
        own = self.totals(amendment)[self.label("prefecture")]
        self.assertEqual(own, ("3,000,000.00", "2,000,000.00", "1,000,000.00", True))
        amendment.line_ids = [Command.create({"project_id": removed.id, "choice": "removed"})]
        own = self.totals(amendment)[self.label("prefecture")]
        self.assertEqual(own, ("2,000,000.00", "2,000,000.00", "0.00", False))
        publish(self, amendment, self.finance_approver)

    def test_who_reads_the_totals(self):
        row = self.list_of(self.funded(prefecture=500000.0))
        for user in (self.unit_officer, self.county_officer, self.finance_officer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                row.with_user(user).get_making_totals()

    def test_the_totals_cost_the_same_for_any_number_of_lines(self):
        projects = self.env["xinxihua.project"].create(
            [{"name": f"项目 {index}", "unit_id": self.agency.id} for index in range(80)]
        )
        row = self.list_of()

        def cost(found):
            row.line_ids = [Command.create({"project_id": project.id}) for project in found]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            row.get_making_totals()
            return self.env.cr.sql_log_count - before

        cost(projects[:1])
        self.assertEqual(cost(projects[1:8]), cost(projects[8:]))

    def test_the_column_of_evaluations_waits_for_them(self):
        row = self.list_of(self.funded(prefecture=500000.0))
        self.assertFalse(row.line_ids.last_evaluation)
        self.assertFalse(row.action_open_lines()["context"]["with_evaluations"])

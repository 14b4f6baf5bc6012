# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 5: the annual list needs both bureaus; published it is frozen."""

from lxml import etree
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .rounds_case import RoundsCase, publish


@tagged("post_install", "-at_install")
class TestLists(RoundsCase):
    def test_both_bureaus_in_any_order(self):
        for year, first in ((2026, "bureau"), (2027, "finance")):
            row = self.list_of(self.to_approve(), year=year)
            row.action_submit()
            steps = [
                (self.bureau_approver, "action_confirm_bureau"),
                (self.finance_approver, "action_confirm_finance"),
            ]
            if first == "finance":
                steps.reverse()
            for index, (user, step) in enumerate(steps):
                self.assertEqual(row.state, "to_confirm")
                self.assertEqual(row.activity_ids.user_id & user, user)
                getattr(row.with_user(user), step)("同意")
                if not index:
                    self.assertNotIn(user, row.sudo().activity_ids.user_id)
                    with self.assertRaises(UserError):
                        getattr(row.with_user(user), step)("同意")
            self.assertEqual(row.state, "published")
            self.assertTrue(row.date_published)
            self.assertEqual(
                set(row.sudo().workflow_log_ids.mapped("step")),
                {"submit", "confirm_bureau", "confirm_finance"},
            )
            self.assertFalse(row.sudo().activity_ids)

    def test_who_may_not_confirm(self):
        row = self.list_of(self.to_approve())
        with self.assertRaises(UserError):
            row.with_user(self.bureau_approver).action_confirm_bureau()
        row.action_submit()
        for user, step in (
            (self.bureau_officer, "action_confirm_bureau"),
            (self.finance_officer, "action_confirm_finance"),
            (self.finance_approver, "action_confirm_bureau"),
            (self.bureau_approver, "action_confirm_finance"),
            (self.leader, "action_confirm_bureau"),
            (self.auditor, "action_confirm_finance"),
        ):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                getattr(row.with_user(user), step)("同意")
        self.assertEqual(row.state, "to_confirm")

    def test_only_reviewed_projects_are_chosen(self):
        refused = self.to_approve()
        refused.with_user(self.bureau_approver).action_refuse("重复建设")
        for project in (self.make_project(), self.submitted(), self.in_review(), refused):
            row = self.list_of(year=2030)
            row.sudo().line_ids = [Command.create({"project_id": project.id, "choice": "chosen"})]
            with self.subTest(state=project.state), self.assertRaises(UserError):
                row.action_submit()
            row.unlink()

    def test_a_project_refused_meanwhile_stops_the_confirmation(self):
        first, second = self.reviewed(2)
        row = self.list_of(first, second)
        row.action_submit()
        row.with_user(self.bureau_approver).action_confirm_bureau("同意")
        second.with_user(self.bureau_approver).action_refuse("重复建设")
        with self.assertRaises(UserError):
            row.with_user(self.finance_approver).action_confirm_finance("同意")
        row.with_user(self.finance_approver).action_return_finance("有项目已不予审批")
        self.assertEqual(row.state, "draft")
        self.assertFalse(row.bureau_confirmed)

    def test_a_return_needs_a_reason_and_clears_the_confirmations(self):
        row = self.list_of(self.to_approve())
        row.action_submit()
        row.with_user(self.finance_approver).action_confirm_finance("同意")
        with self.assertRaises(UserError):
            row.with_user(self.bureau_approver).action_return_bureau(" ")
        row.with_user(self.bureau_approver).action_return_bureau("调整排序")
        self.assertFalse(row.finance_confirmed)
        row.action_submit()
        self.assertEqual(row.state, "to_confirm")

    def test_the_ceiling_to_the_cent(self):
        first, second = self.reviewed(2)
        row = self.list_of(first, second, ceiling=1599999.99)
        self.assertEqual((row.total_amount, row.is_over), (1600000, True))
        self.assertEqual(row.remaining_amount, -0.01)
        with self.assertRaises(UserError):
            row.action_submit()
        row.budget_ceiling = 1600000
        self.assertFalse(row.is_over)
        row.action_submit()
        # the ceiling is judged at each confirmation, not at the submission alone
        row.sudo().budget_ceiling = 1000000
        for user, step in (
            (self.bureau_approver, "action_confirm_bureau"),
            (self.finance_approver, "action_confirm_finance"),
        ):
            with self.assertRaises(UserError):
                getattr(row.with_user(user), step)("同意")

    def test_the_running_total_follows_the_ranks(self):
        first, second, third = self.reviewed(3)
        row = self.list_of(first, second, third, ceiling=1600000)
        lines = row.line_ids.sorted("rank")
        self.assertEqual(lines.mapped("running_amount"), [800000, 1600000, 2400000])
        self.assertEqual(lines.mapped("is_over"), [False, False, True])
        lines[0].action_leave()
        lines.invalidate_recordset(["running_amount"])
        self.assertEqual(lines.mapped("running_amount"), [0, 800000, 1600000])
        lines[2].rank = 0
        self.assertEqual(row.total_amount, 1600000)
        lines.invalidate_recordset(["running_amount"])
        self.assertEqual(lines[2].running_amount, 800000)

    def test_filling_fetches_each_reviewed_project_once(self):
        projects = self.reviewed(2)
        self.submitted()
        row = self.list_of(projects[0])
        row.action_fill()
        row.action_fill()
        own = row.line_ids.filtered(lambda line: line.project_id in projects)
        self.assertEqual(own.project_id, projects)
        self.assertNotIn("first_check", row.line_ids.mapped("project_state"))

    def test_published_is_frozen(self):
        project = self.to_approve()
        row = self.published(project)
        officer = row.with_user(self.bureau_officer)
        for change in (
            lambda: officer.write({"budget_ceiling": 1}),
            lambda: officer.line_ids.write({"choice": "candidate"}),
            lambda: officer.line_ids.unlink(),
            lambda: officer.write({"line_ids": [Command.clear()]}),
            lambda: officer.line_ids.create(
                {"list_id": row.id, "project_id": self.to_approve().id}
            ),
        ):
            with self.assertRaises(AccessError):
                change()
        for step in ("action_submit", "action_return_bureau"):
            with self.assertRaises(UserError):
                getattr(row.with_user(self.bureau_approver), step)("改")
        self.assertEqual(project.annual_list_id, row)

    def test_what_a_publication_does_to_its_projects(self):
        project = self.to_approve()
        row = self.published(project)
        self.assertIn("annual_list", project.sudo().workflow_log_ids.mapped("step"))
        task = project.sudo().budget_task_ids
        self.assertRecordValues(
            task, [{"state": "open", "list_id": row.id, "listed_amount": 800000}]
        )
        self.assertEqual(task.activity_ids.user_id, self.unit_officer | self.unit_leader)
        # the amount of a published line stands, whatever the panel's row becomes
        project.sudo()._last_review().recommended_amount = 1
        self.env.flush_all()
        self.assertEqual(row.line_ids.amount, 800000)

    def test_amendments_have_two_confirmations_of_their_own(self):
        kept, removed, added = self.reviewed(3)
        row = self.published(kept, removed, ceiling=2000000)
        self.assertEqual(self.stay_of(added).state, "active")
        amendment = (
            self.env["xinxihua.annual.list"]
            .with_user(self.bureau_officer)
            .browse(row.with_user(self.bureau_officer).action_amend()["res_id"])
        )
        self.assertEqual((amendment.kind, amendment.base_amount), ("amendment", 1600000))
        amendment.line_ids = [
            Command.create({"project_id": removed.id, "choice": "removed"}),
            Command.create({"project_id": added.id, "choice": "chosen"}),
        ]
        with self.assertRaises(UserError):
            amendment.action_submit()
        amendment.reason = "建设条件变化"
        stay = self.stay_of(added).with_user(self.unit_officer)
        stay.write({"confirmed_amount": 700000, "changed_facts": "无变化"})
        stay.action_reconfirm()
        amendment.action_submit()
        amendment.with_user(self.finance_approver).action_confirm_finance("同意")
        self.assertEqual(removed.annual_list_id, row, "one confirmation changes nothing")
        amendment.with_user(self.bureau_approver).action_confirm_bureau("同意")
        self.assertFalse(removed.annual_list_id)
        self.assertEqual((kept.annual_list_id, added.annual_list_id), (row, row))
        self.assertEqual((row.listed_amount, amendment.total_amount), (1500000, 1500000))
        self.assertEqual((row.total_amount, amendment.base_amount), (1600000, 1600000))
        self.assertEqual(self.stay_of(removed).state, "active")

    def test_an_amendment_over_the_ceiling_is_refused(self):
        first, second = self.reviewed(2)
        row = self.published(first, ceiling=1000000)
        stay = self.stay_of(second).with_user(self.unit_officer)
        stay.write({"confirmed_amount": 800000, "changed_facts": "无变化"})
        stay.action_reconfirm()
        amendment = self.list_of(
            second, kind="amendment", amends_id=row.id, reason="增补", ceiling=1599999.99
        )
        with self.assertRaises(UserError):
            amendment.action_submit()
        amendment.budget_ceiling = 1600000
        publish(self, amendment, self.finance_approver)
        self.assertEqual(second.annual_list_id, row)

    def test_what_an_amendment_cannot_name(self):
        row = self.list_of(self.to_approve())
        with self.assertRaises(ValidationError):
            self.list_of(kind="amendment", amends_id=row.id)
        with self.assertRaises(ValidationError):
            self.list_of(kind="amendment")
        published = self.published(self.to_approve(), year=2027)
        amendment = self.list_of(kind="amendment", amends_id=published.id, reason="x", year=2027)
        stranger = self.reviewed(1)
        amendment.line_ids = [Command.create({"project_id": stranger.id, "choice": "removed"})]
        with self.assertRaises(UserError):
            amendment.action_submit()

    def test_who_reads_what(self):
        project, other = self.reviewed(2)
        row = self.list_of(project)
        row.line_ids = [Command.create({"project_id": other.id})]
        lists = self.env["xinxihua.annual.list"]
        lines = self.env["xinxihua.annual.list.line"]
        for user in (self.unit_officer, self.county_unit_officer, self.finance_officer):
            self.assertNotIn(row, lists.with_user(user).search([]))
            self.assertFalse(lines.with_user(user).search([("list_id", "=", row.id)]))
        publish(self, row, self.finance_approver)
        for user in (self.unit_officer, self.county_unit_officer, self.finance_officer):
            self.assertIn(row, lists.with_user(user).search([]))
        own = lines.with_user(self.unit_officer).search([("list_id", "=", row.id)])
        self.assertEqual(own.project_id, project, "units see what was chosen, of their own")
        self.assertFalse(lines.with_user(self.other_officer).search([("list_id", "=", row.id)]))

    def test_the_screen_costs_the_same_for_8_lines_and_for_80(self):
        projects = self.env["xinxihua.project"]
        base = self.to_approve()
        for index in range(80):
            projects |= base.sudo().copy({"name": f"平台 {index}", "state": "approval"})
        row = self.list_of(*projects)
        self.env.flush_all()
        Line = self.env["xinxihua.annual.list.line"].with_user(self.bureau_officer)
        for view in ("annual_list_line_view_list", "annual_list_line_view_kanban"):
            arch = etree.fromstring(
                Line.get_view(self.env.ref(f"xinxihua_project.{view}").id)["arch"]
            )
            names = {node.get("name") for node in arch.iter("field")}
            wanted = {
                name: {"fields": {"display_name": {}}} if Line._fields[name].relational else {}
                for name in names
            }

            def cost(limit, wanted=wanted):
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                Line.web_search_read([("list_id", "=", row.id)], wanted, limit=limit)
                return self.env.cr.sql_log_count - before

            cost(80)
            self.assertEqual(cost(8), cost(80), view)

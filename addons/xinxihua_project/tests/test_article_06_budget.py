# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 6: budgets are prepared for listed projects; no money for others in principle."""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .rounds_case import RoundsCase, add_mandate, publish


@tagged("post_install", "-at_install")
class TestBudget(RoundsCase):
    def task_of(self, project):
        return project.sudo().budget_task_ids.with_user(self.unit_officer)

    def grant(self, project, user=None, ground="budget_ground_not_listed"):
        project.with_user(user or self.bureau_approver).action_grant_exception(
            {
                "ground_id": self.env.ref(f"xinxihua_project.{ground}").id,
                "basis_kind": "superior",
                "basis_title": "专题会议纪要",
                "basis_number": "3",
                "authority": "州政府",
                "basis_date": "2026-01-05",
                "reason": "上级明确要求",
            }
        )

    # -- the task ---------------------------------------------------------------------------

    def test_publishing_opens_one_task_for_each_chosen_project(self):
        chosen, left = self.reviewed(2)
        with freeze_time("2026-06-10 02:00:00"):
            row = self.list_of(chosen)
            row.line_ids = [Command.create({"project_id": left.id})]
            publish(self, row, self.finance_approver)
        self.assertFalse(left.sudo().budget_task_ids)
        task = self.task_of(chosen)
        self.assertEqual((str(task.date_due), task.desk_due), ("2026-07-10", task.date_due))
        desk = task.sudo().activity_ids
        self.assertEqual(set(desk.mapped("date_deadline")), {task.date_due})
        self.assertIn(self.unit_officer, desk.user_id)

    def test_from_the_unit_to_finance(self):
        project = self.to_approve()
        self.published(project)
        task = self.task_of(project)
        task.amount = 800000.01
        with self.assertRaisesRegex(UserError, "0.01"):
            task.action_prepare()
        task.amount = 0
        with self.assertRaises(UserError):
            task.action_prepare()
        task.amount = 800000
        task.action_prepare()
        self.assertTrue(task.date_prepared)
        self.assertFalse(task.desk_due, "the unit has done its part")
        self.assertIn(self.finance_officer, task.sudo().activity_ids.user_id)
        with self.assertRaises(UserError):
            task.with_user(self.finance_officer).action_return(" ")
        task.with_user(self.finance_officer).action_return("缩减")
        self.assertEqual(task.state, "open")
        task.action_prepare()
        task.with_user(self.finance_officer).action_arrange("已列入预算")
        self.assertEqual(task.state, "arranged")
        self.assertFalse(task.sudo().activity_ids)

    def test_who_may_not(self):
        project = self.to_approve()
        self.published(project)
        task = self.task_of(project)
        for user in (self.bureau_officer, self.finance_officer, self.auditor, self.leader):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                task.with_user(user).action_prepare()
        with self.assertRaises(AccessError):
            task.with_user(self.other_officer).action_prepare()
        with self.assertRaises(AccessError):
            task.write({"listed_amount": 1})
        with self.assertRaises(AccessError):
            task.create({"project_id": project.id})
        task.action_prepare()
        with self.assertRaises(AccessError):
            task.write({"amount": 1})
        with self.assertRaises(UserError):
            task.action_arrange()

    def test_taken_off_the_list_the_task_ends(self):
        kept, removed = self.reviewed(2)
        row = self.published(kept, removed)
        amendment = self.list_of(kind="amendment", amends_id=row.id, reason="条件变化")
        amendment.line_ids = [Command.create({"project_id": removed.id, "choice": "removed"})]
        publish(self, amendment, self.finance_approver)
        self.assertEqual(self.task_of(removed).state, "cancelled")
        self.assertEqual(self.task_of(kept).state, "open")
        self.assertTrue(removed._budget_line_refusal())
        self.assertFalse(kept._budget_line_refusal())

    # -- the judge ----------------------------------------------------------------------------

    def test_no_list_no_money(self):
        project = self.approved()
        self.assertIn("年度", project._budget_line_refusal())
        self.assertTrue(project.with_user(self.bureau_approver).budget_note)

    def test_the_day_of_the_list(self):
        project = self.to_approve()
        with freeze_time("2026-06-10 02:00:00"):
            row = self.published(project)
        day = row.date_published
        self.assertTrue(project._budget_line_refusal(day.replace(day=day.day - 1)))
        self.assertFalse(project._budget_line_refusal(day))

    def test_an_approved_project_comes_on_the_list_by_an_amendment(self):
        first, late = self.to_approve(), self.approved()
        row = self.published(first)
        self.assertFalse(late.sudo().reserve_entry_ids, "approved, it is not left over")
        amendment = self.list_of(late, kind="amendment", amends_id=row.id, reason="增补")
        publish(self, amendment, self.finance_approver)
        self.assertFalse(late._budget_line_refusal())
        self.assertEqual(self.task_of(late).list_id, amendment)

    def test_a_recorded_exception_opens_and_no_other_ground(self):
        project = self.approved()
        self.assertTrue(project.with_user(self.bureau_approver).can_grant_exception)
        project.with_user(self.bureau_approver).action_grant_exception(
            {
                "ground_id": self.grounds[0].id,
                "basis_kind": "law",
                "basis_title": "法",
                "basis_number": "1",
                "authority": "省",
                "basis_date": "2025-01-01",
                "reason": "因",
            }
        )
        self.assertTrue(project._budget_line_refusal())
        for user in (self.unit_officer, self.finance_officer, self.bureau_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.grant(project, user)
        self.grant(project)
        self.assertFalse(project._budget_line_refusal())

    def test_county_money_is_decided_at_county_level(self):
        project = self.approved()
        self.assertFalse(project._budget_line_refusal(source="county"))
        for source in ("central", "province", "prefecture", "own"):
            self.assertTrue(project._budget_line_refusal(source=source), source)

    def test_small_projects_need_no_list(self):
        project = self.make_project(100000, material=False)
        self.assertEqual(project.route, "filing")
        self.assertFalse(project._budget_line_refusal())

    def test_the_fund_plan_asks_the_judge(self):
        project = self.approved()
        plan = (
            self.env["xinxihua.fund.plan"]
            .with_user(self.bureau_officer)
            .create(
                {
                    "fiscal_year": 2031,
                    "line_ids": [
                        Command.create(
                            {
                                "project_id": project.id,
                                "source": "prefecture",
                                "available_amount": 10,
                                "planned_amount": 10,
                            }
                        )
                    ],
                }
            )
        )
        with self.assertRaisesRegex(UserError, "清单"):
            plan.action_submit()
        self.grant(project)
        plan.action_submit()
        self.assertEqual(plan.state, "finance_check")

    # -- supplementary applications ----------------------------------------------------------

    def supplementary(self):
        project = add_mandate(self, self.make_project())
        project.env["xinxihua.material"]._upload(
            project,
            self.env.ref("xinxihua_project.material_mandate_document").with_env(project.env),
            "上级要求.pdf",
            b"%PDF-1.4",
        )
        project.action_submit()
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        return project

    def test_a_supplement_needs_the_two_confirmations_where_the_rule_says_so(self):
        project = self.supplementary()
        self.assertEqual(project.accepted_kind, "supplementary")
        self.assertTrue(project._budget_line_refusal())
        project.with_user(self.bureau_approver).action_approve("同意", approved_amount=800000)
        self.assertFalse(project.sudo().budget_task_ids)

    def test_a_supplement_goes_without_the_list_where_the_rule_says_so(self):
        value = self.env.ref("xinxihua_project.parameter_value_supplementary_needs_list")
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": value.parameter_id.id,
                "division_id": self.prefecture.id,
                "date_from": "2025-06-01",
                "value": "false",
            }
        )
        project = self.supplementary()
        self.assertFalse(project._budget_line_refusal())
        project.with_user(self.bureau_approver).action_approve("同意", approved_amount=800000)
        task = self.task_of(project)
        self.assertRecordValues(task, [{"state": "open", "list_id": False, "amount": 800000}])
        self.assertFalse(self.approved().sudo().budget_task_ids)

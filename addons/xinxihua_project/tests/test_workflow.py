# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestWorkflow(ProjectCase):
    """One judge, an append-only log, the next person's inbox."""

    def test_every_step_leaves_one_row(self):
        project = self.approved()
        steps = project.sudo().workflow_log_ids.sorted("id").mapped("step")
        self.assertEqual(steps, ["submit", "pass_first_check", "conclude_review", "approve"])
        row = project.sudo().workflow_log_ids[:1]
        self.assertRecordValues(
            row,
            [
                {
                    "user_name": self.bureau_approver.name,
                    "user_title": "局长",
                    "unit_name": self.bureau.name,
                    "state_from": "approval",
                    "state_to": "approved",
                    "opinion": "同意",
                    "article_number": 16,
                }
            ],
        )

    def test_the_log_is_evidence_even_for_the_superuser(self):
        row = self.submitted().sudo().workflow_log_ids
        with self.assertRaises(UserError):
            row.write({"opinion": "改写"})
        with self.assertRaises(UserError):
            row.unlink()

    def test_the_log_survives_a_change_of_names(self):
        project = self.submitted()
        name = self.unit_officer.name
        self.unit_officer.name = "调走了"
        self.agency.name = "改组后的局"
        self.assertEqual(project.sudo().workflow_log_ids.user_name, name)
        self.assertEqual(project.sudo().workflow_log_ids.unit_name, "测试州教育局")

    def test_the_next_person_finds_the_work(self):
        project = self.submitted()
        users = project.sudo().activity_ids.user_id
        self.assertIn(self.bureau_officer, users)
        self.assertNotIn(self.unit_officer, users)
        project.with_user(self.bureau_officer).action_return("补正")
        self.assertEqual(project.sudo().activity_ids.user_id, self.unit_officer | self.unit_leader)

    def test_the_desk_is_cleared_by_the_step_alone(self):
        project = self.submitted()
        activity = project.sudo().activity_ids.filtered(
            lambda row: row.user_id == self.bureau_officer
        )
        own = activity.with_user(self.bureau_officer)
        for refused in (own.action_feedback, own.action_done, own.unlink):
            with self.assertRaisesRegex(UserError, "办理按钮"):
                refused()
        with self.assertRaises(UserError):
            own.write({"date_deadline": "2099-01-01"})
        project.with_user(self.bureau_officer).action_return("补正")
        self.assertFalse(activity.exists().filtered("active"))

    def test_a_batch_is_judged_whole_before_anything_is_written(self):
        good, bad = self.make_project(), self.make_project(name="缺目标", objective=False)
        with self.assertRaisesRegex(UserError, "缺目标"):
            (good | bad).action_submit()
        self.assertEqual((good | bad).mapped("state"), ["draft", "draft"])
        self.assertFalse(good.sudo().workflow_log_ids)
        bad.objective = "共享"
        (good | bad).action_submit()
        self.assertEqual((good | bad).mapped("state"), ["first_check", "first_check"])

    def test_the_buttons_ask_the_same_judge(self):
        project = self.submitted()
        cases = (
            (self.unit_officer, "withdraw", True),
            (self.unit_officer, "pass_first_check", False),
            (self.bureau_officer, "return", True),
            (self.bureau_officer, "refuse", False),
            (self.bureau_approver, "refuse", True),
            (self.auditor, "return", False),
        )
        for user, step, wanted in cases:
            with self.subTest(user=user.login, step=step):
                steps = project.with_user(user).available_steps or []
                self.assertEqual(step in steps, wanted)

    def test_withdrawing_before_the_bureau_acts(self):
        project = self.submitted()
        project.action_withdraw()
        self.assertRecordValues(project, [{"state": "draft", "handling_unit_id": False}])
        project.action_submit()
        self.check_all(project)
        with self.assertRaises(UserError):
            project.action_withdraw()

    def test_another_unit_cannot_withdraw(self):
        project = self.submitted()
        with self.assertRaises(AccessError):
            project.with_user(self.other_officer).action_withdraw()
        with self.assertRaises(UserError):
            project.with_user(self.bureau_officer).action_withdraw()

    def test_an_unknown_step_is_refused_on_the_decision_screen(self):
        project = self.submitted()
        wizard = (
            self.env["xinxihua.workflow.decision"]
            .with_user(self.bureau_officer)
            .create({"res_model": project._name, "res_id": project.id, "step": "unlink"})
        )
        with self.assertRaises(UserError):
            wizard.action_confirm()

    def test_the_decision_screen_opens_no_foreign_document(self):
        project = self.submitted()
        Wizard = self.env["xinxihua.workflow.decision"].with_user(self.other_officer)
        with self.assertRaises(AccessError):
            Wizard.create(
                {"res_model": project._name, "res_id": project.id, "step": "return"}
            ).action_confirm()
        with self.assertRaises(UserError):
            Wizard.create({"res_model": "res.users", "res_id": 1, "step": "x"}).action_confirm()

    def test_the_decision_screen_shows_amount_source_and_history(self):
        project = self.to_approve()
        wizard = (
            self.env["xinxihua.workflow.decision"]
            .with_user(self.bureau_approver)
            .create({"res_model": project._name, "res_id": project.id, "step": "approve"})
        )
        for word in ("800,000.00", self.agency.name):
            self.assertIn(word, wizard.card)
        self.assertIn(self.bureau_officer.name, wizard.handled_by)
        self.assertEqual(wizard.approved_amount, 800000)
        wizard.action_confirm()
        self.assertEqual(project.state, "approved")

    def test_a_deadline_in_working_days_skips_the_weekend(self):
        Parameter = self.env["xinxihua.parameter"]
        friday = self.env["xinxihua.project"]._fields["date_submitted"].to_date("2026-11-20")
        day = Parameter._deadline("filing_handling_days", friday, self.prefecture)
        self.assertEqual(str(day), "2026-11-27")

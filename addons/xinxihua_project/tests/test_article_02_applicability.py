# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .scope_case import PAPER, ScopeCase


@tagged("post_install", "-at_install")
class TestArticle02Applicability(ScopeCase):
    """第二条: one question after another leads to a result that is kept."""

    def go(self, check, **answers):
        """Answer the question on the screen and go on."""
        check.write(answers)
        check.action_next()
        return check.step

    def to_data(self, **vals):
        check = self.ask(**vals)
        self.assertEqual(self.go(check, is_secret="no"), "subject")
        self.assertEqual(self.go(check, name="测试数据平台"), "standard")
        self.assertEqual(
            self.go(check, in_standard="yes", system_category_id=self.category), "data"
        )
        return check

    def test_in_scope_opens_a_draft(self):
        check = self.to_data()
        self.assertEqual(self.go(check, public_data="yes"), "exclusion")
        self.assertEqual(self.go(check, has_exclusion="no"), "result")
        self.assertEqual(check.result, "in_scope")
        action = check.action_finish()
        project = self.env["xinxihua.project"].browse(action["res_id"])
        self.assertRecordValues(
            project,
            [
                {
                    "name": "测试数据平台",
                    "unit_id": self.agency.id,
                    "state": "draft",
                    "public_data": "yes",
                    "applicability": "in_scope",
                    "system_category_id": self.category.id,
                    "confirmed_not_secret": True,
                }
            ],
        )
        answer = project.applicability_ids
        self.assertEqual(answer.user_id, self.unit_officer)
        self.assertEqual(answer.bureau_id, self.bureau)
        self.assertEqual(answer.workflow_log_ids.step, "answer")
        self.assertFalse(check.exists())

    def test_without_public_data_evidence_is_asked(self):
        check = self.to_data()
        self.assertEqual(self.go(check, public_data="no"), "evidence")
        with self.assertRaises(UserError):
            check.action_next()
        self.assertEqual(self.go(check, evidence="单机教学软件"), "result")
        self.assertEqual(check.result, "excluded")
        self.assertIn("第二条", check.reason)
        answer = self.env["xinxihua.applicability"].browse(check.action_finish()["res_id"])
        self.assertEqual(answer.final_result, "excluded")
        self.assertFalse(answer.project_id)

    def test_outside_the_standard(self):
        check = self.ask()
        self.go(check, is_secret="no")
        self.go(check, name="空调")
        self.assertEqual(self.go(check, in_standard="no"), "evidence")
        self.go(check, evidence="非信息化设备")
        check.action_finish()
        answer = self.env["xinxihua.applicability"].search([], limit=1)
        self.assertEqual(answer.final_result, "excluded")
        self.assertIn("40692", answer.reason)

    def test_a_question_left_open_goes_no_further(self):
        check = self.ask()
        for answers in ({"is_secret": "no"}, {"name": "平台"}, {"in_standard": "yes"}):
            with self.assertRaises(UserError):
                check.action_next()
            self.go(check, **answers)
        with self.assertRaises(UserError):
            check.action_finish()
        check.action_back()
        self.assertEqual(check.step, "standard")

    def test_from_a_draft(self):
        project = self.make_project(applicability_ids=False)
        self.assertEqual(project.route, "pending")
        check = self.ask(project_id=project.id, name=project.name)
        self.assertEqual(self.go(check, is_secret="no"), "standard")
        self.go(check, in_standard="yes")
        self.go(check, public_data="yes")
        exclusion = self.excluded("exclusion_2")["exclusion_id"]
        self.go(check, has_exclusion="yes", exclusion_id=exclusion)
        self.go(check, evidence="采购清单", evidence_file=PAPER, evidence_filename="清单.pdf")
        check.action_finish()
        self.assertEqual(project.applicability, "excluded")
        self.assertEqual(project.route, "not_applicable")
        self.assertEqual(project.applicability_ids.evidence_file, PAPER)

    def test_dialogs_and_answers_of_others_are_closed(self):
        check = self.ask()
        with self.assertRaises(AccessError):
            check.with_user(self.other_officer).action_next()
        answer = self.answer(public_data="yes")
        with self.assertRaises(AccessError):
            answer.with_user(self.other_officer).read(["name"])
        for reader in (self.auditor, self.leader, self.bureau_officer):
            self.assertTrue(answer.with_user(reader).reason)

    def test_a_copy_is_answered_anew(self):
        copy = self.make_project().copy()
        self.assertFalse(copy.public_data)
        self.assertEqual(copy.route, "pending")

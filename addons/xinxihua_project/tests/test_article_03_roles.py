# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle03(ProjectCase):
    """第三条: who sees and does what, limited by unit and division."""

    def assertSees(self, user, project):
        found = project.with_user(user).search([("id", "=", project.id)])
        self.assertTrue(found, f"{user.login} should see the project")

    def assertNotSees(self, user, project):
        self.assertFalse(project.with_user(user).search([("id", "=", project.id)]), user.login)
        with self.assertRaises(AccessError):
            project.with_user(user).read(["name"])

    def test_a_draft_is_its_units_alone(self):
        project = self.make_project()
        self.assertSees(self.unit_leader, project)
        for user in (
            self.other_officer,
            self.county_unit_officer,
            self.bureau_officer,
            self.county_officer,
            self.finance_officer,
            self.leader,
            self.security_reviewer,
        ):
            self.assertNotSees(user, project)

    def test_the_auditor_reads_drafts_too_and_writes_nothing(self):
        project = self.make_project()
        self.assertSees(self.auditor, project)
        for name in ("write", "unlink"):
            with self.assertRaises(AccessError):
                project.with_user(self.auditor).check_access(name)

    def test_another_unit_sees_nothing(self):
        project = self.approved()
        self.assertNotSees(self.other_officer, project)
        self.assertNotSees(self.county_unit_officer, project)

    def test_the_department_reads_its_subordinate_unit(self):
        officer = self._user("unit_officer", self.subordinate, login="t_sub")
        project = self.make_project(user=officer)
        self.assertSees(self.unit_officer, project)
        with self.assertRaises(AccessError):
            project.with_user(self.unit_officer).write({"name": "改名"})

    def test_a_county_sees_its_own_division(self):
        project = self.make_project(user=self.county_unit_officer)
        project.action_submit()
        self.assertSees(self.county_officer, project)
        self.assertSees(self.bureau_officer, project)
        self.assertNotSees(self.other_county_officer, project)

    def test_a_county_does_not_see_the_prefectures_projects(self):
        self.assertNotSees(self.county_officer, self.submitted())

    def test_finance_reads_and_cannot_approve(self):
        project = self.to_approve()
        self.assertSees(self.finance_officer, project)
        with self.assertRaisesRegex(Exception, "批复人|审批"):
            project.with_user(self.finance_officer).action_approve(approved_amount=1)
        self.assertEqual(project.state, "approval")

    def test_a_reviewer_of_security_sees_what_is_under_review(self):
        project = self.submitted()
        self.assertNotSees(self.security_reviewer, project)
        project = self.in_review()
        self.assertSees(self.security_reviewer, project)
        with self.assertRaises(AccessError):
            project.with_user(self.security_reviewer).write({"name": "改名"})

    def test_an_expert_sees_only_the_reviews_it_is_on(self):
        project = self.in_review()
        expert = self.experts[0].user_id
        self.assertNotSees(expert, project)
        self.panel(project)
        self.assertSees(expert, project)
        opinions = self.env["xinxihua.expert.opinion"].with_user(expert).search([])
        self.assertEqual(opinions.user_id, expert)

    def test_rules_admin_changes_rules_and_reads_no_project(self):
        self.assertTrue(
            self.env["xinxihua.parameter.value"].with_user(self.rules_admin).has_access("create")
        )
        with self.assertRaises(AccessError):
            self.env["xinxihua.project"].with_user(self.rules_admin).search([])

    def test_only_rules_admin_changes_rules(self):
        for user in (self.unit_officer, self.bureau_approver, self.leader, self.auditor):
            for model in ("parameter.value", "article", "unit", "signoff.definition"):
                self.assertFalse(
                    self.env[f"xinxihua.{model}"].with_user(user).has_access("write"),
                    f"{user.login} {model}",
                )

    def test_log_and_materials_follow_the_document(self):
        project = self.submitted()
        for model in ("xinxihua.workflow.log", "xinxihua.material"):
            rows = self.env[model].search(
                [("res_model", "=", "xinxihua.project"), ("res_id", "=", project.id)]
            )
            self.assertTrue(rows)
            self.assertEqual(rows.with_user(self.auditor).search([("id", "in", rows.ids)]), rows)
            self.assertFalse(rows.with_user(self.other_officer).search([("id", "in", rows.ids)]))
            with self.assertRaises(AccessError):
                rows.with_user(self.other_officer).read(["res_name"])

    def test_a_file_of_another_unit_cannot_be_downloaded(self):
        project = self.submitted()
        attachment = project.sudo().material_ids.attachment_id
        self.assertTrue(attachment.with_user(self.unit_officer).raw)
        with self.assertRaises(AccessError):
            attachment.with_user(self.other_officer).read(["raw"])

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase

BASIS = {
    "basis_kind": "superior",
    "basis_title": "关于加快建设的通知",
    "basis_number": "云政发〔2025〕9号",
    "authority": "云南省人民政府",
    "basis_date": "2025-06-01",
    "reason": "上级统一部署",
}


@tagged("post_install", "-at_install")
class TestArticle15(ProjectCase):
    """第十五条: grounds not to approve, opened by a recorded exception only."""

    def grounded(self):
        project = self.submitted()
        self.check_all(project).ground_ids = self.grounds[:2]
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        return project

    def grant(self, project, ground, user=None, **vals):
        values = BASIS | {"ground_id": ground.id} | vals
        return project.with_user(user or self.bureau_approver).action_grant_exception(values)

    def approve(self, project):
        project.with_user(self.bureau_approver).action_approve(approved_amount=1000)

    def test_there_are_ten_grounds(self):
        self.assertEqual(len(self.grounds), 10)
        self.assertEqual(self.grounds.article_id.mapped("number"), [15])

    def test_a_ground_blocks_and_is_named(self):
        project = self.grounded()
        with self.assertRaisesRegex(UserError, "第十五条"):
            self.approve(project)
        self.assertNotIn("approve", project.with_user(self.bureau_approver).available_steps or [])

    def test_each_ground_needs_its_own_exception(self):
        project = self.grounded()
        self.grant(project, self.grounds[0])
        with self.assertRaises(UserError) as caught:
            self.approve(project)
        self.assertNotIn(self.grounds[0].name, str(caught.exception))
        self.assertIn(self.grounds[1].name, str(caught.exception))
        self.grant(project, self.grounds[1])
        self.approve(project)
        self.assertEqual(project.state, "approved")

    def test_an_exception_needs_its_whole_basis(self):
        project = self.grounded()
        for name in BASIS:
            with self.assertRaises(UserError) as caught:
                self.grant(project, self.grounds[0], **{name: False})
            label = (
                self.env["xinxihua.exception"]
                ._fields[name]
                ._description_string(self.env(context={"lang": "zh_CN"}))
            )
            self.assertIn(label, str(caught.exception))
        with self.assertRaises(UserError):
            self.grant(project, self.grounds.browse(0))
        self.assertFalse(project.sudo().exception_ids)

    def test_only_the_approver_of_the_handling_bureau_grants(self):
        project = self.grounded()
        for user in (self.unit_officer, self.bureau_officer, self.leader, self.auditor):
            with self.assertRaises(UserError):
                self.grant(project, self.grounds[0], user=user)
        self.assertFalse(project.sudo().exception_ids)

    def test_an_exception_is_kept_for_good(self):
        project = self.grounded()
        self.grant(project, self.grounds[0])
        row = project.sudo().exception_ids
        self.assertEqual(row.granted_by_id, self.bureau_approver)
        self.assertEqual(row.article_id.number, 15)
        with self.assertRaises(UserError):
            row.write({"reason": "改写"})
        with self.assertRaises(UserError):
            row.unlink()
        self.assertEqual(
            row.with_user(self.auditor).search([("id", "=", row.id)]), row, "listed for audit"
        )

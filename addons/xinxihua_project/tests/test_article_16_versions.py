# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle16Versions(ProjectCase):
    """第十六条: rounds of correction, and what the unit changed between them."""

    def returned(self):
        project = self.submitted()
        project.with_user(self.bureau_officer).action_return("请补正")
        return project

    def changes(self, project, user=None):
        rows = project.with_user(user or self.bureau_officer).change_ids
        return {row.label: (row.before, row.after) for row in rows}

    def test_the_first_submission_has_a_version_and_no_change(self):
        project = self.submitted()
        self.assertEqual(project.version_ids.mapped("round"), [1])
        self.assertFalse(project.change_ids)

    def test_a_correction_shows_field_before_and_after(self):
        project = self.returned()
        project.write({"objective": "数据共享和业务协同", "content": "软件开发"})
        project.action_submit()
        self.assertEqual(project.version_ids.mapped("round"), [2, 1])
        self.assertEqual(self.changes(project), {"项目目标": ("数据共享", "数据共享和业务协同")})
        self.assertEqual(self.changes(project), self.changes(project, self.unit_officer))

    def test_cost_lines_are_compared_by_name(self):
        project = self.returned()
        project.cost_line_ids.write({"unit_price": 500000})
        project.write({"cost_line_ids": self._cost_lines(300000)})
        project.action_submit()
        changes = self.changes(project)
        before, after = changes["费用明细:软件开发"]
        self.assertIn("800,000.00", before)
        self.assertIn("500,000.00", after)
        before, after = changes["费用明细:软件开发 (2)"]
        self.assertFalse(before)
        self.assertIn("300,000.00", after)

    def test_what_is_taken_out_is_shown_too(self):
        project = self.submitted(technical_plan="方案甲")
        project.with_user(self.bureau_officer).action_return("请补正")
        project.funding_ids.write({"source": "own"})
        project.action_submit()
        changes = self.changes(project)
        self.assertIn(("800,000.00", ""), [(a, b or "") for a, b in changes.values()])

    def test_a_new_file_is_a_change(self):
        project = self.returned()
        self.upload(project, b"%PDF-1.4 two", "建设方案二.pdf")
        project.action_submit()
        ((before, after),) = self.changes(project).values()
        self.assertIn("建设方案.pdf", before)
        self.assertIn("建设方案二.pdf", after)

    def test_the_first_check_shows_the_changes_of_its_round(self):
        project = self.returned()
        project.objective = "新的目标"
        project.action_submit()
        check = project.with_user(self.bureau_officer)._current_first_check()
        self.assertEqual(check.change_ids.mapped("after"), ["新的目标"])
        first = project.with_user(self.bureau_officer).first_check_ids - check
        self.assertFalse(first.change_ids)

    def test_only_readers_of_the_project_read_its_versions(self):
        project = self.returned()
        project.objective = "新的目标"
        project.action_submit()
        for model in ("xinxihua.project.version", "xinxihua.project.version.change"):
            rows = self.env[model].search([("res_id", "=", project.id)])
            self.assertTrue(rows)
            self.assertFalse(rows.with_user(self.other_officer).search([("id", "in", rows.ids)]))
            with self.assertRaises(AccessError):
                rows.with_user(self.other_officer).read(["res_name"])

    def test_a_version_is_evidence(self):
        version = self.submitted().version_ids
        for user in (self.unit_officer, self.bureau_officer):
            with self.assertRaises(AccessError):
                version.with_user(user).unlink()
            with self.assertRaises(UserError):
                version.with_user(user).write({"round": 9})
        with self.assertRaises(UserError):
            version.sudo().write({"round": 9})

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle14Form(ProjectCase):
    """第十四条: the form says what is missing, where it is filled in, and why it is locked."""

    def items(self, project):
        project.invalidate_recordset(["missing_items"])
        return {item["field"]: item for item in project.missing_items or []}

    def test_each_gap_is_a_link_to_its_field(self):
        project = self.make_project(
            material=False,
            objective=False,
            boundary=False,
            budget_amount=900000,
            argument_date=False,
            confirmed_not_secret=False,
            system_effect_ids=[],
        )
        items = self.items(project)
        expected = {
            "objective": "content",
            "boundary": "content",
            "funding_ids": "money",
            "cost_line_ids": "money",
            "argument_date": "argument",
            "public_data": "basics",
            "system_effect_ids": "systems",
            "material_ids": "materials",
        }
        self.assertEqual({field: item["page"] for field, item in items.items()}, expected)

    def test_the_refusal_is_the_same_list(self):
        project = self.make_project(material=False, technical_plan=False, resource_need=False)
        items = self.items(project)
        with self.assertRaises(UserError) as caught:
            project.action_submit()
        lines = [line.removeprefix("• ") for line in str(caught.exception).split("\n")[1:]]
        self.assertEqual([item["text"] for item in items.values()], lines)

    def test_a_complete_form_lacks_nothing(self):
        project = self.make_project()
        self.assertFalse(project.missing_items)

    def test_others_are_not_told_what_is_missing(self):
        project = self.submitted()
        for user in (self.bureau_officer, self.unit_officer, self.auditor):
            self.assertFalse(project.with_user(user).missing_items)

    def test_every_link_of_the_form_has_a_page(self):
        pages = self.env["xinxihua.project"]._pages_of_fields()
        needed = self.make_project(exec_class=False, exec_subtype_id=False)
        for name in [*needed._needed_fields(), "cost_line_ids", "funding_ids", "participant_ids"]:
            self.assertIn(name, pages)
        self.assertNotIn("unit_price", pages, "a column belongs to the lines")

    def test_boundary_plan_and_resources_are_needed_for_an_approval(self):
        for field in ("boundary", "technical_plan", "resource_need"):
            project = self.make_project(**{field: False})
            label = project._fields[field]._description_string(project.env)
            with self.assertRaisesRegex(UserError, f"{label}.*第十四条"):
                project.action_submit()
        small = self.make_project(100000, boundary=False, technical_plan=False, resource_need=False)
        small.action_submit()
        self.assertEqual(small.state, "filing")

    def test_the_form_says_why_it_is_locked(self):
        project = self.make_project()
        self.assertFalse(project.locked_reason)
        self.assertIn(self.agency.name, project.with_user(self.auditor).locked_reason)
        project.action_submit()
        self.assertIn("立项初审", project.locked_reason)

    # -- basis documents -----------------------------------------------------------------

    def test_basis_documents_belong_to_the_form(self):
        project = self.make_project(
            basis_document_ids=[Command.create({"name": "数字政府规划", "document_number": "1号"})]
        )
        row = project.basis_document_ids
        row.material_id = project.material_ids
        project.action_submit()
        with self.assertRaises(AccessError):
            row.write({"name": "别的文件"})
        self.assertEqual(row.with_user(self.bureau_officer).name, "数字政府规划")
        with self.assertRaises(AccessError):
            row.with_user(self.other_officer).read(["name"])

    def test_a_basis_document_has_no_file_of_another_project(self):
        other = self.make_project()
        project = self.make_project(basis_document_ids=[Command.create({"name": "规划"})])
        with self.assertRaisesRegex(ValidationError, "申报材料"):
            project.basis_document_ids.material_id = other.material_ids

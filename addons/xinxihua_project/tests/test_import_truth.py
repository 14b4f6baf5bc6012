# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Do all rows of the agencies' own workbook become what the truth says of them?"""

import json
from collections import Counter

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase
from .workbook_case import FIXTURES, WorkbookMixin

# case of the truth → (status of the row, what is wrong with it)
CASES = {
    "plain": ("ok", ""),
    "office_equipment": ("to_answer", ""),
    "no_public_data": ("not_applicable", ""),
    "secret": ("secret", False),
    "unknown_unit": ("bad", "unknown_unit"),
    "bad_amount": ("bad", "bad_amount"),
    "sum_mismatch": ("bad", "sum_mismatch"),
    "wrong_subtype": ("bad", "wrong_subtype"),
}


@tagged("post_install", "-at_install")
class TestImportTruth(WorkbookMixin, ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_aside_units()
        cls.upload_fixture(cls.rules_admin, "units.xlsx", "xinxihua.unit.import").action_import()
        cls.truth = json.loads((FIXTURES / "applications_truth.json").read_text())

    def test_every_row_agrees_with_the_truth(self):
        wizard = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        self.assertEqual(len(wizard.line_ids), len(self.truth))
        for line, expected in zip(wizard.line_ids, self.truth, strict=True):
            status, fault = CASES[expected["case"]]
            self.assertEqual(line.sheet_row, expected["no"] + 3)
            self.assertEqual((line.status, line.fault_codes or ""), (status, fault or ""))
            route = line.route if line.status == "ok" else None
            self.assertEqual(route, expected["route"], line.name)
            if line.status == "bad":
                self.assertTrue(line.message)

    def test_good_rows_become_drafts_of_their_units_and_only_on_demand(self):
        Project = self.env["xinxihua.project"]
        before = Project.search_count([])
        wizard = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        self.assertEqual(Project.search_count([]), before, "a preview creates nothing")
        action = wizard.action_import()
        projects = Project.browse(action["domain"][0][2])
        cases = Counter(row["case"] for row in self.truth)
        self.assertEqual(len(projects), cases["plain"] + cases["office_equipment"])
        self.assertEqual(set(projects.mapped("state")), {"draft"})
        self.assertEqual(set(projects.mapped("fiscal_year")), {2026})
        self.assertFalse(any(projects.mapped("confirmed_not_secret")))
        for line in wizard.line_ids.filtered("project_id"):
            project = line.project_id.sudo()
            self.assertEqual(project.name, line.name)
            self.assertEqual(project.unit_id.name, line.unit_name)
            self.assertEqual(project.route, line.route)
            self.assertEqual(project.budget_amount, project.funding_amount)
            if project.exec_class == "service":
                self.assertEqual(project.procurement_amount, project.budget_amount)
        answers = projects.filtered(lambda project: project.applicability == "to_answer")
        self.assertEqual(len(answers), cases["office_equipment"])
        self.assertEqual(set(answers.mapped("route")), {"pending"})

    def test_importing_twice_does_not_double(self):
        self.upload_fixture(self.bureau_officer, "applications.xlsx").action_import()
        again = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        self.assertEqual((again.ok_count, again.to_answer_count), (0, 0))
        self.assertEqual(again.duplicate_count, 21)
        with self.assertRaises(UserError):
            again.action_import()

    def test_a_second_import_previewed_before_the_first_creates_nothing(self):
        first = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        second = self.upload_fixture(self.bureau_approver, "applications.xlsx")
        self.assertEqual(second.ok_count, 18)
        first.action_import()
        before = self.env["xinxihua.project"].search_count([])
        second.action_import()
        self.assertEqual(self.env["xinxihua.project"].search_count([]), before)
        self.assertEqual((second.duplicate_count, second.imported_count), (21, 0))

    def test_the_history_says_where_a_draft_comes_from_and_the_unit_finds_it(self):
        agency = self.env["xinxihua.unit"].search([("code", "=", "113001")])
        officer = self._user("unit_officer", agency, login="t_agriculture")
        wizard = self.upload_fixture(self.bureau_officer, "applications.xlsx")
        wizard.action_import()
        project = wizard.line_ids.filtered(lambda line: line.unit_id == agency).project_id
        log = project.with_user(officer).workflow_log_ids
        self.assertEqual(
            (log.step, log.user_id, log.unit_id), ("import", self.bureau_officer, self.bureau)
        )
        self.assertIn("applications.xlsx", log.opinion)
        self.assertIn("10", log.opinion)
        self.assertEqual(project.sudo().activity_ids.user_id, officer)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .scope_case import ScopeCase


@tagged("post_install", "-at_install")
class TestArticle36(ScopeCase):
    """第三十六条: what the regulation does not apply to."""

    def test_an_excluded_project_takes_no_step(self):
        for code in ("exclusion_1", "exclusion_2", "exclusion_3"):
            project = self.make_project(applicability_ids=[Command.create(self.excluded(code))])
            self.assertEqual(project.applicability, "excluded")
            self.assertEqual(project.route, "not_applicable")
            self.assertIn("第三十六条", project.route_explanation)
            with self.assertRaises(UserError):
                project.action_submit()

    @freeze_time("2026-03-01 04:00:00")
    def test_existing_contracts_by_the_day(self):
        for signed, end, result in (
            ("2025-05-07", "2026-03-01", "excluded"),
            ("2025-05-07", "2026-02-28", "in_scope"),
            ("2025-05-08", "2026-12-31", "in_scope"),
            ("2024-01-01", "2025-05-07", "in_scope"),
        ):
            answer = self.answer(
                **self.excluded("exclusion_1", contract_date=signed, contract_end=end)
            )
            self.assertEqual(answer.final_result, result, (signed, end))
            self.assertIn("第三十六条", answer.reason)

    def test_the_effective_date_is_data(self):
        parameter = self.env.ref("xinxihua_project.parameter_effective_date")
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": parameter.id,
                "division_id": self.prefecture.id,
                "date_from": "2025-06-01",
                "value": "2025-06-01",
            }
        )
        answer = self.answer(
            **self.excluded("exclusion_1", contract_date="2025-05-31", contract_end="2099-12-31")
        )
        self.assertEqual(answer.final_result, "excluded")

    def test_routine_equipment_only_below_the_limit_and_in_the_catalogue(self):
        for amount, in_catalogue, result in (
            (599999.99, True, "excluded"),
            (600000, True, "in_scope"),
            (100000, False, "in_scope"),
        ):
            vals = {"purchase_amount": amount, "in_catalogue": in_catalogue}
            answer = self.answer(**self.excluded("exclusion_3", **vals))
            self.assertEqual(answer.final_result, result, vals)

    def test_excluded_items_of_a_mixed_purchase_must_go(self):
        answer = self.answer(**self.excluded("exclusion_2", mixed=True))
        self.assertEqual(answer.final_result, "in_scope")
        self.assertIn("另行采购", answer.reason)

    def test_nothing_is_excluded_without_evidence(self):
        for left_out in ("evidence", "evidence_file", "contract_number", "contract_end"):
            with self.assertRaises(UserError, msg=left_out):
                self.answer(**self.excluded("exclusion_1", **{left_out: False}))
        with self.assertRaises(UserError):
            self.answer(**self.excluded("exclusion_1", contract_date="2099-01-01"))
        with self.assertRaises(UserError):
            self.answer(public_data="no")

    def test_the_unit_answers_once(self):
        project = self.make_project(
            applicability_ids=[Command.create(self.excluded("exclusion_2"))]
        )
        with self.assertRaisesRegex(UserError, "数据局"):
            project.applicability_ids = [Command.create({"public_data": "yes"})]
        for vals in (
            {"applicability": "in_scope"},
            {"exclusion_id": False},
            {"public_data": "yes"},
            {"applicability_reason": "改"},
        ):
            with self.assertRaises(AccessError):
                project.write(vals)
        with self.assertRaises(AccessError):
            project.applicability_ids.write({"evidence": "改"})
        with self.assertRaises(AccessError):
            project.applicability_ids.unlink()
        with self.assertRaises(UserError):
            project.applicability_ids.action_reverse("我改")

    def test_a_result_cannot_be_brought_along(self):
        for vals in ({"result": "in_scope"}, {"state": "reversed"}, {"bureau_id": 1}):
            with self.assertRaises(AccessError):
                self.answer(public_data="no", evidence="无", **vals)

    def test_only_the_bureau_of_the_level_reverses_with_a_reason(self):
        project = self.make_project(
            applicability_ids=[Command.create(self.excluded("exclusion_2"))]
        )
        answer = project.applicability_ids
        with self.assertRaises(UserError):
            answer.with_user(self.bureau_officer).action_reverse()
        with self.assertRaises(UserError):
            answer.with_user(self.rules_admin).action_reverse("理由")
        self.assertIn("reverse", answer.with_user(self.bureau_officer).available_steps)
        answer.with_user(self.bureau_officer).action_reverse("采购清单含业务系统")
        self.assertEqual(answer.result, "excluded")
        self.assertEqual(answer.final_result, "in_scope")
        self.assertEqual(project.applicability, "in_scope")
        self.assertFalse(project.exclusion_id)
        self.assertEqual(project.applicability_reason, "采购清单含业务系统")
        project.action_submit()
        with self.assertRaisesRegex(UserError, "退回"):
            answer.with_user(self.bureau_officer).action_restore("又改")

    def test_another_bureau_does_not_reverse(self):
        answer = self.answer(**self.excluded("exclusion_2"))
        with self.assertRaises(UserError):
            answer.with_user(self.county_officer).action_reverse("理由")

    def test_a_reversed_result_starts_the_application(self):
        answer = self.answer(**self.excluded("exclusion_2"))
        with self.assertRaises(UserError):
            answer.action_start_project()
        answer.with_user(self.bureau_officer).action_reverse("属于业务系统")
        answer.action_start_project()
        self.assertEqual(answer.project_id.unit_id, self.agency)
        self.assertEqual(answer.project_id.applicability, "in_scope")

    def test_nobody_answers_for_another_unit(self):
        with self.assertRaises(AccessError):
            self.answer(public_data="yes", unit_id=self.other_agency.id)
        project = self.make_project(applicability_ids=False)
        with self.assertRaises(UserError):
            self.answer(
                user=self.other_officer, public_data="yes", project_id=project.id, name="他人项目"
            )

    def test_an_open_question_of_an_import_waits_for_a_person(self):
        project = self.make_project(applicability_ids=False)
        project.sudo().write({"applicability": "to_answer", "public_data": "yes"})
        self.assertEqual(project.route, "pending")
        with self.assertRaisesRegex(UserError, "第三十六条"):
            project.action_submit()
        project.applicability_ids = [Command.create({"public_data": "yes"})]
        project.action_submit()
        self.assertEqual(project.state, "first_check")

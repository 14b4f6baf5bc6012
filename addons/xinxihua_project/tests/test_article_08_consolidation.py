# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""第八条: a project lets no department's number of systems grow, but for an exception."""

from datetime import timedelta

from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProjectCase
from .test_article_15_grounds import BASIS


@tagged("post_install", "-at_install")
class TestConsolidation(ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ground = cls.env.ref("xinxihua_project.ground_net_growth")
        System = cls.env["xinxihua.information.system"]
        cls.old = System.create(
            [
                {"name": f"旧系统{index}", "unit_id": cls.agency.id, "date_online": "2015-01-01"}
                for index in range(3)
            ]
        )

    def project(self, *effects, amount=800000.0, **vals):
        """Return a draft with effects: a name builds, (kind, system) does the rest."""
        rows = [
            {"kind": "new", "new_name": effect}
            if isinstance(effect, str)
            else {"kind": effect[0], "system_id": effect[1].id}
            for effect in effects
        ]
        return self.make_project(
            amount, system_effect_ids=[Command.create(row) for row in rows], **vals
        )

    def checked(self, *effects, **kwargs):
        """Return a project whose first check gave every verdict."""
        project = self.project(*effects, **kwargs)
        project.action_submit()
        self.check_all(project)
        return project.with_user(self.bureau_officer)

    def grant(self, project, user=None):
        return project.with_user(user or self.bureau_approver).action_grant_exception(
            BASIS | {"ground_id": self.ground.id}
        )

    # -- the boundary ------------------------------------------------------------------

    def test_net_minus_one_and_zero_pass(self):
        for effects, growth in (
            ((("close", self.old[0]),), -1),
            (("新平台", ("replace", self.old[0])), 0),
            (("新平台", ("merge", self.old[1]), ("close", self.old[2])), -1),
            ((("upgrade", self.old[0]),), 0),
        ):
            with self.subTest(growth=growth, effects=effects), self.cr.savepoint() as savepoint:
                project = self.checked(*effects)
                self.assertEqual(project.net_growth, growth)
                self.assertFalse(project.growth_note)
                project.action_pass_first_check()
                self.assertEqual(project.state, "expert_review")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_net_plus_one_is_told_at_submission_and_stopped_at_the_first_check(self):
        project = self.project("新平台", "另一平台", ("replace", self.old[0]))
        self.assertEqual(project.net_growth, 1)
        self.assertTrue(project.growth_note)
        card = project._decision_card("submit")
        self.assertIn(project.growth_note.split("(")[0][:10], card)
        project.action_submit()
        self.check_all(project)
        bureau = project.with_user(self.bureau_officer)
        self.assertNotIn("pass_first_check", bureau.available_steps)
        self.assertIn(project.growth_note, bureau.step_hints)
        with self.assertRaises(UserError):
            bureau.action_pass_first_check()
        self.assertTrue(project.with_user(self.bureau_approver).can_grant_exception)
        self.grant(project)
        self.assertFalse(project.with_user(self.bureau_approver).can_grant_exception)
        bureau.action_pass_first_check()
        self.assertEqual(project.state, "expert_review")
        self.assertEqual(project.sudo().exception_ids.article_id.number, 8)

    def test_what_counts_is_a_parameter(self):
        for code, effects, growth in (
            ("upgrade_count", (("upgrade", self.old[0]),), 1),
            ("new_build_count", ("新平台", ("close", self.old[0])), 0),
        ):
            value = self.env.ref(f"xinxihua_project.parameter_{code}")
            self.env["xinxihua.parameter.value"].create(
                {
                    "parameter_id": value.id,
                    "division_id": self.prefecture.id,
                    "date_from": "2025-05-09",
                    "value": "1",
                    "basis": "测试",
                }
            )
            self.assertEqual(self.project(*effects).net_growth, growth)

    # -- the exception -----------------------------------------------------------------

    def test_another_ground_opens_nothing(self):
        project = self.checked("新平台")
        project.with_user(self.bureau_approver).action_grant_exception(
            BASIS | {"ground_id": self.grounds[0].id}
        )
        with self.assertRaises(UserError):
            project.action_pass_first_check()

    def test_only_the_approver_of_the_handling_bureau_grants(self):
        project = self.checked("新平台")
        for user in (self.bureau_officer, self.unit_officer, self.leader, self.auditor):
            with self.assertRaises(UserError):
                self.grant(project, user)

    def test_a_county_cannot_open_it_for_the_prefecture(self):
        approver = self._user("bureau_approver", self.county_bureau, login="t_county_approver")
        project = self.make_project(
            user=self.county_unit_officer,
            system_effect_ids=[Command.create({"kind": "new", "new_name": "新平台"})],
        )
        project.action_submit()
        self.grant(project, approver)
        project.with_user(self.county_officer).action_forward()
        self.check_all(project)
        with self.assertRaises(UserError):
            project.with_user(self.bureau_officer).action_pass_first_check()

    def test_an_exception_counts_for_its_submission_only(self):
        project = self.checked("新平台")
        self.grant(project)
        project.action_return("补充")
        own = project.with_user(self.unit_officer)
        own.system_effect_ids = [Command.create({"kind": "new", "new_name": "第二个平台"})]
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            own.action_submit()
            self.check_all(project)
            with self.assertRaises(UserError):
                project.action_pass_first_check()
            self.grant(project)
            project.action_pass_first_check()

    def test_a_filing_is_not_accepted_either(self):
        project = self.project("新平台", amount=100000.0)
        project.action_submit()
        filing = project.with_user(self.bureau_officer).filing_ids
        with self.assertRaises(UserError):
            filing.action_accept()
        self.grant(project)
        filing.action_accept()
        self.assertEqual(project.state, "filed")

    # -- the statement -----------------------------------------------------------------

    def test_a_software_project_states_its_effect(self):
        project = self.project()
        with self.assertRaises(UserError):
            project.action_submit()
        infrastructure = self.project(exec_subtype_id=self.subtypes["infrastructure"].id)
        infrastructure.action_submit()
        self.assertEqual(infrastructure.state, "first_check")

    def test_which_subtypes_state_it_is_a_parameter(self):
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref(
                    "xinxihua_project.parameter_system_effect_subtypes"
                ).id,
                "division_id": self.prefecture.id,
                "date_from": "2025-05-09",
                "value": "infrastructure",
                "basis": "测试",
            }
        )
        self.project().action_submit()
        with self.assertRaises(UserError):
            self.project(exec_subtype_id=self.subtypes["infrastructure"].id).action_submit()

    def test_a_system_is_promised_once(self):
        self.project("甲平台", ("replace", self.old[0])).action_submit()
        second = self.project("乙平台", ("close", self.old[0]))
        with self.assertRaises(UserError):
            second.action_submit()
        self.project(("upgrade", self.old[0])).action_submit()

    def test_a_system_out_of_use_offsets_nothing(self):
        project = self.project("甲平台", ("replace", self.old[0]))
        self.old[0].with_user(self.unit_officer).action_stop("停用")
        with self.assertRaises(UserError):
            project.action_submit()

    def test_systems_of_another_department_are_not_ours_to_end(self):
        with self.assertRaises(ValidationError):
            self.project(("close", self.systems[self.other_agency]))
        self.project(("close", self.systems[self.subordinate]))

    def test_effects_are_locked_with_the_project(self):
        project = self.project("甲平台", ("replace", self.old[0]))
        project.action_submit()
        for user in (self.unit_officer, self.bureau_officer):
            with self.assertRaises(AccessError):
                project.system_effect_ids.with_user(user).unlink()

    def test_promises_are_open_until_the_systems_are_ended(self):
        project = self.checked("甲平台", ("replace", self.old[0]), ("close", self.old[1]))
        self.assertEqual(project._open_promises()[project.id], self.old[:2])
        self.old[0].with_user(self.unit_officer).action_stop("已由新平台替代")
        self.assertEqual(project._open_promises()[project.id], self.old[1])

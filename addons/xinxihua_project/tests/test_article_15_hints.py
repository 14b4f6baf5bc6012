# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the records say about each ground: a proposal, with ground 9 established."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..models.ch3_approval.ground_hint import Fact
from ..models.ch3_approval.ground_hint import ProjectGroundHint as Hint
from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle15Hints(ProjectCase):
    """第十五条: computed proposals for the verdicts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = cls.systems[cls.agency]
        cls.clean = {
            "hosting": "cloud",
            "sharing_state": "shared",
            "brain_state": "connected",
            "catalogue_compiled": 3,
            "catalogue_published": 3,
        }
        cls.system.write(cls.clean)

    def level(self, project, number):
        row = project.sudo().ground_ids.filtered(lambda r: r.ground_id.code == f"ground_{number}")
        return row.hint_level

    def lines(self, amount, code, name):
        category = self.env.ref(f"xinxihua_project.cost_category_{code}")
        return [
            Command.create({"category_id": category.id, "name": name, "unit_price": amount}),
        ]

    def test_nothing_is_found_where_nothing_is_wrong(self):
        project = self.submitted()
        for number in range(1, 10):
            self.assertFalse(self.level(project, number), number)

    def test_the_ledger_speaks_for_grounds_1_4_and_5(self):
        cases = (
            (1, {"sharing_state": "partly"}),
            (1, {"catalogue_published": 2}),
            (1, {"catalogue_compiled": 0, "catalogue_published": 0}),
            (4, {"hosting": "own"}),
            (5, {"brain_state": "planned"}),
        )
        for number, vals in cases:
            with self.subTest(ground=number, vals=vals):
                self.system.write(self.clean | vals)
                project = self.submitted()
                self.assertEqual(self.level(project, number), "warning")
                rest = {1, 4, 5} - {number}
                self.assertFalse([n for n in rest if self.level(project, n)])

    def test_other_systems_of_the_unit_are_told_only(self):
        self.env["xinxihua.information.system"].create(
            {"name": "另一系统", "unit_id": self.agency.id, "date_online": "2020-01-01"}
        )
        project = self.submitted()
        self.assertEqual([self.level(project, n) for n in (1, 4, 5)], ["notice"] * 3)

    def test_cost_lines_speak_for_grounds_2_and_3(self):
        for number, code, name in (
            (2, "machine_room", "装修"),
            (2, "hardware", "机架式服务器"),
            (3, "private_line", "链路"),
            (3, "service", "租用专网"),
        ):
            with self.subTest(name=name):
                project = self.submitted(cost_line_ids=self.lines(800000, code, name))
                self.assertEqual(self.level(project, number), "warning")
                self.assertFalse(self.level(project, 5 - number))

    def test_a_warning_needs_an_answer_in_words(self):
        self.system.hosting = "own"
        project = self.submitted()
        rows = project.with_user(self.bureau_officer).ground_ids
        row = rows.filtered(lambda r: r.hint_level == "warning")
        with self.assertRaises(UserError) as caught:
            row.action_none()
        self.assertIn("第十五条", str(caught.exception))
        project.with_user(self.bureau_officer).action_rest_does_not_exist()
        self.assertEqual(rows.filtered(lambda r: not r.verdict), row)
        row.write({"verdict": "none", "evidence": "已列入迁移计划"})

    def test_looking_again_is_for_the_handling_bureau(self):
        project = self.submitted()
        self.system.hosting = "own"
        with self.assertRaises(UserError):
            project.with_user(self.county_officer).action_refresh_grounds()
        with self.assertRaises(UserError):
            project.action_refresh_grounds()
        project.with_user(self.bureau_officer).action_refresh_grounds()
        self.assertEqual(self.level(project, 4), "warning")

    # -- ground 9 -------------------------------------------------------------------------------

    @freeze_time("2026-06-01")
    def earlier(self):
        return self.approved(name="一期")

    def test_a_past_term_without_acceptance_is_to_be_cleared_up(self):
        self.earlier()
        # one year of the term and six months for the acceptance
        for day, level in (("2027-12-01", False), ("2027-12-02", "warning")):
            with freeze_time(day):
                project = self.submitted(name=f"二期 {day}")
                self.assertEqual(self.level(project, 9), level, day)

    def facts(self, system, certain=True):
        def answer(projects):
            return {p.id: [Fact(system, "绩效评估不合格,整改未完成", certain)] for p in projects}

        return patch.object(Hint, "_ground_9_facts", answer)

    def test_a_certain_fact_on_the_upgraded_system_blocks_whatever_is_judged(self):
        project = self.to_approve()
        with self.facts(self.system):
            with self.assertRaisesRegex(UserError, "竣工验收"):
                project.with_user(self.bureau_approver).action_approve(approved_amount=1)
            project.with_user(self.bureau_officer).action_refresh_grounds()
            self.assertEqual(self.level(project, 9), "block")
            row = project.with_user(self.bureau_officer).ground_ids[8]
            with self.assertRaisesRegex(UserError, "整改未完成"):
                row.write({"verdict": "none", "evidence": "不认可"})
            row.write({"verdict": "exists", "evidence": "属实"})
        with self.assertRaises(UserError):
            project.with_user(self.bureau_approver).action_approve(approved_amount=1)

    def test_on_another_system_it_warns_unless_the_rule_is_wider(self):
        other = self.env["xinxihua.information.system"].create(
            {"name": "另一系统", "unit_id": self.agency.id, "date_online": "2020-01-01"}
        )
        project = self.to_approve()
        with self.facts(other):
            self.assertFalse(project._established_grounds())
            project.with_user(self.bureau_officer).action_refresh_grounds()
            self.assertEqual(self.level(project, 9), "warning")
            self.env["xinxihua.parameter.value"].create(
                {
                    "parameter_id": self.env.ref(
                        "xinxihua_project.parameter_unaccepted_system_scope"
                    ).id,
                    "division_id": self.county.id,
                    "date_from": "2025-05-09",
                    "value": "unit",
                }
            )
            self.assertFalse(project._established_grounds(), "another division")

    def test_a_doubtful_fact_never_blocks(self):
        project = self.to_approve()
        with self.facts(self.system, certain=False):
            self.assertFalse(project._blocker_approve())

    def test_an_exception_opens_an_established_ground(self):
        project = self.to_approve()
        with self.facts(self.system):
            ground = self.grounds.filtered(lambda row: row.code == "ground_9")
            project.with_user(self.bureau_approver).action_grant_exception(
                {
                    "ground_id": ground.id,
                    "basis_kind": "superior",
                    "basis_title": "通知",
                    "basis_number": "1",
                    "authority": "省",
                    "basis_date": "2025-06-01",
                    "reason": "上级统一部署",
                }
            )
            project.with_user(self.bureau_approver).action_approve(approved_amount=1)
        self.assertEqual(project.state, "approved")

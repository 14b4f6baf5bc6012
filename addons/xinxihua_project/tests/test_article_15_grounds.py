# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import ProjectCase

BASIS = {
    "basis_kind": "superior",
    "basis_title": "关于加快建设的通知",
    "basis_number": "云政发〔2025〕9号",
    "authority": "云南省人民政府",
    "basis_date": "2025-06-01",
    "reason": "上级统一部署",
}
OWN = {
    "basis_kind": "special",
    "need_to_keep": "涉及专用设备,无法迁移上云",
    "urgency": "设备已过保三年,故障频发",
}


@tagged("post_install", "-at_install")
class TestArticle15(ProjectCase):
    """第十五条: ten grounds, each with a verdict, opened by a recorded exception only."""

    def row(self, project, number, user=None):
        """Return the row of one ground as the bureau sees it."""
        rows = project.with_user(user or self.bureau_officer).ground_ids
        return rows.filtered(lambda row: row.ground_id.code == f"ground_{number}")

    def grounded(self, *numbers):
        """Return a project before its approval in which some grounds exist."""
        project = self.to_approve()
        for number in numbers:
            self.row(project, number).write({"verdict": "exists", "evidence": "方案第12页"})
        return project

    def grant(self, project, number, user=None, **vals):
        values = BASIS | {"ground_id": self.row(project, number).ground_id.id} | vals
        return project.with_user(user or self.bureau_approver).action_grant_exception(values)

    def approve(self, project):
        project.with_user(self.bureau_approver).action_approve(approved_amount=1000)

    # -- the rows -------------------------------------------------------------------------

    def test_there_are_ten_grounds(self):
        self.assertEqual(len(self.grounds), 10)
        self.assertEqual(self.grounds.article_id.mapped("number"), [15])
        self.assertEqual(self.submitted().sudo().ground_ids.ground_id, self.grounds)

    def test_each_ground_blocks_by_itself_and_opens_by_its_exception(self):
        project = self.to_approve()
        for number in range(1, 11):
            row = self.row(project, number)
            row.write({"verdict": "exists", "evidence": "方案第12页"})
            with self.assertRaises(UserError) as caught:
                self.approve(project)
            self.assertIn(row.ground_id.name, str(caught.exception))
            self.assertIn("第十五条", str(caught.exception))
            others = self.grounds - row.ground_id
            self.assertFalse([x.name for x in others if x.name in str(caught.exception)])
            steps = project.with_user(self.bureau_approver).available_steps or []
            self.assertNotIn("approve", steps)
            self.grant(project, number)
        self.approve(project)
        self.assertEqual(project.state, "approved")

    def test_each_verdict_counts(self):
        project = self.to_approve()
        for verdict, blocks in (("none", False), ("not_applicable", False), ("exists", True)):
            with self.subTest(verdict=verdict):
                self.row(project, 5).write({"verdict": verdict, "evidence": "核对"})
                self.assertEqual(bool(project._blocker_approve()), blocks)

    def test_a_ground_without_verdict_blocks_the_approval(self):
        project = self.to_approve()
        self.row(project, 6).write({"verdict": False})
        with self.assertRaisesRegex(UserError, "信创.*“不予审批情形”"):
            self.approve(project)
        self.row(project, 6).action_none()
        self.approve(project)

    def test_verdicts_are_carried_to_the_next_round(self):
        project = self.submitted()
        self.row(project, 2).write({"verdict": "exists", "evidence": "含机房"})
        project.with_user(self.bureau_officer).action_return("去掉机房")
        project.action_submit()
        rows = project.sudo().ground_ids
        self.assertEqual(len(rows), 10)
        self.assertEqual(self.row(project, 2).verdict, "exists")
        self.assertEqual(rows.check_id, project.sudo()._current_first_check())
        self.assertFalse(project.sudo()._current_first_check().is_begun)
        self.row(project, 2).write({"verdict": "none", "evidence": "已去掉机房"})
        history = self.row(project, 2).log_ids
        self.assertEqual(history.mapped("round"), [2, 1])
        self.assertEqual(history.mapped("evidence"), ["已去掉机房", "含机房"])

    def test_a_verdict_given_is_a_first_act_of_the_bureau(self):
        project = self.submitted()
        self.row(project, 3).action_none()
        with self.assertRaises(UserError):
            project.action_withdraw()

    def test_who_judged_is_noted_by_the_server(self):
        with freeze_time("2026-06-01 08:00:00"):
            project = self.submitted()
            row = self.row(project, 1)
            row.write({"verdict": "exists", "evidence": "重复采集人口数据"})
        self.assertEqual(row.reviewer_id, self.bureau_officer)
        self.assertEqual(str(row.reviewed_on), "2026-06-01 08:00:00")
        self.assertEqual(row.log_ids.user_name, self.bureau_officer.name)
        for vals in ({"reviewer_id": self.leader.id}, {"hint": "x"}, {"reviewed_on": False}):
            with self.assertRaises(AccessError):
                row.write(vals)
        with self.assertRaises(UserError):
            row.log_ids.sudo().write({"verdict": "none"})

    def test_a_verdict_needs_its_evidence(self):
        project = self.submitted()
        row = self.row(project, 7)
        for verdict in ("exists", "not_applicable"):
            with self.assertRaisesRegex(UserError, "第十五条"):
                row.write({"verdict": verdict, "evidence": " "})
        row.action_none()
        self.assertEqual(row.verdict, "none")

    # -- who may ----------------------------------------------------------------------------

    def test_only_the_handling_bureau_judges(self):
        project = self.submitted()
        users = (
            self.unit_officer,
            self.county_officer,
            self.other_county_officer,
            self.finance_officer,
            self.leader,
            self.auditor,
            self.security_reviewer,
        )
        for user in users:
            row = project.sudo().ground_ids[0].with_user(user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                row.write({"verdict": "none"})
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                row.action_none()

    def test_a_county_bureau_does_not_judge_what_the_prefecture_handles(self):
        project = self.submitted(user=self.county_unit_officer)
        project.with_user(self.county_officer).action_forward()
        row = project.sudo().ground_ids[0]
        with self.assertRaises(AccessError):
            row.with_user(self.county_officer).write({"verdict": "none"})
        row.with_user(self.bureau_officer).write({"verdict": "none", "evidence": "已核实"})

    def test_the_unit_reads_the_verdict_but_never_what_was_found(self):
        project = self.submitted()
        own = project.sudo().ground_ids[0].with_user(self.unit_officer)
        with self.assertRaises(AccessError):
            own.read(["verdict"])
        project.with_user(self.bureau_officer).action_return("补正")
        self.assertIn("verdict", own.read(["verdict"])[0])
        with self.assertRaises(AccessError):
            own.read(["hint"])
        with self.assertRaises(AccessError):
            own.with_user(self.other_officer).read(["verdict"])

    def test_after_the_approval_nothing_is_judged_any_more(self):
        project = self.approved()
        with self.assertRaises(AccessError):
            self.row(project, 1).write({"verdict": "exists", "evidence": "晚"})

    # -- exceptions ---------------------------------------------------------------------------

    def test_an_exception_needs_its_whole_basis(self):
        project = self.grounded(1)
        for name in BASIS:
            with self.assertRaises(UserError) as caught:
                self.grant(project, 1, **{name: False})
            label = (
                self.env["xinxihua.exception"]
                ._fields[name]
                ._description_string(self.env(context={"lang": "zh_CN"}))
            )
            self.assertIn(label, str(caught.exception))
        with self.assertRaises(UserError):
            self.grant(project, 1, ground_id=False)
        self.assertFalse(project.sudo().exception_ids)

    def test_ground_two_has_an_exception_of_its_own(self):
        project = self.grounded(2)
        for name in ("need_to_keep", "urgency"):
            with self.assertRaisesRegex(UserError, "确需保留且迫切需要更新"):
                self.grant(project, 2, **OWN | {name: " "})
        self.grant(project, 2, **OWN)
        self.assertRecordValues(
            project.sudo().exception_ids,
            [
                {
                    "kind": "own",
                    "own_clause": "确需保留且迫切需要更新的除外",
                    "basis_kind": "special",
                }
            ],
        )
        self.approve(project)

    def test_no_other_ground_has_one(self):
        project = self.grounded(*range(1, 11))
        for number in (1, *range(3, 11)):
            with self.assertRaises(UserError):
                self.grant(project, number, **OWN)
        self.assertFalse(project.sudo().exception_ids)

    def test_ground_two_opens_by_a_superior_requirement_too(self):
        project = self.grounded(2)
        self.grant(project, 2)
        self.assertEqual(project.sudo().exception_ids.kind, "general")
        self.approve(project)

    def test_the_wizard_records_both_kinds(self):
        project = self.grounded(2, 3)
        Grant = self.env["xinxihua.exception.grant"].with_user(self.bureau_approver)
        for number, extra in ((2, OWN), (3, {})):
            ground = self.row(project, number).ground_id
            vals = {"res_model": project._name, "res_id": project.id, "ground_id": ground.id}
            Grant.create(BASIS | extra | vals).action_grant()
        self.assertEqual(set(project.sudo().exception_ids.mapped("kind")), {"own", "general"})
        self.approve(project)

    def test_only_the_approver_of_the_handling_bureau_grants(self):
        project = self.grounded(1)
        for user in (self.unit_officer, self.bureau_officer, self.leader, self.auditor):
            with self.assertRaises(UserError):
                self.grant(project, 1, user=user)
        self.assertFalse(project.sudo().exception_ids)

    def test_an_exception_is_offered_only_where_a_ground_stands(self):
        project = self.grounded(4)
        seen = project.with_user(self.bureau_approver)
        self.assertTrue(seen.can_grant_exception)
        self.grant(project, 4)
        self.assertFalse(seen.can_grant_exception)

    def test_an_exception_is_kept_for_good(self):
        project = self.grounded(1)
        self.grant(project, 1)
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

    # -- the card -------------------------------------------------------------------------------

    def test_the_card_names_what_stands(self):
        project = self.grounded(3)
        card = str(project.with_user(self.bureau_approver)._decision_card("approve"))
        self.assertIn("专网租赁", card)
        self.grant(project, 3)
        card = str(project.with_user(self.bureau_approver)._decision_card("approve"))
        self.assertIn("已登记例外", card)

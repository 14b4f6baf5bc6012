# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestSignoff(ProjectCase):
    """Sign-off chains are data; history survives, a chain under way stays as it began."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_leader = cls._user("unit_leader", cls.agency, "局长", login="t_leader_2")
        cls.third_leader = cls._user("unit_leader", cls.agency, "副局长", login="t_leader_3")
        cls.chain = cls.define_chain(
            "submit",
            cls.agency,
            ("分管领导", "unit_leader", {"user_ids": [Command.set(cls.unit_leader.ids)]}),
            ("局长", "unit_leader", {"user_ids": [Command.set(cls.second_leader.ids)]}),
        )

    def signing(self, **vals):
        project = self.make_project(**vals)
        project.action_submit("请审签")
        return project

    def desk(self, project):
        return project.sudo().activity_ids.user_id

    def test_the_step_waits_for_every_signature(self):
        project = self.signing()
        self.assertRecordValues(project, [{"state": "draft", "is_signing": True}])
        self.assertEqual(self.desk(project), self.unit_leader)
        project.with_user(self.unit_leader).action_sign("同意")
        self.assertEqual(project.state, "draft")
        self.assertEqual(self.desk(project), self.second_leader)
        project.with_user(self.second_leader).action_sign("同意申报")
        self.assertRecordValues(project, [{"state": "first_check", "is_signing": False}])
        self.assertEqual(project.date_submitted, project.date_last_submitted)

    def test_only_whose_turn_it_is_signs(self):
        project = self.signing()
        for user in (self.second_leader, self.unit_officer):
            with self.assertRaisesRegex(UserError, self.unit_leader.name[:8]):
                project.with_user(user).action_sign()
        for user in (self.other_officer, self.bureau_approver):
            with self.assertRaises(AccessError):
                project.with_user(user).action_sign()
        project.with_user(self.unit_leader).action_sign()
        with self.assertRaises(UserError):
            project.with_user(self.unit_leader).action_sign()

    def test_a_document_being_signed_is_closed(self):
        project = self.signing()
        with self.assertRaises(AccessError):
            project.write({"budget_amount": 1})
        with self.assertRaises(UserError):
            project.action_submit()

    def test_a_return_names_its_reason_and_goes_to_the_starter(self):
        project = self.signing()
        with self.assertRaises(UserError):
            project.with_user(self.unit_leader).action_sign_return(" ")
        project.with_user(self.unit_leader).action_sign_return("预算偏高")
        self.assertRecordValues(project, [{"state": "draft", "is_signing": False}])
        self.assertEqual(self.desk(project), self.unit_officer)
        project.write({"objective": "改后"})
        project.action_submit()
        chains = self.env["xinxihua.signoff.chain"].search([("res_id", "=", project.id)])
        self.assertEqual(chains.mapped("state"), ["running", "returned"])
        old = chains[1].decision_ids
        self.assertEqual(old.mapped("opinion"), ["请审签", "预算偏高"], "history survives")

    def test_forwarding_to_a_colleague_of_the_role(self):
        project = self.signing()
        for stranger in (self.unit_officer, self.other_officer, self.bureau_approver):
            with self.assertRaises(UserError):
                project.with_user(self.unit_leader).action_sign_forward(stranger.id, "请代签")
        project.with_user(self.unit_leader).action_sign_forward(self.third_leader.id, "出差")
        with self.assertRaises(UserError):
            project.with_user(self.unit_leader).action_sign()
        self.assertEqual(self.desk(project), self.third_leader)
        project.with_user(self.third_leader).action_sign()
        self.assertEqual(self.desk(project), self.second_leader)

    def test_withdrawing_before_the_next_person_acted(self):
        project = self.signing()
        with self.assertRaises(UserError):
            project.with_user(self.unit_leader).action_sign_withdraw()
        project.with_user(self.unit_leader).action_sign("同意")
        with self.assertRaises(UserError):
            project.action_sign_withdraw()
        project.with_user(self.unit_leader).action_sign_withdraw("再看看")
        self.assertEqual(self.desk(project), self.unit_leader)
        project.with_user(self.unit_leader).action_sign("同意")
        project.with_user(self.second_leader).action_sign("同意")
        self.assertEqual(project.state, "first_check")
        with self.assertRaises(UserError):
            project.with_user(self.second_leader).action_sign_withdraw()

    def test_the_starter_withdraws(self):
        project = self.signing()
        project.action_sign_withdraw()
        self.assertRecordValues(project, [{"state": "draft", "is_signing": False}])
        project.write({"name": "改名后的平台"})

    def test_a_change_of_the_definition_leaves_a_running_chain_alone(self):
        project = self.signing()
        self.chain.with_user(self.rules_admin).line_ids = [
            Command.delete(self.chain.line_ids[1].id)
        ]
        project.with_user(self.unit_leader).action_sign()
        self.assertEqual(project.state, "draft", "the second signature is still awaited")
        project.with_user(self.second_leader).action_sign()
        self.assertEqual(project.state, "first_check")
        other = self.signing(name="第二个平台")
        other.with_user(self.unit_leader).action_sign()
        self.assertEqual(other.state, "first_check", "the next chain follows the change")

    def test_names_and_titles_stay_as_they_were(self):
        project = self.signing()
        project.with_user(self.unit_leader).action_sign("同意")
        name = self.unit_leader.name
        self.unit_leader.write({"name": "改名", "xinxihua_title": "调研员"})
        decision = project.sudo().signoff_chain_id.decision_ids.filtered(
            lambda row: row.decision == "agree"
        )
        self.assertRecordValues(decision, [{"user_name": name, "user_title": "分管领导"}])

    def test_joint_signing_needs_all_without_a_quorum(self):
        self._joint(0)
        project = self.signing()
        project.with_user(self.unit_leader).action_sign()
        with self.assertRaises(UserError):
            project.with_user(self.unit_leader).action_sign()
        project.with_user(self.third_leader).action_sign()
        self.assertEqual(project.state, "draft")
        project.with_user(self.second_leader).action_sign()
        self.assertEqual(project.state, "first_check")

    def test_joint_signing_with_a_quorum(self):
        self._joint(2)
        project = self.signing()
        self.assertEqual(len(self.desk(project)), 3)
        project.with_user(self.third_leader).action_sign()
        self.assertEqual(project.state, "draft")
        project.with_user(self.unit_leader).action_sign()
        self.assertEqual(project.state, "first_check")

    def _joint(self, quorum):
        self.chain.active = False
        leaders = self.unit_leader | self.second_leader | self.third_leader
        self.define_chain(
            "submit",
            self.agency,
            (
                "会签",
                "unit_leader",
                {"joint": True, "quorum": quorum, "user_ids": [Command.set(leaders.ids)]},
            ),
        )

    def test_the_amount_chooses_the_chain(self):
        self.chain.amount_min = 900000
        self.assertFalse(self.signing().is_signing)
        self.assertFalse(self.signing(name="b", amount=899999.99).is_signing)
        self.assertTrue(self.signing(name="c", amount=900000).is_signing)

    def test_what_is_signed_is_judged_again_at_the_end(self):
        project = self.signing()
        project.with_user(self.unit_leader).action_sign()
        project.sudo().confirmed_not_secret = False
        with self.assertRaisesRegex(UserError, "第三十五条"):
            project.with_user(self.second_leader).action_sign()
        self.assertEqual(project.state, "draft")

    def test_an_approval_of_the_bureau_is_signed_with_its_figures(self):
        self.define_chain(
            "approve",
            self.bureau,
            ("科长", "bureau_officer", {"user_ids": [Command.set(self.bureau_officer.ids)]}),
            ("局长", "bureau_approver", {}),
        )
        self.chain.active = False
        project = self.to_approve()
        project.with_user(self.bureau_officer).action_approve("拟同意", approved_amount=700000)
        with self.assertRaises(UserError):
            project.with_user(self.bureau_approver).action_approve(approved_amount=800000)
        project.with_user(self.bureau_officer).action_sign()
        with self.assertRaises(UserError):
            project.with_user(self.bureau_officer).action_sign()
        project.with_user(self.bureau_approver).action_sign("同意")
        self.assertRecordValues(project, [{"state": "approved", "approved_amount": 700000}])

    def test_a_chain_without_the_deciding_role_is_no_chain(self):
        with self.assertRaises(ValidationError):
            self.define_chain("approve", self.bureau, ("科长", "bureau_officer", {}))
        with self.assertRaises(ValidationError):
            self.define_chain("no_such_step", self.bureau, ("科长", "bureau_officer", {}))

    def test_nobody_writes_signatures(self):
        project = self.signing()
        chain = project.sudo().signoff_chain_id
        for user in (self.unit_officer, self.unit_leader, self.rules_admin, self.auditor):
            for rows in (chain, chain.line_ids, chain.decision_ids):
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(rows.with_user(user).has_access(operation))

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a button forbids is refused over JSON-2 too, with the reason."""

from odoo.fields import Command
from odoo.tests import tagged

from .json2_case import Json2Case


@tagged("post_install", "-at_install")
class TestJson2(Json2Case):
    def vals(self, **extra):
        vals = self._project_vals(self.agency, 600000)
        vals["funding_ids"] = [
            [0, 0, {"source": "own", "year": 2026, "amount": 600000}],
        ]
        return vals | extra

    def test_the_api_works_for_what_is_allowed(self):
        answer = self.call(self.unit_officer, "xinxihua.project", "create", vals_list=[self.vals()])
        self.assertEqual(answer.status_code, 200, answer.text)
        project = self.env["xinxihua.project"].browse(answer.json())
        self.assertRecordValues(project, [{"state": "draft", "unit_id": self.agency.id}])
        self.upload(project.with_user(self.unit_officer))
        answer = self.call(self.unit_officer, "xinxihua.project", "action_submit", ids=project.ids)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(project.state, "first_check")

    def test_writing_the_state(self):
        project = self.make_project()
        for state in ("approved", "first_check"):
            self.refused(
                self.unit_officer,
                "xinxihua.project",
                "write",
                "系统|状态",
                ids=project.ids,
                vals={"state": state},
            )
            self.refused(
                self.unit_officer,
                "xinxihua.project",
                "web_save",
                "系统|状态",
                ids=project.ids,
                vals={"state": state},
                specification={},
            )
        self.assertEqual(project.state, "draft")

    def test_creating_an_approved_project(self):
        for extra in (
            {"state": "approved"},
            {"approval_number": "楚数批〔2026〕1号"},
            {"approved_amount": 600000},
            {"route": "filing"},
            {"date_submitted": "2025-01-01"},
        ):
            self.refused(
                self.unit_officer,
                "xinxihua.project",
                "create",
                "系统",
                vals_list=[self.vals(**extra)],
            )
        for name, value in (("state", "approved"), ("approval_number", "1")):
            self.refused(
                self.unit_officer,
                "xinxihua.project",
                "create",
                "系统",
                vals_list=[self.vals()],
                context={"lang": "zh_CN", f"default_{name}": value},
            )
        self.assertFalse(self.env["xinxihua.project"].search([("unit_id", "=", self.agency.id)]))

    def test_writing_another_units_project(self):
        project = self.make_project()
        for user in (self.other_officer, self.county_unit_officer, self.auditor):
            self.refused(
                user,
                "xinxihua.project",
                "write",
                "权限|访问|允许|安全|规则",
                ids=project.ids,
                vals={"name": "改名"},
            )
        self.refused(
            self.unit_officer,
            "xinxihua.project",
            "write",
            "权限|访问|允许|安全|规则",
            ids=project.ids,
            vals={"unit_id": self.other_agency.id},
        )

    def test_approving(self):
        project = self.to_approve()
        self.refused(
            self.unit_officer,
            "xinxihua.project",
            "action_approve",
            "角色",
            ids=project.ids,
            approved_amount=600000,
        )
        self.refused(
            self.bureau_officer,
            "xinxihua.project",
            "action_approve",
            "角色",
            ids=project.ids,
            approved_amount=600000,
        )
        self.refused(
            self.bureau_approver,
            "xinxihua.project",
            "action_approve",
            "800,000.00",
            ids=project.ids,
            approved_amount=800000.01,
        )
        self.assertEqual(project.state, "approval")

    def test_private_methods_are_not_to_be_called(self):
        project = self.to_approve()
        for method in ("_take_step", "_run_transition", "_follow", "_log_steps"):
            self.refused(self.bureau_approver, "xinxihua.project", method, method, ids=project.ids)
        self.assertEqual(project.state, "approval")

    def test_writing_log_or_signatures(self):
        self.define_chain("submit", self.agency, ("负责人", "unit_leader", {}))
        self._user("unit_leader", self.agency, login="t_json_leader")
        project = self.make_project()
        project.action_submit()
        chain = project.sudo().signoff_chain_id
        rows = {
            "xinxihua.workflow.log": project.sudo().workflow_log_ids[:1],
            "xinxihua.signoff.chain": chain,
            "xinxihua.signoff.line": chain.line_ids,
            "xinxihua.signoff.decision": chain.decision_ids[:1],
            "xinxihua.material": project.sudo().material_ids[:1],
        }
        for model, row in rows.items():
            for user in (self.unit_officer, self.rules_admin):
                with self.subTest(model=model, user=user.login):
                    denied = "权限|访问|允许|证据|凭据|不得|不能"
                    self.refused(user, model, "write", denied, ids=row.ids, vals={"res_id": 1})
                    self.refused(user, model, "unlink", denied, ids=row.ids)
                    self.refused(
                        user,
                        model,
                        "create",
                        denied,
                        vals_list=[{"res_model": "xinxihua.project", "res_id": project.id}],
                    )

    def test_signing_out_of_turn(self):
        leader = self._user("unit_leader", self.agency, login="t_json_leader")
        self.define_chain(
            "submit",
            self.agency,
            ("负责人", "unit_leader", {"user_ids": [Command.set(leader.ids)]}),
        )
        project = self.make_project()
        project.action_submit()
        self.refused(
            self.unit_officer,
            "xinxihua.project",
            "action_sign",
            leader.name[:10],
            ids=project.ids,
        )
        self.assertEqual(project.state, "draft")

    def test_commands_through_the_project(self):
        project = self.make_project()
        for name in ("workflow_log_ids", "material_ids", "exception_ids", "filing_ids"):
            self.refused(
                self.unit_officer,
                "xinxihua.project",
                "write",
                "系统",
                ids=project.ids,
                vals={name: [[0, 0, {"res_name": "x"}]]},
            )

    def test_a_rule_in_force_is_not_changed(self):
        value = self.env.ref("xinxihua_project.parameter_approval_threshold_build").value_ids[0]
        self.refused(
            self.rules_admin,
            "xinxihua.parameter.value",
            "write",
            "生效",
            ids=value.ids,
            vals={"value": "1"},
        )
        self.refused(
            self.unit_officer,
            "xinxihua.parameter.value",
            "write",
            "权限|访问|允许",
            ids=value.ids,
            vals={"value": "1"},
        )

    def test_grounds_are_judged_by_the_bureau_alone(self):
        rows = self.submitted().sudo().ground_ids
        verdict = {"verdict": "none", "evidence": "已核实"}
        ground, match = "xinxihua.project.ground", "xinxihua.similarity.match"
        denied = "权限|访问|允许"
        for user in (self.unit_officer, self.county_unit_officer, self.auditor):
            self.refused(user, ground, "write", denied, ids=rows.ids, vals=verdict)
            self.refused(user, ground, "action_none", denied, ids=rows.ids)
            self.refused(user, ground, "create", denied, vals_list=[verdict])
            self.refused(user, ground, "_open", ".", projects=[1])
        for vals in ({"hint": False}, {"reviewed_round": 0}, {"project_id": 1}):
            self.refused(self.bureau_officer, ground, "write", "系统", ids=rows.ids, vals=vals)
        for method in ("search_read", "formatted_read_group"):
            self.refused(self.unit_officer, match, method, denied, domain=[])
        answer = self.call(self.bureau_officer, ground, "write", ids=rows.ids, vals=verdict)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(set(rows.mapped("verdict")), {"none"})

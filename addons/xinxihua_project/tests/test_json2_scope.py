# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Scope, demands and recorded decisions: what a button forbids is refused over JSON-2."""

import base64
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .scope_case import ScopeCase

SCAN = base64.b64encode(b"%PDF-1.4 stamped").decode()


@tagged("post_install", "-at_install")
class TestJson2Scope(ScopeCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        expiry = fields.Datetime.now() + timedelta(days=1)
        cls.keys = {
            user: cls.env["res.users.apikeys"]
            .with_user(user)
            .sudo()
            ._generate("rpc", "test", expiry)
            for user in (cls.unit_officer, cls.other_officer, cls.bureau_officer)
        }

    def call(self, user, record, method, **arguments):
        """Return the answer of one JSON-2 call on a record."""
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.orm.models", "odoo.addons.base.models.ir_rule"):
            response = self.url_open(
                f"/json/2/{record._name}/{method}",
                json={"ids": record.ids, "context": {"lang": "zh_CN"}, **arguments},
                headers={"Authorization": f"bearer {self.keys[user]}"},
            )
        self.env.invalidate_all()
        return response

    def refused(self, user, record, method, says, **arguments):
        """Expect a refusal whose message says why."""
        response = self.call(user, record, method, **arguments)
        self.assertIn(response.status_code // 100, (4,), response.text)
        self.assertRegex(response.json()["message"], says)

    def test_the_unit_does_not_reverse_its_result(self):
        project = self.make_project(
            applicability_ids=[(0, 0, self.excluded("exclusion_2"))],
        )
        answer = project.applicability_ids
        self.refused(self.unit_officer, answer, "action_reverse", "数据局", opinion="我改")
        for vals in ({"state": "reversed"}, {"result": "in_scope"}, {"evidence": "改"}):
            self.refused(self.unit_officer, answer, "write", "系统|权限|允许", vals=vals)
        for vals in ({"applicability": "in_scope"}, {"public_data": "yes"}):
            self.refused(self.unit_officer, project, "write", "系统", vals=vals)
        self.refused(
            self.unit_officer,
            project,
            "write",
            "数据局",
            vals={"applicability_ids": [[0, 0, {"public_data": "yes"}]]},
        )
        self.assertEqual(project.applicability, "excluded")
        response = self.call(self.bureau_officer, answer, "action_reverse", opinion="属业务系统")
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(project.applicability, "in_scope")

    def test_a_secret_leaves_no_word(self):
        check = self.ask(is_secret="yes")
        response = self.call(
            self.unit_officer, check, "write", vals={"name": "丁香", "evidence": "丁香"}
        )
        self.assertEqual(response.status_code, 200, response.text)
        self.assertFalse(check.name or check.evidence)
        self.refused(self.unit_officer, check, "action_finish", "问题")

    def test_a_paper_is_recorded_by_the_applicant_only_and_for_a_unit_elsewhere_only(self):
        project = self.submitted()
        paper = {
            "step": "return",
            "external_number": "1号",
            "external_date": str(self.today()),
            "external_file": SCAN,
        }
        self.refused(self.unit_officer, project, "action_record_external", "本系统", **paper)
        self.refused(self.unit_officer, project, "action_return", "角色", opinion="退")
        self.bureau.is_external = True
        self.refused(self.other_officer, project, "action_record_external", ".", **paper)
        self.refused(self.bureau_officer, project, "action_record_external", "单位", **paper)
        self.refused(self.unit_officer, project, "action_return", "文号", opinion="退")
        self.refused(
            self.unit_officer,
            project,
            "action_record_external",
            "未来|晚于",
            **{**paper, "external_date": str(self.today() + timedelta(days=1))},
        )
        response = self.call(self.unit_officer, project, "action_record_external", **paper)
        self.assertEqual(response.status_code, 200, response.text)
        response = self.call(self.unit_officer, project, "action_return", opinion="补正")
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(project.state, "returned")

    def test_a_demand_is_decided_by_the_bureau(self):
        demand = self.env["xinxihua.common.demand"].with_user(self.unit_officer)
        demand = demand.create(
            {
                "name": "统一认证",
                "purpose": "登录",
                "user_groups": "教师",
                "expected_use": "每日",
            }
        )
        demand.action_submit()
        self.refused(self.unit_officer, demand, "action_accept", "数据局")
        self.refused(self.unit_officer, demand, "write", ".", vals={"state": "accepted"})
        self.refused(self.other_officer, demand, "read", ".", fields=["name"])
        self.assertEqual(demand.state, "submitted")

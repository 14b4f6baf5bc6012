# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Procurement, contract and change: the API refuses what the buttons refuse (6, 19, 22, 24)."""

from odoo.tests import tagged

from .contract_case import ContractScenario
from .json2_case import Json2Case


@tagged("post_install", "-at_install")
class TestJson2Contracts(ContractScenario, Json2Case):
    def test_the_api_works_for_what_is_allowed(self):
        plan = self.make_plan(self.approved())
        answer = self.call(self.unit_officer, plan._name, "action_submit", ids=plan.ids)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertEqual(plan.state, "filing")

    def test_no_contract_before_the_approval(self):
        project = self.to_approve()
        plan = self.make_plan(project, 1000)
        self.refused(self.unit_officer, plan._name, "action_submit", "第六条", ids=plan.ids)
        contract = (
            self.env["xinxihua.contract"]
            .with_user(self.unit_officer)
            .create({"name": "抢跑合同", "project_id": project.id})
        )
        for user in (self.unit_officer, self.bureau_officer, self.bureau_approver):
            with self.subTest(user=user.login):
                self.refused(user, contract._name, "action_submit", ".", ids=contract.ids)
        self.assertEqual((plan.state, contract.state), ("draft", "draft"))

    def test_the_state_and_the_supplier_are_the_servers(self):
        contract = self.env["xinxihua.contract"].create(
            {"name": "合同", "project_id": self.approved().id}
        )
        for values in ({"state": "filed"}, {"supplier_id": 1}, {"date_approved": "2020-01-01"}):
            with self.subTest(values=values):
                self.refused(
                    self.unit_officer, contract._name, "write", ".", ids=contract.ids, vals=values
                )
        self.refused(
            self.unit_officer,
            contract._name,
            "create",
            ".",
            vals_list=[{"name": "无项目", "state": "registered", "ledger_unit_id": self.agency.id}],
        )

    def test_nobody_else_decides_a_change(self):
        change = self.make_change(self.approved(1000000), 200000)
        change.action_submit()
        for user in (self.unit_officer, self.bureau_officer, self.auditor):
            with self.subTest(user=user.login):
                self.refused(user, change._name, "action_approve", ".", ids=change.ids)
        self.assertEqual(change.state, "review")

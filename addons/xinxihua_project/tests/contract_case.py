# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.fields import Command

from .common import ProjectCase

SUPPLIER = "915301003098238549"


class ContractScenario:
    """A procurement plan and a contract of an approved project, by the unit's officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Item = cls.env["xinxihua.catalogue.item"]
        cls.methods = {
            item.code: item for item in Item.search([("kind", "=", "procurement_method")])
        }
        cls.central = cls.env.ref("xinxihua_project.procurement_form_central")

    def make_plan(self, project, amount=None, answered=True, **vals):
        """Return a complete draft of a procurement plan with one package."""
        amount = amount or project.sudo().approved_amount
        plan = (
            self.env["xinxihua.procurement"]
            .with_user(self.unit_officer)
            .create(
                {
                    "name": "测试采购方案",
                    "project_id": project.id,
                    "method_id": self.methods["open_tender"].id,
                    "form_id": self.central.id,
                    "date_tender": "2099-01-01",
                    "date_contract": "2099-03-01",
                    "package_ids": [
                        Command.create(
                            {"name": "第一包", "budget_amount": amount, "ceiling_amount": amount}
                        )
                    ],
                    **vals,
                }
            )
        )
        if answered:
            plan.check_ids.write({"answer": "yes"})
            self.attach(plan)
        return plan

    def attach(self, paper):
        """Upload each required file of a paper."""
        requirements = self.env["xinxihua.material.requirement"].search(
            [("res_model", "=", paper._name), ("mandatory", "=", True)]
        )
        for requirement in requirements:
            paper.env["xinxihua.material"]._upload(
                paper, requirement.with_env(paper.env), "文件.pdf", b"%PDF-1.4"
            )

    def accept(self, paper, user=None):
        """Acknowledge the filing of a paper, as the bureau it was sent to."""
        filing = paper.sudo().filing_ids.filtered(lambda row: row.state == "submitted")
        filing.with_user(user or self.bureau_officer).action_accept()

    def filed_plan(self, project, amount=None, **vals):
        """Return a plan that was filed."""
        plan = self.make_plan(project, amount, **vals)
        plan.action_submit()
        self.accept(plan)
        return plan

    def award(self, plan, amount, **vals):
        """Record the result of the plan's package, as the unit."""
        return (
            self.env["xinxihua.procurement.award"]
            .with_user(self.unit_officer)
            .create(
                {
                    "package_id": plan.package_ids[0].id,
                    "name": "测试科技有限公司",
                    "amount": amount,
                    "date_notice": "2026-01-05",
                    **vals,
                }
            )
        )

    def make_contract(self, project, award, amount=None, owned=True, **vals):
        """Return a complete draft of a contract in two instalments."""
        amount = amount or award.amount
        contract = (
            self.env["xinxihua.contract"]
            .with_user(self.unit_officer)
            .create(
                {
                    "name": "测试合同",
                    "number": "T-001",
                    "project_id": project.id,
                    "award_id": award.id,
                    "supplier_name": "测试科技有限公司",
                    "supplier_uscc": SUPPLIER,
                    "supplier_account": "5305622519961983914",
                    "supplier_bank": "测试银行",
                    "amount": amount,
                    "date_signed": "2026-01-20",
                    "date_start": "2026-01-20",
                    "date_end": "2026-12-31",
                    "instalment_ids": [
                        Command.create({"name": "第一期", "amount": amount / 2}),
                        Command.create({"name": "第二期", "amount": amount - amount / 2}),
                    ],
                    **vals,
                }
            )
        )
        if owned:
            contract.ownership_ids.write(
                {"owner": "unit", "contract_clause": "8.1", "tender_clause": "5.3"}
            )
            self.attach(contract)
        return contract

    def make_change(self, project, cut, added=None, **vals):
        """Return a complete draft of a change that moves money between two lines."""
        change = (
            self.env["xinxihua.change"]
            .with_user(self.unit_officer)
            .create(
                {
                    "name": "测试变更",
                    "project_id": project.id,
                    "reason_id": self.env.ref("xinxihua_project.change_reason_external").id,
                    "facts": "上级标准调整。",
                    "effect_on_goals": "不影响建设目标。",
                    "line_ids": [
                        Command.create(
                            {
                                "kind": "cut",
                                "cost_line_id": project.sudo().cost_line_ids[0].id,
                                "amount": cut,
                            }
                        ),
                        Command.create(
                            {
                                "kind": "add",
                                "name": "新增接口",
                                "amount": cut if added is None else added,
                            }
                        ),
                    ],
                    **vals,
                }
            )
        )
        self.attach(change)
        return change

    def effective_change(self, project, cut):
        """Return a change that is in effect, as the scale has it."""
        change = self.make_change(project, cut)
        change.action_submit()
        if change.state == "filing":
            self.accept(change)
        else:
            change.with_user(self.bureau_approver).action_approve()
        return change

    def make_request(self, project, **vals):
        """Return a complete draft of a resource request with one line."""
        return (
            self.env["xinxihua.resource.request"]
            .with_user(self.unit_officer)
            .create(
                {
                    "name": "测试资源申请",
                    "project_id": project.id,
                    "purpose": "部署应用。",
                    "line_ids": [
                        Command.create(
                            {
                                "name": "云主机",
                                "category_id": self.env.ref(
                                    "xinxihua_project.cost_category_cloud"
                                ).id,
                                "specification": "8核16G",
                                "quantity": 4,
                                "date_from": "2026-02-01",
                                "date_until": "2027-01-31",
                            }
                        )
                    ],
                    **vals,
                }
            )
        )

    def leave_rows_of_contracts(self):
        """Leave a row in each table of procurement and contracts."""
        project = self.approved(name="有合同")
        plan = self.filed_plan(project)
        self.make_contract(project, self.award(plan, 700000), date_signed=False)
        self.make_change(project, 1000)
        request = self.make_request(project)
        request.action_submit()
        request.with_user(self.bureau_officer).action_grant_as_asked()
        self.make_plan(
            project,
            1000,
            share_ids=[Command.create({"payer_id": self.county_agency.id, "share": 40})],
        )


class ContractCase(ContractScenario, ProjectCase):
    """Tests of procurement and contracts."""

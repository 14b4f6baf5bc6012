# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.fields import Command
from odoo.tests import tagged

from .co_review_case import reviewer_of
from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle16Card(ProjectCase):
    """第十六条: all that the approver needs, on the one screen of the decision."""

    def card(self, project, user=None, step="approve"):
        own = project.with_user(user or self.bureau_approver)
        return dict(own._decision_rows(step))

    def plan(self, project, *lines, year=2026, division=None):
        """Put a fund plan in force, with (source, available, planned) for a project."""
        unit = self.bureau if not division else self.county_bureau
        plan = self.env["xinxihua.fund.plan"].create(
            {
                "fiscal_year": year,
                "unit_id": unit.id,
                "line_ids": [
                    Command.create(
                        {
                            "project_id": project.id,
                            "source": source,
                            "available_amount": available,
                            "planned_amount": planned,
                        }
                    )
                    for source, available, planned in lines
                ],
            }
        )
        plan.state = "effective"
        return plan

    def test_without_a_fund_plan_it_says_so(self):
        rows = self.card(self.to_approve())
        self.assertEqual(rows["资金余额"], "2026年州本级资金：没有生效的资金使用计划")

    def test_remaining_funds_are_what_others_leave(self):
        other = self.approved(name="别的平台")
        self.plan(other, ("prefecture", 1500000, 600000), ("province", 10, 10))
        rows = self.card(self.to_approve())
        self.assertEqual(
            rows["资金余额"],
            "2026年州本级资金：900,000.00（可用1,500,000.00，其他项目已安排600,000.00）",
        )
        more = self.card(self.to_approve(900000.01, name="更大的平台"))
        self.assertIn("缺口0.01", more["资金余额"])

    def test_plans_of_other_years_states_and_divisions_do_not_count(self):
        other = self.approved(name="别的平台")
        self.plan(other, ("prefecture", 100, 0), year=2027)
        self.plan(other, ("prefecture", 100, 0), division=self.county)
        self.plan(other, ("province", 100, 0)).state = "superseded"
        rows = self.card(self.to_approve())
        self.assertIn("没有生效的资金使用计划", rows["资金余额"])
        self.plan(other, ("province", 100, 0)).version = 2
        rows = self.card(self.to_approve(name="第三个平台"))
        self.assertIn("资金使用计划未列此来源", rows["资金余额"])

    def test_co_reviews_with_conditions_and_what_is_missing(self):
        project = self.in_review()
        for review in project.sudo().co_review_ids:
            own = review.sudo(False).with_user(reviewer_of(self, review.unit_id))
            if review.subject_id.code == "network_security":
                own.action_agree("同意")
            elif review.subject_id.code == "cryptography":
                own.action_agree_conditionally("可以", conditions="完成密评")
            elif review.subject_id.code == "secrecy":
                own.action_disagree("含敏感信息")
        self.panel(project, co_review=False)
        project.with_user(self.bureau_officer).action_conclude_review()
        lines = self.card(project)["协同审查"].split("\n")
        self.assertEqual(
            lines,
            [
                "网络安全与网络数据安全审查：同意",
                "网络安全等级保护审查：待出具意见",
                "密码应用审查：有条件同意，完成密评",
                "保密审查：不同意，含敏感信息",
            ],
        )

    def test_place_on_a_list(self):
        project = self.to_approve()
        self.assertEqual(self.card(project)["清单与储备"], "未列入年度清单，也不在储备库")
        self.env["xinxihua.reserve.entry"].create(
            {
                "project_id": project.id,
                "bureau_id": self.bureau.id,
                "date_entry": "2026-01-01",
                "date_expiry": "2027-01-01",
            }
        )
        self.assertEqual(self.card(project)["清单与储备"], "在储备库，有效至2027-01-01")

    def test_experts_and_exceptions(self):
        project = self.to_approve()
        rows = self.card(project)
        self.assertEqual(rows["专家组结论"], "通过")
        self.assertNotIn("例外", rows)

    def wizard(self, project, step, user):
        return (
            self.env["xinxihua.workflow.decision"]
            .with_user(user)
            .create({"res_model": project._name, "res_id": project.id, "step": step})
        )

    def test_who_does_not_agree_goes_on_from_the_same_screen(self):
        project = self.to_approve()
        wizard = self.wizard(project, "approve", self.bureau_approver)
        self.assertTrue(wizard.can_return)
        self.assertTrue(wizard.can_refuse)
        self.assertFalse(wizard.can_forward)
        self.assertTrue(wizard.approval_document_id)
        action = wizard.with_context(other_step="return").action_other_step()
        self.assertEqual(action["context"]["default_step"], "return")
        officer = self.wizard(project, "approve", self.bureau_officer)
        self.assertTrue(officer.can_return)
        self.assertFalse(officer.can_refuse, "refusing is for the approver")

    def test_who_signs_returns_or_forwards_from_the_same_screen(self):
        self.define_chain("approve", self.bureau, ("局长", "bureau_approver", {}))
        project = self.to_approve()
        project.with_user(self.bureau_officer).action_approve("拟同意", approved_amount=800000)
        wizard = self.wizard(project, "sign", self.bureau_approver)
        self.assertTrue(wizard.can_return)
        self.assertTrue(wizard.can_forward)
        self.assertFalse(wizard.can_refuse)
        action = wizard.with_context(other_step="forward").action_other_step()
        self.assertEqual(action["context"]["default_step"], "sign_forward")
        self.assertIn("800,000.00", self.card(project, step="sign")["待批复"])

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle12Demand(ProjectCase):
    """第十二条: common projects are the data bureau's; others hand it a demand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau_unit_officer = cls._user("unit_officer", cls.bureau, login="t_bureau_unit")

    def demand(self, user=None, **vals):
        return (
            self.env["xinxihua.common.demand"]
            .with_user(user or self.unit_officer)
            .create(
                {
                    "name": "统一身份认证",
                    "purpose": "各系统统一登录",
                    "user_groups": "全州教师",
                    "expected_use": "两万人每日登录",
                    **vals,
                }
            )
        )

    def common_project(self, **vals):
        return self.make_project(
            user=self.bureau_unit_officer, biz_class="common", material=False, **vals
        )

    def test_a_common_project_of_a_unit_leads_to_the_demand(self):
        project = self.make_project(biz_class="common")
        with self.assertRaisesRegex(UserError, "第十二条"):
            project.action_submit()
        self.assertTrue(project.leads_to_demand)
        action = project.action_open_demand()
        demand = self.env["xinxihua.common.demand"].browse(action["res_id"])
        self.assertRecordValues(
            demand,
            [{"name": project.name, "unit_id": self.agency.id, "purpose": project.objective}],
        )
        self.assertFalse(self.common_project().leads_to_demand)
        self.assertFalse(self.make_project().leads_to_demand)

    def test_the_bureau_takes_it_into_its_project(self):
        demand = self.demand()
        demand.action_submit()
        self.assertEqual(demand.bureau_id, self.bureau)
        self.assertIn(self.bureau_officer, demand.activity_ids.user_id)
        project = self.common_project()
        demand.with_user(self.bureau_officer).action_accept("纳入统一建设", project_id=project.id)
        self.assertEqual(demand.state, "accepted")
        self.assertEqual(demand.project_name, project.name)
        self.assertIn(demand, project.sudo().demand_ids)
        self.assertFalse(demand.activity_ids)

    def test_only_a_common_project_of_the_bureau_takes_it(self):
        demand = self.demand()
        demand.action_submit()
        own = demand.with_user(self.bureau_officer)
        specialised = self.make_project(user=self.bureau_unit_officer, material=False)
        for project in (False, specialised.id, self.make_project(biz_class="common").id):
            with self.assertRaisesRegex(UserError, "第十二条"):
                own.action_accept("同意", project_id=project)
        self.assertEqual(demand.state, "submitted")

    def test_a_refusal_has_its_reason_and_can_be_answered(self):
        demand = self.demand()
        demand.action_submit()
        own = demand.with_user(self.bureau_officer)
        with self.assertRaises(UserError):
            own.action_decline()
        own.action_decline("已有同类平台")
        self.assertEqual(demand.workflow_log_ids[:1].opinion, "已有同类平台")
        demand.expected_use = "另有三万学生"
        demand.action_submit()
        self.assertEqual(demand.state, "submitted")

    def test_what_is_missing_is_named(self):
        for name in ("purpose", "user_groups", "expected_use", "urgency"):
            demand = self.demand(**{name: False})
            with self.assertRaisesRegex(UserError, "第十二条"):
                demand.action_submit()
        with self.assertRaises(UserError):
            self.demand(user=self.bureau_unit_officer).action_submit()

    def test_a_county_asks_its_own_bureau_and_the_prefecture_for_resources(self):
        demand = self.demand(user=self.county_unit_officer)
        demand.action_submit()
        self.assertEqual(demand.bureau_id, self.county_bureau)
        request = self.demand(user=self.county_unit_officer, kind="infrastructure")
        request.action_submit()
        self.assertEqual(request.bureau_id, self.bureau)
        request.with_user(self.bureau_officer).action_accept("分配云资源")
        self.assertEqual(request.state, "accepted")

    def test_infrastructure_names_its_own_article(self):
        with self.assertRaisesRegex(UserError, "第三条"):
            self.demand(kind="infrastructure", purpose=False).action_submit()

    def test_who_decides_and_who_reads(self):
        demand = self.demand()
        with self.assertRaises(AccessError):
            demand.with_user(self.bureau_officer).read(["name"])
        demand.action_submit()
        for user in (self.unit_officer, self.auditor, self.leader):
            with self.assertRaises(UserError):
                demand.with_user(user).action_decline("不")
        with self.assertRaises(AccessError):
            demand.with_user(self.other_officer).read(["name"])
        with self.assertRaises(AccessError):
            demand.write({"purpose": "改"})
        for vals in ({"state": "accepted"}, {"bureau_id": 1}, {"project_id": 1}):
            with self.assertRaises(AccessError):
                demand.write(vals)
        with self.assertRaises(UserError):
            demand.unlink()

    def test_withdrawn_before_the_decision(self):
        demand = self.demand()
        demand.action_submit()
        demand.action_withdraw()
        self.assertEqual(demand.state, "draft")
        with self.assertRaises(UserError):
            demand.unlink()

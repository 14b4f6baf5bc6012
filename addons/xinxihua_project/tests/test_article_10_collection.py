# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 10: a county's demands become one application, led by its data bureau."""

from decimal import Decimal

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

from ..models.ch2_planning.project_collection_content import shares_of
from .common import GROUPS, ProjectCase


@tagged("post_install", "-at_install")
class TestCollection(ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_agency, cls.third_agency = cls.env["xinxihua.unit"].create(
            [
                {"name": "测试县人社局", "code": "T905", "division_id": cls.county.id},
                {"name": "测试县教体局", "code": "T906", "division_id": cls.county.id},
            ]
        )
        cls.second_officer = cls._user("unit_officer", cls.second_agency, login="t_second")
        cls.third_officer = cls._user("unit_officer", cls.third_agency, login="t_third")
        # who collects applies for the bureau, too
        cls.county_officer.group_ids = [Command.link(cls.env.ref(GROUPS % "unit_officer").id)]

    def offered(self, user, amount=300000.0, **vals):
        project = self.make_project(amount, user=user, **vals)
        project.action_offer()
        return project

    def demands(self, *amounts):
        amounts = amounts or (300000.0, 500000.0)
        projects = self.env["xinxihua.project"]
        for user, amount in zip(
            (self.county_unit_officer, self.second_officer, self.third_officer),
            amounts,
            strict=False,
        ):
            projects |= self.offered(user, amount, name=f"需求 {user.login}").sudo(False)
        return projects.with_user(self.county_officer)

    def collected(self, demands=None):
        demands = demands or self.demands()
        action = demands.action_collect("全县一体化协同平台")
        return self.env["xinxihua.project"].with_user(self.county_officer).browse(action["res_id"])

    # -- handing over ------------------------------------------------------------------------

    def test_a_demand_is_handed_over_and_taken_back(self):
        project = self.make_project(user=self.county_unit_officer)
        with self.assertRaises(AccessError):
            project.with_user(self.county_officer).read(["name"])
        self.assertIn("offer", project.available_steps)
        project.action_offer()
        self.assertEqual((project.state, project.handling_unit_id), ("offered", self.county_bureau))
        self.assertIn(self.county_officer, project.sudo().activity_ids.user_id)
        self.assertTrue(project.with_user(self.county_officer).funding_ids)
        for user in (self.other_county_officer, self.bureau_officer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                project.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            project.write({"name": "x"})
        with self.assertRaises(UserError):
            project.action_submit()
        project.action_take_back()
        self.assertEqual((project.state, project.handling_unit_id.id), ("draft", False))
        self.assertFalse(project.sudo().activity_ids)

    def test_the_bureau_returns_a_demand_with_a_reason(self):
        project = self.offered(self.county_unit_officer, 600000.0)
        own = project.with_user(self.county_officer)
        with self.assertRaises(UserError):
            own.action_return(" ")
        own.action_return("请单独申报")
        self.assertEqual(project.state, "returned")
        project.action_submit()
        self.assertEqual(project.state, "county_review")

    def test_who_may_not_hand_over(self):
        prefecture = self.make_project()
        self.assertNotIn("offer", prefecture.available_steps or [])
        with self.assertRaises(UserError):
            prefecture.action_offer()
        project = self.make_project(user=self.county_unit_officer)
        for user in (self.county_officer, self.second_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                project.with_user(user).action_offer()
        empty = self.make_project(user=self.county_unit_officer, content=False)
        with self.assertRaises(UserError):
            empty.action_offer()

    # -- collecting --------------------------------------------------------------------------

    def test_one_application_out_of_three_demands(self):
        demands = self.demands(100000.0, 100000.0, 100000.0)
        project = self.collected(demands)
        self.assertEqual(project.unit_id, self.county_bureau)
        self.assertRecordValues(
            project, [{"state": "draft", "budget_amount": 300000, "cost_amount": 300000}]
        )
        self.assertEqual(project.funding_amount, 300000)
        self.assertEqual(len(project.funding_ids), 1)
        self.assertEqual(project._share_sum(), 100)
        self.assertEqual(sorted(project.participant_ids.mapped("share")), [33.33, 33.33, 33.34])
        self.assertEqual(
            project.participant_ids.unit_id, demands.sudo().unit_id, "the units take part"
        )
        self.assertEqual(set(demands.sudo().mapped("state")), {"merged"})
        self.assertEqual(project.merged_ids, demands)
        self.assertEqual(
            project.sudo().activity_ids.user_id,
            self.county_unit_officer | self.second_officer | self.third_officer,
        )
        for demand in demands.sudo():
            self.assertIn("collect", demand.workflow_log_ids.mapped("step"))

    def test_originals_are_closed(self):
        demands = self.demands()
        self.collected(demands)
        users = (self.county_unit_officer, self.second_officer)
        for demand, user in zip(demands, users, strict=True):
            own = demand.with_user(user)
            for step in ("action_submit", "action_take_back", "action_offer"):
                with self.subTest(step=step), self.assertRaises(UserError):
                    getattr(own, step)()
            for vals in ({"name": "x"}, {"merged_into_id": False}, {"state": "draft"}):
                with self.subTest(vals=vals), self.assertRaises(AccessError):
                    own.write(vals)
            with self.assertRaises(AccessError):
                own.unlink()
        with self.assertRaises(UserError):
            demands.action_collect("再来一次")

    def test_all_confirm_and_the_prefecture_gets_it(self):
        demands = self.demands()
        project = self.collected(demands)
        project.write(
            {
                "applicability_ids": [Command.create({"public_data": "yes"})],
                "confirmed_not_secret": True,
                "argument_date": "2026-01-05",
                "argument_people": "各单位",
                "argument_conclusion": "同意",
            }
        )
        self.upload(project)
        with self.assertRaisesRegex(UserError, self.second_agency.name):
            project.action_submit()
        project.with_user(self.county_unit_officer).action_confirm_part()
        project.with_user(self.second_officer).action_confirm_part()
        project.action_submit()
        self.assertEqual((project.state, project.handling_unit_id), ("first_check", self.bureau))
        # the prefecture reads what was collected
        self.assertEqual(len(project.with_user(self.bureau_officer).merged_ids), 2)
        # a return leaves the originals where they are
        project.with_user(self.bureau_officer).action_return("补充分摊说明")
        self.assertEqual(set(demands.sudo().mapped("state")), {"merged"})
        self.assertEqual(project._first_handling_unit(), self.bureau)

    def test_whose_demand_is_in_takes_part(self):
        project = self.collected()
        project.participant_ids[0].unlink()
        project.lead_share = 37.5
        with self.assertRaisesRegex(UserError, self.county_agency.name):
            project.action_submit()

    def test_who_may_not_collect(self):
        demands = self.demands()
        for user in (self.county_unit_officer, self.other_county_officer, self.bureau_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                demands.with_user(user).action_collect("x")
        with self.assertRaises(UserError):
            demands[0].action_collect("一个单位")
        with self.assertRaises(UserError):
            demands.action_collect(" ")
        plain = self._user("bureau_officer", self.county_bureau, login="t_plain")
        with self.assertRaises(UserError):
            demands.with_user(plain).action_collect("x")
        self.assertEqual(set(demands.sudo().mapped("state")), {"offered"})

    # -- dissolving -----------------------------------------------------------------------

    def test_a_collection_is_dissolved_with_a_reason(self):
        demands = self.demands()
        project = self.collected(demands)
        with self.assertRaises(UserError):
            project.unlink()
        with self.assertRaises(UserError):
            project.action_dissolve()
        for user in (self.county_unit_officer, self.bureau_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                project.with_user(user).action_dissolve("不合并了")
        project.action_dissolve("不合并了")
        self.assertEqual(set(demands.sudo().mapped("state")), {"offered"})
        self.assertFalse(demands.sudo().merged_into_id)
        log = demands[0].sudo().workflow_log_ids[:1]
        self.assertEqual((log.step, log.opinion), ("dissolve", "不合并了"))
        self.assertNotIn("dissolve", project.available_steps or [])
        with self.assertRaises(UserError):
            project.action_submit()
        demands[0].with_user(self.county_unit_officer).action_take_back()
        project.unlink()

    def test_the_screen_collects_what_it_was_opened_with(self):
        demands = self.demands()
        self.assertIn("action_open_collection", dict(demands._inbox_steps()[demands[0].id]))
        waiting = self.env["xinxihua.county.collection"].with_user(self.county_officer)
        self.assertLessEqual(demands, waiting.new({}).project_ids._origin)
        context = demands.action_open_collection()["context"]
        wizard = (
            self.env["xinxihua.county.collection"]
            .with_user(self.county_officer)
            .with_context(**context)
            .create({"name": "全县平台"})
        )
        self.assertEqual((wizard.unit_count, wizard.amount), (2, 800000))
        project = self.env["xinxihua.project"].browse(wizard.action_collect()["res_id"])
        self.assertEqual(project.sudo().merged_ids, demands)


@tagged("post_install", "-at_install")
class TestShares(TransactionCase):
    def test_shares_add_up_to_exactly_100(self):
        for amounts in (
            (1, 1, 1),
            (1, 2),
            (1, 10**9),
            (*[1] * 7, 10**9),
            (333333, 333333, 333334),
            tuple(range(1, 12)),
        ):
            with self.subTest(amounts=amounts):
                shares = shares_of(dict(enumerate(map(Decimal, amounts))))
                self.assertEqual(sum(shares.values()), Decimal(100))
                self.assertGreaterEqual(min(shares.values()), Decimal("0.01"))
                self.assertLess(max(shares.values()), Decimal(100))

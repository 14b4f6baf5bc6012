# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..models.ch3_approval.splitting import similarity
from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle17Splitting(ProjectCase):
    """第十六、十七条: projects below the threshold that together reach it are shown."""

    def filed(self, amount, name, **vals):
        vals.setdefault("system_effect_ids", [Command.create({"kind": "new", "new_name": name})])
        project = self.make_project(amount, material=False, name=name, **vals)
        project.action_submit()
        return project

    def pair(self, first=300000, second=200000, **vals):
        one = self.filed(first, "测试州教育局协同办公平台一期")
        return one, self.filed(second, "测试州教育局协同办公平台二期", **vals)

    def test_the_sum_at_the_threshold_is_suspected(self):
        one, two = self.pair(300000, 200000)
        self.assertEqual((two.state, two.route), ("filing", "filing"), "a warning, no block")
        self.assertRecordValues(
            one | two,
            [
                {"split_suspected": True, "split_amount": 500000, "split_project_ids": two.ids},
                {"split_suspected": True, "split_amount": 500000, "split_project_ids": one.ids},
            ],
        )
        for word in ("疑似拆分", one.name, "500,000.00", "第十六条"):
            self.assertIn(word, two.split_note)

    def test_below_the_threshold_in_sum_is_not(self):
        one, two = self.pair(300000, 199999.99)
        self.assertFalse(one.split_suspected or two.split_suspected)

    def test_another_year_unit_or_class_is_not(self):
        self.filed(300000, "协同办公平台一期")
        year = self.filed(300000, "协同办公平台二期", fiscal_year=2027)
        service = self.filed(180000, "协同办公平台三期", exec_class="service")
        unit = self.filed(300000, "协同办公平台四期", user=self.other_officer)
        self.assertFalse(any((year | service | unit).mapped("split_suspected")))

    def test_other_names_are_not_unless_the_system_is_the_same(self):
        one = self.filed(300000, "协同办公平台")
        two = self.filed(300000, "视频会议扩容")
        self.assertFalse(two.split_suspected)
        system = self.systems[self.agency]
        upgrade = [Command.create({"kind": "upgrade", "system_id": system.id})]
        three = self.filed(300000, "甲功能开发", system_effect_ids=upgrade)
        four = self.filed(250000, "乙接口改造", system_effect_ids=upgrade)
        self.assertEqual(four.split_project_ids, three)
        self.assertFalse(one.split_suspected)

    def test_the_name_of_the_unit_makes_nothing_alike(self):
        self.filed(300000, "测试州教育局食堂监控")
        self.assertFalse(self.filed(300000, "测试州教育局档案扫描").split_suspected)

    def test_a_draft_and_a_large_project_add_to_no_sum(self):
        self.make_project(300000, name="协同办公平台一期")
        self.submitted(900000, name="协同办公平台总体")
        self.assertFalse(self.filed(300000, "协同办公平台二期").split_suspected)

    def test_a_correction_takes_the_suspicion_away(self):
        _one, two = self.pair()
        two.sudo().filing_ids.with_user(self.bureau_officer).action_return("说明关系")
        two.write({"budget_amount": 100000, "procurement_amount": 100000})
        two.funding_ids.amount = 100000
        two.cost_line_ids.unit_price = 100000
        two.action_submit()
        self.assertFalse(two.split_suspected)

    def test_the_filing_says_so_where_the_bureau_accepts_it(self):
        one, two = self.pair()
        other = self.filed(100000, "机房空调")
        filings = (two | other).with_user(self.bureau_officer).filing_ids
        notes = {filing.res_id: filing.split_note for filing in filings}
        self.assertIn(one.name, notes[two.id])
        self.assertFalse(notes[other.id])
        self.assertEqual(list(filings._inbox_notes().values()), ["疑似拆分"])
        self.assertIn("疑似拆分", two._inbox_notes()[two.id])

    # -- the verdict of the bureau ---------------------------------------------------------

    def test_the_bureau_records_its_verdict_with_the_reason(self):
        _one, two = self.pair()
        seen = two.with_user(self.bureau_officer)
        self.assertIn("split_dismiss", seen.available_steps)
        with self.assertRaisesRegex(UserError, "意见"):
            seen.action_split_dismiss()
        since = two.state_since
        seen.action_split_dismiss("建设内容不同")
        self.assertRecordValues(
            two,
            [
                {
                    "split_verdict": "dismissed",
                    "split_reason": "建设内容不同",
                    "state": "filing",
                    "state_since": since,
                }
            ],
        )
        self.assertEqual(two.sudo().workflow_log_ids[:1].opinion, "建设内容不同")
        seen.action_split_confirm("合同范围相同")
        self.assertEqual(two.split_verdict, "confirmed")

    def test_only_the_bureau_that_handles_it_judges(self):
        _one, two = self.pair()
        for user in (self.unit_officer, self.finance_officer, self.auditor):
            with self.assertRaises(UserError):
                two.with_user(user).action_split_dismiss("不是拆分")
        with self.assertRaises(AccessError):
            two.with_user(self.county_officer).action_split_dismiss("不是拆分")
        with self.assertRaises(AccessError):
            two.write({"split_suspected": False})
        self.assertFalse(two.split_verdict)

    def test_without_suspicion_there_is_nothing_to_judge(self):
        project = self.filed(100000, "协同办公平台").with_user(self.bureau_officer)
        self.assertNotIn("split_dismiss", project.available_steps or [])
        with self.assertRaisesRegex(UserError, "疑似拆分"):
            project.action_split_confirm("属于拆分")

    def test_a_verdict_does_not_hold_for_other_projects(self):
        _one, two = self.pair()
        two.with_user(self.bureau_officer).action_split_dismiss("建设内容不同")
        self.filed(100000, "测试州教育局协同办公平台三期")
        self.assertFalse(two.split_verdict)
        self.assertEqual(two.split_amount, 600000)

    def test_the_list_finds_them(self):
        pair = self.pair()
        found = self.env["xinxihua.project"].with_user(self.bureau_officer)
        self.assertEqual(
            set(found.search([("split_suspected", "=", True), ("unit_id", "=", self.agency.id)])),
            set(pair),
        )

    def test_similarity_is_that_of_pg_trgm(self):
        self.assertEqual(similarity("word", "word"), 1.0)
        self.assertAlmostEqual(similarity("word", "two words"), 0.363636, 5)
        self.assertEqual(similarity("", "word"), 0.0)
        self.assertGreater(similarity("协同办公平台一期", "协同办公平台二期"), 0.4)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..models.ch3_approval import similarity_text as texts
from ..models.ch3_approval.similarity import Question
from .common import ProjectCase

COPIED = "汇聚医疗机构结算数据,按规则筛查虚假住院、药品串换和重复收费,生成稽核线索并跟踪办理。"


class TestSimilarityText(BaseCase):
    """Pure functions: the same texts, the same answer."""

    def test_the_unit_in_a_name_says_nothing(self):
        for name, unit, core in (
            ("双柏县医疗保障局基金监管系统", "双柏县医疗保障局", "基金监管系统"),
            ("医疗保障局 基金监管系统", "双柏县医疗保障局", "基金监管系统"),
            ("教育局", "教育局", "教育局"),
            ("基金监管", "", "基金监管"),
        ):
            self.assertEqual(texts.core_name(name, unit), core)

    def test_punctuation_and_width_do_not_matter(self):
        self.assertEqual(texts.clean("OA系统(二期)、"), texts.clean("oa 系统(二期)"))

    def test_the_sample_is_the_same_for_the_same_text(self):
        self.assertEqual(texts.sample(COPIED), texts.sample(f" {COPIED} "))
        self.assertEqual(len(texts.sample(COPIED * 40)), texts.SAMPLE)
        self.assertEqual(texts.sample("短文"), [])

    def test_common_words_are_the_longest_pieces(self):
        words = texts.common_words("医保基金智能监管系统", "医保基金智能监控系统")
        self.assertEqual(words, ["医保基金智能监", "系统"])
        self.assertEqual(texts.common_words("甲", "乙"), [])

    def test_scores_lie_between_none_and_all(self):
        self.assertEqual(texts.text_score(COPIED, COPIED), 1)
        self.assertEqual(texts.text_score(COPIED, ""), 0)
        keys = texts.name_keys("校园安全监测")
        self.assertEqual(round(texts.name_score(keys, keys, {}), 6), 1)
        self.assertEqual(texts.name_score(keys, texts.name_keys("办公"), {}), 0)


@tagged("post_install", "-at_install")
class TestArticle15Similarity(ProjectCase):
    """第十五条(十): the ten nearest systems and applications, and a person's verdict."""

    def system(self, name, unit, function="", **vals):
        return self.env["xinxihua.information.system"].create(
            {
                "name": name,
                "unit_id": unit.id,
                "function": function,
                "date_online": "2021-03-01",
                "investment": 1230000,
                **vals,
            }
        )

    def matches(self, project, user=None):
        return project.with_user(user or self.bureau_officer).similarity_ids

    def row(self, project):
        rows = project.with_user(self.bureau_officer).ground_ids
        return rows.filtered(lambda row: row.ground_id.code == "ground_10")

    def test_the_same_in_other_words_is_the_nearest(self):
        system = self.system("特种作业焊工考核机位预约平台", self.other_agency)
        match = self.matches(self.submitted(name="焊工特种作业机位考核预约系统"))[0]
        self.assertEqual(match.other_system_id, system)
        self.assertRecordValues(
            match,
            [
                {
                    "rank": 1,
                    "kind": "system",
                    "relation": "other",
                    "other_name": system.name,
                    "other_unit_name": self.other_agency.name,
                    "other_year": 2021,
                    "other_amount": 1230000,
                    "amount": 800000,
                }
            ],
        )
        self.assertIn("特种作业", match.reasons)
        self.assertIn("机位", match.reasons)

    def test_applications_of_all_divisions_are_compared(self):
        first = self.submitted(name="焊工特种作业机位预约", user=self.county_unit_officer)
        second = self.submitted(name="特种作业焊工机位预约平台")
        self.assertEqual(self.matches(second)[0].other_project_id, first)
        self.assertEqual(self.matches(second)[0].other_year, 2026)
        self.assertNotIn(second, self.matches(second).other_project_id)

    def test_drafts_and_systems_out_of_use_are_not(self):
        self.make_project(name="焊工特种作业机位预约", user=self.other_officer)
        system = self.system("焊工特种作业机位预约", self.other_agency)
        system.sudo().write({"state": "stopped", "date_stopped": "2025-01-01"})
        project = self.submitted(name="焊工特种作业机位预约")
        self.assertNotIn("焊工特种作业机位预约", self.matches(project).mapped("other_name"))

    def test_copied_functions_are_found_under_another_name(self):
        system = self.system("大数据稽核应用", self.other_agency, COPIED)
        project = self.submitted(name="智慧监管工程", content=COPIED)
        match = self.matches(project)[0]
        self.assertEqual(match.other_system_id, system)
        self.assertEqual(match.function_score, 100)
        self.assertEqual(match.other_function, COPIED)

    def test_at_most_ten_the_nearest_first_and_always_the_same(self):
        for index in range(12):
            self.system(f"焊工特种作业机位预约{index}", self.other_agency)
        project = self.submitted(name="焊工特种作业机位预约")
        rows = self.matches(project)
        self.assertEqual(rows.mapped("rank"), list(range(1, 11)))
        self.assertEqual(rows.mapped("score"), sorted(rows.mapped("score"), reverse=True))
        before = rows.mapped(lambda row: (row.other_name, row.score, row.reasons))
        project.with_user(self.bureau_officer).action_refresh_grounds()
        after = self.matches(project).mapped(lambda row: (row.other_name, row.score, row.reasons))
        self.assertEqual(before, after)

    def test_what_came_since_is_found_by_looking_again(self):
        project = self.submitted(name="焊工特种作业机位预约")
        before = project.sudo().similarity_date
        system = self.system("特种作业焊工机位预约", self.other_agency)
        self.assertNotIn(system, self.matches(project).other_system_id)
        for user in (self.unit_officer, self.county_officer):
            with self.assertRaises(UserError):
                project.with_user(user).action_refresh_grounds()
        project.with_user(self.bureau_officer).action_refresh_grounds()
        self.assertIn(system, self.matches(project).other_system_id)
        self.assertGreaterEqual(project.sudo().similarity_date, before)

    # -- ground 10 ------------------------------------------------------------------------------

    def test_a_near_one_is_to_be_cleared_up(self):
        self.system("特种作业焊工机位预约", self.other_agency)
        row = self.row(self.submitted(name="焊工特种作业机位预约"))
        self.assertEqual(row.hint_level, "warning")
        self.assertIn("特种作业焊工机位预约", row.hint)
        with self.assertRaisesRegex(UserError, "第十五条"):
            row.action_none()
        row.write({"verdict": "none", "evidence": "对方系统只用于水利工程,功能不同"})
        self.assertEqual(row.similarity_ids[0].other_name, "特种作业焊工机位预约")

    def test_the_level_of_warning_is_a_rule(self):
        self.system("特种作业焊工机位预约", self.other_agency)
        project = self.submitted(name="焊工特种作业机位预约")
        score = self.matches(project)[0].score
        for day, percent, level in (
            ("2025-05-09", score + 0.1, False),
            ("2025-05-10", score, "warning"),
        ):
            self.env["xinxihua.parameter.value"].create(
                {
                    "parameter_id": self.env.ref(
                        "xinxihua_project.parameter_similarity_warning_percent"
                    ).id,
                    "division_id": self.prefecture.id,
                    "date_from": day,
                    "value": f"{percent:.1f}",
                }
            )
            project.sudo()._refresh_ground_hints()
            self.assertEqual(self.row(project).hint_level, level)

    def test_the_system_that_is_upgraded_is_no_repetition(self):
        own = self.systems[self.agency]
        project = self.submitted(name=f"{own.name}升级改造")
        match = self.matches(project).filtered(lambda row: row.other_system_id == own)
        self.assertEqual(match.relation, "touched")
        self.assertGreater(match.score, 60)
        self.assertNotIn(self.agency.name, self.row(project).hint or "")

    # -- who may --------------------------------------------------------------------------------

    def test_a_unit_never_reads_what_was_found(self):
        self.system("特种作业焊工机位预约", self.other_agency)
        project = self.submitted(name="焊工特种作业机位预约")
        project.with_user(self.bureau_officer).action_return("补正")
        found = project.sudo().similarity_ids
        self.assertTrue(found)
        for user in (self.unit_officer, self.unit_leader, self.other_officer):
            with self.subTest(user=user.login):
                for action in (
                    lambda user=user: project.with_user(user).read(["similarity_ids"]),
                    lambda user=user: found.with_user(user).read(["other_name"]),
                    lambda user=user: found.with_user(user).search([]),
                    lambda user=user: found.with_user(user).action_compare(),
                ):
                    with self.assertRaises(AccessError):
                        action()

    def test_another_countys_bureau_reads_nothing(self):
        self.system("特种作业焊工机位预约", self.other_agency)
        project = self.submitted(name="焊工特种作业机位预约", user=self.county_unit_officer)
        project.with_user(self.county_officer).action_forward()
        found = project.sudo().similarity_ids
        self.assertTrue(self.matches(project, self.county_officer))
        with self.assertRaises(AccessError):
            found.with_user(self.other_county_officer).read(["other_name"])
        self.assertTrue(found.with_user(self.auditor).read(["other_name", "other_purpose"]))

    def test_nobody_writes_what_was_found(self):
        self.system("特种作业焊工机位预约", self.other_agency)
        found = self.matches(self.submitted(name="焊工特种作业机位预约"))[0]
        for user in (self.bureau_officer, self.bureau_approver, self.auditor):
            with self.assertRaises(AccessError):
                found.with_user(user).write({"score": 0})
            with self.assertRaises(AccessError):
                found.with_user(user).unlink()

    # -- cost -----------------------------------------------------------------------------------

    def test_many_questions_take_as_many_queries_as_one(self):
        for index in range(12):
            self.system(f"焊工特种作业机位预约{index}", self.other_agency, COPIED)
        Similarity = self.env["xinxihua.similarity"]

        def queries(count):
            questions = [
                Question(-index, f"焊工机位{index}", "", COPIED) for index in range(1, count + 1)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            answer = Similarity._nearest(questions)
            self.assertEqual(len(answer), count)
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(2), queries(20))

    def test_an_empty_question_finds_nothing(self):
        self.assertEqual(self.env["xinxihua.similarity"]._nearest([Question(1, "")]), {})

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Messages and the log cite the article of the division and of the day."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .common import ProjectCase
from .workbook_case import WorkbookMixin, application, summary


class ElsewhereCase(ProjectCase):
    """Another prefecture with a regulation of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Basis = cls.env["xinxihua.legal.basis"]
        cls.today = fields.Date.context_today(cls.Basis)
        document = cls.env["xinxihua.legal.document"].create(
            {"code": "elsewhere", "name": "别处州政务信息化项目管理办法"}
        )
        cls.article = cls.env["xinxihua.article"].create(
            {
                "legal_document_id": document.id,
                "number": 9,
                "label": "第九条",
                "name": "申报要求",
                "text": "申报材料应当完整。",
                "date_from": "2025-01-01",
            }
        )
        cls.elsewhere = cls.env["xinxihua.division"].create(
            {"name": "别处州", "code": "539900", "level": "prefecture"}
        )
        cls.inner = cls.env["xinxihua.division"].create(
            {"name": "别处县", "code": "539921", "level": "county", "parent_id": cls.elsewhere.id}
        )

    def add(self, code="completeness", division=None, date_from="2025-01-01", **vals):
        """Name an article for a rule, as the rules administrator."""
        return self.Basis.with_user(self.rules_admin).create(
            {
                "code": code,
                "name": "申报要求",
                "article_id": self.article.id,
                "division_id": (division or self.elsewhere).id,
                "date_from": date_from,
                **vals,
            }
        )

    def _officer_elsewhere(self):
        """Return an officer of the other prefecture, which has figures and a bureau."""
        self._give_values()
        unit, _bureau = self.env["xinxihua.unit"].create(
            [
                {"name": "别处县水务局", "division_id": self.inner.id},
                {"name": "别处县大数据局", "division_id": self.inner.id, "kind": "data_bureau"},
            ]
        )
        return self._user("unit_officer", unit, login="t_elsewhere")

    def _give_values(self):
        """Give the other prefecture the figures of the first one."""
        self.env["xinxihua.parameter.value"].create(
            [
                {
                    "parameter_id": parameter.id,
                    "division_id": self.elsewhere.id,
                    "date_from": "2025-01-01",
                    "value": parameter.value_ids[:1].value,
                }
                for parameter in self.env["xinxihua.parameter"].search([])
            ]
        )


@tagged("post_install", "-at_install")
class TestLegalBasis(ElsewhereCase):
    def cite(self, *codes, division=None, date=None):
        return self.Basis._cite(codes, date or self.today, division or self.prefecture)

    # -- what is cited ----------------------------------------------------------------

    def test_article_and_clause_are_cited_in_order(self):
        self.assertEqual(self.cite("approval_argument", "filing"), "第十六条第(一)项、第十七条")
        self.assertEqual(self.cite("completeness", division=self.county), "第十四条")

    def test_one_article_is_cited_once(self):
        self.assertEqual(self.cite("scope", "classification"), "第二条")

    def test_nothing_is_cited_without_a_code(self):
        self.assertEqual((self.cite(), self.cite("")), ("", ""))

    def test_each_division_cites_its_own_article(self):
        self.add(clause="第(二)项")
        for division in (self.elsewhere, self.inner):
            self.assertEqual(self.cite("completeness", division=division), "第九条第(二)项")
        self.assertEqual(self.cite("completeness"), "第十四条")

    def test_the_nearest_division_counts_even_with_an_older_row(self):
        self.add(division=self.county, date_from="2020-01-01")
        self.assertEqual(self.cite("completeness", division=self.county), "第九条")
        self.assertEqual(self.cite("completeness", division=self.other_county), "第十四条")

    def test_a_row_without_division_counts_everywhere_else(self):
        self.add(division_id=False)
        self.assertEqual(self.cite("completeness", division=self.inner), "第九条")
        nowhere = self.env["xinxihua.division"]
        self.assertEqual(self.Basis._cite(["completeness"], self.today, nowhere), "第九条")
        self.assertEqual(self.cite("completeness"), "第十四条")

    def test_a_new_article_counts_from_its_day(self):
        tomorrow = fields.Date.add(self.today, days=1)
        self.add(division=self.prefecture, date_from=tomorrow)
        self.assertEqual(self.cite("completeness"), "第十四条")
        self.assertEqual(self.cite("completeness", date=tomorrow), "第九条")

    def test_where_no_article_is_named_the_regulation_is(self):
        self.assertEqual(self.cite("completeness", division=self.elsewhere), "本办法")
        before = fields.Date.to_date("2025-05-07")
        self.assertEqual(self.cite("completeness", date=before), "本办法")
        self.assertFalse(self.Basis._article("completeness", self.today, self.elsewhere))

    def test_a_changed_row_or_label_is_cited_at_once(self):
        row = self.add()
        self.assertEqual(self.cite("completeness", division=self.inner), "第九条")
        row.clause = "第(三)项"
        self.assertEqual(self.cite("completeness", division=self.inner), "第九条第(三)项")
        self.article.with_user(self.rules_admin).label = "第十条"
        self.assertEqual(self.cite("completeness", division=self.inner), "第十条第(三)项")
        row.unlink()
        self.assertEqual(self.cite("completeness", division=self.inner), "本办法")

    def test_citing_costs_no_query_twice(self):
        self.cite("completeness", "filing")
        with self.assertQueryCount(0):
            self.cite("completeness", "filing")

    # -- what documents cite ------------------------------------------------------------

    def test_another_prefecture_refuses_with_its_own_article(self):
        self.add()
        officer = self._officer_elsewhere()
        project = self.make_project(300000, user=officer, material=False, objective=False)
        with self.assertRaisesRegex(UserError, "请填写“项目目标”（第九条）") as caught:
            project.action_submit()
        self.assertNotIn("第十四条", str(caught.exception))
        self.assertIn("第九条", project.step_hints)
        own = self.make_project(material=False, objective=False)
        with self.assertRaisesRegex(UserError, "请补充填写（第十四条）：项目目标"):
            own.action_submit()

    def test_a_document_cites_what_counted_when_it_was_submitted(self):
        project = self.submitted()
        project.sudo().date_submitted = fields.Date.add(self.today, days=-1)
        self.add("first_check", self.prefecture, self.today)
        self.assertEqual(project._cite("first_check"), "第十六条第(二)项")
        self.assertEqual(self.make_project(name="草稿")._cite("first_check"), "第九条")

    def test_the_log_keeps_the_article_of_its_day(self):
        project = self.submitted()
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.env.ref("xinxihua_project.article_16").label = "第一百条"
        self.assertRecordValues(
            project.sudo().workflow_log_ids,
            [
                {"article_number": 16, "basis_label": "第十六条第(二)项"},
                {"article_number": 16, "basis_label": "第十六条"},
            ],
        )

    # -- refusals -----------------------------------------------------------------------

    def test_unknown_rule_is_named(self):
        with self.assertRaisesRegex(UserError, "moon_landing"):
            self.cite("completeness", "moon_landing")
        with self.assertRaisesRegex(UserError, "moon_landing"):
            self.Basis._article("moon_landing", self.today, self.prefecture)

    def test_one_article_a_rule_division_and_day(self):
        self.add()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.add()

    def test_nobody_but_the_rules_admin_writes(self):
        row = self.add()
        for user in (self.unit_leader, self.bureau_approver, self.auditor, self.leader):
            own = row.with_user(user)
            self.assertEqual(own.citation, "第九条")
            with self.assertRaises(AccessError):
                own.clause = "第(一)项"
            with self.assertRaises(AccessError):
                own.unlink()
            with self.assertRaises(AccessError):
                own.copy({"date_from": self.today})
        self.assertEqual(row.with_user(self.experts[:1].user_id).citation, "第九条")


@tagged("post_install", "-at_install")
class TestLegalBasisOfImport(WorkbookMixin, ElsewhereCase):
    def test_an_import_cites_the_article_of_its_unit(self):
        self.add()
        officer = self._officer_elsewhere()
        lines = summary([application("别处县水务局", budget="约60万", prefecture="")])
        self.assertIn("（第九条）", self.upload(officer, lines).line_ids.message)
        lines = summary([application(self.agency.name, budget="约60万", prefecture="")])
        self.assertIn("（第十四条）", self.upload(self.unit_officer, lines).line_ids.message)

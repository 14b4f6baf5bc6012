# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 1, 37, 38: the regulation itself, as the rows that everything else points at."""

import hashlib
from collections import Counter

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

# of the published text, article by article, one line a paragraph
SHA256_OF_THE_TEXT = "dfe69bac843a0e0050202dd0d9b4ad6b7d0a1657bbb92f62bbedf02c7d827756"
CHAPTERS = {
    (1, "总则"): range(1, 4),
    (2, "统筹规划"): range(4, 12),
    (3, "项目申报与审批"): range(12, 19),
    (4, "项目采购与实施"): range(19, 25),
    (5, "项目验收与监督"): range(25, 31),
    (6, "已建项目运维经费管理"): range(31, 35),
    (7, "附则"): range(35, 39),
}
DIGITS = "一二三四五六七八九"


def in_words(number):
    """Return an article number as the regulation writes it: 第二十四条."""
    tens, ones = divmod(number, 10)
    words = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens - 1]}十")
    return f"第{words}{DIGITS[ones - 1] if ones else ''}条"


class TestArticle01LawData(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.regulation = cls.env.ref("xinxihua_project.legal_chuxiong_2025")
        cls.articles = cls.regulation.article_ids.sorted("number")
        cls.officer = new_test_user(
            cls.env, "law.officer", groups="xinxihua_project.group_unit_officer"
        )
        cls.admin = new_test_user(cls.env, "law.admin", groups="xinxihua_project.group_rules_admin")

    # -- the text ------------------------------------------------------------------

    def test_all_38_articles_without_gap(self):
        self.assertEqual(self.articles.mapped("number"), list(range(1, 39)))
        self.assertEqual(
            self.articles.mapped("label"), [in_words(number) for number in range(1, 39)]
        )

    def test_text_is_the_published_one_word_for_word(self):
        text = "\n".join(f"{article.label} {article.text}" for article in self.articles)
        self.assertEqual(
            hashlib.sha256(text.encode()).hexdigest(), SHA256_OF_THE_TEXT, "the text differs"
        )

    def test_chapters(self):
        for (number, title), articles in CHAPTERS.items():
            for row in self.articles.filtered(lambda row, a=articles: row.number in a):
                self.assertEqual((row.chapter_number, row.chapter_title), (number, title))

    def test_every_article_has_a_heading_of_its_own_and_an_id(self):
        headings = Counter(self.articles.mapped("name"))
        self.assertEqual([name for name, count in headings.items() if count > 1], [])
        for article in self.articles:
            self.assertEqual(
                self.env.ref(f"xinxihua_project.article_{article.number:02d}"), article
            )

    def test_in_force_from_the_day_of_issue(self):
        self.assertEqual(
            set(self.articles.mapped("date_from")), {fields.Date.to_date("2025-05-08")}
        )
        self.assertEqual(self.regulation.document_number, "楚政办通〔2025〕26号")
        self.assertEqual(self.regulation.division_id.code, "532300")

    def test_documents_named_in_the_regulation_are_registered(self):
        numbers = (
            "国办发〔2019〕57号",
            "云政办发〔2024〕21号",
            "财库〔2017〕210号",
            "GB/T 40692-2021",
        )
        text = "".join(self.articles.mapped("text"))
        for number in numbers:
            self.assertIn(number, text)
            self.assertTrue(
                self.env["xinxihua.legal.document"].search([("document_number", "=", number)]),
                number,
            )

    def test_rules_admin_registers_another_regulation(self):
        document = (
            self.env["xinxihua.legal.document"]
            .with_user(self.admin)
            .create({"code": "elsewhere_2027", "name": "某州政务信息化项目管理办法"})
        )
        article = (
            self.env["xinxihua.article"]
            .with_user(self.admin)
            .create(
                {
                    "legal_document_id": document.id,
                    "number": 1,
                    "label": "第一条",
                    "name": "目的",
                    "text": "制定本办法。",
                    "date_from": "2027-01-01",
                }
            )
        )
        self.assertEqual(article.display_name, "第一条 目的")

    # -- refusals ------------------------------------------------------------------

    def test_officer_cannot_change_an_article(self):
        with self.assertRaises(AccessError):
            self.articles[:1].with_user(self.officer).text = "另有规定。"

    def test_officer_cannot_delete_an_article(self):
        with self.assertRaises(AccessError):
            self.articles[:1].with_user(self.officer).unlink()

    def test_officer_cannot_register_a_document(self):
        with self.assertRaises(AccessError):
            self.env["xinxihua.legal.document"].with_user(self.officer).create(
                {"code": "own_rule", "name": "本单位规定"}
            )

    def test_document_with_articles_is_not_deleted(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.regulation.unlink()

    def test_same_article_twice_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.articles[15].copy()

    def test_article_cannot_end_before_it_begins(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.articles[15].date_to = "2025-05-07"
            self.articles.flush_recordset()

    def test_two_documents_with_one_code_are_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.regulation.copy()

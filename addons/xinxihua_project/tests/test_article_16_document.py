# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .document_case import DocumentCase

TWO_SOURCES = [
    {"source": "province", "year": 2026, "amount": 300000.0},
    {"source": "prefecture", "year": 2026, "amount": 400000.0},
    {"source": "prefecture", "year": 2027, "amount": 100000.0},
]


def two_sources():
    return [Command.create(dict(vals)) for vals in TWO_SOURCES]


@tagged("post_install", "-at_install")
class TestArticle16Document(DocumentCase):
    """第十六条第(四)项: the approval, who writes it and what it says."""

    def test_the_bureau_finds_it_drawn_up_when_the_panel_has_concluded(self):
        project = self.in_review()
        self.assertFalse(project.sudo().approval_document_ids)
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        document = self.document(project)
        self.assertRecordValues(
            document,
            [
                {
                    "state": "draft",
                    "unit_id": self.bureau.id,
                    "addressee_id": self.agency.id,
                    "copies": "州财政局，州审计局",
                    "validity_months": 24,
                    "content": project.content,
                    "funding_amount": 800000.0,
                }
            ],
        )
        for name in ("data_requirements", "security_requirements"):
            self.assertTrue(document[name])

    def test_the_conditions_of_the_bodies_are_taken_over(self):
        project = self.in_review()
        police = project.sudo().co_review_ids.filtered(
            lambda row: row.subject_id.code == "classified_protection"
        )
        own = police.sudo(False).with_user(self.security_reviewer)
        own.action_agree_conditionally("可以", conditions="上线前完成三级测评")
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        self.assertEqual(self.document(project).conditions, "上线前完成三级测评")

    def test_only_the_handling_bureau_writes_it_and_only_before_it_is_issued(self):
        project = self.to_approve()
        document = self.document(project)
        document.write({"conditions": "分两期建设", "copies": "州审计局"})
        county = self._user("bureau_officer", self.county_bureau, login="t_c2")
        for user in (self.unit_officer, county, self.finance_officer, self.auditor, self.leader):
            with self.assertRaises(AccessError):
                document.with_user(user).write({"conditions": "无"})
        for vals in ({"state": "issued"}, {"project_id": project.id}, {"unit_id": 1}):
            with self.assertRaises(AccessError):
                document.write(vals)
        self.approve(project)
        self.assertEqual(document.state, "issued")
        for user in (self.bureau_officer, self.bureau_approver):
            with self.assertRaises(AccessError):
                document.with_user(user).write({"conditions": "无"})
            with self.assertRaises(AccessError):
                document.with_user(user).funding_ids.write({"amount": 1})
            with self.assertRaises(AccessError):
                document.with_user(user).unlink()

    def test_the_unit_reads_it_when_it_is_issued(self):
        project = self.to_approve()
        domain = [("project_id", "=", project.id)]
        documents = self.env["xinxihua.approval.document"]
        own = documents.with_user(self.unit_officer)
        self.assertFalse(own.search(domain))
        self.assertFalse(project.with_user(self.unit_officer).has_approval_document)
        self.approve(project)
        self.assertTrue(own.search(domain))
        self.assertTrue(own.search(domain).funding_ids)
        self.assertFalse(documents.with_user(self.other_officer).search(domain))

    def test_a_return_takes_the_draft_away(self):
        project = self.to_approve()
        project.with_user(self.bureau_officer).action_return("补正")
        self.assertFalse(project.sudo().approval_document_ids)

    def test_validity_runs_from_the_approval_and_is_a_rule(self):
        self.set_rule("approval_validity_months", "6")
        with freeze_time("2026-08-31 02:00:00"):
            project = self.to_approve()
            self.approve(project)
        document = self.document(project)
        self.assertEqual(document.validity_months, 6)
        # the last day of February, not a day that does not exist
        self.assertEqual(document.date_valid_until, fields.Date.to_date("2027-02-28"))

    @mute_logger("odoo.sql_db")
    def test_no_approval_without_validity(self):
        document = self.document(self.to_approve())
        with self.assertRaises(IntegrityError):
            document.validity_months = 0
            document.flush_recordset()

    # -- the money ------------------------------------------------------------------------------

    def rows(self, project):
        rows = self.document(project).funding_ids.sorted(lambda row: (row.source, row.year))
        return [(row.source, row.year, row.amount) for row in rows]

    def test_a_cut_is_spread_in_proportion_over_sources_and_years(self):
        project = self.to_approve(funding_ids=two_sources())
        self.approve(project, 600000.01)
        rows = self.rows(project)
        self.assertEqual(
            [row[:2] for row in rows],
            [("prefecture", 2026), ("prefecture", 2027), ("province", 2026)],
        )
        self.assertAlmostEqual(sum(row[2] for row in rows), 600000.01, 2)
        for (_source, _year, amount), share in zip(rows, (300000, 75000, 225000), strict=True):
            self.assertAlmostEqual(amount, share, delta=0.02)

    def test_rows_decided_by_the_bureau_add_up_and_stay_below_what_was_asked(self):
        project = self.to_approve(funding_ids=two_sources())
        document = self.document(project)
        row = document.funding_ids.filtered(lambda line: line.source == "province")
        row.amount = 300000.01
        self.assertTrue(document.funding_decided)
        with self.assertRaisesRegex(UserError, "省级资金核定300,000.01元.*300,000.00"):
            self.approve(project)
        row.amount = 200000
        with self.assertRaisesRegex(UserError, "合计700,000.00元.*800,000.00.*第十六条"):
            self.approve(project)
        self.approve(project, 700000)
        self.assertIn(("province", 2026, 200000.0), self.rows(project))

    # -- the number -----------------------------------------------------------------------------

    def test_each_bureau_numbers_its_own_approvals_by_year(self):
        self.bureau.sudo().document_code = "楚发改数据"
        self.set_rule("document_mark_approval", "")
        numbers = []
        for day in ("2031-12-30 02:00:00", "2031-12-31 02:00:00", "2032-01-01 02:00:00"):
            with freeze_time(day):
                project = self.to_approve(name=f"平台 {day[:10]}")
                self.approve(project)
                numbers.append(project.approval_number)
        self.assertEqual(
            numbers,
            ["楚发改数据〔2031〕1号", "楚发改数据〔2031〕2号", "楚发改数据〔2032〕1号"],
        )

    def test_a_preview_takes_no_number(self):
        project = self.to_approve()
        self.document(project)._files()
        with freeze_time("2031-06-01 02:00:00"):
            self.document(project)._files()
            self.approve(project)
        self.assertRegex(project.approval_number, r"〔2031〕1号$")

    # -- the files ------------------------------------------------------------------------------

    def test_the_files_are_kept_with_their_hash(self):
        project = self.approved()
        for code in ("approval_docx", "approval_pdf"):
            material = self.material(project, code)
            content = material.attachment_id.raw
            self.assertEqual(material.sha256, hashlib.sha256(content).hexdigest())
            self.assertTrue(material.with_user(self.unit_officer).name.startswith(project.name))
        with self.assertRaises(AccessError):
            material.with_user(self.bureau_approver).write({"sha256": "0"})

    def test_nobody_brings_the_files_the_system_makes(self):
        project = self.to_approve()
        requirement = self.env.ref("xinxihua_project.material_approval_pdf")
        Material = self.env["xinxihua.material"].with_user(self.bureau_approver)
        with self.assertRaisesRegex(UserError, "系统生成"):
            Material._upload(project.with_env(Material.env), requirement, "批复.pdf", b"x")

    def test_the_sealed_original_comes_from_the_bureau_after_the_approval(self):
        project = self.to_approve()
        requirement = self.env.ref("xinxihua_project.material_approval_scan")

        def scan(user):
            own = project.with_user(user)
            return own.env["xinxihua.material"]._upload(own, requirement, "盖章.pdf", b"%PDF")

        with self.assertRaisesRegex(UserError, "批复后"):
            scan(self.bureau_officer)
        self.approve(project)
        for user in (self.unit_officer, self.county_officer, self.auditor):
            with self.assertRaises(UserError):
                scan(user)
        scan(self.bureau_officer)
        self.assertEqual(self.material(project, "approval_scan").name, "盖章.pdf")

    def test_without_a_template_the_message_says_where_to_add_one(self):
        project = self.to_approve()
        self.env["xinxihua.document.template"].search([]).active = False
        with self.assertRaisesRegex(UserError, "立项批复.*文书模板"):
            self.approve(project)


@tagged("post_install", "-at_install")
class TestDocumentTemplate(DocumentCase):
    """A bureau replaces the words; the day of the document chooses among them."""

    def add(self, user, division, date, change=None):
        return (
            self.env["xinxihua.document.template"]
            .with_user(user)
            .create(
                {
                    "name": "本局批复",
                    "document_type": "approval",
                    "division_id": division.id,
                    "date_from": date,
                    "file": self.template_file(change),
                    "filename": "本局批复.docx",
                }
            )
        )

    def test_the_bureaus_own_words_from_their_day_on(self):
        self.add(self.bureau_approver, self.prefecture, "2026-02-01", {"收悉": "已收悉(新)"})
        texts = []
        for day in ("2026-01-31 02:00:00", "2026-02-01 02:00:00"):
            with freeze_time(day):
                project = self.to_approve(name=f"平台 {day[:10]}")
                self.approve(project)
            texts.append(self.text(self.docx(project)))
        self.assertNotIn("(新)", texts[0])
        self.assertIn("已收悉(新)", texts[1])

    def test_who_keeps_templates(self):
        self.add(self.rules_admin, self.county, "2026-02-01")
        for user, division in (
            (self.bureau_approver, self.county),
            (self.bureau_officer, self.prefecture),
            (self.unit_officer, self.prefecture),
            (self.auditor, self.prefecture),
        ):
            with self.assertRaises(AccessError):
                self.add(user, division, "2026-03-01")
        shipped = self.env.ref("xinxihua_project.document_template_approval")
        with self.assertRaises(AccessError):
            shipped.with_user(self.bureau_approver).write({"name": "改"})

    def test_a_template_that_cannot_be_filled_is_refused(self):
        wrong = (
            ({"收悉": "{{ budget }}"}, "budget.*approved_amount"),
            ({"收悉": "{% if %}"}, "标记"),
            ({"收悉": "{{ title.__class__.__mro__ }}"}, "标记"),
            ({"收悉": "{{ validity_months + 1 }}"}, "标记"),
        )
        for day, (words, reason) in enumerate(wrong, 1):
            with self.assertRaisesRegex(ValidationError, reason):
                self.add(self.bureau_approver, self.prefecture, f"2026-02-0{day}", words)
        shipped = self.env.ref("xinxihua_project.document_template_approval")
        for day, content in enumerate((b"SGFsbG8=", self.template_file()[:400]), 5):
            with self.assertRaisesRegex(ValidationError, "docx"):
                shipped.copy({"date_from": f"2026-02-0{day}", "file": content})

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import io

from docx import Document
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle17Receipt(ProjectCase):
    """第十七条: an accepted filing has its receipt."""

    def filing(self):
        with freeze_time("2026-03-02 02:00:00"):
            project = self.make_project(100000.0, material=False)
            project.action_submit()
        return project.sudo().filing_ids.sudo(False)

    def accepted(self):
        filing = self.filing()
        with freeze_time("2026-03-05 02:00:00"):
            filing.with_user(self.bureau_officer).action_accept()
        return filing

    def test_there_is_none_before_the_filing_is_accepted(self):
        filing = self.filing()
        for user in (self.unit_officer, self.bureau_officer):
            with self.assertRaisesRegex(UserError, "受理"):
                filing.with_user(user).action_download_receipt()

    def test_the_unit_opens_it_and_it_stays_what_it_was(self):
        filing = self.accepted()
        action = filing.with_user(self.unit_officer).action_download_receipt()
        self.assertIn("xinxihua.material", action["url"])
        files = filing.sudo().material_ids
        self.assertEqual(
            set(files.requirement_id.mapped("code")),
            {"filing_receipt_docx", "filing_receipt_pdf"},
        )
        self.assertEqual(filing.sudo().receipt_id.name[-4:], ".pdf")
        for row in files:
            content = row.attachment_id.raw
            self.assertEqual(row.sha256, hashlib.sha256(content).hexdigest())
        again = filing.with_user(self.bureau_officer).action_download_receipt()
        self.assertEqual(again, action)
        self.assertEqual(len(filing.sudo().material_ids), 2)

    def test_its_words(self):
        filing = self.accepted()
        filing.with_user(self.unit_officer).action_download_receipt()
        word = filing.sudo().material_ids.filtered(lambda row: row.name.endswith(".docx"))
        document = Document(io.BytesIO(word.attachment_id.raw))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        for words in (
            filing.number,
            f"{self.agency.name}：",
            "审批限额以下项目备案",
            "楚政办通〔2025〕26号）第十七条",
            "报送日期：2026年3月2日",
            "2026年3月5日",
        ):
            self.assertIn(words, text)
        self.assertNotIn("抄送", text)

    def test_a_stranger_gets_none(self):
        filing = self.accepted()
        for user in (self.other_officer, self.other_county_officer):
            with self.assertRaises(AccessError):
                filing.with_user(user).action_download_receipt()

    def test_nobody_brings_a_receipt(self):
        filing = self.filing().with_user(self.bureau_officer)
        requirement = self.env.ref("xinxihua_project.material_filing_receipt_pdf")
        with self.assertRaisesRegex(UserError, "系统生成"):
            filing.env["xinxihua.material"]._upload(filing, requirement, "回执.pdf", b"%PDF")

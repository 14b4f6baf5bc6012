# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The page of GB/T 9704-2012: the .docx opened again, the PDF read again."""

import io

from docx.oxml.ns import qn
from odoo.tests import BaseCase, HttpCase, freeze_time, tagged
from pypdf import PdfReader

from ..models.core import official_document
from .document_case import DocumentCase
from .test_article_16_document import two_sources

LAW = "《楚雄州政务信息化项目管理办法(试行)》（楚政办通〔2025〕26号）第十六条"


@tagged("post_install", "-at_install")
class TestWords(BaseCase):
    def test_amounts_in_capitals(self):
        for amount, words in (
            (589000.0, "伍拾捌万玖仟元整"),
            (100000000.0, "壹亿元整"),
            (1000.05, "壹仟元零伍分"),
            (800000.01, "捌拾万元零壹分"),
        ):
            self.assertEqual(official_document.amount_in_capitals(amount), words)

    def test_a_name_fills_one_line_and_a_title_has_lines_alike(self):
        self.assertEqual(official_document.mark_size("楚雄州数据局文件"), 46)
        long = "楚雄彝族自治州发展和改革委员会（州数据局）文件"
        self.assertLessEqual(official_document.mark_size(long) * len(long), 442.3)
        self.assertEqual(official_document.title_inset("短标题"), 0)
        # 22 characters in two lines: eleven each
        inset = official_document.title_inset("题" * 22)
        self.assertAlmostEqual(442.2 - 2 * inset, 11 * 22, 1)

    def test_a_page_fetches_nothing(self):
        html = "<img src='%s'/><link rel='stylesheet' href='%s'/>文"
        for url in ("http://127.0.0.1:1/x.png", "file:///etc/hostname"):
            with self.assertLogs("weasyprint", "ERROR") as logs:
                pdf = official_document.to_pdf(html % (url, url))
            self.assertTrue(any("disallowed protocol" in line for line in logs.output))
            self.assertTrue(pdf.startswith(b"%PDF"))


@tagged("post_install", "-at_install")
class TestOfficialDocument(DocumentCase):
    real_pdf = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls()
        with freeze_time("2026-03-02 02:00:00"):
            cls.project = case.to_approve(funding_ids=two_sources(), content="门户\n<b>&接口")
            case.document(cls.project).conditions = "上线前完成三级测评"
            case.approve(cls.project, 589000)
        cls.page = case.docx(cls.project)
        pdf = case.material(cls.project, "approval_pdf").attachment_id.raw
        cls.pdf = PdfReader(io.BytesIO(pdf))

    def test_page_of_the_docx(self):
        section = self.page.sections[0]
        sizes = (section.page_width, section.page_height)
        self.assertEqual([round(size.mm) for size in sizes], [210, 297])
        margins = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        self.assertEqual([round(margin.mm) for margin in margins], [37, 35, 28, 26])
        grid = section._sectPr.find(qn("w:docGrid"))
        self.assertEqual(grid.get(qn("w:type")), "linesAndChars")
        # 22 lines of 225 mm: 580 twentieths of a point each
        self.assertEqual(int(grid.get(qn("w:linePitch"))) * 22 // 20, 638)

    def test_fonts_and_sizes_of_the_docx(self):
        for name, font, size in (
            ("公文正文", "仿宋_GB2312", 16),
            ("公文标题", "方正小标宋简体", 22),
            ("公文一级标题", "黑体", 16),
            ("公文抄送", "仿宋_GB2312", 14),
        ):
            style = self.page.styles[name]
            self.assertEqual(style.font.size.pt, size)
            fonts = style.element.rPr.find(qn("w:rFonts"))
            self.assertEqual(fonts.get(qn("w:eastAsia")), font)
        mark = next(row for row in self.page.paragraphs if row.style.name == "公文机关标志")
        self.assertEqual(str(mark.style.font.color.rgb), "FF0000")
        self.assertEqual(mark.text, f"{self.bureau.name}文件")

    def test_words_of_the_docx(self):
        text = self.text(self.page)
        self.assertNotIn("{", text)
        for words in (
            self.project.approval_number,
            f"{self.bureau.name}关于{self.project.name}立项的批复",
            f"{self.agency.name}：",
            LAW,
            "589,000.00元（大写：伍拾捌万玖仟元整）",
            "2026年度州本级资金294,500.00元",
            "2026年度省级资金220,875.00元",
            "2027年度州本级资金73,625.00元",
            "<b>&接口",
            "上线前完成三级测评",
            "有效期24个月，至2028年3月2日止",
            "2026年3月2日",
            "抄送：州财政局，州审计局。",
        ):
            self.assertIn(words, text)

    def test_the_pdf_says_the_same_on_the_same_page(self):
        self.assertGreaterEqual(len(self.pdf.pages), 2)
        for page in self.pdf.pages:
            box = [float(page.mediabox.width), float(page.mediabox.height)]
            self.assertAlmostEqual(box[0], 595.28, 1)
            self.assertAlmostEqual(box[1], 841.89, 1)
        text = "".join("".join(page.extract_text().split()) for page in self.pdf.pages)
        for words in (
            self.project.approval_number,
            "伍拾捌万玖仟元整",
            "<b>&接口",
            "抄送：州财政局，州审计局。",
            "—1—",
            f"—{len(self.pdf.pages)}—",
        ):
            self.assertIn("".join(words.split()), text)

    def test_the_fonts_are_in_the_pdf(self):
        fonts = self.pdf.pages[0]["/Resources"]["/Font"].values()
        self.assertTrue(fonts)
        for font in fonts:
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            self.assertTrue(
                {"/FontFile", "/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"])
            )


@tagged("post_install", "-at_install")
class TestPreview(DocumentCase, HttpCase):
    def test_who_previews(self):
        project = self.to_approve()
        document = self.document(project)
        self.env.flush_all()
        url = f"/xinxihua/approval/{document.id}/preview"
        for user, status in (
            (self.bureau_officer, 200),
            (self.bureau_approver, 200),
            (self.unit_officer, 403),
            (self.other_county_officer, 403),
        ):
            user.sudo().password = f"{user.login} Long-enough 1"
            self.env.flush_all()
            self.authenticate(user.login, f"{user.login} Long-enough 1")
            # Odoo logs what it refuses
            refusal = self.assertLogs if status == 403 else self.assertNoLogs
            with refusal("odoo.http", "WARNING"):
                answer = self.url_open(f"{url}.pdf")
            self.assertEqual(answer.status_code, status, user.login + answer.text[:300])
        self.authenticate(self.bureau_officer.login, f"{self.bureau_officer.login} Long-enough 1")
        word = self.url_open(f"{url}.docx")
        self.assertTrue(word.content.startswith(b"PK"))
        self.assertIn("attachment", word.headers["Content-Disposition"])
        self.assertEqual(self.url_open(f"{url}.exe").status_code, 404)
        self.assertFalse(project.approval_number)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(f"{url}.pdf").url)

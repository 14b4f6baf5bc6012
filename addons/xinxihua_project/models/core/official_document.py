# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Official documents (公文): words from a template of the office, .docx and PDF from them.

No database and no Odoo in here. The .docx template is the only place of the words; the
PDF takes the filled paragraphs, by the names of their styles, into the page of
GB/T 9704-2012, so that a template which a bureau replaced speaks in both files.
"""

import io
import logging
import math
import zipfile

import cn2an
from docx import Document
from docx.shared import Pt
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

MAX_TEMPLATE_BYTES = 5 * 1024**2
MAX_UNPACKED_BYTES = 50 * 1024**2
# points: the width of the type area (156 mm), and the largest name of an issuer on it
LINE_WIDTH = 442.2
LARGEST_MARK = 46
TITLE_SIZE = 22
# style of a paragraph in the template: how the page shows it
CLASSES = {
    "公文机关标志": "mark",
    "公文字号": "number",
    "公文标题": "title",
    "公文主送": "addressee",
    "公文正文": "body",
    "公文一级标题": "heading",
    "公文署名": "signer",
    "公文成文日期": "date",
    "公文抄送": "copies",
    "公文印发": "printed",
}
# what stands at the foot of the last page (版记)
IMPRINT = ("copies", "printed")


class TemplateProblem(Exception):
    """What is wrong with a template, as a code and the words it found.

    :param str code: ``not_docx``, ``too_large``, ``syntax`` or ``unknown``
    :param str detail: what was found
    """

    def __init__(self, code, detail=""):
        super().__init__(code)
        self.code = code
        self.detail = detail


def amount_in_capitals(amount):
    """Return an amount of yuan in Chinese capitals: 589000.0 → 伍拾捌万玖仟元整."""
    return cn2an.an2cn(f"{amount:.2f}", "rmb")


def _characters(text):
    """Return the length of a text in whole characters: letters and digits take half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def mark_size(text):
    """Return the size (points) in which the issuer's name fills one red line, at most."""
    return min(LARGEST_MARK, LINE_WIDTH / max(math.ceil(_characters(text)), 1))


def title_inset(text):
    """Return the points left free on each side of a title, so that its lines are alike."""
    length = _characters(text)
    lines = math.ceil(length / math.floor(LINE_WIDTH / TITLE_SIZE)) or 1
    if lines == 1:
        return 0.0
    return (LINE_WIDTH - math.ceil(length / lines) * TITLE_SIZE) / 2


def date_in_words(day):
    """Return a day as documents write it, without leading zeros: 2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def paragraphs(text):
    """Return the lines of a text that hold something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def check_template(data, known):
    """Refuse a template that could not be filled.

    :param bytes data: the .docx
    :param known: names that the kind of document fills
    :raise TemplateProblem: no .docx, too large, wrong tags, or names nobody fills
    """
    if len(data) > MAX_TEMPLATE_BYTES:
        raise TemplateProblem("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise TemplateProblem("too_large")
        template = DocxTemplate(io.BytesIO(data))
        names = template.get_undeclared_template_variables(SandboxedEnvironment())
        # what the sandbox refuses shows only when it is run
        fill_docx(data, {**dict.fromkeys(names, ""), **dict.fromkeys(known, "")})
    except (TemplateError, TypeError) as error:
        raise TemplateProblem("syntax", str(error)) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise TemplateProblem("not_docx") from error
    if unknown := sorted(names - set(known)):
        raise TemplateProblem("unknown", "、".join(unknown))


def fill_docx(data, words):
    """Return the filled .docx.

    The template's own expressions run in a sandbox and see texts only: a template is
    brought by a user.

    :param bytes data: the template
    :param dict words: texts, lists of texts and lists of {name: text}
    """
    template = DocxTemplate(io.BytesIO(data))
    template.render(words, SandboxedEnvironment(), autoescape=True)
    for paragraph in template.docx.paragraphs:
        kind = CLASSES.get(paragraph.style.name)
        if kind == "mark":
            for run in paragraph.runs:
                run.font.size = Pt(mark_size(paragraph.text))
        elif kind == "title":
            inset = Pt(title_inset(paragraph.text))
            paragraph.paragraph_format.left_indent = inset
            paragraph.paragraph_format.right_indent = inset
    result = io.BytesIO()
    template.save(result)
    return result.getvalue()


def blocks_of(docx):
    """Return [(class, text or rows of a table)] of a filled .docx, in its order."""
    blocks = []
    for part in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(part, Table):
            blocks.append(("table", [[cell.text for cell in row.cells] for row in part.rows]))
        elif part.text.strip():
            blocks.append((CLASSES.get(part.style.name, "body"), part.text))
    return blocks


def block_style(kind, text):
    """Return what a paragraph's own length decides of its look, as CSS."""
    if kind == "mark":
        return f"font-size: {mark_size(text):.1f}pt"
    if kind == "title":
        inset = title_inset(text)
        return f"padding: 0 {inset:.1f}pt"
    return None


def to_pdf(html):
    """Return the PDF of a page; nothing outside it is ever fetched.

    :param str html: a whole document with its style
    """
    # its fonts take a second to load: only who makes a PDF pays for it
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import io

from docx import Document
from odoo.tools import file_open

from .common import ProjectCase


class DocumentCase(ProjectCase):
    def document(self, project, user=None):
        """Return the approval document of a project, as the bureau's officer."""
        return project.with_user(user or self.bureau_officer).approval_document_ids

    def approve(self, project, amount=800000.0, **inputs):
        approver = project.with_user(self.bureau_approver)
        return approver.action_approve("同意", approved_amount=amount, **inputs)

    def material(self, project, code):
        return project.sudo().material_ids.filtered(
            lambda row: row.requirement_id.code == code and row.state == "current"
        )

    def docx(self, project):
        """Return the approval of a project as its .docx opens."""
        return Document(io.BytesIO(self.material(project, "approval_docx").attachment_id.raw))

    @staticmethod
    def text(docx):
        return "\n".join(paragraph.text for paragraph in docx.paragraphs)

    @staticmethod
    def template_file(change=None, name="approval"):
        """Return a shipped template in base64, with a paragraph's text changed.

        :param change: {a part of a paragraph's text: what stands there instead}
        """
        with file_open(f"xinxihua_project/static/document/{name}.docx", "rb") as stream:
            document = Document(io.BytesIO(stream.read()))
        for old, new in (change or {}).items():
            for paragraph in document.paragraphs:
                if old in paragraph.text:
                    paragraph.text = paragraph.text.replace(old, new)
        result = io.BytesIO()
        document.save(result)
        return base64.b64encode(result.getvalue())

    def set_rule(self, code, value, date="2025-05-09"):
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref(f"xinxihua_project.parameter_{code}").id,
                "division_id": self.prefecture.id,
                "date_from": date,
                "value": value,
            }
        )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..core import official_document

# in place of the number's serial while none is taken
PREVIEW_SERIAL = " "


class ApprovalWords(models.Model):
    """What the names of the approval's template stand for, and the files filled with it."""

    _inherit = "xinxihua.approval.document"

    def _files(self):
        """Return (docx, pdf) of the document as it is now."""
        self.ensure_one()
        document_sudo = self.sudo().with_context(lang="zh_CN")
        return self.env["xinxihua.document.template"]._render(
            "approval",
            document_sudo._document_date(),
            document_sudo.unit_id.division_id,
            document_sudo._words(),
        )

    def _document_date(self):
        return self.project_id.approval_date or fields.Date.context_today(self)

    def _words(self):
        """Return what the names of the template stand for."""
        project = self.project_id
        day = self._document_date()
        valid_until = self.date_valid_until or fields.Date.add(day, months=self.validity_months)
        labels = dict(self.funding_ids._fields["source"]._description_selection(self.env))
        return {
            "issuer": self.unit_id.name,
            "number": project.approval_number
            or self.unit_id._format_number("approval", day, PREVIEW_SERIAL),
            "title": self.title,
            "addressee": self.addressee_id.name,
            "legal_basis": project._legal_basis_in_full("approval_document"),
            "copies": self.copies or "",
            "date": official_document.date_in_words(day),
            "print_date": official_document.date_in_words(day),
            "project_name": project.name,
            "application_number": project.code or "",
            "unit": project.unit_id.name,
            "content": official_document.paragraphs(self.content),
            "term_years": project.term_years,
            "approved_amount": f"{self._amount():,.2f}",
            "approved_capitals": official_document.amount_in_capitals(self._amount()),
            "funding": [
                {"year": row.year, "source": labels[row.source], "amount": f"{row.amount:,.2f}"}
                for row in self.funding_ids
            ],
            "data_requirements": official_document.paragraphs(self.data_requirements),
            "security_requirements": official_document.paragraphs(self.security_requirements),
            "conditions": official_document.paragraphs(self.conditions),
            "validity_months": self.validity_months,
            "valid_until": official_document.date_in_words(valid_until),
        }

    def _amount(self):
        return self.project_id.approved_amount or self.funding_amount

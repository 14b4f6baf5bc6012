# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from . import official_document

GENERATED = ("filing_receipt_docx", "filing_receipt_pdf")


class FilingReceipt(models.Model):
    """The receipt that a bureau gives for an accepted filing (备案回执, art. 17)."""

    _inherit = "xinxihua.filing"

    receipt_id = fields.Many2one(
        "xinxihua.material",
        "Receipt",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _draw_up_receipt(self):
        """Make the receipt and keep its files with their SHA-256 (superuser only).

        Not at the acceptance itself: a bureau accepts many filings at once, and a page
        with its fonts takes a second.
        """
        self.ensure_one()
        self._lock_documents()
        if self.receipt_id:
            return
        docx, pdf = self.env["xinxihua.document.template"]._render(
            "filing_receipt",
            self.date_accepted,
            self.addressee_id.division_id,
            self.with_context(lang="zh_CN")._receipt_words(),
        )
        name = f"{self.name}备案回执".replace("/", "-")
        # nobody in person made these files
        Material = self.env["xinxihua.material"].with_user(SUPERUSER_ID)
        for code, content in zip(GENERATED, (docx, pdf), strict=True):
            requirement = self.env.ref(f"xinxihua_project.material_{code}")
            extension = code.rpartition("_")[2]
            self.receipt_id = Material._keep(self, requirement, f"{name}.{extension}", content)

    def _receipt_words(self):
        """Return what the names of the template stand for."""
        day = official_document.date_in_words(self.date_accepted)
        document = self._document()
        return {
            "issuer": self.addressee_id.name,
            "number": self.number,
            "title": self.env._(
                "Receipt of %(bureau)s for the filing of %(document)s",
                bureau=self.addressee_id.name,
                document=self.name,
            ),
            "addressee": self.unit_id.name,
            "legal_basis": self._legal_basis_in_full("filing"),
            "copies": "",
            "date": day,
            "print_date": day,
            "document_name": self.name,
            "act": document._filing_label(self),
            "date_submitted": official_document.date_in_words(self.date_submitted),
        }

    def _upload_refusal(self, requirement):
        if requirement.sudo().code in GENERATED:
            return self.env._("This file is made by the system when the filing is accepted.")
        return super()._upload_refusal(requirement)

    def action_download_receipt(self):
        """Open the receipt of an accepted filing; its first reader has it made.

        :raise UserError: the filing is not accepted
        """
        self.ensure_one()
        self.check_access("read")
        filing_sudo = self.sudo()
        if filing_sudo.state != "accepted":
            raise UserError(self.env._("The receipt is there when the filing is accepted."))
        filing_sudo._draw_up_receipt()
        return self.receipt_id.action_download()


class FiledDocument(models.AbstractModel):
    _inherit = "xinxihua.filing.mixin"

    def _filing_label(self, filing):
        """Return what is filed, as the receipt names it; models say it better."""
        return self.env["ir.model"].sudo()._get(self._name).name

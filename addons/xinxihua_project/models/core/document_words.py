# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class DocumentWords(models.AbstractModel):
    """The words that official documents about a document share."""

    _inherit = "xinxihua.workflow.mixin"

    def _legal_basis_in_full(self, code):
        """Return the document and article behind a rule: 《……》（楚政办通〔2025〕26号）第十六条.

        :param str code: code of the rule
        """
        self.ensure_one()
        article_sudo = (
            self.env["xinxihua.legal.basis"]
            .sudo()
            ._article(code, self._rule_date(), self.sudo()._workflow_division())
        )
        law = article_sudo.legal_document_id
        number = f"\uff08{law.document_number}\uff09" if law.document_number else ""
        title = f"《{law.name}》{number}" if law else ""
        return title + self._cite(code)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import http
from odoo.http import content_disposition, request

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ApprovalPreview(http.Controller):
    @http.route(
        "/xinxihua/approval/<int:document_id>/preview.<string:kind>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def preview(self, document_id, kind):
        """Show an approval document as it would be issued now, to whoever may read it."""
        document = request.env["xinxihua.approval.document"].browse(document_id).exists()
        if not document or kind not in TYPES:
            raise request.not_found()
        document.check_access("read")
        docx, pdf = document._files()
        disposition = content_disposition(
            f"{document.title}.{kind}", "inline" if kind == "pdf" else "attachment"
        )
        return request.make_response(
            pdf if kind == "pdf" else docx,
            [("Content-Type", TYPES[kind]), ("Content-Disposition", disposition)],
        )

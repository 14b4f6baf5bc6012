# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

GENERATED = ("approval_docx", "approval_pdf")


class ProjectDocument(models.Model):
    """The approval document follows the project: drawn up, issued, sealed."""

    _inherit = "xinxihua.project"

    approval_document_ids = fields.One2many(
        "xinxihua.approval.document", "project_id", string="Approval Document", readonly=True
    )
    approved_funding_ids = fields.One2many(
        "xinxihua.project.approved.funding",
        "project_id",
        string="Approved Budget by Source",
        readonly=True,
    )

    has_approval_document = fields.Boolean(compute="_compute_has_approval_document")
    approved_summary = fields.Char("Approved Sources", compute="_compute_approved_summary")

    @api.depends("approval_document_ids")
    @api.depends_context("uid")
    def _compute_has_approval_document(self):
        documents = self.env["xinxihua.approval.document"]
        readable = documents
        if documents.has_access("read"):
            readable = documents.search([("project_id", "in", self.ids)])
        for project in self:
            project.has_approval_document = project in readable.project_id

    @api.depends("approved_funding_ids.amount", "state")
    def _compute_approved_summary(self):
        rows = self.env["xinxihua.project.approved.funding"]
        labels = dict(rows._fields["source"]._description_selection(self.env))
        for project in self:
            granted_sudo = project.sudo().approved_funding_ids
            project.approved_summary = project.state == "approved" and "、".join(
                f"{row.year} {labels[row.source]} {row.amount:,.2f}" for row in granted_sudo
            )

    def _effect_conclude_review(self, inputs):
        result = super()._effect_conclude_review(inputs)
        self.env["xinxihua.approval.document"].sudo()._open(self.sudo())
        self.invalidate_recordset(["approval_document_ids", "approved_funding_ids"])
        return result

    def _effect_return(self, inputs):
        drafts_sudo = self.sudo().approval_document_ids
        drafts_sudo.filtered(lambda document: document.state == "draft").unlink()
        return super()._effect_return(inputs)

    def _wrong_approval(self, inputs):
        yield from super()._wrong_approval(inputs)
        document_sudo = self.sudo().approval_document_ids
        if document_sudo:
            yield from document_sudo._wrong_funding(inputs.get("approved_amount") or 0.0)

    def _effect_approve(self, inputs):
        result = super()._effect_approve(inputs)
        bare_sudo = self.sudo().filtered(lambda project: not project.approval_document_ids)
        self.env["xinxihua.approval.document"].sudo()._open(bare_sudo)
        self.sudo().approval_document_ids._issue()
        self.invalidate_recordset(["approved_funding_ids", "material_ids"])
        return result

    # -- files ---------------------------------------------------------------------------------

    def _upload_refusal(self, requirement):
        """The files of the approval are made by the system; its sealed scan comes after."""
        code = requirement.sudo().code
        if code in GENERATED:
            return self.env._("This file is made by the system at the approval.")
        if code != "approval_scan":
            return super()._upload_refusal(requirement)
        if self.state != "approved":
            return self.env._("The sealed original is attached when the project is approved.")
        unit_sudo = self.sudo().handling_unit_id
        user = self.env.user
        if (
            user.has_group("xinxihua_project.group_bureau_officer")
            and unit_sudo in user.sudo().xinxihua_unit_ids
        ):
            return None
        return self.env._(
            "“%(material)s” is brought by %(unit)s.",
            material=requirement.sudo().name,
            unit=unit_sudo.name,
        )

    def action_open_approval_document(self):
        """Open the approval document."""
        self.ensure_one()
        return self.approval_document_ids._get_records_action()

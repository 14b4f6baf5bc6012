# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain


class DocumentRowMixin(models.AbstractModel):
    """A row that hangs on any document: log, sign-off, material, exception.

    Whoever may read the document may read its rows, and nobody else: the
    document's own record rules are asked, in SQL, so that a long list of rows
    costs one sub-query a document type and not one look a row.
    """

    _name = "xinxihua.document.row.mixin"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of a Document"

    res_model = fields.Char("Document Type", required=True, readonly=True, index=True)
    res_id = fields.Many2oneReference(
        "Document ID",
        model_field="res_model",
        required=True,
        readonly=True,
        index=True,
    )
    res_name = fields.Char(
        "Document", readonly=True, help="Name of the document when the row was made."
    )

    def _document(self):
        """Return the document of one row (with the caller's rights)."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    @api.model
    def _document_models(self):
        """Return the names of the document types that have rows."""
        mixin = self.env.registry["xinxihua.workflow.mixin"]
        return sorted(
            name
            for name, model in self.env.registry.items()
            if issubclass(model, mixin) and not model._abstract
        )

    @api.model
    def _readable_domain(self):
        domain = Domain.FALSE
        for name in self._document_models():
            documents = self.env[name].with_context(active_test=False)
            if documents.has_access("read"):
                domain |= Domain("res_model", "=", name) & Domain(
                    "res_id", "in", documents._search(Domain.TRUE)
                )
        return domain

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._readable_domain()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        refusal = super()._check_access(operation)
        if refusal or self.env.su or not any(self._ids):
            return refusal
        own = self.filtered("id")
        readable = own.browse(own._search(Domain("id", "in", own.ids)))
        if forbidden := own - readable:
            rule = self.env["ir.rule"]
            return forbidden, lambda: rule._make_access_error("read", forbidden)
        return None

    def action_open_document(self):
        """Open the document of this row."""
        self.ensure_one()
        document = self._document()
        document.check_access("read")
        return document._get_records_action()

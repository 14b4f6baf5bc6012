# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ApprovedFunding(models.Model):
    """What an approval grants of one source in one year.

    The rows are proposed from the application, in proportion; the bureau may decide
    them otherwise while the document is a draft, never above what was applied for.
    """

    _name = "xinxihua.project.approved.funding"
    _inherit = "xinxihua.guard.mixin"
    _description = "Approved Budget of a Source"
    _order = "document_id, year, source, id"
    _rec_name = "source"

    document_id = fields.Many2one(
        "xinxihua.approval.document",
        "Approval Document",
        required=True,
        index=True,
        ondelete="cascade",
    )
    project_id = fields.Many2one(related="document_id.project_id", store=True, index=True)
    source = fields.Selection("_selection_source", required=True)
    year = fields.Integer(required=True, aggregator=None)
    currency_id = fields.Many2one(related="document_id.currency_id")
    amount = fields.Monetary(required=True)
    applied_amount = fields.Monetary("Applied for", compute="_compute_applied_amount")

    _amount_not_negative = models.Constraint(
        "CHECK(amount >= 0)", "An approved amount cannot be negative."
    )
    _once = models.Constraint(
        "UNIQUE(document_id, source, year)", "Each source has one approved row a year."
    )

    @api.model
    def _selection_source(self):
        source = self.env["xinxihua.project.funding"]._fields["source"]
        return source._description_selection(self.env)

    @api.depends("document_id", "source", "year")
    def _compute_applied_amount(self):
        for row in self:
            lines = row.document_id.project_id.sudo().funding_ids.filtered(
                lambda line, row=row: (line.source, line.year) == (row.source, row.year)
            )
            row.applied_amount = sum(lines.mapped("amount"))

    def _mark_decided(self):
        """A row that a person touched counts as it is."""
        if not self.env.su:
            self.document_id.sudo().funding_decided = True

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._mark_decided()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self._mark_decided()
        return result

    def unlink(self):
        self._mark_decided()
        return super().unlink()

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from . import official_document

COMMON = ("issuer", "number", "title", "addressee", "legal_basis", "copies", "date", "print_date")
VARIABLES = {
    "approval": (
        *COMMON,
        "project_name",
        "application_number",
        "unit",
        "content",
        "term_years",
        "approved_amount",
        "approved_capitals",
        "funding",
        "data_requirements",
        "security_requirements",
        "conditions",
        "validity_months",
        "valid_until",
    ),
    "filing_receipt": (*COMMON, "document_name", "act", "date_submitted"),
}


class DocumentTemplate(models.Model):
    """The words of an official document, as a .docx that a bureau can replace.

    The template that counts is that of the nearest division upwards, the newest in
    force on the day of the document. Rules administrators keep all of them; a bureau's
    approver keeps those of its own division.
    """

    _name = "xinxihua.document.template"
    _inherit = "xinxihua.guard.mixin"
    _description = "Document Template"
    _order = "document_type, division_id, date_from desc, id"

    name = fields.Char(required=True)
    document_type = fields.Selection(
        [("approval", "Project Approval"), ("filing_receipt", "Filing Receipt")],
        required=True,
        default="approval",
        index=True,
    )
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Applies here and below; empty: everywhere.",
    )
    date_from = fields.Date("In Force from", required=True, default=fields.Date.context_today)
    file = fields.Binary("Template (.docx)", required=True, attachment=True)
    filename = fields.Char("File Name")
    variable_names = fields.Char("Names to Use", compute="_compute_variable_names")
    active = fields.Boolean(default=True)

    _dated_once = models.UniqueIndex(
        "(document_type, COALESCE(division_id, 0), date_from) WHERE active",
        "There is a template of this type from that day already.",
    )

    @api.depends("document_type")
    def _compute_variable_names(self):
        for template in self:
            template.variable_names = "、".join(VARIABLES.get(template.document_type, ()))

    @api.constrains("file", "document_type")
    def _check_file(self):
        words = {
            "not_docx": self.env._("“%(name)s” is no .docx file. Save it as Word document."),
            "too_large": self.env._("“%(name)s” is too large. Take the pictures out."),
            "syntax": self.env._("“%(name)s” has a wrong tag: %(detail)s. Correct it."),
            "unknown": self.env._(
                "“%(name)s” uses names that nothing fills: %(detail)s. Use only: %(known)s"
            ),
        }
        for template in self:
            known = VARIABLES[template.document_type]
            try:
                official_document.check_template(template._content(), known)
            except official_document.TemplateProblem as problem:
                figures = {
                    "name": template.name,
                    "detail": problem.detail,
                    "known": "、".join(known),
                }
                raise ValidationError(words[problem.code] % figures) from problem

    def _content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    @api.model
    def _in_force(self, document_type, date, division):
        """Return the template of a type for a day and a division.

        :param str document_type: key of ``document_type``
        :param date date: day of the document
        :param division: ``xinxihua.division`` of the issuing unit
        :raise UserError: there is none
        """
        lineage = [int(part) for part in (division.sudo().parent_path or "").split("/")[:-1]]
        templates_sudo = self.sudo().search(
            Domain("document_type", "=", document_type)
            & Domain("date_from", "<=", date)
            & Domain("division_id", "in", [*lineage, False])
        )
        for ancestor_id in [*reversed(lineage), False]:
            own = templates_sudo.filtered(lambda row, key=ancestor_id: row.division_id.id == key)
            if own:
                return own.sorted("date_from")[-1]
        raise UserError(
            self.env._(
                "There is no template for “%(type)s” in force for %(division)s. Ask the rules "
                "administrator to add one under Document Templates.",
                type=dict(self._fields["document_type"]._description_selection(self.env))[
                    document_type
                ],
                division=division.display_name,
            )
        )

    @api.model
    def _render(self, document_type, date, division, words):
        """Return (docx, pdf) of a document.

        :param dict words: what the template's names stand for
        """
        template_sudo = self._in_force(document_type, date, division)
        docx = official_document.fill_docx(template_sudo._content(), words)
        return docx, self._pdf(docx)

    @api.model
    def _pdf(self, docx):
        blocks = official_document.blocks_of(docx)
        html = self.env["ir.qweb"]._render(
            "xinxihua_project.official_document",
            {
                "block_style": official_document.block_style,
                "body": [row for row in blocks if row[0] not in official_document.IMPRINT],
                "imprint": [
                    (kind, text.split("\t"))
                    for kind, text in blocks
                    if kind in official_document.IMPRINT
                ],
            },
        )
        return official_document.to_pdf(str(html))

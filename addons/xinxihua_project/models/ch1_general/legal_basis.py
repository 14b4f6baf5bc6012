# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models, tools
from odoo.exceptions import UserError


class LegalBasis(models.Model):
    """The article on which a rule of the procedures rests.

    The code names the rule and never the number: another prefecture's regulation, or
    a new one, is another row. The row that counts is the one of the nearest division
    upwards, the newest in force on the day that the document was submitted.
    """

    _name = "xinxihua.legal.basis"
    _inherit = "xinxihua.guard.mixin"
    _description = "Legal Basis"
    _order = "article_number, clause, code, date_from desc, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True)
    name = fields.Char("Rule", required=True)
    article_id = fields.Many2one("xinxihua.article", required=True, index=True, ondelete="restrict")
    article_number = fields.Integer(related="article_id.number", store=True, aggregator=None)
    clause = fields.Char(help="As the document counts it, after the article.")
    citation = fields.Char("As Cited", compute="_compute_citation")
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Applies here and below; empty: everywhere.",
    )
    date_from = fields.Date("In Force from", required=True)

    _dated_once = models.UniqueIndex(
        "(code, COALESCE(division_id, 0), date_from)",
        "This rule has a legal basis from that day already.",
    )

    @api.depends("article_id.label", "clause")
    def _compute_citation(self):
        for basis in self:
            basis.citation = f"{basis.article_id.label or ''}{basis.clause or ''}"

    @api.model
    def _cite(self, codes, date, division):
        """Return the articles behind rules as messages name them: 第十六条第(一)项、第十七条.

        :param codes: codes of the rules, in the order of the text
        :param date date: day whose rules apply
        :param division: ``xinxihua.division`` of the document
        :return: text, empty without codes; where neither the division nor one above
            it has named an article, the words for the regulation itself
        :raise UserError: there is no rule of that code
        """
        codes = [code for code in codes if code]
        citations = [self._checked(code, date, division)[1] for code in codes]
        found = dict.fromkeys(filter(None, citations))
        return "、".join(found) or (self.env._("this regulation") if codes else "")

    @api.model
    def _article(self, code, date, division):
        """Return the article behind a rule, empty where none is named.

        :param str code: code of the rule
        :param date date: day whose rules apply
        :param division: ``xinxihua.division`` of the document
        :raise UserError: there is no rule of that code
        """
        return self.env["xinxihua.article"].browse(self._checked(code, date, division)[0])

    @api.model
    def _checked(self, code, date, division):
        known, article_id, citation = self._in_force(code, date, division.id)
        if not known:
            raise UserError(
                self.env._(
                    "Rule “%s” has no legal basis anywhere. Ask the rules administrator "
                    "to add a dated one.",
                    code,
                )
            )
        return article_id, citation

    @api.model
    @tools.ormcache("code", "date", "division_id")
    def _in_force(self, code, date, division_id):
        """Return (whether the code is known, article id, citation); cached for all users."""
        rows_sudo = self.sudo().search([("code", "=", code)], order="date_from desc")
        division_sudo = self.env["xinxihua.division"].sudo().browse(division_id)
        lineage = [int(part) for part in (division_sudo.parent_path or "").split("/")[:-1]]
        begun_sudo = rows_sudo.filtered(lambda row: row.date_from <= date)
        for ancestor_id in [*reversed(lineage), False]:
            for row in begun_sudo:
                if row.division_id.id == ancestor_id:
                    return True, row.article_id.id, row.citation
        return bool(rows_sudo), False, ""

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self.env.registry.clear_cache()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result


class WorkflowLegalBasis(models.AbstractModel):
    """The document's side of legal bases."""

    _inherit = "xinxihua.workflow.mixin"

    def _cite(self, *codes):
        """Return the articles behind rules, as this document falls under them."""
        self.ensure_one()
        return self.env["xinxihua.legal.basis"]._cite(
            codes, self._rule_date(), self.sudo()._workflow_division()
        )

    def _basis_vals(self, code):
        """Return what the log keeps of the article behind a step.

        :param str code: code of the rule; may be empty
        """
        if not code:
            return {}
        article_sudo = (
            self.env["xinxihua.legal.basis"]
            .sudo()
            ._article(code, self._rule_date(), self.sudo()._workflow_division())
        )
        if not article_sudo:
            return {}
        return {"article_number": article_sudo.number, "basis_label": self._cite(code)}

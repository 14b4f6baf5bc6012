# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class Article(models.Model):
    """One article of a regulation, with its text.

    Everything that refuses, routes or reminds points at the article it follows,
    so that the person at the screen can read the rule itself.
    """

    _name = "xinxihua.article"
    _inherit = "xinxihua.guard.mixin"
    _description = "Article of the Regulation"
    _order = "legal_document_id, number"
    _rec_names_search = ["name", "text"]

    legal_document_id = fields.Many2one(
        "xinxihua.legal.document",
        required=True,
        index=True,
        ondelete="restrict",
    )
    number = fields.Integer("Article No.", required=True, aggregator=None)
    label = fields.Char("Article", required=True, help="As the document writes it: 第…条")
    name = fields.Char("Heading", required=True)
    chapter_number = fields.Integer("Chapter No.", aggregator=None)
    chapter_title = fields.Char("Chapter")
    text = fields.Text(required=True)
    date_from = fields.Date("In Force from", required=True)
    date_to = fields.Date("In Force until")

    _number_unique = models.UniqueIndex(
        "(legal_document_id, number, date_from)",
        "The article exists already with this date.",
    )
    _dates_in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "An article cannot end before it begins.",
    )

    def _get_read_group_order(self, dict_order, groupby, aggregates):
        """Order chapters by their number, not by their title's characters."""
        if groupby[:1] == ["chapter_title"]:
            return "chapter_number:min"
        return super()._get_read_group_order(dict_order, groupby, aggregates)

    @api.depends("label", "name")
    def _compute_display_name(self):
        for article in self:
            article.display_name = f"{article.label} {article.name}"

    def write(self, vals):
        result = super().write(vals)
        # citations are cached with the label
        self.env.registry.clear_cache()
        return result

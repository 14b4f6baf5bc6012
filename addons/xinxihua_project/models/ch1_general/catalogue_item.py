# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models, tools
from odoo.fields import Domain


class CatalogueItem(models.Model):
    """A row of one of the regulation's checklists, found by kind and code."""

    _name = "xinxihua.catalogue.item"
    _inherit = "xinxihua.guard.mixin"
    _description = "Catalogue Item"
    _order = "kind, sequence, code"
    _rec_names_search = ["name", "code"]

    kind = fields.Selection(
        [
            ("execution_subtype", "Subtype of Execution"),
            ("system_category", "System Category (GB/T 40692)"),
            ("support_kind", "Supported Type"),
            ("refusal_ground", "Ground not to Approve"),
            ("first_check", "Criterion of the First Check"),
            ("review_field", "Field of Expert Review"),
            ("exclusion", "Exclusion"),
        ],
        required=True,
        index=True,
    )
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    group_code = fields.Char("Belongs to", help="Code of the class that a subtype belongs to.")
    sequence = fields.Integer(default=10)
    article_id = fields.Many2one("xinxihua.article", index="btree_not_null", ondelete="restrict")
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Applies here and below; empty: everywhere.",
    )
    date_from = fields.Date("In Force from")
    date_to = fields.Date("In Force until")
    keywords = fields.Char(
        help="Words in a name that suggest this row, separated by commas.",
    )
    note = fields.Text("Explanation")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(kind, code, COALESCE(division_id, 0), COALESCE(date_from, '1900-01-01'))",
        "This list has a row with that code from that day already.",
    )

    @api.model
    def _in_force(self, kind, date, division):
        """Return the rows of a checklist.

        :param str kind: key of the checklist
        :param date date: day the document was submitted
        :param division: ``xinxihua.division`` of the document
        :return: rows in force then and there, in order; where a division has rows of
            its own, they replace those of the same code from above, and a later
            row replaces an earlier one
        """
        ids = self._in_force_ids(kind, date, division.id)
        return self.browse(ids)

    @api.model
    @tools.ormcache("kind", "date", "division_id")
    def _in_force_ids(self, kind, date, division_id):
        division_sudo = self.env["xinxihua.division"].sudo().browse(division_id)
        lineage = [int(part) for part in (division_sudo.parent_path or "").split("/")[:-1]]
        domain = (
            Domain("kind", "=", kind)
            & Domain("division_id", "in", [*lineage, False])
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", date))
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", date))
        )
        nearest = {}
        for item in self.sudo().search(domain):
            depth = lineage.index(item.division_id.id) if item.division_id else -1
            rank = (depth, item.date_from or fields.Date.to_date("1900-01-01"))
            if item.code not in nearest or rank > nearest[item.code][0]:
                nearest[item.code] = (rank, item)
        items = self.browse([item.id for _rank, item in nearest.values()])
        return tuple(items.sudo().sorted().ids)

    @api.model
    def _suggested(self, kind, text, date, division):
        """Return the first row of a checklist one of whose keywords is in ``text``."""
        for item in self._in_force(kind, date, division).sudo():
            if any(word in text for word in item._keyword_list()):
                return item
        return self.browse()

    def _keyword_list(self):
        """Return the keywords of these rows, one by one."""
        words = ",".join(filter(None, self.mapped("keywords"))).replace("\uff0c", ",")
        return [word.strip() for word in words.split(",") if word.strip()]

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

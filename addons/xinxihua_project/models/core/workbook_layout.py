# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import ast
import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# what a title may name besides field paths
WORDS = ("year", "division", "unit", "date")
PLACEHOLDER = re.compile(r"\{([\w.]+)\}")


class WorkbookLayout(models.Model):
    """How an office's ledger looks: title, columns, unit of money, signatures.

    Maintained by the rules administrator. Another prefecture's form is another row; the
    one of the nearest division upwards counts, and the newest in force.
    """

    _name = "xinxihua.workbook.layout"
    _inherit = "xinxihua.guard.mixin"
    _description = "Workbook Layout"
    _order = "sequence, code, date_from desc, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char("Ledger", required=True)
    code = fields.Char(required=True, index=True)
    sequence = fields.Integer(default=10)
    model_id = fields.Many2one(
        "ir.model",
        "Rows of the Ledger",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("transient", "=", False)],
    )
    res_model = fields.Char(related="model_id.model", store=True, index=True)
    title = fields.Char(
        "Title of the Sheet",
        required=True,
        help="May name {year}, {division}, {unit}, {date}, and fields of the rows such as "
        "{list_id.name}.",
    )
    domain = fields.Char("Rows Taken", default="[]", help="Only rows that fit; [] takes all.")
    sort = fields.Char("Order", help="As the database sorts, for example: unit_id, id.")
    year_path = fields.Char("Field of the Year")
    division_path = fields.Char("Field of the Division")
    group_path = fields.Char("Subtotals by")
    has_total = fields.Boolean(
        "Total below", default=True, help="Off where the groups are not to be added up."
    )
    money_unit = fields.Selection(
        [("yuan", "Yuan"), ("wan", "Ten Thousand Yuan")],
        required=True,
        default="wan",
    )
    decimals = fields.Integer("Decimals of Money", default=2, help="2 to 6.")
    numbered = fields.Boolean("Numbered Rows", default=True)
    landscape = fields.Boolean(default=True)
    footer = fields.Text("Lines below the Table", help="May name the same as the title.")
    signatures = fields.Char(
        "Roles that Sign",
        help="Separated by commas, written below the table.",
    )
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Applies here and below; empty: everywhere.",
    )
    date_from = fields.Date("In Force from", required=True, default=fields.Date.context_today)
    active = fields.Boolean(default=True)
    column_ids = fields.One2many(
        "xinxihua.workbook.column", "layout_id", string="Columns", copy=True
    )

    _dated_once = models.UniqueIndex(
        "(code, COALESCE(division_id, 0), date_from)",
        "This ledger has a layout from that day already.",
    )
    _decimals_plausible = models.Constraint(
        "CHECK(decimals BETWEEN 2 AND 6)", "Money has two to six decimals."
    )

    @api.model
    def _in_force(self, division, date):
        """Return the layouts that count for a division on a day, one for each code."""
        division_sudo = division.sudo()
        lineage = [int(part) for part in (division_sudo.parent_path or "").split("/")[:-1]]
        rows = self.search(
            Domain("division_id", "in", [*lineage, False]) & Domain("date_from", "<=", date)
        )
        depths = {division_id: depth for depth, division_id in enumerate(lineage)}
        ranked = rows.sorted(lambda row: (depths.get(row.division_id.id, -1), row.date_from))
        return self.union(*{row.code: row for row in ranked}.values()).sorted()

    # -- what may be entered -----------------------------------------------------------------

    def _fields_of(self, path):
        """Return the fields that a path leads through, from the rows' model.

        :param str path: names joined by dots
        :raise ValidationError: there is no such field
        """
        self.ensure_one()
        model, found = self.env[self.res_model], []
        for name in path.split("."):
            field = model._fields.get(name) if model is not None else None
            if field is None:
                raise ValidationError(
                    self.env._(
                        "Layout “%(layout)s”: there is no field “%(path)s”. Correct the path.",
                        layout=self.name,
                        path=path,
                    )
                )
            found.append(field)
            model = self.env[field.comodel_name] if field.relational else None
        return found

    @staticmethod
    def _literal_domain(text):
        return Domain(ast.literal_eval(text or "[]"))

    @api.constrains("model_id", "title", "footer", "year_path", "division_path", "group_path")
    def _check_paths(self):
        for layout in self:
            named = PLACEHOLDER.findall(f"{layout.title} {layout.footer or ''}")
            paths = [path for path in named if path not in WORDS]
            paths += [layout.year_path, layout.division_path, layout.group_path]
            for path in filter(None, paths):
                layout._fields_of(path)

    @api.constrains("model_id", "domain", "sort")
    def _check_domain(self):
        for layout in self:
            model = self.env[layout.res_model].sudo()
            try:
                model.search(
                    layout._literal_domain(layout.domain), order=layout.sort or None, limit=1
                )
            except (ValueError, SyntaxError, TypeError, AttributeError, KeyError) as error:
                raise ValidationError(
                    self.env._(
                        "Layout “%(layout)s”: the rows taken or their order are not "
                        "understood (%(error)s). Correct them.",
                        layout=layout.name,
                        error=error,
                    )
                ) from error

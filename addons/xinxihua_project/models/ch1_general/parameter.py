# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from .parameter_codec import VALUE_TYPES, parse_value


class Parameter(models.Model):
    """A number, deadline or choice of the law, with its values through time.

    The value that counts is the one of the nearest division upwards in the tree,
    in force on the day that the document was submitted.
    """

    _name = "xinxihua.parameter"
    _inherit = "xinxihua.guard.mixin"
    _description = "Rule Parameter"
    _order = "article_number, code"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True)
    article_id = fields.Many2one("xinxihua.article", index="btree_not_null", ondelete="restrict")
    article_number = fields.Integer(related="article_id.number", store=True, aggregator=None)
    value_type = fields.Selection(VALUE_TYPES, "Type", required=True)
    choices = fields.Char(
        help="For a choice: the allowed values, separated by commas.",
    )
    origin = fields.Selection(
        [
            ("regulation", "Stated in the regulation"),
            ("standard", "Stated in another standard"),
            ("to_confirm", "Generally known, to be confirmed"),
            ("default", "Our default, the text is silent"),
        ],
        required=True,
        default="default",
    )
    note = fields.Text("Explanation")
    value_ids = fields.One2many("xinxihua.parameter.value", "parameter_id", string="Values")

    current_values = fields.Char("In Force Today", compute="_compute_current_values")

    _code_unique = models.Constraint("UNIQUE(code)", "A parameter with this code exists already.")

    @api.depends("value_ids.value", "value_ids.date_from", "value_ids.division_id")
    def _compute_current_values(self):
        """Name the value in force today of each division that has its own."""
        today = fields.Date.context_today(self)
        for parameter in self:
            begun = parameter.value_ids.filtered(lambda row: row.date_from <= today)
            latest = {row.division_id: row for row in begun.sorted("date_from")}
            parameter.current_values = "、".join(
                f"{row.value} ({division.name})" if division and len(latest) > 1 else row.value
                for division, row in latest.items()
            )

    @api.model
    def _get(self, code, date, division):
        """Return the value of a parameter that a document falls under.

        :param str code: code of the parameter
        :param date date: day the document was (or would be) submitted
        :param division: ``xinxihua.division`` record of the document
        :return: float for money (yuan), percent (0.1 is 10 %) and number; int for
            days and months; bool; date; str for choice, level and text
        :raise UserError: no value is in force for that day and division
        """
        raw, value_type = self._get_raw(code, date, division.id)
        if raw is None:
            raise UserError(
                self.env._(
                    "Rule parameter “%(code)s” has no value for %(division)s on "
                    "%(date)s. Ask the rules administrator to add a dated value.",
                    code=code,
                    division=division.display_name or "-",
                    date=date,
                )
            )
        return parse_value(raw, value_type)

    @api.model
    def _deadline(self, code, start, division, rule_date=None):
        """Return the last day of a period that a parameter sets.

        Working days follow the company's working calendar and the public days
        (``xinxihua.public.day``); months end on the same day of the month.

        :param str code: parameter of type days, working_days or months
        :param date start: first day; the period begins on the day after it
        :param division: ``xinxihua.division`` of the document
        :param date rule_date: day whose rules apply; left out, ``start``
        :raise UserError: no value is in force
        """
        count = self._get(code, rule_date or start, division)
        kind = self._get_raw(code, rule_date or start, division.id)[1]
        if kind == "months":
            return fields.Date.add(start, months=count)
        if kind == "working_days" and (
            end := self.env["xinxihua.public.day"]._working_day(start, count, division)
        ):
            return end
        return fields.Date.add(start, days=int(count))

    @api.model
    @tools.ormcache("code", "date", "division_id")
    def _get_raw(self, code, date, division_id):
        """Return (text of the value in force or None, type); cached for all users."""
        parameter_sudo = self.sudo().search([("code", "=", code)], limit=1)
        division_sudo = self.env["xinxihua.division"].sudo().browse(division_id)
        lineage = [int(part) for part in (division_sudo.parent_path or "").split("/")[:-1]]
        values_sudo = parameter_sudo.value_ids.filtered(
            lambda value: value.date_from <= date
        ).sorted("date_from", reverse=True)
        for ancestor_id in [*reversed(lineage), False]:
            for value in values_sudo:
                if value.division_id.id == ancestor_id:
                    return value.value, parameter_sudo.value_type
        return None, parameter_sudo.value_type

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

# the legal basis that the words of a fault or note cite
FAULT_BASES = {
    **dict.fromkeys(
        ("missing", "amount_missing", "amount_text", "amount_negative", "amount_cents"),
        "completeness",
    ),
    **dict.fromkeys(("yes_no", "no_public_data", "category_unknown"), "scope"),
    **dict.fromkeys(("class", "subtype_class", "subtype_unknown"), "classification"),
    **dict.fromkeys(
        ("unit_unknown", "unit_ambiguous", "unit_contradiction"), "application_channel"
    ),
    "sum_mismatch": "funding_sources",
    "secret": "secrecy",
    "common": "common_projects",
    "exclusion": "exclusions",
}


class ProjectImportWords(models.TransientModel):
    """Says what is wrong with a row: column, value, reason, article, what to do."""

    _inherit = "xinxihua.project.import"

    def _row_message(self, row):
        """Return all that is to be said about a row, a line for each fault."""
        lines = [self._fault_text(fault, row.unit) for fault in row.faults]
        if row.status == "not_applicable" and not row.explanation:
            lines.insert(0, self._words_of("no_public_data", {}, row.unit))
        return "\n".join([*lines, *row.notes, *filter(None, [row.explanation])])

    def _fault_text(self, fault, unit):
        figures = {
            name: f"{figure:,.2f}" if name in ("sum", "budget", "difference") else figure
            for name, figure in fault.figures.items()
        }
        value = str(figures.get("value", ""))[:60]
        reason = self._words_of(fault.reason, {**figures, "value": value}, unit)
        column = self._column_header(fault.column)
        if "value" in fault.figures:
            return self.env._(
                "Column %(column)s, “%(value)s”: %(reason)s",
                column=column,
                value=value,
                reason=reason,
            )
        return self.env._("Column %(column)s: %(reason)s", column=column, reason=reason)

    def _column_header(self, code):
        """Return the header of a field as it stands in the workbook."""
        layout = self.layout
        if code in layout["codes"]:
            return layout["headers"][layout["codes"].index(code)]
        return code

    @api.model
    def _words_of(self, reason, figures, unit):
        """Return what is to be said about a fault or note.

        :param str reason: code of the words
        :param dict figures: what the words name besides the article
        :param unit: unit of the row, whose regulation is cited; None: the user's own
        """
        words = {
            **dict.fromkeys(("sum", "budget", "difference", "number", "row", "value"), "-"),
            **figures,
            "basis": self._cite(FAULT_BASES.get(reason, ""), unit=unit),
        }
        return self._fault_words()[reason] % words

    @api.model
    def _fault_words(self):
        return {
            "missing": self.env._("the cell is empty. Fill it in (%(basis)s)."),
            "amount_missing": self.env._(
                "the budget is missing or 0. Fill in the amount (%(basis)s)."
            ),
            "amount_text": self.env._(
                "this is no exact amount. Write digits only, such as 500000.00 (%(basis)s)."
            ),
            "amount_negative": self.env._("an amount cannot be negative. Correct it (%(basis)s)."),
            "amount_cents": self.env._(
                "the amount has more than two decimals of a yuan. Round it (%(basis)s)."
            ),
            "yes_no": self.env._("write 是 or 否 (%(basis)s)."),
            "year": self.env._("this is no year. Write four digits, such as 2026."),
            "term": self.env._("this is no term. Write whole years, such as 3."),
            "class": self.env._("write 建设类 or 服务类, 公共类 or 专业类 (%(basis)s)."),
            "sum_mismatch": self.env._(
                "the sources add up to %(sum)s yuan, the budget is %(budget)s yuan: correct "
                "the difference of %(difference)s yuan (%(basis)s)."
            ),
            "unit_unknown": self.env._(
                "no unit for which you may import has this name and code. Write the full "
                "name as under Units, or ask the rules administrator to add it (%(basis)s)."
            ),
            "unit_ambiguous": self.env._(
                "several units have this name. Add the unit code (%(basis)s)."
            ),
            "unit_contradiction": self.env._(
                "name and code belong to different units. Correct one of them (%(basis)s)."
            ),
            "subtype_class": self.env._(
                "this subtype does not belong to the execution class of the row. Choose one "
                "that does (%(basis)s)."
            ),
            "subtype_unknown": self.env._(
                "the regulation knows no such subtype. Choose one of those of %(basis)s."
            ),
            "duplicate_row": self.env._(
                "the same project of the same unit and year stands in row %(row)s. Delete "
                "one of the two, or give them different names."
            ),
            "same_name": self.env._(
                "A project of the same name stands in row %(row)s: make sure that it was not "
                "entered twice, or split."
            ),
            "duplicate_project": self.env._(
                "this unit has entered a project of this name for the year already (number "
                "%(number)s). Nothing is created twice; correct the one that exists."
            ),
            "no_public_data": self.env._(
                "No public data are involved: this regulation does not apply (%(basis)s)."
            ),
            "secret": self.env._(
                "Secret: nothing of this row was kept. Secret projects go through secrecy "
                "channels (%(basis)s)."
            ),
            "common": self.env._(
                "Common projects are initiated by the data bureaus (%(basis)s): the draft "
                "cannot be submitted as it is."
            ),
            "exclusion": self.env._("The name looks like “%(value)s” of %(basis)s."),
            "category_unknown": self.env._(
                "The system category “%(value)s” is unknown and left empty: choose it in the "
                "draft (%(basis)s)."
            ),
        }

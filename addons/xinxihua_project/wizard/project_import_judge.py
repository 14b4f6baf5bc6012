# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.fields import Command, Domain

from ..models.core.workbook_values import key_of
from .project_import_row import Fault, read_row


class ProjectImportJudge(models.TransientModel):
    """Judges rows: unit, lists of the law, doubles, procedure. Many rows, few queries."""

    _inherit = "xinxihua.project.import"

    def _judged(self, rows):
        """Return what becomes of rows.

        :param rows: [(row number of the sheet, cells)]
        :return: list of ImportRow in order, with status, vals of the draft and procedure
        """
        judged = [read_row(number, cells, self.layout) for number, cells in rows]
        open_rows = [row for row in judged if not row.secret]
        self._find_units(open_rows)
        currency = self.env.ref("base.CNY")
        for row in open_rows:
            row.vals = {"currency_id": currency.id, **self._draft_vals(row)}
        existing = self._existing_projects(open_rows)
        first_rows = {}
        for row in open_rows:
            self._set_status(row, existing, first_rows)
        return judged

    # -- unit --------------------------------------------------------------------------

    def _importable_units(self):
        """Return the units for which the user may import, by the user's own rights."""
        user = self.env.user
        domain = Domain.FALSE
        if user.has_group("xinxihua_project.group_unit_officer"):
            domain |= Domain("id", "in", user.xinxihua_unit_ids.ids)
        if user.has_group("xinxihua_project.group_bureau_officer"):
            divisions = user.xinxihua_unit_ids.division_id
            domain |= Domain("division_id", "child_of", divisions.ids)
        return self.env["xinxihua.unit"].search_fetch(
            domain, ["name", "code", "uscc", "kind", "division_id"]
        )

    def _find_units(self, rows):
        units = self._importable_units()
        by_code = {key_of(code): unit for unit in units for code in (unit.uscc, unit.code) if code}
        by_name = units.grouped(lambda unit: key_of(unit.name))
        none = units.browse()
        for row in rows:
            code, name = key_of(row.values["unit_code"]), key_of(row.values["unit_name"])
            coded, named = by_code.get(code, none), by_name.get(name, none)
            reason = ""
            if not (code or name):
                continue
            if coded:
                row.unit = coded
                if name and coded not in named:
                    reason = "unit_contradiction"
            elif len(named) > 1:
                reason = "unit_ambiguous"
            elif not named or (code and named.code):
                reason = "unit_unknown"
            else:
                row.unit = named
            if reason:
                row.unit = None
                column = "unit_name" if name else "unit_code"
                value = row.values["unit_name"] or row.values["unit_code"]
                row.faults.append(Fault("unknown_unit", column, reason, {"value": value}))

    # -- draft -------------------------------------------------------------------------

    def _draft_vals(self, row):
        """Return the values of the draft; add the faults against the lists of the law."""
        values = row.values
        today = fields.Date.context_today(self)
        division = (row.unit or self.env.user.xinxihua_unit_ids[:1]).division_id
        subtype = self._subtype(row, today, division)
        category = self._category(row, today, division)
        vals = {
            "unit_id": row.unit and row.unit.id,
            "fiscal_year": values["year"] or self.layout["year"] or self.fiscal_year,
            "exec_class": values["exec_class"] or subtype.group_code,
            "exec_subtype_id": subtype.id,
            "system_category_id": category.id,
            "public_data": {True: "yes", False: "no"}.get(values["public_data"]),
            "applicability": "in_scope",
            "in_catalogue": bool(values["in_catalogue"]),
            "term_years": values["term_years"] or 1,
            "budget_amount": float(values["budget"] or 0),
        }
        if values["biz_class"]:
            vals["biz_class"] = values["biz_class"]
        if values["procurement_amount"] is not None:
            vals["procurement_amount"] = float(values["procurement_amount"])
        for name in ("name", "content", "objective", "basis", "contact_name", "contact_phone"):
            vals[name] = values[name] or False
        vals["funding_ids"] = [
            Command.create({"source": s, "year": vals["fiscal_year"], "amount": float(amount)})
            for s, amount in row.funding
        ]
        if vals.get("biz_class") == "common" and row.unit and row.unit.kind != "data_bureau":
            row.notes.append(self._words_of("common", {}, row.unit))
        return vals | self._exclusion(row, today, division)

    def _exclusion(self, row, date, division):
        """Leave it to a person whether a name that looks like art. 36 is meant by it."""
        exclusion = self.env["xinxihua.catalogue.item"]._suggested(
            "exclusion", row.values["name"], date, division
        )
        if not exclusion:
            return {}
        row.notes.append(self._words_of("exclusion", {"value": exclusion.name}, row.unit))
        return {"applicability": "to_answer", "exclusion_id": exclusion.id}

    def _named(self, kind, text, date, division):
        """Return the rows of a checklist that bear a name or code."""
        key = key_of(text)
        items = self.env["xinxihua.catalogue.item"]._in_force(kind, date, division)
        return items.filtered(lambda item: key and key in (key_of(item.name), key_of(item.code)))

    def _subtype(self, row, date, division):
        """Return the subtype; it must belong to the execution class (art. 2)."""
        text, exec_class = row.values["exec_subtype"], row.values["exec_class"]
        named = self._named("execution_subtype", text, date, division)
        fitting = named.filtered(lambda item: item.group_code == (exec_class or item.group_code))
        if text and not fitting:
            reason = "subtype_class" if named else "subtype_unknown"
            row.faults.append(Fault("wrong_subtype", "exec_subtype", reason, {"value": text}))
        return fitting[:1]

    def _category(self, row, date, division):
        text = row.values["system_category"]
        category = self._named("system_category", text, date, division)[:1]
        if text and not category:
            row.notes.append(self._words_of("category_unknown", {"value": text}, row.unit))
        return category

    # -- status ------------------------------------------------------------------------

    @staticmethod
    def _key(vals):
        return vals["unit_id"], vals["fiscal_year"], key_of(vals["name"] or "")

    def _existing_projects(self, rows):
        """Return {(unit, year, name): project} of what is entered already.

        Read with all rights, for a draft of somebody else is a double too; the units were
        checked with the user's own.
        """
        known = [row for row in rows if row.unit]
        projects_sudo = (
            self.env["xinxihua.project"]
            .sudo()
            .with_context(active_test=False)
            .search_fetch(
                [
                    ("unit_id", "in", list({row.vals["unit_id"] for row in known})),
                    ("fiscal_year", "in", list({row.vals["fiscal_year"] for row in known})),
                ],
                ["unit_id", "fiscal_year", "name", "code"],
                order="id desc",
            )
        )
        return {
            (project.unit_id.id, project.fiscal_year, key_of(project.name)): project
            for project in projects_sudo
        }

    def _set_status(self, row, existing, first_rows):
        """Decide what becomes of a row; a project without public data is never created."""
        key = self._key(row.vals)
        if row.values["public_data"] is False:
            row.status, row.route = "not_applicable", "not_applicable"
            return
        if row.faults:
            row.status = "bad"
            return
        if fault := self._duplicate_fault(row, key, existing, first_rows):
            row.status = "duplicate"
            row.faults.append(fault)
            return
        # the project's own computation, so that preview and draft cannot differ
        project = self.env["xinxihua.project"].new(row.vals)
        row.route, row.explanation = project.route, project.route_explanation
        statuses = {"pending": "to_answer", "not_applicable": "not_applicable"}
        row.status = statuses.get(row.route, "ok")
        first_rows.setdefault(key, []).append(row)

    def _duplicate_fault(self, row, key, existing, first_rows):
        """Return why a row would double a project, or nothing.

        Two rows of one name whose other cells differ may be two stages of a project, or
        one that was split: both become drafts, and the user is told.
        """
        if key in existing:
            number = existing[key].code or "-"
            return Fault("duplicate", "name", "duplicate_project", {"number": number})
        for other in first_rows.get(key, []):
            if self._content(other) == self._content(row):
                return Fault("duplicate", "name", "duplicate_row", {"row": other.number})
            row.notes.append(self._words_of("same_name", {"row": other.number}, row.unit))
        return None

    @staticmethod
    def _content(row):
        # the key has the name already, however it is spaced
        return {name: value for name, value in row.values.items() if name not in ("number", "name")}

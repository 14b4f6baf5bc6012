# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import io

import xlsxwriter
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ..models.core.workbook_values import MONEY_UNITS
from .project_import_row import FUNDING

CREATABLE = ("ok", "to_answer")
DOWNLOADED = ("bad", "duplicate", "secret")
UNIT_OFFICERS = ("xinxihua_project.group_unit_officer",)


class ProjectImport(models.TransientModel):
    """Reads the agencies' summary workbook and turns its good rows into drafts.

    Rights: officers of a unit import for their own units, officers of a bureau for the
    units of their division and below. Nothing is created before ``action_import``, which
    judges again, under a lock, what the server itself has kept of each row.
    """

    _name = "xinxihua.project.import"
    _inherit = "xinxihua.workbook.import.mixin"
    _description = "Import of Applications"
    _purpose = "project"
    _needed = (("name",), ("unit_name", "unit_code"), ("budget",))
    _single = ("name", "unit_name", "budget", "procurement_amount", *FUNDING)

    fiscal_year = fields.Integer(
        required=True,
        default=lambda self: fields.Date.context_today(self).year,
        help="Counts where neither the row nor the title of the workbook names a year.",
    )
    line_ids = fields.One2many(
        "xinxihua.project.import.line", "import_id", string="Rows", readonly=True
    )
    ok_count = fields.Integer("Can be Imported", compute="_compute_counts")
    to_answer_count = fields.Integer("To be Answered", compute="_compute_counts")
    bad_count = fields.Integer("Faulty", compute="_compute_counts")
    duplicate_count = fields.Integer("Duplicates", compute="_compute_counts")
    not_applicable_count = fields.Integer("Not Applicable", compute="_compute_counts")
    secret_count = fields.Integer("Secret", compute="_compute_counts")
    creatable_count = fields.Integer("Drafts to Create", compute="_compute_counts")
    imported_count = fields.Integer("Imported", compute="_compute_counts")
    faults_file = fields.Binary("Faulty Rows", compute="_compute_faults_file")

    @api.depends("line_ids.status", "line_ids.project_id")
    def _compute_counts(self):
        counts = {}
        for wizard, status, done, count in self.env["xinxihua.project.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "status", "is_imported"], ["__count"]
        ):
            counts[wizard, status, done] = count
        statuses = self.line_ids._fields["status"].get_values(self.env)
        for wizard in self:
            for status in statuses:
                wizard[f"{status}_count"] = sum(
                    counts.get((wizard, status, done), 0) for done in (True, False)
                )
            for name, done in (("imported_count", True), ("creatable_count", False)):
                wizard[name] = sum(counts.get((wizard, s, done), 0) for s in CREATABLE)

    # -- preview -----------------------------------------------------------------------

    def _replace_lines(self, rows):
        lines_sudo = self.env["xinxihua.project.import.line"].sudo()
        self.sudo().line_ids.unlink()
        lines_sudo.create(
            [{"import_id": self.id, **self._line_vals(row)} for row in self._judged(rows)]
        )

    @api.model
    def _line_vals(self, row):
        """Return what is kept of a row; of a secret one only its number."""
        if row.secret:
            words = self._words_of("secret", {}, row.unit)
            return {"sheet_row": row.number, "status": "secret", "message": words}
        return {
            "sheet_row": row.number,
            "status": row.status,
            "name": row.values["name"],
            "unit_id": row.unit and row.unit.id,
            "unit_name": row.unit.name if row.unit else row.values["unit_name"],
            "currency_id": row.vals["currency_id"],
            "amount": row.values["budget"] and float(row.values["budget"]),
            "route": row.route,
            "message": self._row_message(row),
            "fault_codes": ",".join(dict.fromkeys(fault.code for fault in row.faults)),
            "cells": row.cells,
        }

    # -- import ------------------------------------------------------------------------

    def action_import(self):
        """Create drafts from the rows that the preview showed as good, and only those."""
        self._claim()
        lines_sudo = self.sudo().line_ids.filtered(
            lambda line: line.status in CREATABLE and not line.project_id
        )
        if not lines_sudo:
            raise UserError(
                self.env._(
                    "There is no row that can be imported. Correct the workbook and read it again."
                )
            )
        self._lock_units(lines_sudo.unit_id.ids)
        rows = self._judged([(line.sheet_row, line.cells) for line in lines_sudo])
        good = [row for row in rows if row.status in CREATABLE]
        projects = dict(zip([row.number for row in good], self._create_drafts(good), strict=True))
        for line, row in zip(lines_sudo, rows, strict=True):
            project = projects.get(row.number)
            line.write({**self._line_vals(row), "project_id": project and project.id})
        if not projects:
            return self.action_preview()
        drafts = self.env["xinxihua.project"].union(*projects.values())
        return {
            **drafts._get_records_action(name=self.env._("Imported Drafts")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", drafts.ids)],
        }

    @api.model
    def _lock_units(self, unit_ids):
        """Make imports for a unit wait for each other.

        The row is written, not only locked: the second import then starts again with
        sight of what the first has created, where a bare lock would let it double them.
        """
        units_sudo = self.env["xinxihua.unit"].sudo().browse(sorted(unit_ids))
        table = SQL.identifier(units_sudo._table)
        self.env.execute_query(
            SQL(
                "UPDATE %s SET write_date = write_date WHERE id IN "
                "(SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE) RETURNING id",
                table,
                table,
                tuple(units_sudo.ids),
            )
        )

    def _create_drafts(self, rows):
        """Create drafts of judged rows; each says in its history where it comes from."""
        Project = self.env["xinxihua.project"]
        if not rows:
            return Project
        # a default in the context is no word of the workbook
        # pylint: disable-next=context-overridden
        clean = Project.with_context(clean_context(self.env.context))
        projects = clean.sudo().create([row.vals for row in rows]).sudo(False)
        projects._keep_imported_answers()
        own_units = self.env.user.xinxihua_unit_ids
        for project, row in zip(projects, rows, strict=True):
            unit = row.unit if row.unit in own_units else own_units[:1]
            source = self.env._(
                "%(file)s, sheet %(sheet)s, row %(row)s (SHA-256 %(sha256)s)",
                file=self.filename or "-",
                sheet=self.sheet_name,
                row=row.number,
                sha256=self.sha256,
            )
            project._log_steps(
                "import",
                self.env._("Imported from a Workbook"),
                {project.id: False},
                {project.id: unit},
                opinion=source,
            )
        self._tell_units(projects)
        return projects

    def _tell_units(self, projects):
        """Put a draft that a bureau imported into the inbox of its unit's officers."""
        own_units = self.env.user.xinxihua_unit_ids
        others = projects.filtered(lambda project: project.sudo().unit_id not in own_units)
        by_unit = others.sudo().unit_id._users_with_role(UNIT_OFFICERS)
        others._put_on_desk(
            self.env._("Imported draft: complete it and submit it"),
            {project: by_unit[project.sudo().unit_id] for project in others},
        )

    # -- faulty rows -------------------------------------------------------------------

    def action_download_faults(self):
        """Download the rows that cannot be imported, each with its problem."""
        self.ensure_one()
        self.check_access("read")
        name = self.env._("Faulty rows")
        url = f"/web/content/{self._name}/{self.id}/faults_file/{name}.xlsx?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    @api.depends("line_ids.status")
    def _compute_faults_file(self):
        for wizard in self:
            lines = wizard.line_ids.filtered(lambda line: line.status in DOWNLOADED)
            wizard.faults_file = lines and base64.b64encode(wizard._faults_workbook(lines))

    def _faults_workbook(self, lines):
        """Return the rows as they were, in a workbook that can be imported again."""
        stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, options) as workbook:
            bold = workbook.add_format({"bold": True})
            wrap = workbook.add_format({"text_wrap": True})
            sheet = workbook.add_worksheet()
            headers = self.layout["headers"]
            unit = self.layout["money_unit"] or next(iter(MONEY_UNITS))
            year = self.layout["year"] or self.fiscal_year
            sheet.write_string(0, 0, f"{year}年 {self.filename or ''}", bold)
            sheet.write_string(1, 0, f"单位:{unit}")
            extra = [self.env._("Sheet Row"), self.env._("Problem")]
            for column, header in enumerate([*headers, *extra]):
                sheet.write_string(2, column, header, bold)
            for number, line in enumerate(lines.sorted("sheet_row"), 3):
                for column, cell in enumerate((line.cells or [])[: len(headers)]):
                    sheet.write(number, column, cell)
                sheet.write_number(number, len(headers), line.sheet_row)
                sheet.write_string(number, len(headers) + 1, line.message or "", wrap)
            sheet.set_column(len(headers) + 1, len(headers) + 1, 80)
        return stream.getvalue()

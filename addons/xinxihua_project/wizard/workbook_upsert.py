# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

CREATABLE = ("new", "changed")


def _depends_on_lines(model):
    return ("line_ids.status", "line_ids.is_imported") if "line_ids" in model._fields else ()


class WorkbookUpsertMixin(models.AbstractModel):
    """An import that adds new rows, updates known ones, and deletes none.

    The concrete model declares ``line_ids`` and gives ``_judged``, ``_line_vals``,
    ``_write_rows``, ``_nothing_to_write`` and ``_written_action``.
    """

    _name = "xinxihua.workbook.upsert.mixin"
    _inherit = "xinxihua.workbook.import.mixin"
    _description = "Import that Adds and Updates"

    new_count = fields.Integer("New", compute="_compute_counts")
    changed_count = fields.Integer("Changed", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    bad_count = fields.Integer("Faulty", compute="_compute_counts")
    secret_count = fields.Integer("Secret", compute="_compute_counts")
    creatable_count = fields.Integer("Rows to Write", compute="_compute_counts")
    imported_count = fields.Integer("Imported", compute="_compute_counts")

    @api.depends(_depends_on_lines)
    def _compute_counts(self):
        counts = {}
        for wizard, status, done, count in self.env[self.line_ids._name]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "status", "is_imported"], ["__count"]
        ):
            counts[wizard, status, done] = count
        for wizard in self:
            for status in ("new", "changed", "unchanged", "bad", "secret"):
                wizard[f"{status}_count"] = sum(
                    counts.get((wizard, status, done), 0) for done in (True, False)
                )
            for name, done in (("imported_count", True), ("creatable_count", False)):
                wizard[name] = sum(counts.get((wizard, s, done), 0) for s in CREATABLE)

    def _replace_lines(self, rows):
        self.sudo().line_ids.unlink()
        self.sudo().line_ids.create(
            [{"import_id": self.id, **self._line_vals(row)} for row in self._judged(rows)]
        )

    def action_import(self):
        """Write what the preview showed as new or changed, and only that."""
        self._claim()
        lines_sudo = self.sudo().line_ids.filtered(
            lambda line: line.status in CREATABLE and not line.is_imported
        )
        if not lines_sudo:
            raise UserError(self._nothing_to_write())
        rows = self._judged([(line.sheet_row, line.cells) for line in lines_sudo])
        self._write_rows([row for row in rows if row.status in CREATABLE])
        for line, row in zip(lines_sudo, rows, strict=True):
            line.write({**self._line_vals(row), "is_imported": row.status in CREATABLE})
        return self._written_action(lines_sudo)

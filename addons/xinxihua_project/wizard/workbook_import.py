# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools.misc import clean_context

from ..models.core.workbook import check_columns, find_tables
from ..models.core.workbook_reader import read_sheets
from ..models.core.workbook_safety import WorkbookError
from ..models.core.workbook_values import is_secret


class WorkbookImportMixin(models.AbstractModel):
    """A workbook is read when the wizard is saved, and kept nowhere.

    ``file`` has no column and no attachment: its inverse reads it into lines, of which
    secret rows leave nothing but their number. The file's name and SHA-256 stay.
    """

    _name = "xinxihua.workbook.import.mixin"
    _inherit = "xinxihua.guard.mixin"
    _description = "Import of a Workbook"
    _rec_name = "filename"
    # the preview of a morning is still there in the afternoon
    _transient_max_hours = 8.0
    _max_megabytes = 10
    _max_rows = 3000
    # purpose of the header synonyms; columns that must be there; columns of one kind
    _purpose = ""
    _needed = ()
    _single = ()

    file = fields.Binary(
        "Workbook",
        compute="_compute_file",
        inverse="_inverse_file",
        help="The file is read and not stored.",
    )
    filename = fields.Char("File Name")
    sha256 = fields.Char("SHA-256", readonly=True)
    sheet_name = fields.Char("Sheet", readonly=True)
    passed_over = fields.Char(
        "Lines Passed over",
        readonly=True,
        help="Totals, signatures and notes below the rows, repeated headers.",
    )
    unread_sheets = fields.Char("Sheets not Read", readonly=True)
    layout = fields.Json(readonly=True)

    def _compute_file(self):
        self.file = False

    def _inverse_file(self):
        for wizard in self:
            # the ORM keeps what create and write were given under different contexts
            content = wizard.with_context(bin_size=False).file or wizard.file
            if not content:
                continue
            try:
                data = base64.b64decode(content, validate=True)
            except binascii.Error as error:
                raise UserError(self._workbook_words(WorkbookError("corrupt"))) from error
            # a default in the context is no word of the workbook
            clean = clean_context(self.env.context)
            # pylint: disable-next=context-overridden
            wizard.with_context(clean)._take_workbook(data)
        self.invalidate_recordset(["file"])

    def _take_workbook(self, data):
        """Read a file into lines, in place of those of an earlier one.

        :param bytes data: the file
        :raise UserError: it cannot be read, or its header is not understood
        """
        self.ensure_one()
        self.check_access("write")
        synonyms = self.env["xinxihua.import.synonym"]._headers(self._purpose)
        try:
            tables = self._read_tables(data, synonyms)
        except WorkbookError as error:
            raise UserError(self._workbook_words(error)) from error
        table = tables[0]
        names = ("codes", "headers", "units", "money_unit", "year")
        self.sudo().write(
            {
                "sha256": hashlib.sha256(data).hexdigest(),
                "sheet_name": table.sheet,
                "passed_over": ", ".join(map(str, table.ignored)),
                "unread_sheets": "、".join(other.sheet for other in tables[1:]),
                "layout": {name: getattr(table, name) for name in names},
            }
        )
        self._replace_lines(table.rows)

    def _replace_lines(self, rows):
        """Judge the rows and keep them as lines.

        :param rows: [(row number of the sheet, cells)]
        """
        raise NotImplementedError

    def _read_tables(self, data, synonyms):
        limit = self._import_limit("megabytes")
        if len(data) > limit * 1024**2:
            raise WorkbookError("too_large", limit=limit)
        sheets = read_sheets(data, self._import_limit("rows"))
        tables = find_tables(sheets, synonyms)
        if not tables:
            raise WorkbookError("header", missing=[codes[0] for codes in self._needed], found=[])
        check_columns(tables[0], self._needed, self._single)
        if is_secret((), tables[0].above):
            raise WorkbookError("secret")
        if not tables[0].rows:
            raise WorkbookError("empty")
        return tables

    @api.model
    def _import_limit(self, name):
        """Return a limit: the system parameter ``xinxihua_project.import_max_<name>``."""
        value = (
            self.env["ir.config_parameter"].sudo().get_param(f"xinxihua_project.import_max_{name}")
        )
        return int(value) if str(value).isdigit() else getattr(self, f"_max_{name}")

    @api.model
    def _workbook_words(self, error):
        """Return in words why a file is refused and what to do."""
        figures = {
            "limit": error.figures.get("limit"),
            "rows": error.figures.get("rows"),
            "columns": error.figures.get("columns"),
            "headers": "、".join(error.figures.get("headers", ())),
            "found": "、".join(error.figures.get("found", ())) or "-",
            "missing": "、".join(self._first_headers(error.figures.get("missing", ()))),
            "basis": self._cite("secrecy"),
        }
        return self._workbook_texts()[error.code] % figures

    @api.model
    def _cite(self, *codes, unit=None):
        """Return the articles behind rules, as they count today.

        :param unit: unit whose division counts; left out, the user's own
        """
        division = (unit or self.env.user.xinxihua_unit_ids[:1]).division_id
        today = fields.Date.context_today(self)
        return self.env["xinxihua.legal.basis"]._cite(codes, today, division)

    @api.model
    def _first_headers(self, codes):
        """Return the usual header of each field: its first synonym."""
        rows = self.env["xinxihua.import.synonym"].search_read(
            [("purpose", "=", self._purpose), ("field_code", "in", list(codes))],
            ["field_code", "name"],
            order="id desc",
        )
        names = {row["field_code"]: row["name"] for row in rows}
        return [names.get(code, code) for code in codes]

    @api.model
    def _workbook_texts(self):
        return {
            "empty": self.env._("The workbook holds no rows. Choose the file that you filled in."),
            "corrupt": self.env._(
                "The file is damaged or incomplete. Open it in your office program, save it "
                "as .xlsx and choose it again."
            ),
            "password": self.env._(
                "The file is protected with a password. Save it without one and choose it again."
            ),
            "macro": self.env._(
                "The file holds macros and is not opened. Save it as .xlsx, without macros, "
                "and choose it again."
            ),
            "format": self.env._(
                "This is no workbook. Choose a file of type .xlsx, .xls, .ods or .csv."
            ),
            "html": self.env._(
                "This is a web page under another name. Open it in your office program, save "
                "it as .xlsx and choose it again."
            ),
            "encoding": self.env._(
                "The characters of the file cannot be read. Save it as .xlsx, or as CSV in "
                "UTF-8 or GB18030, and choose it again."
            ),
            "too_large": self.env._(
                "The file is larger than %(limit)s MB. Take pictures and unused sheets out, "
                "or split it."
            ),
            "too_wide": self.env._(
                "The sheet reaches as far as row %(rows)s, column %(columns)s. Delete the "
                "rows below and the columns beside the table, save it and choose it again."
            ),
            "too_many_rows": self.env._(
                "The sheet has more than %(limit)s rows. Split the workbook."
            ),
            "header": self.env._(
                "No column is recognised as %(missing)s in the first rows. Headers found: "
                "%(found)s. Use these words in the header row, or ask the rules "
                "administrator to add your header under Header Synonyms."
            ),
            "ambiguous": self.env._(
                "The columns %(headers)s mean the same. Rename or delete all but one."
            ),
            "secret": self.env._(
                "The workbook bears a secrecy mark. Nothing of it was read. Secret projects "
                "go through secrecy channels (%(basis)s): delete the file from this computer."
            ),
        }

    def _claim(self):
        """Lock the wizard: of two taps on one button, the second is told."""
        self.ensure_one()
        self.check_access("write")
        try:
            self.sudo().lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("This import is running already. Wait for it to end.")
            ) from error

    def action_preview(self):
        """Show what the import would do; nothing has been created yet."""
        self.ensure_one()
        if not self.sha256:
            raise UserError(self.env._("Choose a workbook first."))
        return {
            "type": "ir.actions.act_window",
            "name": self.filename or self.env._("Preview"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "current",
        }

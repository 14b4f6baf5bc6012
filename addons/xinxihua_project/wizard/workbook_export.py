# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64
import logging
import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class WorkbookExport(models.TransientModel):
    """Hands a list on as the workbook that offices expect, with the user's own rights."""

    _name = "xinxihua.workbook.export"
    _inherit = "xinxihua.guard.mixin"
    _description = "Export of a Ledger"
    _rec_name = "filename"

    res_model = fields.Char("Rows of", help="Empty: any ledger.")
    record_ids = fields.Json("Rows Selected")
    record_domain = fields.Json("Rows of the Screen")
    layout_ids = fields.Many2many(
        "xinxihua.workbook.layout", string="Ledgers to Choose from", compute="_compute_layout_ids"
    )
    layout_id = fields.Many2one(
        "xinxihua.workbook.layout",
        "Ledger",
        compute="_compute_layout_id",
        store=True,
        readonly=False,
        ondelete="cascade",
    )
    has_year = fields.Boolean(compute="_compute_has")
    has_division = fields.Boolean(compute="_compute_has")
    year = fields.Integer("Year (0: All)")
    division_id = fields.Many2one(
        "xinxihua.division", help="Here and below; empty: all that you may read."
    )
    row_count = fields.Integer("Number of Rows", compute="_compute_row_count")
    file = fields.Binary("Workbook", readonly=True, attachment=False)
    filename = fields.Char("File Name", readonly=True)

    @api.model
    def open_for(self, res_model, record_ids=None, domain=None):
        """Return the dialog for a list: its rows selected, or all that it shows.

        :param str res_model: model of the list
        :param record_ids: ids of the rows selected; left out, the domain counts
        :param domain: domain of the list
        """
        wizard = self.create(
            {"res_model": res_model, "record_ids": record_ids, "record_domain": domain}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Export as Ledger"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    # -- choices -----------------------------------------------------------------------------

    @api.depends("res_model")
    @api.depends_context("uid")
    def _compute_layout_ids(self):
        division = self.env.user.xinxihua_unit_ids[:1].division_id
        layouts = self.env["xinxihua.workbook.layout"]._in_force(
            division, fields.Date.context_today(self)
        )
        readable = layouts.filtered(lambda layout: self._may_read(layout.res_model))
        for wizard in self:
            wizard.layout_ids = readable.filtered(
                lambda layout, name=wizard.res_model: not name or layout.res_model == name
            )

    @api.model
    def _may_read(self, res_model):
        return res_model in self.env and self.env[res_model].has_access("read")

    @api.depends("layout_ids")
    def _compute_layout_id(self):
        for wizard in self:
            if wizard.layout_id not in wizard.layout_ids:
                wizard.layout_id = wizard.layout_ids[:1]

    @api.depends("layout_id")
    def _compute_has(self):
        for wizard in self:
            wizard.has_year = bool(wizard.layout_id.year_path) and not wizard.record_ids
            wizard.has_division = bool(wizard.layout_id.division_path) and not wizard.record_ids

    @api.depends("layout_id", "year", "division_id", "record_ids", "record_domain")
    def _compute_row_count(self):
        for wizard in self:
            layout = wizard.layout_id
            if not layout or not wizard._may_read(layout.res_model):
                wizard.row_count = 0
                continue
            model = wizard._rows_model()
            wizard.row_count = model.search_count(wizard._rows_domain())

    def _rows_model(self):
        """Return the model of the rows; who selected a row sees archived ones too."""
        model = self.env[self.layout_id.res_model]
        return model.with_context(active_test=False) if self.record_ids else model

    def _rows_domain(self):
        layout = self.layout_id
        domain = layout._literal_domain(layout.domain)
        if self.record_ids:
            return domain & Domain("id", "in", self.record_ids)
        domain &= Domain(self.record_domain or [])
        if self.year and layout.year_path:
            kind = layout._fields_of(layout.year_path)[-1].type
            year = self.year if kind == "integer" else f"{self.year}"
            domain &= Domain(layout.year_path, "=", year)
        if self.division_id and layout.division_path:
            domain &= Domain(layout.division_path, "child_of", self.division_id.ids)
        return domain

    # -- the workbook --------------------------------------------------------------------------

    def action_export(self):
        """Write the workbook and download it."""
        self.ensure_one()
        self.check_access("write")
        layout = self._checked_layout()
        if self.record_ids:
            self._rows_model().browse(self.record_ids).exists().check_access("read")
        records = self._rows_model().search(self._rows_domain(), order=layout.sort or None)
        title, data = layout._workbook(records, self.year)
        today = fields.Date.context_today(self)
        name = re.sub(r'[\\/:*?"<>|\s]+', "", title) or layout.code
        self.sudo().write(
            {"file": base64.b64encode(data), "filename": f"{name}_{today:%Y-%m-%d}.xlsx"}
        )
        _logger.info("Ledger %s: %s rows exported by %s", layout.code, len(records), self.env.uid)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file?download=true"
            "&filename_field=filename",
            "close": True,
        }

    def _checked_layout(self):
        """Return the ledger chosen, if it is one of those that this user has here."""
        if not self.layout_id:
            raise UserError(
                self.env._(
                    "There is no ledger for these rows. Ask the rules administrator to add a "
                    "layout under Workbook Layouts."
                )
            )
        if self.layout_id not in self.layout_ids:
            raise UserError(
                self.env._(
                    "“%(layout)s” is no ledger of these rows, or not for you to read. Choose "
                    "one of: %(ledgers)s.",
                    layout=self.layout_id.name,
                    ledgers="、".join(self.layout_ids.mapped("name")) or "-",
                )
            )
        return self.layout_id

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class IrHttp(models.AbstractModel):
    """Tells the web client which lists have a ledger."""

    _inherit = "ir.http"

    def session_info(self):
        info = super().session_info()
        if self.env.user._is_internal():
            layouts = self.env["xinxihua.workbook.layout"]._read_group([], ["res_model"])
            info["xinxihua_ledger_models"] = [res_model for (res_model,) in layouts]
        return info

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ExceptionGrant(models.TransientModel):
    _inherit = "xinxihua.exception.grant"

    own_clause = fields.Char("Own Exception", related="ground_id.own_exception")
    need_to_keep = fields.Text("Why it must be Kept")
    urgency = fields.Text("Why it is Urgent to Renew")

    def _exception_values(self):
        own = {"need_to_keep": self.need_to_keep, "urgency": self.urgency}
        return super()._exception_values() | own

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class AnnualListLedger(models.Model):
    """The list as the workbook that both bureaus sign."""

    _inherit = "xinxihua.annual.list"

    def action_export_ledger(self):
        """Open the export of this list's projects."""
        self.ensure_one()
        domain = [("list_id", "=", self.id)]
        return self.env["xinxihua.workbook.export"].open_for(self.line_ids._name, domain=domain)


class FundPlanLedger(models.Model):
    """The plan as the workbook that the leader is sent."""

    _inherit = "xinxihua.fund.plan"

    def action_export_ledger(self):
        """Open the export of this plan's lines."""
        self.ensure_one()
        domain = [("plan_id", "=", self.id)]
        return self.env["xinxihua.workbook.export"].open_for(self.line_ids._name, domain=domain)

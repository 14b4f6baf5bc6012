# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo import fields

from .common import ProjectCase

PAPER = base64.b64encode("合同扫描件".encode())


class ScopeCase(ProjectCase):
    """Answers on applicability, as an officer of the agency gives them."""

    def today(self):
        """Return the day of the officer, which is not that of UTC every hour."""
        return fields.Date.context_today(self.agency.with_user(self.unit_officer))

    def excluded(self, code, **vals):
        """Return complete answers for an exclusion.

        :param str code: code of the exclusion
        """
        item = self.env["xinxihua.catalogue.item"].search(
            [("kind", "=", "exclusion"), ("code", "=", code)], limit=1
        )
        answers = {
            "public_data": "yes",
            "exclusion_id": item.id,
            "evidence": "见所附材料",
            "evidence_file": PAPER,
            "evidence_filename": "证明.pdf",
        }
        if item.group_code == "existing_contract":
            answers |= {
                "contract_number": "HT-2025-001",
                "contract_date": "2025-05-07",
                "contract_end": "2099-12-31",
            }
        if item.group_code == "routine_equipment":
            answers |= {"purchase_amount": 50000, "in_catalogue": True}
        return answers | vals

    def answer(self, user=None, **vals):
        """Answer without a project."""
        user = user or self.unit_officer
        return (
            self.env["xinxihua.applicability"].with_user(user).create({"name": "测试采购", **vals})
        )

    def ask(self, user=None, **vals):
        """Return the questions on applicability, as a person opens them."""
        user = user or self.unit_officer
        return self.env["xinxihua.applicability.check"].with_user(user).create(vals)

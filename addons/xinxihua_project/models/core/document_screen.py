# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

# rows that each document's form shows as a table
ROWS = {"workflow_log_ids", "material_ids"}


class DocumentScreen(models.AbstractModel):
    _inherit = "xinxihua.workflow.mixin"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Show history and materials as cards on a phone, where a table would be cut off."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            for node in arch.iter("field"):
                if node.get("name") in ROWS and not node.get("mode"):
                    node.set("mode", "list,kanban")
                    node.set("context", node.get("context") or "{'of_document': True}")
        return arch, view

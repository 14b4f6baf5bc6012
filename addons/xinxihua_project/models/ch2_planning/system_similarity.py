# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..ch3_approval import similarity_text as texts
from ..ch3_approval.similarity import INDEX


class SimilaritySystem(models.Model):
    _inherit = "xinxihua.information.system"

    similarity_keys = fields.Text(compute="_compute_similarity_keys", store=True)
    _similarity_index = models.Index(INDEX)

    @api.depends("name", "unit_id.name", "function")
    def _compute_similarity_keys(self):
        for system in self:
            system.similarity_keys = texts.keys_of(
                system.name, system.sudo().unit_id.name, system.function
            )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tools.translate import load_language


def pre_init_hook(env):
    """Make Chinese active: explanations and history are written in the regulation's language."""
    if not env["res.lang"]._get_data(code="zh_CN"):
        load_language(env.cr, "zh_CN")

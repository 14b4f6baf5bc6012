# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo import fields


def scenario_scope(case):
    """Leave at least one row in each table of applicability.

    :param case: a ``ProjectCase``
    """
    case.env["xinxihua.applicability"].with_user(case.unit_officer).create(
        {"name": "测试采购", "public_data": "no", "evidence": "不涉及公共数据"}
    )
    case.env["xinxihua.common.demand"].with_user(case.unit_officer).create({"name": "统一认证"})
    _leave_recorded_decision(case)


def _leave_recorded_decision(case):
    """Record the paper of a bureau that works elsewhere."""
    project = case.make_project()
    project.action_submit()
    case.bureau.is_external = True
    project.with_user(case.unit_officer).action_record_external(
        "return",
        "退件1号",
        fields.Date.context_today(project),
        base64.b64encode(b"scan").decode(),
        "a.pdf",
    )
    case.bureau.is_external = False

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def scenario_scope(case):
    """Leave at least one row in each table of applicability.

    :param case: a ``ProjectCase``
    """
    case.env["xinxihua.applicability"].with_user(case.unit_officer).create(
        {"name": "测试采购", "public_data": "no", "evidence": "不涉及公共数据"}
    )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.fields import Command


def scenario_plans(case):
    """Leave at least one row in each table of plans, joint and emergency projects.

    :param case: a ``ProjectCase``
    """
    env = case.env
    project = case.approved()
    env["xinxihua.fund.plan"].with_user(case.bureau_officer).create(
        {
            "fiscal_year": 2026,
            "line_ids": [
                Command.create(
                    {
                        "project_id": project.id,
                        "source": "prefecture",
                        "available_amount": 1,
                        "planned_amount": 1,
                    }
                )
            ],
        }
    )
    env["xinxihua.plan"].with_user(case.bureau_officer).create(
        {"name": "规划", "goals": "目标", "item_ids": [Command.create({"name": "条目"})]}
    )
    env["xinxihua.department.plan"].with_user(case.unit_officer).create(
        {"name": "部门规划", "it_content": "平台"}
    )
    joint = case.make_project(
        participant_ids=[
            Command.create({"unit_id": case.other_agency.id, "role": "参建", "share": 40})
        ]
    )
    env["xinxihua.emergency.consent"].with_user(case.unit_officer).create(
        {
            "project_id": joint.id,
            "type_id": env.ref("xinxihua_project.emergency_type_accident").id,
            "facts": "事故",
        }
    )

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.fields import Command

from .common import ProjectCase


def upload_to(document, material, user, content=b"%PDF-1.4"):
    """Add a required material to any document, as a user."""
    own = document.with_user(user)
    requirement = own.env.ref(f"xinxihua_project.material_{material}")
    return own.env["xinxihua.material"]._upload(own, requirement, "文件.pdf", content)


def make_round(case, opens, closes, publish=True, **vals):
    """Return a round of the prefecture; edges are texts in UTC."""
    row = (
        case.env["xinxihua.application.round"]
        .with_user(case.bureau_officer)
        .create(
            {
                "name": "测试集中申报批次",
                "year": int(opens[:4]),
                "date_open": opens,
                "date_close": closes,
                "notice_title": "关于申报政务信息化项目的通知",
                "notice_number": "楚数〔2026〕1号",
                **vals,
            }
        )
    )
    if publish:
        upload_to(row, "round_notice", case.bureau_officer)
        row.action_publish()
    return row


def add_mandate(case, project):
    """Give a draft its superior's demand and its urgency."""
    project.write(
        {
            "application_kind": "supplementary",
            "urgency": "省级考核要求年内上线",
            "mandate_ids": [
                Command.create(
                    {
                        "authority_id": case.env.ref(
                            "xinxihua_project.mandate_authority_superior_government"
                        ).id,
                        "document_number": "云政发〔2026〕8号",
                        "document_date": "2026-01-05",
                    }
                )
            ],
        }
    )
    return project


def set_lists_aside(case):
    """Free the years of the tests from the lists of the database."""
    for year, rows in case.env["xinxihua.annual.list"].search([]).grouped("year").items():
        rows.year = year - 1000


def finance_approver(case):
    """Return a user that confirms for the prefecture's finance bureau."""
    unit = case.env.ref("xinxihua_project.unit_finance_532300")
    return case._user("finance_approver", unit, login="t_finance_approver")


def make_list(case, *chosen, ceiling=10000000, year=2026, **vals):
    """Return a draft list of the prefecture with chosen projects, as the bureau's officer."""
    return (
        case.env["xinxihua.annual.list"]
        .with_user(case.bureau_officer)
        .create(
            {
                "year": year,
                "budget_ceiling": ceiling,
                "line_ids": [
                    Command.create({"project_id": project.id, "choice": "chosen", "rank": rank})
                    for rank, project in enumerate(chosen, start=1)
                ],
                **vals,
            }
        )
    )


def publish(case, row, finance):
    """Submit a list and let both bureaus confirm it."""
    row.with_user(case.bureau_officer).action_submit()
    row.with_user(case.bureau_approver).action_confirm_bureau("同意")
    row.with_user(finance).action_confirm_finance("同意")
    return row


def put_on_list(case, project):
    """Put an approved project on a published list, without the steps of the list."""
    row = case.env["xinxihua.annual.list"].search([("year", "=", 2999)])
    row = row or case.env["xinxihua.annual.list"].create(
        {"year": 2999, "unit_id": case.bureau.id, "budget_ceiling": 1, "state": "published"}
    )
    row.date_published = row.date_published or "2025-06-01"
    project.sudo().annual_list_id = row
    return project


def leave_rows_of_rounds(case):
    """Leave a row in each table of rounds, lists and reserve."""
    set_lists_aside(case)
    make_round(case, "2031-01-01 00:00:00", "2031-02-01 00:00:00")
    add_mandate(case, case.make_project(material=False))
    chosen, rest = case.to_approve(), case.to_approve()
    ceiling = Command.create({"source": "prefecture", "amount": 10000000})
    publish(case, make_list(case, chosen, ceiling_ids=[ceiling]), finance_approver(case))
    case.env["xinxihua.reserve.decision"].with_user(case.bureau_officer).create(
        {"entry_id": rest.sudo().reserve_entry_ids.id}
    )
    case.env["xinxihua.elevated.review"].with_user(case.bureau_officer).create(
        {"project_id": chosen.id}
    )
    # the budget of the chosen one is late
    chosen.sudo().budget_task_ids.desk_due = "2025-06-01"


class RoundsCase(ProjectCase):
    """Rounds, lists and the reserve of the prefecture."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        set_lists_aside(cls)
        cls.finance_approver = finance_approver(cls)

    def reviewed(self, count, amount=800000.0):
        """Return reviewed projects that wait for their approval."""
        projects = self.env["xinxihua.project"]
        for index in range(count):
            projects |= self.to_approve(amount, name=f"平台 {index}")
        return projects

    def list_of(self, *chosen, **vals):
        """Return a draft list with chosen projects."""
        return make_list(self, *chosen, **vals)

    def published(self, *chosen, **vals):
        """Return a published list with chosen projects."""
        return publish(self, make_list(self, *chosen, **vals), self.finance_approver)

    def stay_of(self, project):
        """Return the one stay of a project in the reserve."""
        return self.env["xinxihua.reserve.entry"].search([("project_id", "=", project.id)])

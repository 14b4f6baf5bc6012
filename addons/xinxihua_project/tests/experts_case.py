# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.fields import Command, Date

from .common import ProjectCase


class ExpertsCase(ProjectCase):
    """A library of experts by field; those of the database are set aside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.env["xinxihua.expert"].search([]) - cls.experts).active = False
        Item = cls.env["xinxihua.catalogue.item"]
        today = Date.context_today(cls.env["xinxihua.project"])
        items = Item._in_force("review_field", today, cls.prefecture)
        cls.fields = {item.code: item for item in items}
        cls.technicians = cls._library("technology", 4)
        cls.accountants = cls._library("budget", 2)

    @classmethod
    def _library(cls, *codes_and_count):
        """Return so many new experts of some fields."""
        *codes, count = codes_and_count
        experts = cls.env["xinxihua.expert"]
        for index in range(count):
            login = f"t_{'_'.join(codes)}_{index}"
            user = cls._user("expert", None, login=login, groups="base.group_portal")
            experts |= experts.create(
                {
                    "user_id": user.id,
                    "employer": "测试大学",
                    "field_ids": [Command.set([cls.fields[code].id for code in codes])],
                }
            )
        return experts

    def review(self, **kwargs):
        """Return an open review as the bureau sees it."""
        return self.in_review(**kwargs).with_user(self.bureau_officer)._current_review()

    def draw(self, review, **wanted):
        """Draw experts; return the drawing."""
        return review.env["xinxihua.expert.drawing"].browse(review.action_draw(wanted))

    def candidate(self, drawing, expert):
        """Return an expert's row in a drawing."""
        return drawing.candidate_ids.filtered(lambda row: row.expert_id == expert)

    def sheet(self, review, expert):
        """Return an expert's own sheet, as the expert."""
        seat = review.sudo().opinion_ids.filtered(lambda row: row.expert_id == expert)
        return seat.sheet_ids.with_user(expert.user_id)

    def written(self, review, expert, **vals):
        """Let an expert declare and write; return the sheet."""
        sheet = self.sheet(review, expert)
        sheet.write(
            {"no_interest": True, "verdict": "pass", "opinion": "可行", "score": 80, **vals}
        )
        return sheet


def leave_rows_of_experts(case):
    """Leave a drawing, its candidates and an interest, for the registry-wide tests."""
    Item = case.env["xinxihua.catalogue.item"]
    field = Item.search([("kind", "=", "review_field")], limit=1)
    expert = case.experts[0]
    expert.field_ids = field
    case.env["xinxihua.expert.interest"].create(
        {"expert_id": expert.id, "company": "某公司", "reason": "顾问"}
    )
    review = case.in_review(name="抽取专家").with_user(case.bureau_officer)._current_review()
    review.action_draw({field.code: 1})

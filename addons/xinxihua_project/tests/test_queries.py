# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Lists and steps cost the same number of queries for 8 documents and for 80."""

from lxml import etree
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ProjectCase

INBOX = [
    "inbox_document",
    "inbox_unit",
    "inbox_amount",
    "inbox_currency_id",
    "inbox_note",
    "inbox_last_step",
    "inbox_steps",
]


@tagged("post_install", "-at_install")
class TestQueries(ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.projects = cls.env["xinxihua.project"]
        for index in range(80):
            user = cls.unit_officer if index % 2 else cls.county_unit_officer
            amount = 100000 if index % 4 < 2 else 900000
            cls.projects |= cls.make_project(amount, user=user, name=f"平台 {index}")
        # a step a user: each acts for its own unit
        for user in (cls.unit_officer, cls.county_unit_officer):
            own = cls.projects.filtered(lambda p, user=user: p.unit_id in user.xinxihua_unit_ids)
            own.with_user(user).action_submit()

    def specification(self, view):
        """Return what the web client asks for to show a view."""
        Project = self.env["xinxihua.project"].with_user(self.bureau_officer)
        arch = etree.fromstring(
            Project.get_view(self.env.ref(f"xinxihua_project.{view}").id)["arch"]
        )
        names = {node.get("name") for node in arch.iter("field")}
        return {
            name: {"fields": {"display_name": {}}} if Project._fields[name].relational else {}
            for name in names
        }

    def queries(self, view, limit):
        """Return the number of queries that the first page of a view takes."""
        self.env.flush_all()
        self.env.invalidate_all()
        Project = self.env["xinxihua.project"].with_user(self.bureau_officer)
        before = self.env.cr.sql_log_count
        page = Project.web_search_read(
            [("id", "in", self.projects.ids)], self.specification(view), limit=limit
        )
        self.assertEqual(len(page["records"]), limit)
        return self.env.cr.sql_log_count - before

    def test_list_of_80_for_the_bureau(self):
        self.queries("project_view_list", 80)
        few, many = self.queries("project_view_list", 8), self.queries("project_view_list", 80)
        self.assertEqual(few, many)
        Project = self.env["xinxihua.project"].with_user(self.bureau_officer)
        specification = self.specification("project_view_list")
        self.env.invalidate_all()
        with self.assertQueryCount(many):
            Project.web_search_read([("id", "in", self.projects.ids)], specification, limit=80)

    def test_kanban_of_80_for_the_bureau(self):
        self.queries("project_view_kanban", 80)
        self.assertEqual(
            self.queries("project_view_kanban", 8), self.queries("project_view_kanban", 80)
        )

    def test_the_inbox_does_not_ask_once_a_card(self):
        """80 tasks of two document types, in the inbox of one officer."""
        at_county = self.projects.filtered(lambda p: p.state == "county_review")
        filed = self.projects.filtered(lambda p: p.unit_id == self.county_agency) - at_county
        others = at_county | filed
        others._put_on_desk("转报", dict.fromkeys(others, self.bureau_officer))
        Activity = self.env["mail.activity"].with_user(self.bureau_officer)
        action = self.env.ref("xinxihua_project.inbox_action")
        cards = Activity.search(safe_eval(action.domain, {"uid": self.bureau_officer.id}))
        self.assertEqual((len(cards), len(set(cards.mapped("res_model")))), (80, 2))
        wanted = {name: {} for name in (*INBOX, "summary", "date_deadline", "state")}
        wanted["res_model_id"] = {"fields": {"display_name": {}}}

        def cost(page):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Activity.web_search_read([("id", "in", page.ids)], wanted)
            return self.env.cr.sql_log_count - before

        cost(cards)
        # every tenth: 8 cards, of all types and states
        few, many = cost(cards[::10]), cost(cards)
        self.assertLessEqual(many, few + 4, "a card costs no query of its own")

    def test_a_step_over_many_does_not_search_once_a_document(self):
        filed = self.projects.filtered(lambda p: p.state == "first_check")
        officer = self.bureau_officer

        def cost(batch):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch.with_user(officer).action_return("补正")
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(filed[:1])
        few, many = cost(filed[1:3]), cost(filed[3:15])
        self.assertLess((many - few) / 10, 12, "queries a document")

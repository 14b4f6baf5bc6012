# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each list of the planning menu costs the same number of queries for 8 rows and for 80."""

from lxml import etree
from odoo.tests import tagged
from odoo.tools import SQL

from .common import ProjectCase
from .rounds_case import leave_rows_of_rounds, make_list, set_lists_aside
from .rows_case import each, multiply
from .scenario_plans import scenario_plans

ROWS = 80
OLD = {"state": SQL("'superseded'")}
SENT = {"date_submitted": SQL("CURRENT_DATE")}
# besides their project and unit: what tells the copies apart, or lets the bureau see them
CHANGES = {
    "xinxihua.annual.list": {"year": SQL("3000 + n")},
    "xinxihua.fund.plan": {"version": SQL("100 + n"), **OLD},
    "xinxihua.plan": OLD,
    "xinxihua.department.plan": {"state": SQL("'submitted'"), **SENT},
    "xinxihua.emergency.consent": {"state": SQL("'leader'"), **SENT},
}


@tagged("post_install", "-at_install")
class TestQueriesPlanning(ProjectCase):
    def units(self):
        """Return as many units as rows, all under the bureau."""
        return self.env["xinxihua.unit"].create(
            [{"name": f"单位 {index}", "division_id": self.prefecture.id} for index in range(ROWS)]
        )

    def projects(self, units):
        """Return a reviewed project of each unit."""
        return multiply(self.to_approve(), ROWS, unit_id=each(units))

    def changes(self, model, projects, units):
        """Return what sets the copies of a row of a model apart."""
        changes = dict(CHANGES.get(model._name, {}))
        for name, records in (("project_id", projects), ("unit_id", units)):
            if name in model._fields and model._fields[name].store:
                changes[name] = each(records)
        return changes

    def rows(self):
        """Yield (action, records): 80 rows of each list that the planning menu opens."""
        leave_rows_of_rounds(self)
        scenario_plans(self)
        units = self.units()
        projects = self.projects(units)
        own = {"unit_id": each(units), "department_id": each(units)}
        systems = multiply(self.systems[self.agency], ROWS, **own)
        made = {projects._name: projects, systems._name: systems}
        for action in self.actions():
            model = self.env[action.res_model]
            if not model._auto:
                made[model._name] = model.search([], limit=ROWS)
            elif model._name not in made:
                row = model.search([], limit=1, order="id DESC")
                changes = self.changes(model, projects, units)
                made[model._name] = multiply(row, ROWS, **changes) if row else row
            yield action, made[model._name]

    def actions(self):
        """Return the actions of the planning menu that open lists."""
        menus = self.env["ir.ui.menu"].search(
            [("id", "child_of", self.env.ref("xinxihua_project.menu_planning").id)]
        )
        actions = [menu.action for menu in menus if menu.action]
        return [action for action in actions if "list" in action.view_mode]

    def specification(self, model, view):
        """Return what the web client asks for to show a view."""
        arch = etree.fromstring(model.get_view(view.id, view.type)["arch"])
        names = {node.get("name") for node in arch.iter("field")}
        return {
            name: {"fields": {"display_name": {}}} if model._fields[name].relational else {}
            for name in names
        }

    def cost(self, model, wanted, records):
        """Return the number of queries that the first page takes."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        page = model.web_search_read([("id", "in", records.ids)], wanted, limit=len(records))
        taken = self.env.cr.sql_log_count - before
        self.assertEqual(len(page["records"]), len(records), model._name)
        return taken

    def assert_flat(self, model, view, records):
        """Fail where 80 rows cost more queries than 8."""
        wanted = self.specification(model, view)
        self.cost(model, wanted, records)
        few, many = (self.cost(model, wanted, part) for part in (records[:8], records))
        self.assertLessEqual(many, few, f"{view.name}: {few} queries for 8 rows, {many} for 80")

    def views(self, action):
        """Return the list and the cards that an action opens."""
        for kind in ("list", "kanban"):
            if kind in action.view_mode:
                own = action.view_ids.filtered(lambda row, kind=kind: row.view_mode == kind)
                default = self.env[action.res_model].get_view(False, kind)["id"]
                yield own.view_id or self.env["ir.ui.view"].browse(default)

    def test_every_list_of_the_planning_menu(self):
        seen = set()
        for action, records in self.rows():
            if len(records) < ROWS:
                continue
            seen.add(action.res_model)
            model = self.env[action.res_model].with_user(self.bureau_officer)
            for view in self.views(action):
                with self.subTest(action=action.path, view=view.name):
                    self.assert_flat(model, view, records.with_user(self.bureau_officer))
        self.assertGreaterEqual(len(seen), 11, f"80 rows of each kind: {sorted(seen)}")

    def test_the_screen_on_which_a_list_is_made(self):
        set_lists_aside(self)
        line = make_list(self, self.to_approve()).line_ids
        lines = multiply(line, ROWS, project_id=each(self.projects(self.units())))
        model = lines.with_user(self.bureau_officer)
        for name in ("list", "kanban"):
            view = self.env.ref(f"xinxihua_project.annual_list_line_view_{name}")
            with self.subTest(view=name):
                self.assert_flat(model.browse(), view, model)

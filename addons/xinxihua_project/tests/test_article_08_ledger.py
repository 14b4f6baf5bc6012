# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""第八条: the ledger of systems, who keeps it, what ends a system, zombies."""

from datetime import date

from freezegun import freeze_time
from lxml import etree
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestLedger(ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.criteria = cls.env["xinxihua.catalogue.item"].search(
            [("kind", "=", "zombie_criterion")]
        )
        cls.system = cls.systems[cls.agency]

    def system_of(self, unit, day="2020-01-01", **vals):
        return self.env["xinxihua.information.system"].create(
            {"name": "某系统", "unit_id": unit.id, "date_online": day, **vals}
        )

    # -- who keeps it ------------------------------------------------------------------

    def test_a_subordinate_unit_counts_for_its_department(self):
        self.assertEqual(self.systems[self.subordinate].department_id, self.agency)
        self.subordinate.parent_id = self.other_agency
        self.assertEqual(self.systems[self.subordinate].department_id, self.other_agency)

    def test_a_unit_keeps_its_own_rows_and_reads_those_below(self):
        self.system.with_user(self.unit_officer).monthly_use = 12
        below = self.systems[self.subordinate].with_user(self.unit_officer)
        self.assertTrue(below.name)
        with self.assertRaises(AccessError):
            below.monthly_use = 1
        with self.assertRaises(AccessError):
            self.system.with_user(self.other_officer).read(["name"])
        with self.assertRaises(AccessError):
            self.system.with_user(self.unit_officer).unit_id = self.other_agency
        with self.assertRaises(AccessError):
            self.system.with_user(self.unit_officer).unlink()

    def test_a_bureau_keeps_its_division_and_no_other(self):
        county = self.systems[self.county_agency]
        county.with_user(self.county_officer).monthly_use = 5
        county.with_user(self.bureau_officer).monthly_use = 6
        for user in (self.other_county_officer, self.other_officer):
            with self.assertRaises(AccessError):
                county.with_user(user).monthly_use = 7

    def test_finance_leader_and_auditor_read_only(self):
        for user in (self.finance_officer, self.leader, self.auditor):
            own = self.system.with_user(user)
            self.assertTrue(own.name)
            with self.assertRaises(AccessError):
                own.monthly_use = 1

    # -- end ---------------------------------------------------------------------------

    def test_stopping_needs_a_reason_and_is_logged(self):
        own = self.system.with_user(self.unit_officer)
        with self.assertRaises(UserError):
            own.action_stop()
        own.action_stop("业务已并入省级平台", date_stopped=date(2026, 3, 1))
        self.assertEqual((own.state, own.date_stopped), ("stopped", date(2026, 3, 1)))
        self.assertEqual(own.workflow_log_ids[:1].opinion, "业务已并入省级平台")
        with self.assertRaises(AccessError):
            own.monthly_use = 1

    def test_only_the_using_unit_stops(self):
        for user in (self.bureau_officer, self.auditor, self.leader):
            with self.assertRaises(UserError):
                self.system.with_user(user).action_stop("停用")
        below = self.systems[self.subordinate].with_user(self.unit_officer)
        with self.assertRaises(UserError):
            below.action_stop("停用")

    @freeze_time("2026-06-10")
    def test_the_day_out_of_use_lies_between_first_use_and_today(self):
        own = self.system.with_user(self.unit_officer)
        for day in (date(2019, 12, 31), date(2026, 6, 11)):
            with self.assertRaises(UserError):
                own.action_stop("停用", date_stopped=day)
        own.action_stop("停用", date_stopped=date(2026, 6, 10))

    def test_merging_names_another_system_in_use_that_one_may_read(self):
        own = self.system.with_user(self.unit_officer)
        other = self.system_of(self.agency)
        ended = self.system_of(self.agency)
        ended.with_user(self.unit_officer).action_stop("停用")
        foreign = self.systems[self.other_agency]
        for target in (False, own.id, ended.id, foreign.id):
            with self.assertRaises(UserError):
                own.action_merge("整合", merged_into_id=target)
        own.action_merge("整合", merged_into_id=other.id)
        self.assertEqual((own.state, own.merged_into_id), ("merged", other))

    def test_the_bureau_takes_back_into_use(self):
        own = self.system.with_user(self.unit_officer)
        own.action_stop("停用")
        with self.assertRaises(UserError):
            own.action_reopen("误操作")
        own.with_user(self.bureau_officer).action_reopen("误操作")
        self.assertEqual((self.system.state, self.system.date_stopped), ("active", False))

    # -- zombies -----------------------------------------------------------------------

    def test_there_are_five_criteria(self):
        self.assertEqual(len(self.criteria), 5)
        self.assertEqual(self.criteria.article_id.mapped("number"), [8])

    @freeze_time("2026-06-10")
    def test_the_bureau_marks_and_the_unit_is_asked(self):
        bureau = self.system.with_user(self.bureau_officer)
        with self.assertRaises(UserError):
            bureau.action_mark_zombie("闲置")
        with self.assertRaises(UserError):
            bureau.action_mark_zombie("闲置", zombie_ids=self.grounds[:1].ids)
        bureau.action_mark_zombie("月均使用为零", zombie_ids=self.criteria[:2].ids)
        self.assertEqual(self.system.zombie_ids, self.criteria[:2])
        self.assertEqual(self.system.zombie_date, date(2026, 6, 10))
        activity = self.system.activity_ids.filtered(lambda a: a.user_id == self.unit_officer)
        self.assertEqual(activity.date_deadline, date(2026, 9, 8), "90 days")
        bureau.action_mark_zombie("已整改", zombie_ids=())
        self.assertFalse(self.system.is_zombie or self.system.zombie_date)
        self.assertFalse(self.system.activity_ids)

    def test_a_unit_marks_nothing_and_cannot_write_the_mark(self):
        own = self.system.with_user(self.unit_officer)
        with self.assertRaises(UserError):
            own.action_mark_zombie("闲置", zombie_ids=self.criteria.ids)
        with self.assertRaises(AccessError):
            own.zombie_ids = self.criteria
        with self.assertRaises(UserError):
            self.system.with_user(self.county_officer).action_mark_zombie(
                "闲置", zombie_ids=self.criteria.ids
            )

    def test_the_decision_screen_carries_what_was_typed(self):
        Decision = self.env["xinxihua.workflow.decision"]
        common = {"res_model": self.system._name, "res_id": self.system.id, "opinion": "清理"}
        wizard = Decision.with_user(self.bureau_officer).create(
            common | {"step": "mark_zombie", "zombie_ids": self.criteria[:1].ids}
        )
        wizard.action_confirm()
        self.assertEqual(self.system.zombie_ids, self.criteria[:1])
        Decision.with_user(self.unit_officer).create(common | {"step": "stop"}).action_confirm()
        self.assertEqual(self.system.state, "stopped")
        self.assertFalse(self.system.activity_ids)

    # -- figures -----------------------------------------------------------------------

    @mute_logger("odoo.sql_db")
    def test_impossible_figures_are_refused(self):
        for vals in (
            {"monthly_use": -1},
            {"investment": -1},
            {"catalogue_compiled": 1, "catalogue_published": 2},
        ):
            with self.assertRaises(CheckViolation), self.cr.savepoint():
                self.system.write(vals)
                self.system.flush_recordset()
        with self.assertRaises(ValidationError):
            self.system.date_online = "2999-01-01"

    def counts(self, department, user=None):
        rows = (
            self.env["xinxihua.system.count"]
            .with_user(user or self.bureau_officer)
            .search([("department_id", "=", department.id)])
        )
        return {int(row.year): (row.count_base, row.count_end, row.is_rising) for row in rows}

    @freeze_time("2026-06-10")
    def test_the_count_on_the_base_day(self):
        unit = self.env["xinxihua.unit"].create(
            {"name": "测试局", "division_id": self.prefecture.id}
        )
        self.system_of(unit, "2023-12-31")
        first = self.system_of(unit, "2024-01-01")
        self.system_of(unit, "2024-01-02")
        counts = self.counts(unit)
        self.assertEqual(counts[2024], (2, 3, True))
        self.assertEqual(counts[2025], (3, 3, False))
        officer = self._user("unit_officer", unit, login="t_counted")
        first.with_user(officer).action_stop("停用", date_stopped=date(2026, 1, 1))
        self.env.flush_all()
        self.assertEqual(self.counts(unit)[2025], (3, 3, False), "in use until 31 December")
        self.assertEqual(self.counts(unit)[2026], (2, 2, False))
        self.assertNotIn(2027, self.counts(unit))
        self.assertEqual(self.counts(unit, officer), self.counts(unit))
        self.assertFalse(self.counts(unit, self.other_officer))

    @freeze_time("2026-06-10")
    def test_another_base_day_is_data(self):
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref("xinxihua_project.parameter_net_count_base").id,
                "division_id": self.county.id,
                "date_from": "2025-06-01",
                "value": "07-01",
                "basis": "县办通〔2025〕1号",
            }
        )
        self.system_of(self.county_agency, "2025-03-01")
        self.assertEqual(self.counts(self.county_agency)[2025], (2, 2, False))
        self.assertEqual(self.counts(self.county_agency)[2024], (1, 2, True))

    # -- screens -----------------------------------------------------------------------

    def test_the_list_of_80_asks_no_more_than_that_of_8(self):
        System = self.env["xinxihua.information.system"]
        units = list(self.systems)
        systems = System.create(
            [
                {
                    "name": f"系统{index}",
                    "unit_id": units[index % 4].id,
                    "date_online": "2020-01-01",
                }
                for index in range(80)
            ]
        )
        for view in ("list", "kanban"):
            # the few have the units of the many
            few, many = self.queries(systems[:8], view), self.queries(systems, view)
            self.assertEqual(many, few, view)

    def queries(self, systems, view):
        """Return the number of queries that the first page of a view takes."""
        System = systems.with_user(self.bureau_officer).browse()
        view_id = self.env.ref(f"xinxihua_project.information_system_view_{view}").id
        arch = etree.fromstring(System.get_view(view_id)["arch"])
        names = {node.get("name") for node in arch.iter("field")}
        specification = {
            name: {"fields": {"display_name": {}}} if System._fields[name].relational else {}
            for name in names
        }
        domain = [("id", "in", systems.ids)]
        System.web_search_read(domain, specification, limit=len(systems))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        page = System.web_search_read(domain, specification, limit=len(systems))
        self.assertEqual(len(page["records"]), len(systems))
        return self.env.cr.sql_log_count - before

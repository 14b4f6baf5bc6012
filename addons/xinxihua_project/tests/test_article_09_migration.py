# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""第九条: migration to the cloud, the city brain, data shared and catalogued."""

from freezegun import freeze_time
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestMigration(ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = cls.systems[cls.agency]

    def gaps(self, **vals):
        self.system.with_user(self.unit_officer).write(vals)
        return (self.system.migration_gaps or "").splitlines()

    def test_a_system_that_lacks_nothing(self):
        self.assertEqual(len(self.gaps()), 4)
        self.assertFalse(
            self.gaps(
                hosting="cloud",
                brain_state="connected",
                sharing_state="shared",
                catalogue_compiled=3,
                catalogue_published=3,
            )
        )

    def test_each_gap_is_told(self):
        whole = {
            "hosting": "cloud",
            "brain_state": "connected",
            "sharing_state": "shared",
            "catalogue_compiled": 3,
            "catalogue_published": 3,
        }
        for name, value in (
            ("hosting", "own"),
            ("hosting", "other"),
            ("brain_state", "planned"),
            ("sharing_state", "partly"),
            ("catalogue_published", 2),
        ):
            with self.subTest(name=name):
                self.assertEqual(len(self.gaps(**{**whole, name: value})), 1)

    @freeze_time("2026-06-10")
    def test_an_overdue_migration_is_told_apart(self):
        texts = {
            day: self.gaps(hosting="own", date_migration=day)[0]
            for day in (False, "2026-06-09", "2026-06-10")
        }
        self.assertEqual(len(set(texts.values())), 3)

    @freeze_time("2026-06-10")
    def test_the_filters_find_them(self):
        System = self.env["xinxihua.information.system"].with_user(self.bureau_officer)
        self.gaps(hosting="own", date_migration="2026-06-09", brain_state="none")
        own = [("id", "=", self.system.id), ("state", "=", "active")]
        overdue = [*own, ("hosting", "!=", "cloud"), ("date_migration", "<", "today")]
        self.assertEqual(System.search(overdue), self.system)
        self.gaps(date_migration="2026-06-10")
        self.assertFalse(System.search(overdue))
        self.assertEqual(System.search([*own, ("brain_state", "!=", "connected")]), self.system)

    def test_a_system_out_of_use_lacks_nothing(self):
        self.system.with_user(self.unit_officer).action_stop("停用")
        self.assertFalse(self.system.migration_gaps)

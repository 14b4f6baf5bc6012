# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle02(ProjectCase):
    """第二条: what a project is, its two classifications and its sources of money."""

    def test_funding_must_add_up(self):
        project = self.make_project(
            800000,
            funding_ids=[
                Command.create({"source": "province", "year": 2026, "amount": 300000}),
                Command.create({"source": "prefecture", "year": 2027, "amount": 499999.99}),
            ],
        )
        with self.assertRaisesRegex(UserError, r"799,999.99.*800,000.00.*0.01.*第二条"):
            project.action_submit()
        project.funding_ids[1].amount = 500000
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_money_may_span_years_and_sources(self):
        project = self.make_project(
            funding_ids=[
                Command.create({"source": "central", "year": 2026, "amount": 300000}),
                Command.create({"source": "central", "year": 2027, "amount": 300000}),
                Command.create({"source": "own", "year": 2027, "amount": 200000}),
            ]
        )
        self.assertEqual(project.funding_amount, 800000)
        self.assertIn("600,000.00", project.funding_summary)

    def test_a_source_stands_once_a_year(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.make_project(
                funding_ids=[
                    Command.create({"source": "own", "year": 2026, "amount": 400000}),
                    Command.create({"source": "own", "year": 2026, "amount": 400000}),
                ]
            )

    def test_subtype_belongs_to_its_class(self):
        for exec_class, subtype in (("build", "software_service"), ("service", "software")):
            with self.assertRaisesRegex(ValidationError, "第二条"):
                self.make_project(exec_class=exec_class, exec_subtype_id=self.subtypes[subtype].id)

    def test_both_axes_are_independent(self):
        for biz_class in ("common", "specialised"):
            for subtype in self.subtypes.values():
                project = self.make_project(
                    exec_class=subtype.group_code,
                    exec_subtype_id=subtype.id,
                    biz_class=biz_class,
                    material=False,
                )
                self.assertEqual(project.biz_class, biz_class)

    def test_without_public_data_the_regulation_does_not_apply(self):
        answer = {"public_data": "no", "evidence": "内部网络,不产生公共数据"}
        project = self.make_project(applicability_ids=[Command.create(answer)])
        self.assertEqual(project.route, "not_applicable")
        with self.assertRaisesRegex(UserError, "第二条"):
            project.action_submit()

    def test_an_open_question_stops_the_submission(self):
        for field in ("applicability_ids", "exec_class"):
            project = self.make_project(**{field: False, "exec_subtype_id": False})
            self.assertEqual(project.route, "pending")
            with self.assertRaises(UserError):
                project.action_submit()

    def test_own_funds_are_in_scope(self):
        project = self.make_project(
            500000,
            funding_ids=[Command.create({"source": "own", "year": 2026, "amount": 500000})],
        )
        self.assertEqual(project.route, "approval")

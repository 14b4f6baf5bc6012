# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import replace

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

from ..models.ch3_approval.procedure import Facts, Rules, decide
from .common import ProjectCase

RULES = Rules(500000, 200000, 600000, "approval_first", "whole_term", "filing", "any_part")
BUILD = Facts("build", 0, 0)
SERVICE = Facts("service", 0, 0)


def build(amount, **facts):
    """Return a construction project of an amount."""
    return replace(BUILD, budget_amount=amount, procurement_amount=amount, **facts)


def service(amount, **facts):
    """Return a service project; its budget is larger than what is procured."""
    return replace(SERVICE, budget_amount=amount + 70000, procurement_amount=amount, **facts)


@tagged("post_install", "-at_install")
class TestRouteTable(TransactionCase):
    """第二、十六、十七、十八、三十五、三十六条: the decision table, row by row."""

    def test_all_rows(self):
        civil = {"civil_works": True}
        listed = {"in_catalogue": True}
        # facts, route, reasons
        table = (
            (build(900000, secret=True), "not_applicable", ["secret"]),
            (build(900000, applicability="excluded"), "not_applicable", ["excluded"]),
            (build(900000, public_data=False), "not_applicable", ["no_public_data"]),
            (build(900000, applicability="to_answer"), "pending", ["applicability_open"]),
            (build(900000, public_data=None), "pending", ["public_data_open"]),
            (build(0), "pending", ["amount_open"]),
            (build(499999.99), "filing", ["below_threshold"]),
            (build(500000.00), "approval", ["at_threshold", "overlap_approval"]),
            (build(550000), "approval", ["at_threshold", "overlap_approval"]),
            (build(600000), "approval", ["at_threshold"]),
            (build(550000, **listed), "approval", ["at_threshold"]),
            (service(199999.99), "filing", ["below_threshold"]),
            (service(200000.00), "approval", ["at_threshold", "overlap_approval"]),
            (service(180000), "filing", ["below_threshold"]),
            (build(300000), "filing", ["below_threshold"]),
            (service(300000), "approval", ["at_threshold", "overlap_approval"]),
            (build(400000, **listed), "filing", ["below_threshold", "in_catalogue"]),
            (service(100000, **listed), "filing", ["below_threshold", "in_catalogue"]),
            (build(700000, **civil), "approval", ["at_threshold", "civil_split"]),
            (service(700000, **civil), "approval", ["at_threshold", "civil_split"]),
            (build(499999.99, **civil), "filing", ["below_threshold", "civil_below"]),
            (service(199999.99, **civil), "filing", ["below_threshold", "civil_below"]),
            (build(300000, rerouted=True), "approval", ["rerouted"]),
        )
        for facts, route, reasons in table:
            with self.subTest(facts=facts):
                decision = decide(facts, RULES)
                self.assertEqual(decision.route, route)
                self.assertEqual([code for code, _figures in decision.reasons], reasons)

    def test_the_whole_term_counts(self):
        facts = service(240000, year_shares=(1 / 3, 1 / 3, 1 / 3))
        self.assertEqual(decide(facts, RULES).route, "approval")
        rules = replace(RULES, multi_year_basis="largest_year")
        self.assertEqual(decide(facts, rules).route, "filing")

    def test_the_overlap_has_a_rule(self):
        rules = replace(RULES, overlap_rule="filing_first")
        self.assertEqual(decide(build(550000), rules).route, "filing")
        self.assertEqual(decide(build(600000), rules).route, "approval")

    def test_any_part_of_a_mixed_project_may_reach_its_threshold(self):
        # build part, service part, route
        table = (
            (200000, 199999.99, "filing"),
            (200000, 200000.00, "approval"),
            (300000, 199999.99, "filing"),
            (300001, 199999.99, "approval"),
            (100000, 100000.00, "filing"),
            (99999, 100000.00, "filing"),
            (99999, 100001.00, "approval"),
            (450000, 0, "filing"),
        )
        for built, served, route in table:
            facts = build(built + served, build_subtotal=built, service_subtotal=served)
            if built + served >= 500000:
                facts = replace(facts, budget_amount=499999.99)
            with self.subTest(build=built, service=served):
                self.assertEqual(decide(facts, RULES).route, route)
                rules = replace(RULES, mixed_rule="declared_class")
                self.assertEqual(decide(facts, rules).route, "filing")


@tagged("post_install", "-at_install")
class TestArticle18(ProjectCase):
    """第十八条: the IT part of civil works follows this regulation on its own amount."""

    def civil(self, amount, **vals):
        civil = {
            "civil_works": True,
            "civil_authority": "州发展改革委",
            "civil_document": "楚发改投资〔2026〕8号",
            "civil_date": "2026-02-01",
            "civil_amount": 9000000,
        }
        return self.make_project(amount, **(civil | vals))

    def test_the_it_part_at_the_threshold_is_approved_apart(self):
        project = self.civil(500000)
        self.assertEqual(project.route, "approval")
        for word in ("州发展改革委", "第十八条", "第十六条"):
            self.assertIn(word, project.route_explanation)
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_the_civil_part_adds_nothing_to_the_it_part(self):
        project = self.civil(499999.99)
        self.assertEqual(project.route, "filing")
        self.assertIn("不单独审批", project.route_explanation)
        project.action_submit()
        self.assertEqual(project.state, "filing", "filing it is up to the unit, and possible")

    def test_the_civil_part_is_named(self):
        project = self.civil(500000, civil_authority=False, civil_amount=0)
        with self.assertRaises(UserError) as caught:
            project.action_submit()
        self.assertRegex(str(caught.exception), "土建部分审批机关.*\n.*土建部分金额.*第十八条")

    def test_a_mixed_project_is_judged_by_its_cost_lines(self):
        cloud = self.env.ref("xinxihua_project.cost_category_cloud")
        project = self.make_project(450000)
        self.assertEqual(project.route, "filing")
        project.cost_line_ids.unit_price = 250000
        project.cost_line_ids = [
            Command.create({"category_id": cloud.id, "name": "云资源", "unit_price": 200000})
        ]
        self.assertEqual(project.route, "approval")
        self.assertRegex(project.route_explanation, "服务部分200,000.00元.*第十六条")

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""No door below the superuser leads to a field that the server decides."""

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProjectCase
from .contract_case import ContractScenario
from .experts_case import leave_rows_of_experts
from .rounds_case import leave_rows_of_rounds
from .scenario_form import leave_rows_of_the_form
from .scenario_plans import scenario_plans
from .scenario_scope import scenario_scope
from .test_registry import our_models, real_models


def decided_fields(model):
    """Return the stored fields of a model that the server decides."""
    return [
        field
        for field in model._fields.values()
        if field.readonly and field.store and field.name not in models.MAGIC_COLUMNS
    ]


@tagged("post_install", "-at_install")
class TestGuard(ContractScenario, ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the strongest user below the superuser: all roles, and Odoo's administrator
        groups = (
            cls.env["res.groups"]
            .search([])
            .filtered(
                lambda group: (group.get_external_id().get(group.id) or "").startswith(
                    ("xinxihua_project.", "base.group_system", "base.group_erp_manager")
                )
            )
        )
        cls.strongest = cls._user("unit_officer", cls.agency, login="t_strongest")
        cls.strongest.write(
            {
                "group_ids": [Command.set((groups | cls.env.ref("base.group_user")).ids)],
                "xinxihua_unit_ids": [Command.link(cls.bureau.id)],
            }
        )
        cls.define_chain("submit", cls.subordinate, ("负责人", "unit_leader", {}))

    def value(self, field):
        """Return a value that would be accepted, were the field open."""
        if field.type in ("many2one", "many2one_reference", "integer"):
            return 1
        if field.type in ("one2many", "many2many"):
            return [Command.clear()]
        if field.type == "selection":
            return field.get_values(self.env)[-1]
        samples = {
            "float": 1.0,
            "monetary": 1.0,
            "boolean": True,
            "date": "2025-01-01",
            "datetime": "2025-01-01 00:00:00",
            "json": {"a": 1},
        }
        return samples.get(field.type, "伪造")

    def scenario(self):
        """Leave at least one row in every table of ours."""
        self.approved()
        leave_rows_of_rounds(self)
        leave_rows_of_experts(self)
        self.make_project(100000, material=False).action_submit()
        officer = self._user("unit_officer", self.subordinate, login="t_signing")
        self._user("unit_leader", self.subordinate, login="t_signing_leader")
        self.make_project(user=officer).action_submit()
        scenario_plans(self)
        scenario_scope(self)
        leave_rows_of_the_form(self)
        self.leave_rows_of_contracts()
        project = self.submitted(name="有例外")
        project.with_user(self.bureau_approver).action_grant_exception(
            {
                "ground_id": self.grounds[0].id,
                "basis_kind": "law",
                "basis_title": "法",
                "basis_number": "1",
                "authority": "省",
                "basis_date": "2025-01-01",
                "reason": "因",
            }
        )

    def test_every_model_with_decided_fields_has_the_guard(self):
        guard = self.env.registry["xinxihua.guard.mixin"]
        for name in our_models(self.env):
            if not self.env[name]._abstract:
                self.assertTrue(issubclass(self.env.registry[name], guard), name)

    def test_no_field_access(self):
        for model in real_models(self.env):
            for field in decided_fields(model):
                with self.subTest(model=model._name, field=field.name):
                    own = model.with_user(self.strongest)
                    self.assertFalse(own._has_field_access(field, "write"))
                    with self.assertRaises(AccessError):
                        own._check_field_access(field, "write")
                    self.assertTrue(model.sudo()._has_field_access(field, "write"))

    def test_create(self):
        for model in real_models(self.env):
            for field in decided_fields(model):
                own = model.with_user(self.strongest)
                vals = {field.name: self.value(field)}
                with (
                    self.subTest(model=model._name, field=field.name),
                    self.assertRaises(AccessError),
                ):
                    own.create(vals)

    def test_write_web_save_and_copy(self):
        self.scenario()
        for model in real_models(self.env):
            record = model.sudo().with_context(active_test=False).search([], limit=1)
            self.assertTrue(record, f"the scenario leaves no {model._name}")
            own = record.with_user(self.strongest)
            for field in decided_fields(model):
                vals = {field.name: self.value(field)}
                with self.subTest(model=model._name, field=field.name):
                    with self.assertRaises(UserError):
                        own.write(vals)
                    with self.assertRaises(UserError):
                        own.web_save(vals, {})
                    with self.assertRaises(UserError):
                        own.copy(vals)

    def test_defaults_of_context_and_user(self):
        Default = self.env["ir.default"].with_user(self.strongest)
        for model in real_models(self.env):
            for field in decided_fields(model):
                if field.type in ("one2many", "many2many", "json"):
                    continue
                value = self.value(field)
                stock = model.sudo().default_get([field.name]).get(field.name)
                with self.subTest(model=model._name, field=field.name):
                    own = model.with_user(self.strongest)
                    forced = own.with_context(**{f"default_{field.name}": value})
                    self.assertEqual(forced.default_get([field.name]).get(field.name), stock)
                    if field.type not in ("many2one_reference",):
                        Default.set(model._name, field.name, value, user_id=True)
                    self.assertEqual(own.default_get([field.name]).get(field.name), stock)

    @mute_logger("odoo.sql_db", "odoo.orm.models", "odoo.models")
    def test_import(self):
        for model in real_models(self.env):
            before = model.sudo().with_context(active_test=False).search_count([])
            for field in decided_fields(model):
                if field.type in ("one2many", "many2many", "json", "binary"):
                    continue
                column = f"{field.name}/.id" if field.type == "many2one" else field.name
                with self.subTest(model=model._name, field=field.name):
                    try:
                        result = model.with_user(self.strongest).load(
                            [column], [[str(self.value(field))]]
                        )
                    except AccessError:
                        continue
                    self.assertFalse(result["ids"])
            after = model.sudo().with_context(active_test=False).search_count([])
            self.assertEqual(after, before, model._name)

    def test_one2many_commands(self):
        project = self.make_project()
        commands = {
            "workflow_log_ids": {"step": "approve", "step_label": "批复", "date": "2025-01-01"},
            "filing_ids": {"name": "x", "act": "small_project", "state": "accepted"},
            "material_ids": {"name": "x.pdf", "sha256": "0"},
            "exception_ids": {"ground_id": self.grounds[0].id, "reason": "x"},
            "first_check_ids": {"round": 1, "state": "closed"},
            "review_ids": {"state": "closed", "conclusion": "pass"},
        }
        for name, vals in commands.items():
            with self.subTest(field=name), self.assertRaises(AccessError):
                project.with_user(self.unit_officer).write({name: [Command.create(vals)]})

    def test_a_line_cannot_write_its_project(self):
        project = self.submitted()
        funding = project.funding_ids
        with self.assertRaises(AccessError):
            funding.with_user(self.unit_officer).write({"amount": 1})
        with self.assertRaises(AccessError):
            funding.with_user(self.unit_officer).write({"project_id": self.make_project().id})
        with self.assertRaises(AccessError):
            funding.with_user(self.unit_officer).create(
                {"project_id": project.id, "source": "own", "year": 2027, "amount": 1}
            )

    def test_a_draft_cannot_be_moved_to_another_unit(self):
        project = self.make_project()
        with self.assertRaises(AccessError):
            project.write({"unit_id": self.other_agency.id})
        with self.assertRaises(AccessError):
            self.make_project(unit_id=self.other_agency.id)

    def test_a_copy_is_a_draft_again(self):
        copied = self.approved().with_user(self.unit_officer).copy()
        self.assertRecordValues(
            copied,
            [
                {
                    "state": "draft",
                    "code": False,
                    "approval_number": False,
                    "approved_amount": 0,
                    "date_submitted": False,
                    "round": 0,
                    "argument_date": False,
                }
            ],
        )
        self.assertFalse(copied.sudo().workflow_log_ids)
        self.assertEqual(copied.funding_amount, 800000)

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What must hold for every model of ours, whoever adds one."""

import re

from odoo import models
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import TransactionCase

CHINESE = re.compile(r"[\u4e00-\u9fff]")
AUTOMATIC = {*models.MAGIC_COLUMNS, "display_name"}
# a label that is no word of any language: codes, digests, GB numbers
WORDLESS = re.compile(r"^[A-Z0-9/\-. ]+$")


def our_models(env):
    """Return the names of the models that our addons define."""
    return sorted(name for name in env.registry if name.startswith("xinxihua."))


def real_models(env):
    """Return the models of ours with a table, without the dialogs."""
    found = (env[name] for name in our_models(env))
    return [model for model in found if not model._abstract and not model._transient]


@tagged("post_install", "-at_install")
class TestRegistry(TransactionCase):
    def test_every_group_with_an_acl_has_a_rule(self):
        ours = self.env["ir.model"].search([("model", "in", our_models(self.env))])
        acls = self.env["ir.model.access"].search([("model_id", "in", ours.ids)])
        self.assertTrue(acls)
        open_acls = acls.filtered(lambda acl: not acl.group_id)
        self.assertFalse(open_acls.mapped("name"), "each ACL names a group")
        rules = self.env["ir.rule"].search([("model_id", "in", ours.ids)])
        for acl in acls:
            covering = rules.filtered(
                lambda rule, acl=acl: (
                    rule.model_id == acl.model_id and rule.groups & acl.group_id.all_implied_ids
                )
            )
            for operation in ("read", "write", "create", "unlink"):
                if acl[f"perm_{operation}"]:
                    self.assertTrue(
                        covering.filtered(f"perm_{operation}"),
                        f"{acl.model_id.model}: {acl.group_id.name} {operation} has no rule",
                    )

    def test_every_model_has_an_acl(self):
        for model in real_models(self.env):
            acls = self.env["ir.model.access"].search([("model_id.model", "=", model._name)])
            self.assertTrue(acls, model._name)

    def test_every_one2many_inverse_is_indexed(self):
        missing = []
        for model in real_models(self.env):
            for field in model._fields.values():
                if field.type != "one2many" or not field.inverse_name:
                    continue
                comodel = self.env[field.comodel_name]
                inverse = comodel._fields.get(field.inverse_name)
                if comodel._name.startswith("xinxihua.") and inverse.store and not inverse.index:
                    missing.append(f"{comodel._name}.{inverse.name}")
        self.assertFalse(missing)

    def test_every_label_is_chinese(self):
        chinese = self.env(context={"lang": "zh_CN"})
        inherited = set(self.env["mail.thread"]._fields) | set(
            self.env["mail.activity.mixin"]._fields
        )
        bare = []
        for name in our_models(chinese):
            model = chinese[name]
            title = chinese["ir.model"]._get(name).name
            if not CHINESE.search(title):
                bare.append(f"{name}: {title}")
            for field in model._fields.values():
                if field.name in inherited or field.name in AUTOMATIC:
                    continue
                bare += self._bare_texts(chinese, model, field)
        self.assertFalse(bare, "\n".join(bare))

    def _bare_texts(self, env, model, field):
        texts = [field._description_string(env)]
        if field.type == "selection" and not callable(field.selection):
            texts += [label for _value, label in field._description_selection(env)]
        for text in texts:
            if not CHINESE.search(text or "") and not WORDLESS.match(text or ""):
                yield f"{model._name}.{field.name}: {text}"

    def test_evidence_is_never_changed_or_deleted(self):
        mixin = self.env.registry["xinxihua.append.only.mixin"]
        evidence = [model for model in real_models(self.env) if issubclass(type(model), mixin)]
        names = {model._name for model in evidence}
        self.assertLessEqual(
            {"xinxihua.workflow.log", "xinxihua.exception", "xinxihua.signoff.decision"}, names
        )
        for model in evidence:
            with self.assertRaises(UserError):
                model.sudo().browse(1).write({})
            acls = self.env["ir.model.access"].search([("model_id.model", "=", model._name)])
            for operation in ("write", "create", "unlink"):
                self.assertFalse(any(acls.mapped(f"perm_{operation}")), model._name)

    def test_every_selection_key_is_snake_case(self):
        for model in real_models(self.env):
            for field in model._fields.values():
                if field.type == "selection" and isinstance(field.selection, list):
                    if field.name.startswith(("activity_", "message_")):
                        continue
                    for key, _label in field.selection:
                        self.assertRegex(key, r"^[a-z][a-z0-9_]*$", f"{model._name}.{field.name}")

    def test_parameters_named_in_the_procedures_exist(self):
        codes = set(self.env["xinxihua.parameter"].search([]).mapped("code"))
        for model in real_models(self.env):
            for desk in getattr(model, "_desks", {}).values():
                if desk.deadline:
                    self.assertIn(desk.deadline, codes, model._name)

    def test_steps_have_methods_and_states(self):
        for model in real_models(self.env):
            states = dict(model._fields["state"].selection) if model_has_steps(model) else {}
            for name, transition in getattr(model, "_transitions", {}).items():
                self.assertTrue(callable(getattr(model, f"action_{name}")), f"{model._name} {name}")
                self.assertLessEqual(set(transition.sources), set(states))
                if not transition.target.startswith("_"):
                    self.assertIn(transition.target, states)


def model_has_steps(model):
    """Tell whether a model declares a procedure."""
    return bool(getattr(model, "_transitions", None))

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Calls over JSON-2 with the key of a role."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .common import ProjectCase


class Json2Case(ProjectCase, HttpCase):
    """A key for each role that calls the API."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = {}
        expiry = fields.Datetime.now() + timedelta(days=1)
        for user in (
            cls.unit_officer,
            cls.other_officer,
            cls.county_unit_officer,
            cls.bureau_officer,
            cls.bureau_approver,
            cls.rules_admin,
            cls.auditor,
        ):
            ApiKeys = cls.env["res.users.apikeys"].with_user(user).sudo()
            cls.keys[user] = ApiKeys._generate("rpc", "test", expiry)

    def call(self, user, model, method, **arguments):
        """Return the answer of one JSON-2 call."""
        self.env.flush_all()
        response = self.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={
                "Authorization": f"bearer {self.keys[user]}",
                "Accept-Language": "zh-CN",
            },
        )
        self.env.invalidate_all()
        return response

    def refused(self, user, model, method, says, **arguments):
        """Expect a refusal whose message says why."""
        arguments.setdefault("context", {"lang": "zh_CN"})
        with mute_logger(
            "odoo.http",
            "odoo.orm.models",
            "odoo.addons.base.models.ir_rule",
            "odoo.addons.base.models.ir_model",
        ):
            response = self.call(user, model, method, **arguments)
        self.assertGreaterEqual(response.status_code, 400, response.text)
        self.assertLess(response.status_code, 500, response.text)
        self.assertRegex(response.json()["message"], says)

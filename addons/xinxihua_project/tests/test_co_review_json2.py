# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_article_03_co_review import CoReviewCase


@tagged("post_install", "-at_install")
class TestCoReviewJson2(CoReviewCase, HttpCase):
    def refused(self, user, method, row, **arguments):
        expiry = fields.Datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "t", expiry)
        self.env.flush_all()
        with mute_logger(
            "odoo.http",
            "odoo.orm.models",
            "odoo.addons.base.models.ir_rule",
            "odoo.addons.base.models.ir_model",
        ):
            response = self.url_open(
                f"/json/2/xinxihua.co.review/{method}",
                json={"ids": row.ids, "context": {"lang": "zh_CN"}, **arguments},
                headers={"Authorization": f"bearer {key}"},
            )
        self.env.invalidate_all()
        self.assertGreaterEqual(response.status_code, 400, response.text)
        self.assertLess(response.status_code, 500, response.text)

    def test_the_police_cannot_write_the_opinion_on_cryptography(self):
        project = self.in_review()
        crypto = self.review(project, "cryptography")
        own = self.review(project, "classified_protection")
        user = self.security_reviewer
        self.refused(user, "action_agree", crypto, opinion="同意")
        for vals in ({"state": "agreed"}, {"opinion": "同意"}):
            self.refused(user, "write", crypto, vals=vals)
            self.refused(user, "write", own, vals=vals)
            self.refused(user, "web_save", own, vals=vals, specification={})
        self.refused(user, "unlink", own)
        self.refused(user, "_run_transition", crypto, name="agree")
        self.assertEqual((crypto | own).sudo().mapped("state"), ["open", "open"])

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One inbox for all kinds of documents: whose card is it, and what does it open?"""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestInbox(ProjectCase):
    def inbox(self, user):
        """Return the cards that the menu shows a user, in their order."""
        action = self.env.ref("xinxihua_project.inbox_action")
        domain = safe_eval(action.domain, {"uid": user.id})
        Activity = self.env["mail.activity"].with_user(user)
        return Activity.search(domain, order="date_deadline, id")

    def card(self, user, document):
        return self.inbox(user).filtered(
            lambda card: (card.res_model, card.res_id) == (document._name, document.id)
        )

    def decide(self, card, step):
        """Press a button of a card as the web client does, and confirm."""
        action = card.with_context(decision_step=step).action_decide()
        wizard = Form(card.env[action["res_model"]].with_context(**action["context"]))
        wizard.opinion = "同意"
        wizard.save().action_confirm()

    def test_a_card_says_what_is_asked_how_much_and_who_came_before(self):
        project = self.submitted()
        card = self.card(self.bureau_officer, project)
        self.assertRecordValues(
            card,
            [
                {
                    "summary": "立项初审",
                    "inbox_document": project.display_name,
                    "inbox_unit": "测试州教育局",
                    "inbox_amount": 800000,
                    "inbox_note": "州本级资金 800,000.00",
                }
            ],
        )
        self.assertIn("提交申报", card.inbox_last_step)
        self.assertEqual(card.inbox_steps[0], ["action_open_first_check", "立项初审"])
        self.assertIn(["return", "退回补正"], card.inbox_steps)

    def test_only_who_is_asked_finds_the_card(self):
        project = self.submitted()
        self.assertTrue(self.card(self.bureau_officer, project))
        for user in (self.unit_officer, self.county_officer, self.leader, self.auditor):
            self.assertFalse(self.card(user, project), user.login)
        foreign = self.env["mail.activity"].search([("res_id", "=", project.id)])
        self.assertFalse(foreign.with_user(self.other_officer)._filtered_access("read"))

    def test_a_card_tells_nothing_of_a_document_that_its_reader_lost(self):
        project = self.submitted()
        card = self.card(self.bureau_officer, project)
        self.bureau_officer.xinxihua_unit_ids = self.other_bureau
        self.env.invalidate_all()
        self.assertFalse(card.inbox_unit or card.inbox_amount or card.inbox_steps)
        with self.assertRaises(AccessError):
            card.with_context(decision_step="return").action_decide()

    def test_filings_are_cards_among_the_others(self):
        project = self.submitted(100000)
        filing = project.filing_ids
        card = self.card(self.bureau_officer, filing)
        self.assertEqual(card.inbox_amount, 100000)
        self.decide(card, "accept")
        self.assertEqual((filing.state, project.state), ("accepted", "filed"))
        self.assertFalse(self.card(self.bureau_officer, filing))

    def test_whoever_signs_is_offered_the_signature_alone(self):
        self.define_chain("submit", self.agency, ("分管领导", "unit_leader", {}))
        project = self.make_project()
        project.action_submit()
        card = self.card(self.unit_leader, project)
        self.assertEqual([label for _step, label in card.inbox_steps], ["同意", "退回", "转办"])
        self.decide(card, "sign")
        self.assertEqual(project.state, "first_check")

    def test_a_step_that_is_not_on_offer_is_refused(self):
        project = self.submitted()
        card = self.card(self.bureau_officer, project)
        for step in ("approve", "action_approve", "unlink", "sudo", None):
            with self.assertRaisesRegex(UserError, "已办理到下一步"):
                card.with_context(decision_step=step).action_decide()

    def test_of_two_people_the_second_is_told(self):
        project = self.submitted()
        colleague = self._user("bureau_officer", self.bureau, login="t_colleague")
        card = self.card(self.bureau_officer, project)
        self.assertFalse(self.card(colleague, project), "came after the document")
        project.with_user(colleague).action_return("补正")
        self.assertFalse(card.exists())
        self.assertEqual(self.card(self.unit_officer, project).inbox_steps[0][0], "submit")

    def test_the_latest_stands_first_and_is_late(self):
        with freeze_time("2026-03-02"):
            old = self.submitted(name="三月的平台")
        new = self.submitted(name="今天的平台")
        cards = self.inbox(self.bureau_officer).filtered(
            lambda card: card.res_model == "xinxihua.project" and card.res_id in (old | new).ids
        )
        self.assertEqual([card.res_id for card in cards], [old.id, new.id])
        self.assertEqual(cards[0].state, "overdue")

    def test_no_card_of_a_step_is_ticked_off(self):
        card = self.card(self.bureau_officer, self.submitted())
        with self.assertRaisesRegex(UserError, "立项初审"):
            card.action_done()

    def test_a_participant_confirms_from_its_card(self):
        project = self.make_project(
            participant_ids=[
                (0, 0, {"unit_id": self.other_agency.id, "role": "共建", "share": 40.0})
            ],
            lead_share=60.0,
        )
        project.action_ask_participants()
        card = self.card(self.other_officer, project)
        self.assertEqual(card.inbox_steps[0][0], "action_confirm_part")
        card.with_context(decision_step="action_confirm_part").action_decide()
        self.assertTrue(project.participant_ids.is_confirmed)

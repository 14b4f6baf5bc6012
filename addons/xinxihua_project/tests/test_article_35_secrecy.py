# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.ch3_approval.procedure import Facts, Rules, decide
from .scope_case import ScopeCase

RULES = Rules(500000, 200000, 600000, "approval_first", "whole_term", "filing")
WORDS = "绝密工程丁香"


@tagged("post_install", "-at_install")
class TestArticle35(ScopeCase):
    """第三十五条: nothing of a secret project is stored."""

    def tables_with(self, words):
        """Return the tables and columns of the database that hold words."""
        self.env.flush_all()
        columns = self.env.execute_query(
            SQL(
                """SELECT c.table_name, c.column_name FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                AND c.data_type IN ('text', 'character varying', 'jsonb')
                AND (c.table_name LIKE 'xinxihua%%' OR c.table_name LIKE 'mail%%'
                     OR c.table_name LIKE 'bus%%' OR c.table_name LIKE 'project%%'
                     OR c.table_name = 'ir_attachment')"""
            )
        )
        found = []
        for table, column in columns:
            query = SQL(
                "SELECT 1 FROM %s WHERE %s::text LIKE %s LIMIT 1",
                SQL.identifier(table),
                SQL.identifier(column),
                f"%{words}%",
            )
            if self.env.execute_query(query):
                found.append(f"{table}.{column}")
        return found

    def test_the_search_itself_finds_words(self):
        self.make_project(name=WORDS)
        self.assertIn("xinxihua_project.name", self.tables_with(WORDS))

    def test_secrecy_is_asked_first_and_stops(self):
        check = self.ask()
        self.assertEqual(check.step, "secret")
        check.write({"is_secret": "yes"})
        check.action_next()
        self.assertEqual(check.step, "stop")
        for step in ("result", "subject"):
            check.step = step
            with self.assertRaises(UserError):
                check.action_finish()
        self.assertFalse(self.env["xinxihua.applicability"].search([("name", "=", WORDS)]))

    def test_what_was_typed_is_dropped(self):
        paper = base64.b64encode(WORDS.encode())
        typed = {
            "name": WORDS,
            "evidence": WORDS,
            "contract_number": WORDS,
            "evidence_file": paper,
            "evidence_filename": f"{WORDS}.pdf",
        }
        self.ask(is_secret="yes", **typed)
        check = self.ask(is_secret="no", **typed)
        check.write({"is_secret": "yes"})
        check.action_next()
        check.write(typed)
        self.assertFalse(check.evidence_file)
        self.assertEqual(self.tables_with(WORDS), [])

    def test_a_draft_that_turns_out_secret_is_removed_with_all_traces(self):
        project = self.make_project(name=WORDS, objective=WORDS, content=WORDS)
        self.upload(project, WORDS.encode(), f"{WORDS}.pdf")
        project.with_context(tracking_disable=False).write({"name": f"{WORDS}二期"})
        project.message_post(body=WORDS)
        self.env.cr.precommit.run()
        action = project.action_answer_scope()
        check = self.env[action["res_model"]].with_user(self.unit_officer).browse(action["res_id"])
        with self.assertRaises(UserError):
            check.action_remove_draft()
        check.write({"is_secret": "yes"})
        check.action_next()
        check.action_remove_draft()
        self.assertFalse(project.exists())
        self.assertEqual(self.tables_with(WORDS), [])

    def test_what_has_left_the_desk_is_reported_and_not_removed(self):
        project = self.submitted()
        project.action_withdraw()
        check = self.ask(project_id=project.id, is_secret="yes")
        with self.assertRaisesRegex(UserError, "第三十五条"):
            check.action_remove_draft()
        self.assertTrue(project.exists())

    def test_another_unit_removes_nothing(self):
        project = self.make_project()
        check = self.ask(user=self.other_officer, project_id=project.id, is_secret="yes")
        with self.assertRaises(UserError):
            check.action_remove_draft()
        self.assertTrue(project.exists())

    def test_without_the_confirmation_nothing_is_submitted(self):
        project = self.make_project(confirmed_not_secret=False)
        with self.assertRaisesRegex(UserError, "第三十五条"):
            project.action_submit()

    def test_a_secret_project_follows_no_procedure(self):
        facts = Facts("build", 5000000, 5000000, secret=True)
        self.assertEqual(decide(facts, RULES).route, "not_applicable")

    def test_a_copy_is_confirmed_anew(self):
        self.assertFalse(self.make_project().copy().confirmed_not_secret)

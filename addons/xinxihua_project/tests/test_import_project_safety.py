# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Can anybody make the import do more than it may, or find what was secret?"""

import base64

import psycopg2
from odoo import api
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger
from psycopg2 import errors

from ..models.core.workbook_reader import read_sheets
from .common import ProjectCase
from .workbook_case import HEADER, WorkbookMixin, application, csv_text, summary, xlsx

MARK = "天眼七号"


@tagged("post_install", "-at_install")
class TestImportSecret(WorkbookMixin, ProjectCase):
    def tables_with(self, text):
        """Return the tables that hold a text in any column of any row."""
        self.env.flush_all()
        names = self.env.execute_query(
            SQL("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        return [
            name
            for (name,) in names
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s t WHERE t::text LIKE %s LIMIT 1",
                    SQL.identifier(name),
                    f"%{text}%",
                )
            )
        ]

    def secret_rows(self):
        agency = self.agency.name
        return [
            application(agency, f"{MARK}甲", secret="是", basis=MARK),
            application(agency, f"{MARK}乙", secret="机密", budget=f"约{MARK}"),
            application(MARK, f"{MARK}丙", secret="内部"),
            application(agency, f"{MARK}（秘密）", secret="否"),
            application(agency, "公开平台"),
        ]

    def test_a_secret_row_leaves_its_number_and_nothing_else(self):
        wizard = self.upload(self.unit_officer, summary(self.secret_rows()))
        self.assertEqual((wizard.secret_count, wizard.ok_count), (4, 1))
        self.assertEqual(wizard.line_ids.mapped("sheet_row"), [4, 5, 6, 7, 8])
        for line in wizard.line_ids[:4]:
            kept = line.sudo().read()[0]
            for name in ("name", "unit_id", "unit_name", "cells", "route", "fault_codes"):
                self.assertFalse(kept[name], name)
            self.assertFalse(kept["amount"])
            self.assertRegex(line.message, "art. 35|第三十五条")
        self.assertFalse(self.tables_with(MARK))
        wizard.action_import()
        self.assertFalse(self.tables_with(MARK))
        self.assertIn("xinxihua_project", self.tables_with("公开平台"))

    def test_a_secret_cell_merged_over_rows_counts_for_all(self):
        rows = [application(self.agency.name, name, secret="") for name in ("甲", "乙")]
        rows[0]["secret"] = "秘密"
        column = chr(ord("A") + list(HEADER).index("secret"))
        wizard = self.upload(self.unit_officer, xlsx(summary(rows), [f"{column}4:{column}5"]))
        self.assertEqual(wizard.line_ids.mapped("status"), ["secret", "secret"])

    def test_a_workbook_with_a_secrecy_mark_is_refused_whole(self):
        lines = summary([application(self.agency.name, MARK)], above=[["机密★1年"], [MARK]])
        with self.assertRaises(UserError) as caught:
            self.upload(self.unit_officer, lines)
        self.assertNotIn(MARK, str(caught.exception))
        self.assertFalse(self.tables_with(MARK))

    def test_the_file_is_stored_nowhere(self):
        data = xlsx(summary([application(self.agency.name)]))
        Attachment = self.env["ir.attachment"].sudo()
        before = Attachment.search_count([])
        encoded = base64.b64encode(data)
        wizard = (
            self.env["xinxihua.project.import"]
            .with_user(self.unit_officer)
            .with_context(bin_size=True)
            .create({"file": encoded, "filename": "汇总表.xlsx"})
        )
        self.assertFalse(wizard.file)
        self.assertFalse(wizard.with_context(bin_size=False).file)
        self.assertEqual(Attachment.search_count([]), before)
        self.assertFalse(self.tables_with(encoded.decode()[:200]))
        self.assertFalse(self.tables_with(data.hex()[:200]))
        wizard.write({"file": encoded})
        self.assertEqual(len(wizard.line_ids), 1, "read again, in place of the first")
        self.assertFalse(self.tables_with(encoded.decode()[:200]))
        self.assertTrue(wizard.sha256)

    def test_the_download_has_the_faulty_rows_as_they_were_and_no_secret(self):
        rows = self.secret_rows()
        rows.append(application(self.agency.name, "=1+1", budget="约50万"))
        wizard = self.upload(self.unit_officer, csv_text(summary(rows), "utf-8"))
        sheet = read_sheets(base64.b64decode(wizard.faults_file), 100)[0]
        self.assertEqual(len(sheet.rows), 3 + 4 + 1)
        text = str(sheet.rows)
        self.assertNotIn(MARK, text)
        self.assertNotIn("公开平台", text)
        last = sheet.rows[-1]
        self.assertEqual(last[1:3], ["=1+1", self.agency.name])
        self.assertEqual((last[6], last[16]), ("约50万", 9.0))
        self.assertIn("约50万", last[17])

    def test_a_corrected_download_is_imported(self):
        header = HEADER | {"budget": "预算金额(万元)"}
        row = application(self.agency.name, budget="约50万", prefecture="50万元")
        wizard = self.upload(self.unit_officer, summary([row], header, [["2027年度汇总表"]]))
        sheet = read_sheets(base64.b64decode(wizard.faults_file), 100)[0]
        sheet.rows[-1][6] = 50
        again = self.upload(self.unit_officer, sheet.rows)
        self.assertEqual((again.line_ids.status, again.line_ids.amount), ("ok", 500000.0))
        again.action_import()
        self.assertEqual(again.line_ids.project_id.fiscal_year, 2027)


@tagged("post_install", "-at_install")
class TestImportDoors(WorkbookMixin, ProjectCase):
    def test_nobody_writes_the_words_of_the_server(self):
        row = application(self.other_agency.name)
        wizard = self.upload(self.unit_officer, summary([row]))
        line = wizard.line_ids
        self.assertEqual(line.status, "bad")
        Line = self.env["xinxihua.project.import.line"].with_user(self.unit_officer)
        for name, value in (
            ("status", "ok"),
            ("cells", ["1"]),
            ("unit_id", self.agency.id),
            ("import_id", wizard.id),
            ("project_id", 1),
        ):
            with self.assertRaises(AccessError):
                line.write({name: value})
            with self.assertRaises(AccessError):
                line.web_save({name: value}, {})
            with self.assertRaises(AccessError):
                Line.create({name: value})
            with self.assertRaises(AccessError):
                wizard.write({"line_ids": [Command.update(line.id, {name: value})]})
        for name, value in (("sha256", "0"), ("layout", {}), ("sheet_name", "x")):
            with self.assertRaises(AccessError):
                wizard.write({name: value})
        with self.assertRaises(UserError):
            wizard.action_import()

    def test_a_default_in_the_context_does_not_make_a_row_good(self):
        Wizard = self.env["xinxihua.project.import"].with_user(self.unit_officer)
        for values in ({"default_sha256": "0"}, {"default_layout": {"codes": []}}):
            try:
                wizard = Wizard.with_context(**values).create({})
            except AccessError:
                continue
            self.assertFalse(wizard.sha256 or wizard.layout)
            with self.assertRaises(UserError):
                wizard.action_preview()
        values = {"default_status": "ok", "default_project_id": 1, "default_objective": "x"}
        wizard = self.upload(self.unit_officer, summary([application(self.agency.name)]))
        wizard = wizard.with_context(**values, default_confirmed_not_secret=True)
        wizard.write({"file": base64.b64encode(xlsx(summary([application("无此单位")])))})
        self.assertEqual((wizard.line_ids.status, wizard.imported_count), ("bad", 0))
        wizard.write({"file": base64.b64encode(xlsx(summary([application(self.agency.name)])))})
        wizard.action_import()
        project = wizard.line_ids.project_id
        self.assertFalse(project.objective or project.confirmed_not_secret)

    def test_what_was_good_in_the_preview_is_judged_again(self):
        wizard = self.upload(self.unit_officer, summary([application(self.agency.name)]))
        self.assertEqual(wizard.ok_count, 1)
        self.unit_officer.xinxihua_unit_ids = self.other_agency
        wizard.action_import()
        self.assertEqual((wizard.bad_count, wizard.imported_count), (1, 0))

    def test_a_second_tap_creates_nothing(self):
        wizard = self.upload(self.unit_officer, summary([application(self.agency.name)]))
        wizard.action_import()
        before = self.env["xinxihua.project"].search_count([])
        with self.assertRaises(UserError):
            wizard.action_import()
        self.assertEqual(self.env["xinxihua.project"].search_count([]), before)

    def test_another_user_neither_reads_nor_confirms_the_import(self):
        wizard = self.upload(self.unit_officer, summary([application(self.agency.name)]))
        for user in (self.other_officer, self.bureau_officer, self.finance_officer):
            theirs = wizard.with_user(user)
            for step in (
                theirs.action_import,
                theirs.action_download_faults,
                lambda theirs=theirs: theirs.read(["filename"]),
                lambda theirs=theirs: theirs.line_ids.read(["name"]),
            ):
                with self.assertRaises(AccessError):
                    step()

    def test_roles_without_applications_do_not_import(self):
        for user in (self.finance_officer, self.auditor, self.rules_admin, self.leader):
            with self.assertRaises(AccessError):
                self.upload(user, summary([application(self.agency.name)]))

    def test_a_bureau_sees_its_drafts_but_does_not_write_them(self):
        wizard = self.upload(self.bureau_officer, summary([application(self.agency.name)]))
        wizard.action_import()
        project = wizard.line_ids.project_id
        self.assertEqual(project.state, "draft")
        with self.assertRaises(AccessError):
            project.write({"name": "改名"})
        project.with_user(self.unit_officer).write({"name": "改名"})

    def test_two_imports_for_a_unit_wait_for_each_other(self):
        unit_ids = self.bureau.ids
        name = "xinxihua.project.import"
        with self.registry.cursor() as first, self.registry.cursor() as second:
            early, late = (api.Environment(cr, self.env.uid, {})[name] for cr in (first, second))
            second.execute("SELECT 1")
            early._lock_units(unit_ids)
            second.execute("SAVEPOINT attempt")
            second.execute("SET LOCAL lock_timeout = '100ms'")
            with mute_logger("odoo.sql_db"), self.assertRaises(errors.LockNotAvailable):
                late._lock_units(unit_ids)
            second.execute("ROLLBACK TO SAVEPOINT attempt")
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.OperationalError) as caught:
                late._lock_units(unit_ids)
            self.assertIsInstance(caught.exception, errors.SerializationFailure)
            second.rollback()
            first.rollback()


@tagged("post_install", "-at_install")
class TestImportDownload(WorkbookMixin, ProjectCase, HttpCase):
    def test_the_faulty_rows_over_http(self):
        row = application(self.agency.name, budget="约50万")
        wizard = self.upload(self.unit_officer, summary([row]))
        url = wizard.action_download_faults()["url"]
        self.authenticate("t_unit_officer", "t_unit_officer")
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        self.assertIn("约50万", str(read_sheets(response.content, 100)[0].rows))
        self.authenticate("t_other_officer", "t_other_officer")
        self.assertGreaterEqual(self.url_open(url).status_code, 400)

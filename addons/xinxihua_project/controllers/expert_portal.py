# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

REVIEWS = "/my/xinxihua/reviews"


class ExpertPortal(CustomerPortal):
    """An expert without an internal login reads, scores and writes here (art. 16 (3)).

    Every record is read and written as the expert: the record rules decide, and the
    same methods are called that the buttons of the office call.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "xinxihua_review_count" in counters:
            Sheet = request.env["xinxihua.expert.sheet"]
            values["xinxihua_review_count"] = (
                Sheet.search_count(self._own_sheets()) if Sheet.has_access("read") else 0
            )
        return values

    def _own_sheets(self):
        return Domain("user_id", "=", request.env.uid)

    def _own_sheet(self, sheet_id):
        """Return the expert's own sheet, or nothing."""
        Sheet = request.env["xinxihua.expert.sheet"]
        if not Sheet.has_access("read"):
            return Sheet
        return Sheet.search(self._own_sheets() & Domain("id", "=", sheet_id))

    @http.route(REVIEWS, type="http", auth="user", website=True)
    def xinxihua_reviews(self, **_kwargs):
        """Show the reviews of this expert, those to be written first."""
        Sheet = request.env["xinxihua.expert.sheet"]
        sheets = (
            Sheet.search(self._own_sheets(), order="date_submitted desc, id desc")
            if Sheet.has_access("read")
            else Sheet
        )
        values = self._prepare_portal_layout_values()
        values |= {"page_name": "xinxihua_reviews", "sheets": sheets}
        return request.render("xinxihua_project.portal_my_reviews", values)

    @http.route(f"{REVIEWS}/<int:sheet_id>", type="http", auth="user", website=True)
    def xinxihua_review(self, sheet_id, **_kwargs):
        """Show one review: what is applied for, the own opinion; when closed, the panel."""
        sheet = self._own_sheet(sheet_id)
        if not sheet:
            raise request.not_found()
        return self._page(sheet)

    def _page(self, sheet, error="", typed=None):
        project = sheet.project_id
        Opinion = request.env["xinxihua.expert.opinion"]
        values = self._prepare_portal_layout_values()
        values |= {
            "page_name": "xinxihua_review",
            "sheet": sheet,
            "application": project,
            "materials": project.material_ids.filtered(lambda row: row.state == "current"),
            "verdicts": sheet._fields["verdict"]._description_selection(request.env),
            "opinions": Opinion.search(
                [
                    ("review_id", "=", sheet.review_id.id),
                    ("review_state", "=", "closed"),
                    ("date_submitted", "!=", False),
                ]
            ),
            "url": f"{REVIEWS}/{sheet.id}",
            "error": error,
            "typed": typed or {},
        }
        return request.render("xinxihua_project.portal_my_review", values)

    @http.route(
        f"{REVIEWS}/<int:sheet_id>/<any(declare,decline,save,submit):step>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def xinxihua_review_step(self, sheet_id, step, **typed):
        """Declare, decline, save or submit; say what is missing and keep what was typed."""
        sheet = self._own_sheet(sheet_id)
        if not sheet:
            raise request.not_found()
        try:
            with request.env.cr.savepoint():
                self._take_step(sheet, step, typed)
                request.env.flush_all()
        except UserError as error:
            sheet.invalidate_recordset()
            return self._page(sheet, str(error), typed)
        return request.redirect(
            REVIEWS if step in ("decline", "submit") else f"{REVIEWS}/{sheet_id}"
        )

    def _take_step(self, sheet, step, typed):
        if step == "declare":
            sheet.action_declare()
        elif step == "decline":
            sheet.opinion_id.action_decline(typed.get("reason"), bool(typed.get("is_interest")))
        else:
            sheet.write(self._sheet_vals(sheet, typed))
            if step == "submit":
                sheet.action_submit()

    def _sheet_vals(self, sheet, typed):
        """Return what was typed into the form as values of the sheet."""
        vals = {
            "verdict": typed.get("verdict") or False,
            "opinion": typed.get("opinion") or False,
            "score_ids": [
                Command.update(row.id, {"score": self._number(typed.get(f"score_{row.id}"))})
                for row in sheet.score_ids
            ],
            "line_ids": [
                Command.update(
                    row.id,
                    {
                        "suggested_amount": self._number(typed.get(f"amount_{row.id}")),
                        "note": typed.get(f"note_{row.id}") or False,
                    },
                )
                for row in sheet.line_ids
            ],
        }
        if not sheet.score_ids:
            vals["score"] = self._number(typed.get("score"))
        if not sheet.line_ids:
            vals["suggested_amount"] = self._number(typed.get("suggested_amount"))
        return vals

    def _number(self, text):
        """Return a number as people type it: 1,200.50."""
        plain = (text or "").replace(",", "").replace("\uff0c", "").strip() or "0"
        try:
            return float(plain)
        except ValueError as error:
            raise UserError(
                request.env._("“%s” is not a number. Write digits only.", text)
            ) from error

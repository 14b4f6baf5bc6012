# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rows of the application form, for tests over all tables."""

from odoo.fields import Command


def leave_rows_of_the_form(case):
    """Leave a corrected application: basis document, versions and a change."""
    project = case.submitted(basis_document_ids=[Command.create({"name": "规划"})])
    project.with_user(case.bureau_officer).action_return("请补正")
    project.objective = "新的目标"
    project.action_submit()
    return project

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Ledgers for tests, opened as an office program opens them."""

import base64
import io

import openpyxl


class LedgerMixin:
    """Exports lists as a user and reads the workbooks."""

    def layout(self, code):
        """Return a layout that the product ships."""
        return self.env.ref(f"xinxihua_project.workbook_layout_{code}")

    def dialog(self, user, code, records=None, **vals):
        """Return the dialog of a user over some records, or over all."""
        layout = self.layout(code)
        return (
            self.env["xinxihua.workbook.export"]
            .with_user(user)
            .create(
                {
                    "res_model": layout.res_model,
                    "layout_id": layout.id,
                    "record_ids": records.ids if records is not None else None,
                    **vals,
                }
            )
        )

    def export(self, user, code, records=None, **vals):
        """Return the file that a user's export gives."""
        wizard = self.dialog(user, code, records, **vals)
        wizard.action_export()
        return base64.b64decode(wizard.with_context(bin_size=False).file)

    def sheet(self, data, values=True):
        """Return the sheet of a file; ``values`` False: with its formulas."""
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values).active

    def rows_of(self, data):
        """Return the rows of a file that hold anything."""
        rows = self.sheet(data).iter_rows(values_only=True)
        return [row for row in rows if any(cell not in (None, "") for cell in row)]

    def column_of(self, data, header):
        """Return the cells under a header, numbered rows only."""
        rows = self.rows_of(data)
        top = next(index for index, row in enumerate(rows) if header in row)
        column = rows[top].index(header)
        return [row[column] for row in rows[top + 1 :] if isinstance(row[0], int)]

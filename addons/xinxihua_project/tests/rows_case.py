# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Many rows of a document at once, made in SQL: what is measured is reading, not making."""

from odoo.tools import SQL


def multiply(record, times, **changes):
    """Return copies of a stored record.

    :param record: one record; a ``code`` is made unique by itself
    :param int times: number of copies
    :param changes: {column: SQL expression}, in which ``n`` counts the copies from 1;
        other columns come from the record
    :return: the copies
    """
    record.ensure_one()
    record.env.flush_all()
    if "code" in record._fields and record._fields["code"].store:
        changes.setdefault("code", SQL("'COPY' || n"))
    columns = [
        field.name
        for field in record._fields.values()
        if field.store and field.column_type and field.name not in ("id", *changes)
    ]
    record.env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s source, generate_series(1, %s) n "
            "WHERE source.id = %s RETURNING id",
            SQL.identifier(record._table),
            SQL(", ").join(map(SQL.identifier, [*columns, *changes])),
            SQL(", ").join(
                [SQL.identifier("source", name) for name in columns] + list(changes.values())
            ),
            SQL.identifier(record._table),
            times,
            record.id,
        )
    )
    copies = record.browse(row[0] for row in record.env.cr.fetchall())
    record.env.invalidate_all()
    return copies


def each(records):
    """Return the SQL expression that gives the n-th copy the n-th of some records."""
    return SQL("(%s::int[])[n]", records.ids)

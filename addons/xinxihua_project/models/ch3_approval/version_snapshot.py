# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Records in words, and what differs between two sets of words. Nothing is written here."""


def text_of_field(record, name):
    """Return what a field shows, as text in the record's language.

    Amounts have two decimals, days are ISO; an empty field is an empty text.
    """
    field, value = record._fields[name], record[name]
    if field.type == "boolean":
        return record.env._("Yes") if value else record.env._("No")
    if field.type == "monetary":
        return f"{value:,.2f}"
    if not value:
        return ""
    if field.type == "selection":
        return dict(field._description_selection(record.env))[value]
    if field.type in ("many2one", "many2many"):
        return "、".join(value.mapped("display_name"))
    return str(value)


def differences(before, after):
    """Yield (label, text before, text after) of what was changed, added or taken out.

    :param list before: [[key, label, text]] of the former version
    :param list after: [[key, label, text]] of the later version; a key may come twice
    """
    old, new = _by_key(before), _by_key(after)
    for key, (label, text) in new.items():
        former = old.get(key, (label, ""))[1]
        if former != text:
            yield label, former, text
    for key, (label, text) in old.items():
        if key not in new and text:
            yield label, text, ""


def _by_key(rows):
    """Number equal keys: a form may hold two lines of one name."""
    seen, result = {}, {}
    for key, label, text in rows:
        seen[key] = seen.get(key, 0) + 1
        number = f" ({seen[key]})" if seen[key] > 1 else ""
        result[f"{key}{number}"] = (f"{label}{number}", text)
    return result

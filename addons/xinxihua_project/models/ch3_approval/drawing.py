# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How experts are drawn. Nothing of Odoo in it: a drawing is replayed anywhere.

For each field the candidates are put in the order of ``sha256("seed:field:code")``
in hexadecimal. The seats are filled in the order in which the fields were asked for:
a seat goes to the first candidate of its field who is still free. Where nobody is
free, a candidate seated for an earlier field moves here if that seat can be filled
by another; so a drawing fails only where no choice of experts would have sufficed.
"""

from hashlib import sha256


def digest(seed, field, code):
    """Return the text that decides the place of a candidate in a field's order.

    >>> digest("00", "budget", "ZJ0001")[:8]
    '91e645ef'
    """
    return sha256(f"{seed}:{field}:{code}".encode()).hexdigest()


def draw(seed, wanted, candidates):
    """Return [(field, code of the expert, or None where nobody is left)].

    :param str seed: the seed that the server chose
    :param wanted: [(field, number of experts)], in order
    :param dict candidates: {code of the expert: its fields}, those excluded left out
    """
    seats = [field for field, count in wanted for _index in range(count)]
    orders = {
        field: sorted(
            (code for code, fields in candidates.items() if field in fields),
            key=lambda code, field=field: digest(seed, field, code),
        )
        for field in seats
    }
    holders = {}
    for seat in range(len(seats)):
        _fill(seat, seats, orders, holders, set())
    drawn = {seat: code for code, seat in holders.items()}
    return [(field, drawn.get(seat)) for seat, field in enumerate(seats)]


def _fill(seat, seats, orders, holders, asked):
    """Seat somebody; tell whether it was possible."""
    order = orders[seats[seat]]
    for code in order:
        if code not in holders:
            holders[code] = seat
            return True
    for code in order:
        if code not in asked:
            asked.add(code)
            if _fill(holders[code], seats, orders, holders, asked):
                holders[code] = seat
                return True
    return False

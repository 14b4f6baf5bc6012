# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A text that says what is missing, and knows where it is filled in."""


class Gap(str):
    """What an application lacks, in words; ``field`` is where to fill it in.

    It is a text, so that whoever joins the reasons of a refusal needs to know no more.
    """

    __slots__ = ("field",)

    def __new__(cls, text, field):
        """Return a gap.

        :param str text: what is missing, with the article, and what to do
        :param str field: name of the field of the form
        """
        gap = super().__new__(cls, text)
        gap.field = field
        return gap

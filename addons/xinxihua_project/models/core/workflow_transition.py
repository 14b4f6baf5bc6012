# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The two tables that a document type declares: its steps and its desks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """A step of a document's procedure.

    :param label: name of the step, an ``_lt`` text
    :param sources: states from which the step is taken
    :param target: state it leads to, or ``_method`` of the record that returns it
    :param groups: XML ids of the roles that decide the step
    :param actor: field of the document that holds the unit which acts
    :param starters: roles that may start a sign-off chain for the step; without a
        chain only ``groups`` decide
    :param blocker: method of the recordset returning {id: reason} for what the
        document still lacks, whoever asks
    :param validate: method(inputs) returning {id: reason} for what was typed in
    :param inputs: server-decided fields that the step fills from its arguments
    :param effect: method(inputs) of the recordset, run when the step is taken
    :param opinion_required: the step is refused without an opinion
    :param basis: code of the legal basis of the step, for the log
    """

    label: object
    sources: tuple
    target: str
    groups: tuple
    actor: str = "unit_id"
    starters: tuple = ()
    blocker: str = ""
    validate: str = ""
    inputs: tuple = ()
    effect: str = ""
    opinion_required: bool = False
    basis: str = ""


@dataclass(frozen=True)
class Desk:
    """Where a document lies in a state: whose inbox, and until when.

    :param label: what the person is asked to do, an ``_lt`` text
    :param groups: XML ids of the roles whose users find the document
    :param actor: field of the document that holds their unit
    :param deadline: code of the parameter that gives the time to act, if any
    """

    label: object
    groups: tuple
    actor: str = "unit_id"
    deadline: str = ""

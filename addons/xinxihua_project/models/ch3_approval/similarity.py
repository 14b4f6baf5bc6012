# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from . import similarity_text as texts

# records whose whole texts are compared, and records that are kept
COMPARED = 40
KEPT = 10
LEAST = 0.1
INDEX = "USING gin (string_to_array(similarity_keys, ' '))"


class Place(NamedTuple):
    """Where records are looked for; ``condition`` in SQL, then names of fields."""

    model: str
    condition: str
    purpose: str
    function: str


PLACES = {
    "project": Place("xinxihua.project", "date_submitted IS NOT NULL", "objective", "content"),
    "system": Place("xinxihua.information.system", "state = 'active'", "function", "function"),
}


class Question(NamedTuple):
    """Texts to which the nearest records are wanted.

    :param id: id of the project that asks, or any number
    """

    id: int
    name: str
    unit_name: str = ""
    purpose: str = ""
    function: str = ""

    @property
    def keys(self):
        return texts.keys_of(self.name, self.unit_name, self.purpose, self.function)


class Match(NamedTuple):
    """A record that is near a question, with its scores (0 to 1)."""

    kind: str
    id: int
    score: float
    name: float
    purpose: float
    function: float


class SimilarityProject(models.Model):
    _inherit = "xinxihua.project"

    similarity_keys = fields.Text(compute="_compute_similarity_keys", store=True)
    _similarity_index = models.Index(INDEX)

    @api.depends("name", "unit_id.name", "objective", "content")
    def _compute_similarity_keys(self):
        for project in self:
            project.similarity_keys = texts.keys_of(
                project.name, project.sudo().unit_id.name, project.objective, project.content
            )


class Similarity(models.AbstractModel):
    """Finds the nearest of all systems in use and submitted applications (art. 15 (10)).

    It looks across all units and divisions, whoever asks: only the superuser calls it,
    and what it finds is shown to the bureau that handles the application.
    """

    _name = "xinxihua.similarity"
    _description = "Search for Similar Projects and Systems"

    @api.model
    def _nearest(self, questions):
        """Return {id of the question: its matches, the nearest first}.

        The same records give the same answer. The number of queries does not depend on
        the number of questions.

        :param questions: list of ``Question``
        """
        for place in PLACES.values():
            self.env[place.model].flush_model()
        questions = [question for question in questions if question.keys]
        counts = self._count({key for question in questions for key in question.keys.split()})
        rough = self._rough_matches(questions, counts)
        records = self._texts_of(rough)
        return {
            question.id: self._precise_matches(question, rough[question.id], records, counts)
            for question in questions
        }

    def _count(self, keys):
        """Return {key: rows that have it}, counted up to a limit in each table."""
        common = dict.fromkeys(keys & texts.COMMON, texts.FREQUENT)
        if not keys - texts.COMMON:
            return common
        counted = SQL(" + ").join(
            SQL(
                "(SELECT count(*) FROM (SELECT 1 FROM %s WHERE "
                "string_to_array(similarity_keys, ' ') @> ARRAY[asked.key] LIMIT %s) found)",
                SQL.identifier(self.env[place.model]._table),
                texts.FREQUENT,
            )
            for place in PLACES.values()
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT key, %s FROM unnest(%s::text[]) asked(key)",
                counted,
                sorted(keys - texts.COMMON),
            )
        )
        return common | dict(rows)

    def _rough_matches(self, questions, counts):
        """Return {id of the question: [(kind, id)]}: the nearest by their keys alone."""
        found = SQL(" UNION ALL ").join(
            SQL(
                "(SELECT %s AS kind, id, similarity_keys FROM %s WHERE %s AND "
                "string_to_array(similarity_keys, ' ') && string_to_array(asked.keys, ' ') "
                "ORDER BY id DESC LIMIT %s)",
                kind,
                SQL.identifier(self.env[place.model]._table),
                SQL(place.condition),  # pylint: disable=sql-injection
                texts.COMPARED_KEYS,
            )
            for kind, place in PLACES.items()
        )
        searched = [
            " ".join(texts.selective({key: counts[key] for key in question.keys.split()}))
            for question in questions
        ]
        rows = self.env.execute_query(
            SQL(
                "SELECT asked.id, found.* FROM unnest(%s::int[], %s::text[]) asked(id, keys) "
                "CROSS JOIN LATERAL (%s) found",
                [question.id for question in questions],
                searched,
                found,
            )
        )
        asked = {question.id: texts.split_keys(question.keys) for question in questions}
        scored = defaultdict(list)
        for question_id, kind, record_id, keys in rows:
            if kind == "project" and record_id == question_id:
                continue
            names, body = asked[question_id]
            other_names, other_body = texts.split_keys(keys)
            score = max(
                texts.name_score(names, other_names, counts),
                len(body & other_body) / len(body) if body else 0.0,
            )
            scored[question_id].append((-score, kind, -record_id))
        return {
            question.id: [
                (kind, -record_id)
                for _score, kind, record_id in sorted(scored[question.id])[:COMPARED]
            ]
            for question in questions
        }

    def _texts_of(self, rough):
        """Return {(kind, id): (name, unit, purpose, function)} in one query a table."""
        result = {}
        for kind, place in PLACES.items():
            ids = {key[1] for keys in rough.values() for key in keys if key[0] == kind}
            records_sudo = self.env[place.model].sudo().browse(sorted(ids))
            for record in records_sudo:
                # the ledger has one text: it is compared with both
                result[kind, record.id] = (
                    record.name,
                    record.unit_id.name,
                    record[place.purpose],
                    record[place.function],
                )
        return result

    def _precise_matches(self, question, candidates, records, counts):
        asked = texts.name_keys(question.name, question.unit_name)
        matches = []
        for kind, record_id in candidates:
            name, unit_name, purpose, function = records[kind, record_id]
            keys = texts.name_keys(name, unit_name)
            parts = {"name": texts.name_score(asked, keys, counts)}
            for part, one, other in (
                ("purpose", question.purpose, purpose),
                ("function", question.function, function),
            ):
                parts[part] = texts.text_score(one, other) if one and other else None
            score = texts.total_score(parts)
            if score >= LEAST:
                scores = (parts[part] or 0.0 for part in ("name", "purpose", "function"))
                matches.append(Match(kind, record_id, score, *scores))
        matches.sort(key=lambda match: (-match.score, match.kind, -match.id))
        return matches[:KEPT]

# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Finding similar systems: how many it finds, and how long it takes among 100,000."""

import heapq
import logging
import re
import time

from odoo.tests import tagged
from odoo.tools import SQL

from ...models.ch3_approval import similarity_text as texts
from ...models.ch3_approval.similarity import Question
from ..common import ProjectCase
from .similarity_names import PAIRS, body, distractors

_logger = logging.getLogger(__name__)
DISTRACTORS = 2400
RECORDS = 100000
# of the paraphrased names, how many have their system among the ten nearest
RECALL = 0.9
# an answer costs at most this share of comparing all rows one by one in PostgreSQL
SHARE_OF_SCAN = 0.5


def trigrams(text):
    """Return the trigrams of a text as pg_trgm makes them: words between blanks."""
    words = (f"  {word} " for word in re.findall(r"\w+", text.lower()))
    return {word[start : start + 3] for word in words for start in range(len(word) - 2)}


@tagged("post_install", "-at_install", "benchmark")
class TestSimilarity(ProjectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        base = cls.make_project()
        base.action_submit()
        cls.bases = {"project": base.sudo(), "system": cls.systems[cls.agency].sudo()}
        cls.env.flush_all()
        cls.Similarity = cls.env["xinxihua.similarity"]
        wanted = [name for _asked, name in PAIRS]
        ids = cls.insert("system", wanted, [""] * len(wanted))
        cls.labelled = dict(zip([asked for asked, _name in PAIRS], ids, strict=True))
        names = distractors(DISTRACTORS)
        cls.insert("system", names, [""] * len(names))

    @classmethod
    def insert(cls, kind, names, bodies):
        """Copy a row in SQL with other names and texts; return the new ids in order."""
        base = cls.bases[kind]
        text_field = {"project": "content", "system": "function"}[kind]
        # no more columns than needed: each reference is checked for each row
        columns = SQL(", ").join(
            SQL.identifier(field.name)
            for field in base._fields.values()
            if field.store and (field.required or field.name == "date_submitted")
            if field.name != "name"
        )
        samples = {text: texts.sample(text) for text in set(bodies)}
        keys = [
            " ".join([*sorted(texts.name_keys(name)), *samples[text]])
            for name, text in zip(names, bodies, strict=True)
        ]
        table = SQL.identifier(base._table)
        rows = cls.env.execute_query(
            SQL(
                """
                INSERT INTO %(table)s (name, %(text)s, similarity_keys, %(columns)s)
                SELECT new.name, new.body, new.keys, %(columns)s
                FROM %(table)s, unnest(%(names)s, %(bodies)s, %(keys)s)
                    AS new(name, body, keys)
                WHERE id = %(id)s
                RETURNING id
                """,
                table=table,
                text=SQL.identifier(text_field),
                columns=columns,
                names=names,
                bodies=bodies,
                keys=keys,
                id=base.id,
            )
        )
        index = f"{base._table}_similarity_index"
        cls.env.execute_query(SQL("SELECT gin_clean_pending_list(%s)", index))
        cls.env.cr.execute(SQL("ANALYZE %s", table))
        cls.env.invalidate_all()
        return [row_id for (row_id,) in rows]

    def recall(self, found):
        """Return the share of the labelled names whose system was found."""
        return sum(self.labelled[asked] in found[asked] for asked in found) / len(found)

    def by_pairs(self):
        asked = list(self.labelled)
        questions = [Question(index, name) for index, name in enumerate(asked)]
        answer = self.Similarity._nearest(questions)
        return {
            name: {match.id for match in answer[index] if match.kind == "system"}
            for index, name in enumerate(asked)
        }

    def by_trigrams(self):
        """Rank by the share of common trigrams, as ``similarity()`` of pg_trgm does."""
        rows = self.env.execute_query(
            SQL("SELECT id, name FROM xinxihua_information_system WHERE state = 'active'")
        )
        known = [(row_id, trigrams(name)) for row_id, name in rows]
        found = {}
        for asked in self.labelled:
            own = trigrams(asked)
            scores = ((-len(own & other) / len(own | other), row_id) for row_id, other in known)
            found[asked] = {row_id for _score, row_id in heapq.nsmallest(10, scores)}
        return found

    def test_pairs_of_characters_find_more_than_trigrams(self):
        pairs, trigrams = self.recall(self.by_pairs()), self.recall(self.by_trigrams())
        _logger.info("recall at 10: characters and pairs %.3f, pg_trgm %.3f", pairs, trigrams)
        self.assertGreaterEqual(pairs, RECALL)
        self.assertGreater(pairs, trigrams + 0.2)

    def plain(self, question):
        """Let PostgreSQL compare all rows one by one."""
        parts = [
            SQL(
                "SELECT id, (SELECT count(*) FROM unnest(string_to_array(similarity_keys, ' ')) "
                "key WHERE key = ANY(%s)) AS common FROM %s",
                question.keys.split(),
                SQL.identifier(base._table),
            )
            for base in self.bases.values()
        ]
        union = SQL(" UNION ALL ").join(parts)
        self.env.execute_query(SQL("%s ORDER BY common DESC LIMIT 10", union))

    def seconds(self, action, questions):
        """Return the seconds of each question, sorted."""
        taken = []
        for question in questions:
            self.env.invalidate_all()
            start = time.perf_counter()
            action(question)
            taken.append(time.perf_counter() - start)
        return sorted(taken)

    def test_100000_records(self):
        names = distractors(RECORDS)
        bodies = [body(index % 2000) for index in range(RECORDS)]
        projects = RECORDS // 4
        self.insert("project", names[:projects], bodies[:projects])
        self.insert("system", names[projects:], bodies[projects:])
        asked = [name for name, _system in PAIRS[::8]] + names[::20000]
        questions = [
            Question(-index, name, "", "提高办事效率", body(index * 37))
            for index, name in enumerate(asked)
        ]
        self.Similarity._nearest(questions[:1])
        ours = self.seconds(lambda question: self.Similarity._nearest([question]), questions)
        plain = self.seconds(self.plain, questions[:1])
        ratio = ours[len(ours) // 2] / plain[0]
        _logger.info(
            "%s records: median %.0f ms, slowest %.0f ms; plain scan %.0f ms; ratio %.2f",
            RECORDS,
            1000 * ours[len(ours) // 2],
            1000 * ours[-1],
            1000 * plain[0],
            ratio,
        )
        self.assertLess(ratio, SHARE_OF_SCAN)

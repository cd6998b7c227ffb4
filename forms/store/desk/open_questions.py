"""Counts how often requests carried a question that a vendor's text leaves open, and how often support answered it."""

# Of a question's ticks the newest holds: with max() SQLite takes the other columns from that very row.
ASKED = """
WITH asked AS (
    SELECT DISTINCT request.id AS request, vendor, question.value AS fact
    FROM request
        CROSS JOIN batch ON batch.request = request.id
        CROSS JOIN json_each(verdict, '$.questions') AS question
), ticked AS (
    SELECT request, json_extract(detail, '$.question') AS fact, kind, max(id)
    FROM event WHERE kind IN ('answered', 'unanswered') GROUP BY request, fact
)
SELECT vendor, asked.fact, count(*) AS requests, count(*) FILTER (WHERE kind = 'answered') AS answered
FROM asked LEFT JOIN ticked ON ticked.request = asked.request AND ticked.fact = asked.fact
GROUP BY vendor, asked.fact
ORDER BY requests DESC, vendor, asked.fact
"""


def questions_asked(store):
    """[{vendor, fact, requests, answered}]: every open question that any request carried, the one most asked first.

    It is known by the key of its fact; `answered` of the `requests` that carried it got it answered.
    """
    return store.rows(ASKED)

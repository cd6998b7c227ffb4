"""Finds requests by what support is told on the telephone: each way to look has its own index."""

import json
import re

MOST = 501  # of units: one request may have many that fit
LAST = "\U0010ffff"  # sorts behind every letter, so that it ends all that begins alike

# This looks at every request, but only at an index that holds nothing else. LIKE alone would take letters beyond the
# plain ones for any, and what it lets through in vain would use up the limit.
WORDS = """
SELECT request, matched FROM (
    SELECT id AS request, CASE :way WHEN 'company' THEN company WHEN 'name' THEN name ELSE own_reference END AS matched
    FROM request INDEXED BY request_words
)
WHERE matched LIKE :like ESCAPE '\\' AND instr(lowered(matched), lowered(:text)) ORDER BY request DESC LIMIT :most
"""
# What is newest has the highest id, in every table.
FINDS = {
    "ticket": """
SELECT id AS request, ticket AS matched FROM request WHERE ticket IN (SELECT value FROM json_each(:text))
ORDER BY id DESC LIMIT :most
""",
    "rma": "SELECT request, number AS matched FROM rma WHERE number = :text LIMIT :most",
    "their-rma": """
SELECT id AS request, their_rma AS matched FROM request
WHERE their_rma = :text COLLATE NOCASE AND their_rma <> '' ORDER BY id DESC LIMIT :most
""",
    "their-ticket": """
SELECT id AS request, their_ticket AS matched FROM request
WHERE their_ticket = :text COLLATE NOCASE AND their_ticket <> '' ORDER BY id DESC LIMIT :most
""",
    "serial": """
SELECT batch.request, unit.serial AS matched FROM unit CROSS JOIN batch ON batch.id = unit.batch
WHERE unit.serial = :text AND :text <> '' ORDER BY unit.id DESC LIMIT :most
""",
    "new-serial": """
SELECT batch.request, unit.new_serial AS matched FROM unit CROSS JOIN batch ON batch.id = unit.batch
WHERE unit.new_serial = :text AND :text <> '' ORDER BY unit.id DESC LIMIT :most
""",
    "serial-start": """
SELECT batch.request, unit.serial AS matched
FROM (SELECT id FROM unit WHERE serial > :text AND serial < :text || :last ORDER BY id DESC LIMIT :most) AS newest
    CROSS JOIN unit ON unit.id = newest.id CROSS JOIN batch ON batch.id = unit.batch
ORDER BY unit.id DESC
""",
    "email": """
SELECT id AS request, email AS matched FROM request WHERE email = :text COLLATE NOCASE ORDER BY id DESC LIMIT :most
""",
    "email-start": """
SELECT id AS request, email AS matched FROM request
WHERE email > :text COLLATE NOCASE AND email < :text || :last COLLATE NOCASE ORDER BY id DESC LIMIT :most
""",
    "domain": """
SELECT id AS request, email AS matched FROM request WHERE lower(substr(email, instr(email, '@') + 1)) = lower(:text)
ORDER BY id DESC LIMIT :most
""",
    "dealer": """
SELECT id AS request, dealer AS matched FROM request
WHERE dealer IN (SELECT value FROM json_each(:text)) AND dealer <> '' ORDER BY id DESC LIMIT :most
""",
    "company": WORDS, "name": WORDS, "reference": WORDS,
}  # fmt: skip


def find_requests(store, way, text):
    """[(request id, what matched)], newest first: each request once, by one of the ways in FINDS."""
    found = {}
    for row in store.rows(FINDS[way], asked_of(way, text)):
        found.setdefault(row["request"], row["matched"])
    return list(found.items())


def asked_of(way, text):
    """The values of one way's query."""
    text = json.dumps(text) if way in ("ticket", "dealer") else text
    return {"way": way, "text": text, "like": _like(text), "most": MOST, "last": LAST}


def _like(text):
    # What is large and small of other letters than plain ones LIKE does not know: it takes any in their place.
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    return "%" + re.sub(r"[^\x00-\x7f]", "_", escaped) + "%"

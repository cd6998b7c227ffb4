"""Finds requests by what support is told on the telephone: each way to look has its own index."""

import json

MOST = 501  # of units: one request may have many that fit
LAST = "\U0010ffff"  # sorts behind every letter, so that it ends all that begins alike

# What is newest has the highest id, in every table.
FINDS = {
    "ticket": """
SELECT id AS request, ticket AS matched FROM request WHERE ticket IN (SELECT value FROM json_each(:text))
ORDER BY id DESC LIMIT :most
""",
    "rma": "SELECT request, number AS matched FROM rma WHERE number = :text LIMIT :most",
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
    # These three look at every request, but only at an index that holds nothing else.
    "company": """
SELECT id AS request, company AS matched FROM request INDEXED BY request_words
WHERE company LIKE :text ESCAPE '\\' ORDER BY id DESC LIMIT :most
""",
    "name": """
SELECT id AS request, name AS matched FROM request INDEXED BY request_words
WHERE name LIKE :text ESCAPE '\\' ORDER BY id DESC LIMIT :most
""",
    "reference": """
SELECT id AS request, own_reference AS matched FROM request INDEXED BY request_words
WHERE own_reference LIKE :text ESCAPE '\\' ORDER BY id DESC LIMIT :most
""",
}


def find(store, way, text, most=MOST):
    """[(request id, what matched)], newest first: each request once, by one of the ways in FINDS."""
    found = {}
    asked = {"text": json.dumps(text) if way == "ticket" else text, "most": most, "last": LAST}
    for row in store.rows(FINDS[way], asked):
        found.setdefault(row["request"], row["matched"])
    return list(found.items())

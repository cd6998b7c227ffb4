"""The tables, as steps that are only ever added to; each runs once per file."""

import sqlite3
import time
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlite_utils import Database, Migrations

from forms.records.errors import CannotRead, CannotWrite
from forms.records.rma_number import rma_position
from forms.store.database.faults import raised_as, transaction
from forms.store.database.series import begin_series

PATIENCE = 30.0
steps = Migrations("kiosk")
BEHIND = "The database is older than this code: run `flask --app forms migrate` once, then start again."
AHEAD = (
    "The database is newer than this code, by {steps}: put the newer code back, or stop and put back the copy of the"
    " database that was made before it was brought forward by `flask --app forms migrate`."
)


def refuse_other_tables(db):
    """Raise CannotRead where the tables of a file are older or newer than this code expects."""
    applied = {step.name for step in steps.applied(db)}
    if newer := applied - _known():
        raise CannotRead("ahead", AHEAD.format(steps=", ".join(sorted(newer))))
    if _known() - applied:
        raise CannotRead("behind", BEHIND)


@cache
def _known():
    """The names of all steps this code knows."""
    with closing(Database(memory=True)) as nothing:
        return frozenset(step.name for step in steps.pending(nothing))


def migrate(path):
    """Bring the file at path to today's tables, making it if need be; any number may call at once."""
    try:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # People's addresses stand in this file, so that only its owner may read it; the journal follows suit.
        Path(path).touch(mode=0o600)
    except OSError as fault:
        raise CannotWrite("read-only", f"{path} cannot be written: {fault.strerror}.") from fault
    connection = sqlite3.connect(path, timeout=PATIENCE)
    with closing(Database(connection, execute_plugins=False)) as db, raised_as(CannotWrite):
        # The steps know no lock of their own: without this one, two starting at once both create the tables.
        with transaction(db):
            steps.apply(db)
            refuse_other_tables(db)
        _turn_on_wal(db)


def _turn_on_wal(db):
    # This switch does not wait for others as writes do, so it is asked for again.
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return db.enable_wal()
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


@steps()
def requests_and_mail(db):
    db.executescript(REQUESTS_AND_MAIL)


REQUESTS_AND_MAIL = """
CREATE TABLE draft (
    key           TEXT NOT NULL PRIMARY KEY,
    vendor        TEXT NOT NULL,
    locale        TEXT NOT NULL,
    shared_device INTEGER NOT NULL CHECK (shared_device IN (0, 1)),
    answers       TEXT NOT NULL,  -- JSON
    digest        TEXT NOT NULL,  -- of the answers as reviewed
    created       TEXT NOT NULL,
    expires       TEXT NOT NULL CHECK (expires LIKE '____-__-__T__:__:__Z'),
    confirmed     TEXT            -- when; from then on the draft is frozen
) STRICT;
CREATE INDEX draft_expires ON draft (expires) WHERE confirmed IS NULL;

CREATE TABLE request (
    id             INTEGER PRIMARY KEY,
    ticket         TEXT NOT NULL UNIQUE,
    draft          TEXT NOT NULL REFERENCES draft (key),
    part           INTEGER NOT NULL,
    vendor         TEXT NOT NULL,
    locale         TEXT NOT NULL,
    purpose        TEXT NOT NULL,
    revision       TEXT NOT NULL,
    revision_hash  TEXT NOT NULL,
    name           TEXT NOT NULL,
    email          TEXT NOT NULL,
    email_proved   TEXT,           -- when a mailed link was used or a reply came
    company        TEXT NOT NULL,
    phone          TEXT NOT NULL,
    address        TEXT NOT NULL,
    country        TEXT NOT NULL,
    own_reference  TEXT NOT NULL,
    role           TEXT NOT NULL,
    dealer         TEXT NOT NULL,
    anyway         INTEGER NOT NULL CHECK (anyway IN (0, 1)),
    their_ticket   TEXT NOT NULL,
    link_turn      INTEGER NOT NULL DEFAULT 0,  -- one more makes every earlier mailed link void
    created        TEXT NOT NULL,
    UNIQUE (draft, part)
) STRICT;

CREATE TABLE batch (
    id            INTEGER PRIMARY KEY,
    request       INTEGER NOT NULL REFERENCES request (id),
    line          INTEGER NOT NULL,
    model         TEXT NOT NULL,
    family        TEXT NOT NULL,
    symptom       TEXT NOT NULL,
    problem       TEXT NOT NULL,
    error_text    TEXT NOT NULL,
    tried         TEXT NOT NULL,  -- JSON
    dates         TEXT NOT NULL,  -- JSON
    bought_from   TEXT NOT NULL,
    warranty_said TEXT NOT NULL,
    verdict       TEXT NOT NULL   -- JSON
) STRICT;
CREATE INDEX batch_request ON batch (request);

CREATE TABLE unit (
    id        INTEGER PRIMARY KEY,
    batch     INTEGER NOT NULL REFERENCES batch (id),
    line      INTEGER NOT NULL,
    typed     TEXT NOT NULL,  -- as written
    serial    TEXT NOT NULL,  -- normalised; empty where there is none
    no_serial TEXT NOT NULL,  -- why there is none; empty where there is one
    state     TEXT NOT NULL,
    decision  TEXT,
    reason    TEXT,
    result    TEXT,
    rma       TEXT
) STRICT;
CREATE INDEX unit_batch ON unit (batch);
CREATE INDEX unit_serial ON unit (serial);

CREATE TABLE event (
    id      INTEGER PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request (id),
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    detail  TEXT NOT NULL  -- JSON: ids, codes and cents, never free text
) STRICT;
CREATE INDEX event_request ON event (request);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY,
    request    INTEGER NOT NULL REFERENCES request (id),
    event      INTEGER NOT NULL REFERENCES event (id),
    message_id TEXT NOT NULL UNIQUE,
    thread     TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    next_try   TEXT CHECK (next_try LIKE '____-__-__T__:__:__Z'),  -- none once sent, failed or withdrawn
    claimed    TEXT,  -- since when a postman has it in hand
    error      TEXT,  -- the last answer, where it was not yes
    sent       TEXT
) STRICT;
CREATE INDEX outbox_request ON outbox (request);
CREATE INDEX outbox_event ON outbox (event);
CREATE INDEX outbox_next_try ON outbox (next_try) WHERE next_try IS NOT NULL;
"""


@steps()
def the_desk(db):
    db.executescript(THE_DESK)


THE_DESK = """
CREATE TABLE rma (
    number  TEXT NOT NULL PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request (id),
    source  TEXT NOT NULL CHECK (source IN ('series', 'entered')),
    issued  TEXT NOT NULL,
    expires TEXT             -- the last day it is good; none where nobody stated one
) STRICT;
CREATE INDEX rma_request ON rma (request);

CREATE TABLE staff (
    id       INTEGER PRIMARY KEY,
    login    TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name     TEXT NOT NULL,
    password TEXT NOT NULL,  -- argon2id
    disabled TEXT,           -- since when nobody can sign in as them
    created  TEXT NOT NULL
) STRICT;

CREATE TABLE session (
    token   TEXT NOT NULL PRIMARY KEY,  -- hashed; the token itself is only in the browser
    staff   INTEGER NOT NULL REFERENCES staff (id),
    created TEXT NOT NULL,
    used    TEXT NOT NULL
) STRICT;
CREATE INDEX session_staff ON session (staff);

CREATE TABLE guess (
    id   INTEGER PRIMARY KEY,
    door TEXT NOT NULL,  -- what was guessed at and from where, hashed
    at   TEXT NOT NULL
) STRICT;
CREATE INDEX guess_door ON guess (door, at);

CREATE TABLE note (
    id      INTEGER PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request (id),
    event   INTEGER NOT NULL REFERENCES event (id),
    kind    TEXT NOT NULL CHECK (kind IN ('internal', 'told', 'said')),  -- desk's, to, from the customer
    text    TEXT NOT NULL
) STRICT;
CREATE INDEX note_request ON note (request);
CREATE INDEX note_event ON note (event);

CREATE TABLE consent (
    id           INTEGER PRIMARY KEY,
    request      INTEGER NOT NULL REFERENCES request (id),
    event        INTEGER NOT NULL REFERENCES event (id),
    name         TEXT NOT NULL,
    order_number TEXT NOT NULL
) STRICT;
CREATE INDEX consent_request ON consent (request);
CREATE INDEX consent_event ON consent (event);

CREATE TABLE parcel (
    id       INTEGER PRIMARY KEY,
    request  INTEGER NOT NULL REFERENCES request (id),
    event    INTEGER NOT NULL REFERENCES event (id),
    way      TEXT NOT NULL CHECK (way IN ('there', 'back')),
    carrier  TEXT NOT NULL,
    tracking TEXT NOT NULL
) STRICT;
CREATE INDEX parcel_request ON parcel (request);
CREATE INDEX parcel_event ON parcel (event);

CREATE TABLE desk (
    request INTEGER NOT NULL PRIMARY KEY REFERENCES request (id),
    owner   INTEGER REFERENCES staff (id),
    snoozed TEXT,     -- until when nobody needs to look
    unread  INTEGER NOT NULL CHECK (unread IN (0, 1))  -- something came that nobody has opened
) STRICT;
CREATE INDEX desk_owner ON desk (owner) WHERE owner IS NOT NULL;
CREATE INDEX desk_snoozed ON desk (snoozed, request) WHERE snoozed IS NOT NULL;

CREATE TABLE lane (
    request INTEGER NOT NULL REFERENCES request (id),
    lane    TEXT NOT NULL,  -- whose worklist it stands in
    due     TEXT NOT NULL,  -- what was promised, else since when it waits
    PRIMARY KEY (request, lane)
) STRICT;
CREATE INDEX lane_order ON lane (lane, due, request);

ALTER TABLE unit ADD COLUMN since TEXT;          -- when it came into its state
ALTER TABLE unit ADD COLUMN quote INTEGER REFERENCES event (id);       -- the event that told its price last
ALTER TABLE unit ADD COLUMN consent INTEGER REFERENCES consent (id);
ALTER TABLE unit ADD COLUMN new_serial TEXT;     -- of what replaced it
CREATE INDEX unit_state ON unit (state, since);
CREATE INDEX unit_rma ON unit (rma) WHERE rma IS NOT NULL;
CREATE INDEX unit_new_serial ON unit (new_serial) WHERE new_serial IS NOT NULL;

UPDATE unit SET since = (
    SELECT created FROM request JOIN batch ON batch.request = request.id WHERE batch.id = unit.batch
);
INSERT INTO desk (request, unread) SELECT id, 1 FROM request;
INSERT INTO lane (request, lane, due) SELECT id, 'support', created FROM request;
CREATE INDEX request_created ON request (created);
CREATE INDEX request_email ON request (email COLLATE NOCASE);
CREATE INDEX request_domain ON request (lower(substr(email, instr(email, '@') + 1)));
CREATE INDEX request_words ON request (company, name, own_reference);
"""


@steps()
def dealers(db):
    db.executescript(DEALERS)


DEALERS = """
CREATE TABLE dealer_link (
    code TEXT NOT NULL PRIMARY KEY,
    turn INTEGER NOT NULL  -- one more makes every earlier link of this dealer void
) STRICT;

ALTER TABLE request ADD COLUMN intake TEXT NOT NULL DEFAULT 'kiosk' CHECK (intake IN ('kiosk', 'mailbox'));
ALTER TABLE request ADD COLUMN their_rma TEXT NOT NULL DEFAULT '';  -- the vendor's own, where it goes on by mail

-- Until now a dealer was whatever a link said, and nobody had been asked.
UPDATE request SET dealer = '';
CREATE INDEX request_dealer ON request (dealer, id) WHERE dealer <> '';
"""


@steps()
def their_numbers(db):
    db.executescript(THEIR_NUMBERS)


THEIR_NUMBERS = """
CREATE INDEX request_their_ticket ON request (their_ticket COLLATE NOCASE) WHERE their_ticket <> '';
CREATE INDEX request_their_rma ON request (their_rma COLLATE NOCASE) WHERE their_rma <> '';
"""


@steps()
def signs_of_life(db):
    db.executescript(SIGNS_OF_LIFE)


SIGNS_OF_LIFE = """
CREATE TABLE pulse (
    who TEXT NOT NULL PRIMARY KEY,
    at  TEXT NOT NULL
) STRICT;
"""


@steps()
def series(db):
    db.execute(SERIES)
    given = [rma_position(number) for (number,) in db.execute("SELECT number FROM rma WHERE source = 'series'")]
    begin_series(db, max(given, default=0))


SERIES = """
CREATE TABLE series (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL  -- of the RMA number given last; the mark beside this file may stand further on
) STRICT
"""


@steps()
def who_wrote(db):
    # Until now every mail said of itself that a machine wrote it.
    db.execute("ALTER TABLE outbox ADD COLUMN automatic INTEGER NOT NULL DEFAULT 1 CHECK (automatic IN (0, 1))")


@steps()
def held_back(db):
    db.executescript(HELD_BACK)


HELD_BACK = """
ALTER TABLE draft ADD COLUMN network TEXT NOT NULL DEFAULT '';  -- hashed with the secret: where it was begun
ALTER TABLE draft ADD COLUMN size INTEGER NOT NULL DEFAULT 0;   -- bytes of its answers
ALTER TABLE draft ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
UPDATE draft SET size = length(CAST(answers AS BLOB));
CREATE INDEX draft_network ON draft (network, created) WHERE network <> '';
CREATE INDEX draft_sent ON draft (confirmed, network, held) WHERE confirmed IS NOT NULL;
CREATE INDEX draft_size ON draft (size) WHERE confirmed IS NULL;

ALTER TABLE outbox ADD COLUMN mailbox TEXT NOT NULL DEFAULT '';  -- of a first mail: whose, in one spelling
ALTER TABLE outbox ADD COLUMN held TEXT;                         -- until when it waits for its mailbox to have room
ALTER TABLE outbox ADD COLUMN told_in INTEGER REFERENCES outbox (id);  -- the mail about many tickets that took it in
ALTER TABLE outbox ADD COLUMN released TEXT;                           -- since when it is held no longer
CREATE INDEX outbox_told_in ON outbox (told_in) WHERE told_in IS NOT NULL;
CREATE INDEX outbox_mailbox ON outbox (mailbox, sent) WHERE mailbox <> '';
CREATE INDEX outbox_held ON outbox (held, request) WHERE held IS NOT NULL;
"""


@steps()
def read_by_nobody(db):
    db.executescript(READ_BY_NOBODY)


READ_BY_NOBODY = """
ALTER TABLE draft DROP COLUMN locale;
ALTER TABLE request DROP COLUMN locale;
ALTER TABLE batch DROP COLUMN tried;
"""


@steps()
def answers_of_batch(db):
    db.executescript(ANSWERS_OF_BATCH)


# Until now what was said stood in the verdict, and was the same for all that one form brought.
ANSWERS_OF_BATCH = """
ALTER TABLE batch ADD COLUMN answers TEXT NOT NULL DEFAULT '{}';  -- JSON
UPDATE batch SET answers = json_extract(verdict, '$.said'), verdict = json_remove(verdict, '$.said')
WHERE json_type(verdict, '$.said') = 'object';
"""

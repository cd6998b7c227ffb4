"""The only place that knows SQLite: every verb the endpoint may use, and the plain values that go in and out."""

from forms.store import (
    addresses,
    casefile,
    clock,
    confirm,
    dealers,
    drafts,
    export,
    figures,
    gathering,
    goodsin,
    guesses,
    history,
    holds,
    links,
    moves,
    outbox,
    pulse,
    requests,
    search,
    series,
    sessions,
    silence,
    staff,
    worklist,
)
from forms.store.connect import Connection


class Store(Connection):
    """One connection and its verbs; each write is one transaction.

    What reads raises CannotRead, what writes raises CannotWrite, where the file cannot be used.
    """

    save_draft = drafts.save_draft
    draft = drafts.draft
    sweep_drafts = drafts.sweep_drafts
    confirm = confirm.confirm
    requests_of = requests.requests_of
    request_by_ticket = requests.request_by_ticket
    request_by_rma = requests.request_by_rma
    request_by_id = requests.request_by_id
    request_of_caller = requests.request_of_caller
    link_turn = requests.link_turn
    all_tickets = requests.all_tickets
    story = requests.story
    events = history.events
    export_units = export.export_units
    counts = figures.counts
    questions_asked = silence.questions_asked
    take_step = moves.take_step
    unanswered = clock.unanswered
    unsent = clock.unsent
    run_out = clock.run_out
    announced = clock.announced
    add_note = casefile.add_note
    tick = casefile.tick
    kin = casefile.kin
    last_event = history.last_event
    next_number = series.next_number
    skip_ahead = series.skip_ahead
    correct_address = addresses.correct_address
    prove_address = addresses.prove_address
    send_link = links.send_link
    dealer_turn = dealers.dealer_turn
    renew_dealer = dealers.renew_dealer
    dealer_requests = dealers.dealer_requests
    bar_dealer = dealers.bar_dealer
    let_dealer = dealers.let_dealer
    keep_theirs = dealers.keep_theirs
    mails_of = outbox.mails_of
    due_addresses = gathering.due_addresses
    gather = gathering.gather
    held_until = gathering.held_until
    link_turns = requests.link_turns
    claim_mail = outbox.claim_mail
    mail_sent = outbox.mail_sent
    mail_later = outbox.mail_later
    mail_failed = outbox.mail_failed
    mail_moves = outbox.mail_moves
    beat = pulse.beat
    worker_seen = outbox.worker_seen
    look_through = pulse.look_through
    add_staff = staff.add_staff
    staff_by_login = staff.staff_by_login
    all_staff = staff.all_staff
    password_of = staff.password_of
    renew_hash = staff.renew_hash
    change_password = staff.change_password
    disable_staff = staff.disable_staff
    enable_staff = staff.enable_staff
    open_session = sessions.open_session
    session = sessions.session
    keep_session = sessions.keep_session
    end_session = sessions.end_session
    end_sessions = sessions.end_sessions
    sweep_sessions = sessions.sweep_sessions
    knock = guesses.knock
    let_in = guesses.let_in
    take_back = guesses.take_back
    sweep_guesses = guesses.sweep_guesses
    worklist_counts = worklist.worklist_counts
    lines = worklist.lines
    next_case = worklist.next_case
    worklist = worklist.worklist  # last: from here on the name is the verb's
    desk_of = holds.desk_of
    claim = holds.claim
    release = holds.release
    snooze = holds.snooze
    wake = holds.wake
    mark_read = holds.mark_read
    find = search.find
    units_by_serial = goodsin.units_by_serial
    coming = goodsin.coming


def open_store(path):
    """Open a migrated file for the calling thread, with every safeguard on; raises CannotRead where it will not."""
    return Store(path)

"""How to judge a case by a policy, in words for whoever writes a program; the schema of policy.json carries them."""

JUDGING = """
A vendor's return policy as data. Whoever has this schema and a policy.json can judge any case: nothing else is
needed. $defs/Case says what can be known of a case. Fields may be added under the same `format`: pass over those you
do not know.

1. The judging day. It is the date that it is now in the time zone `zone`. Where `zone` is empty it is the date at
UTC-12, where every day ends last, so that nobody is late who is in time anywhere.

2. Dates. The day of an event is known where the case's `dates` hold it and it is not more than `ahead` days after the
judging day; a day further ahead is treated as not known. The first day of a window or of a warranty is the day of its
event plus `plus` days.

3. What was said. The case's `said` for a question counts where it is one of the question's `answers`; anything else is
treated as not said. Where a question of `by` region or part was answered so, the case's own region or part is replaced
by that answer, and by nothing (not known) where the answer is `unknown`. Do this first.

4. Answers. Give every question exactly one answer, in the way its `by` names.
- purpose: the case's `purpose`. bought_from: the case's `bought_from`.
- window: take the window of the question's id under `windows`. Where the day of its event is known, the answer is `in`
if the judging day is at most `days` days after the first day, and else `out`: the last day is still in, and so is a
time that has yet to begin. Where the day is not known, the answer is `out` if `out` was said, and else `unknown`:
anyone may say that it is too late, but only a date shows that it is not.
- warranty: see 5.
- count: where the case has a `count` above 0 and the question has a `most`, the answer is `yes` if the count is greater
than `most`, and else `no`. Otherwise it is what was said, else `assume`.
- family: where the case's family is one of the question's `families`, the answer is `yes`. Otherwise, where the
case's family is one of the catalogue's, it is what was said, else `assume`. Where it is none of them, it is what was
said, else `unknown`.
- region: the case's region where it is one of the answers, else what was said, else `assume`.
- part and asked: what was said, else `assume`.

`unknown` is an answer of its own. It never counts as `in`.

5. Warranty. Where the day of the event that `clock` names is not known, the answer is the case's `warranty_said`. Else
take the rows of `warranty` whose `family` is empty or holds the case's family, and for which the day of the event is
not before `from` and not after `to`, where these are given. The last day that a row gives is the day of the month of
the first day, `months` calendar months later; where that month has no such day, its last day (29 February and twelve
months give 28 February).

A row holds for a region where its `region` is empty or names it, and likewise for a part. Of the rows that hold for a
region and a part the one with the latest last day counts, and of equal ones the first in the list.

Where the case's region is not known and any of the rows taken names one, it may be any: each answer but `unknown` of
the question of `by` region, or, where there is no such question, each region under `regions` and one that no row
names. Where the part is not known and any of the rows taken names one, likewise: each answer but `unknown` of the
question of `by` part, or, where there is no such question, each part that the rows taken name and one that none names.
Look at every region together with every part that it may be; each gives the row that counts there, or none.

Where none of them gives a row, the answer is the case's `warranty_said`. Where every one gives a row, and the judging
day is not after the last day of any, the answer is `in`. Where every one gives a row, the judging day is after the last
day of all, and none of these rows has a `doubt`, the answer is `out`: a doubt may prove in, never out. In all other
cases nothing is proved, and the owner's word counts only against themselves: the answer is `out` where the case's
`warranty_said` is `out`, and else `unknown`.

6. The rule. A rule holds where for each question under its `when` the answer given is one of those listed; questions
it does not list do not matter. For every set of answers that can be true exactly one rule holds; this is proved before
the file is published. The verdict is the entry of `outcomes` under that rule's id.

7. What a verdict means. It informs; it promises nothing that the vendor's text does not say. A fact that is silent is
not a no. A `doubt` is to be shown wherever its fact or its cost is.
"""


def paragraphs(text=JUDGING):
    """The text with each paragraph, and each point of a list, on one line."""
    blocks = [block.replace("\n- ", "\0").replace("\n", " ") for block in text.strip().split("\n\n")]
    return "\n\n".join(block.replace("\0", "\n- ") for block in blocks)

"""Which language a text is in, as far as it matters here: a figure in words is found in English alone."""

import re
import unicodedata

SEARCHABLE = ("en",)  # languages in which content/wording/literals.py knows the words of numbers, times and fees
# Every English text is full of these; no other language has more than a few of them.
ENGLISH = {*"""
    the of and to is it you that for are with this be from your have by not what if can how which when who where its
    their there they does has had would should could about before after then than these those our we
""".split()}  # fmt: skip
ENOUGH = 40  # words; of fewer nothing can be told
LEAST = 0.12  # of all words: English has a quarter and more, other languages a few in a hundred
FOREIGN = 0.2  # of all letters, where they are of another script


def plainly_not_english(text):
    """Whether a text cannot be English: its letters are of another script, or hardly a word of it is an English one."""
    letters = [sign for sign in text if sign.isalpha()]
    if letters and sum(not _is_latin(sign) for sign in letters) > FOREIGN * len(letters):
        return True
    lines = dict.fromkeys(text.lower().splitlines())  # what stands twice tells no more
    words = [word for line in lines for word in re.findall(r"[^\W\d_]+", line)]
    return len(words) >= ENOUGH and sum(word in ENGLISH for word in words) < LEAST * len(words)


def _is_latin(letter):
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")

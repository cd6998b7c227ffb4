"""The stops of a return, in the order they can come, and who acts at each: you, them (the vendor) or the carrier."""

STOPS = {
    "ask": "you", "answer": "them", "fix": "them", "try": "you", "order": "you", "number": "them", "pack": "you",
    "there": "carrier", "arrive": "them", "quote": "them", "agree": "you", "repair": "them", "replace": "them",
    "refund": "them", "back": "carrier",
}  # fmt: skip

"""The stops of a return from asking to the way back, in order, each with who acts there."""

STOPS = {
    "ask": "you", "answer": "them", "fix": "them", "try": "you", "order": "you", "number": "them", "pack": "you",
    "there": "carrier", "arrive": "them", "quote": "them", "agree": "you", "repair": "them", "refund": "them",
    "back": "carrier",
}  # fmt: skip

"""The kinds of outcome a rule can end in, and which of them lead to a return."""

from typing import Literal

Kind = Literal["refund", "warranty", "paid", "ask", "no", "dealer", "elsewhere"]
ON_A_WAY = ("refund", "warranty", "paid")  # kinds that end in a return
WAY_ON_FIRST = ("no", "dealer", "elsewhere")  # kinds whose alternative is shown before "Ask anyway"

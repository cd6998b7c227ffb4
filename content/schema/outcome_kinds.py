"""The kinds of outcome a rule can end in, and which of them lead to a return."""

from typing import Literal

Kind = Literal["refund", "warranty", "paid", "ask", "no", "dealer", "elsewhere"]
LEADS_TO_RETURN = ("refund", "warranty", "paid")  # kinds that end in a return
ALTERNATIVE_FIRST = ("no", "dealer", "elsewhere")  # kinds whose alternative is shown before "Ask anyway"

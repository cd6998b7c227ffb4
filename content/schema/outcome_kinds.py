"""The kinds of outcome a rule can end in, and which of them lead to a return."""

from typing import Literal, get_args

Kind = Literal["refund", "replacement", "warranty", "paid", "ask", "no", "dealer", "elsewhere"]
KINDS = get_args(Kind)
LEADS_TO_RETURN = ("refund", "replacement", "warranty", "paid")  # kinds that end in a return
ALTERNATIVE_FIRST = ("no", "dealer", "elsewhere")  # kinds whose alternative is shown before "Ask anyway"

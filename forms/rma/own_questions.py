"""The questions of a policy's own as a form asks them: for each group of cameras, or once for the request."""

from typing import NamedTuple

from content.eligibility.asked import a_rule_asks, purposes_asking
from content.explain.texts import question_text
from content.schema.policy import Question
from content.schema.text import QuestionText

ASKED = "asked-"  # before a question's id, the name of its field
BY_FIELD = ("purpose", "bought_from", "warranty", "family")  # the form has fields for these whatever the policy asks
BY_COUNT = "too-many"
BOUGHT_IN = Question("sold", assume="unknown")  # asked where rows tell it apart, though no question does


class OwnQuestion(NamedTuple):
    """A question in words; `assume` is what it begins with, and `purposes` those for which its answer can matter.

    The form asks it by itself, or only where the checker was told an answer.
    """

    id: str
    words: QuestionText
    assume: str
    by_itself: bool
    purposes: tuple

    @property
    def field(self):
        """The name of its field."""
        return f"{ASKED}{self.id}"

    def is_asked(self, known, purpose=""):
        """Whether the form asks it, by what the checker was told and the purpose where that is settled."""
        matters = purpose in self.purposes if purpose else bool(self.purposes)
        return matters and (self.by_itself or self.id in known)


def own_questions(vendor, policy, once):
    """The OwnQuestions that are answered once a "group" or once a "request", in the policy's order."""
    asked = [question for question in policy.questions if not _is_answered_elsewhere(policy, question.id)]
    if BOUGHT_IN.id not in policy.answers:
        asked.append(BOUGHT_IN)
    questions = (_own_question(vendor, policy, question) for question in asked if question.once == once)
    return [question for question in questions if question.purposes]


def group_questions(vendor, policy):
    """Those that each group of cameras answers for itself."""
    return own_questions(vendor, policy, "group")


def shared_answers(said):
    """{question id: answer} that every one of several groups gave, of what each of them said; none of one alone."""
    first, *others = said
    return {id: answer for id, answer in first.items() if others and all(more.get(id) == answer for more in others)}


def _is_answered_elsewhere(policy, id):
    return id in (*BY_FIELD, BY_COUNT) or id in policy.windows


def _own_question(vendor, policy, question):
    words = question_text(policy, question.id)
    assume = question.assume or ("unknown" if "unknown" in words.answers else "")
    # What no rule looks at the checker does not ask; and nobody can tell from anything else where it was bought.
    by_itself = question.in_form or question.id == BOUGHT_IN.id or not a_rule_asks(policy, question.id)
    return OwnQuestion(question.id, words, assume, by_itself, purposes_asking(policy, vendor.products, question.id))

"""The checker's answers as a link carries them."""


def answers_param(rule):
    """The checker's answers a rule fixes, as the form's link carries them: 'product.machine-vision,purpose.repair'."""
    return ",".join(f"{key}.{value}" for key, value in rule.when.items() if isinstance(value, str))


def read_answers(text, policy):
    """The answers such a link carries, less what the policy does not know: {question: answer}."""
    pairs = [part.split(".", 1) for part in text.split(",") if "." in part]
    return {key: value for key, value in pairs if value in policy.answers.get(key, ())}

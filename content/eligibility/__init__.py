"""Whether a case is covered: pure judgement by the rules of a policy, without a sentence and without a file."""

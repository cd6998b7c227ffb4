"""Whether a case is covered: pure judgement by the rules of a policy, without reading any file of a vendor."""

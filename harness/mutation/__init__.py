"""Mutants of Python source that lack or weaken one defence. Reads source, runs none of it."""

"""Runs a kata's suites, in processes of their own, and comes to a verdict."""

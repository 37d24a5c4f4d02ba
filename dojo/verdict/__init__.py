"""What happened in a run, and how people read it."""

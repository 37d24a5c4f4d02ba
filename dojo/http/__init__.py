"""The ways to speak HTTP to an app, and what was said."""

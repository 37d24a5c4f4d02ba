"""The katas in a browser: a local page that stays beside the editor and renews itself."""

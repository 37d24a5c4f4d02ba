"""The code behind noxfile.py and the fixtures of the katas; CONTRIBUTING.md lists its packages."""

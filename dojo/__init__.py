"""The code behind noxfile.py and the fixtures of the katas, in packages that
CONTRIBUTING.md lists."""

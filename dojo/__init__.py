"""The code behind noxfile.py and the fixtures of the katas.

Imports point one way: `catalogue` (what katas there are) knows nothing; what drives an app
(`loading`, `client`, `browser`, `live`, `workers`) knows nothing of pytest; `fixtures` and
`plugin` hand both to pytest; `verdict` shows what was run; the commands sit on top.
"""

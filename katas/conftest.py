"""Hands the fixtures and the verdict to every kata; what they do is in dojo/."""

from dojo.judge.plugin import pytest_addoption  # noqa: F401
from dojo.judge.plugin import pytest_configure  # noqa: F401
from dojo.judge.plugin import pytest_itemcollected  # noqa: F401
from dojo.suite.fixtures import app  # noqa: F401
from dojo.suite.fixtures import app_source  # noqa: F401
from dojo.suite.fixtures import background  # noqa: F401
from dojo.suite.fixtures import beside  # noqa: F401
from dojo.suite.fixtures import browser  # noqa: F401
from dojo.suite.fixtures import client  # noqa: F401
from dojo.suite.fixtures import config  # noqa: F401
from dojo.suite.fixtures import disk  # noqa: F401
from dojo.suite.fixtures import guest  # noqa: F401
from dojo.suite.fixtures import kata_folder  # noqa: F401
from dojo.suite.fixtures import line  # noqa: F401
from dojo.suite.fixtures import live  # noqa: F401
from dojo.suite.fixtures import make_app  # noqa: F401
from dojo.suite.fixtures import meanwhile  # noqa: F401
from dojo.suite.fixtures import meeting  # noqa: F401
from dojo.suite.fixtures import server  # noqa: F401
from dojo.suite.fixtures import start  # noqa: F401
from dojo.suite.fixtures import worker  # noqa: F401

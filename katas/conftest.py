"""Hands the fixtures and the verdict to every kata; what they do is in dojo/."""

from dojo.fixtures import app  # noqa: F401
from dojo.fixtures import app_source  # noqa: F401
from dojo.fixtures import client  # noqa: F401
from dojo.fixtures import config  # noqa: F401
from dojo.fixtures import kata_folder  # noqa: F401
from dojo.fixtures import live  # noqa: F401
from dojo.fixtures import make_app  # noqa: F401
from dojo.fixtures import meeting  # noqa: F401
from dojo.fixtures import server  # noqa: F401
from dojo.fixtures import worker  # noqa: F401
from dojo.plugin import pytest_addoption  # noqa: F401
from dojo.plugin import pytest_configure  # noqa: F401
from dojo.plugin import pytest_itemcollected  # noqa: F401

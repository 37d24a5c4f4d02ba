"""Stands in for the wholesaler's computer on a bad day: it takes each call and says nothing."""

import socket

lines = []


def half_dead():
    """The address of a computer that nobody has restarted yet."""
    line = socket.create_server(("127.0.0.1", 0))  # it listens; nobody reads what comes in
    lines.append(line)
    return "http://{}:{}/".format(*line.getsockname())

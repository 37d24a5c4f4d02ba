"""Stands in for the ledger of the Blue Plate, which is kept on the computer of the office."""

from werkzeug.exceptions import NotFound

PINS = {"berta": "5150", "zoë": "8080"}
HOURS = {("hanna", 2026, 10): 160, ("otto", 2026, 10): 96, ("otto", 2026, 11): 120}


class Ledger:
    """What everybody here earns, and who would like to work here.

    Raises NotFound, which is a 404, when it is asked about something that is not in it.
    """

    def __init__(self):
        self._wages = {"hanna": 21, "otto": 14}
        self._jobs = {1: "cook for the evenings", 2: "somebody who washes up"}
        self._applications = {1: ["Mira, 555 0142"], 2: []}

    def knows(self, name, pin):
        """Whether this is the PIN of somebody in the office."""
        return name in PINS and PINS[name] == pin

    def wages(self):
        """Who earns how much in an hour, as pairs of name and wage."""
        return list(self._wages.items())

    def wage(self, name):
        """What somebody earns in an hour."""
        return _entry(self._wages, name)

    def change_wage(self, name, wage):
        """From now on somebody who is in the ledger earns so much."""
        _entry(self._wages, name)
        self._wages[name] = wage

    def hours(self, name, year, month):
        """How many hours somebody has worked in a month."""
        return _entry(HOURS, (name, year, month))

    def print_payslip(self, name, year, month):
        """Print somebody's payslip for a month, for the envelope."""
        print(f"{name}, {month}/{year}: {self.hours(name, year, month)} hours")

    def jobs(self):
        """The jobs that are open, as pairs of number and title."""
        return list(self._jobs.items())

    def close_job(self, number):
        """Somebody was found, or nobody is sought any more."""
        _entry(self._jobs, number)
        del self._jobs[number], self._applications[number]

    def apply(self, number, text):
        """Note that somebody would like to have a job."""
        _entry(self._applications, number).append(text)

    def applications(self, number):
        """What was noted for a job, oldest first."""
        return list(_entry(self._applications, number))


def _entry(entries, key):
    if key not in entries:
        raise NotFound("This is not in the ledger.")
    return entries[key]

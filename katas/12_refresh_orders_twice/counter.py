"""Stands in for the take-away counter of the Blue Plate, where orders are noted."""


class Counter:
    """Takes orders and can look them up again; it also sells vouchers, without this app."""

    def __init__(self):
        self.orders, self.vouchers = {}, {}

    def menu(self):
        """The dishes that can be taken away."""
        return ["pea soup", "stew", "apple pie"]

    def take_order(self, guest, dish, portions):
        """Send an order to the kitchen; gives back its number, which is called out later."""
        number = len(self.orders) + 1
        self.orders[number] = {"guest": guest, "dish": dish, "portions": portions}
        print(f"The kitchen begins with order {number}.")
        return number

    def order(self, number):
        """The guest, dish and portions of the order with this number, as a dict; None if none."""
        return self.orders.get(number)

    def sell_voucher(self, name, amount):
        """Sell a voucher; gives back its code."""
        code = f"BP-{len(self.vouchers) + 1:04}"
        self.vouchers[code] = {"name": name, "amount": amount}
        return code

    def voucher(self, code):
        """The name and amount of the voucher with this code, as a dict; None if there is none."""
        return self.vouchers.get(code)

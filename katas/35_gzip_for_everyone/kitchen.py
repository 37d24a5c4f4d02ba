"""Stands in for the kitchen: its recipes, the cook who dictates, and the program for labels."""

import gzip
import time

RECIPES = {
    "plum-dumplings": {
        "title": "Plum dumplings",
        "text": "Boil a kilo of floury potatoes in their skins, peel them while they are hot, and "
        "press them through a sieve onto a board. When they are cold, add 250 g of flour, one egg, "
        "a spoon of semolina and a pinch of salt. Knead it all into a dough that no longer sticks, "
        "and do not knead it longer than that.\n"
        "Take the stone out of each of twelve plums and put a lump of sugar in its place. Roll the "
        "dough into a sausage, cut it into twelve pieces, and flatten each of them in the palm of "
        "your hand. Put a plum on it, close the dough over it, and roll it in your hands until "
        "there is no seam left. A dumpling with a seam is a soup.\n"
        "Slide them into salted water that is barely boiling. They sink, and come up when they are "
        "nearly done; leave them in for five minutes more. Meanwhile fry 100 g of breadcrumbs in "
        "plenty of butter, with sugar and a little cinnamon, until they smell of nuts.\n"
        "Lift the dumplings out, let them drip, and roll them in the crumbs. Three of them are a "
        "meal, and two are a dessert. Up here, where water boils before it is hot, give them three "
        "minutes more.\n",
    },
    "barley-soup": {
        "title": "Barley soup",
        "text": "Soak 150 g of pearl barley overnight. Cut two carrots, a leek and some celery "
        "as small as the barley, and smoked ham a little larger than that. Let the ham melt slowly "
        "in a large pot, then the leek, then everything else.\n"
        "Add the barley, two litres of broth and a bay leaf. It wants an hour and a half, and "
        "somebody who comes past now and then and stirs. Whoever stirs more often has it creamy.\n"
        "Salt it at the end, for the ham has salted it already. It is better on the second day, "
        "and on the third day it is a bread topping.\n",
    },
    "toast": {"title": "Toast", "text": "Toast the bread.\n"},
}

SENTENCES = ["We begin with the onions.", "Slowly.", "No, Otto, more slowly.", "Now the wine."]


class Cook:
    """The head cook, who says aloud what is being cooked."""

    def dictate(self):
        """What is said from now on: an iterator of sentences, to be closed after use."""
        for number in range(20):
            time.sleep(0.5)
            yield SENTENCES[number % len(SENTENCES)]


def draw_label(title):
    """A label for a jar: SVG, packed with gzip, which is how the program for labels has it."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><text y="20">{title}</text></svg>\n'
    return gzip.compress(drawing.encode(), mtime=0)

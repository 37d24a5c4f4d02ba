"""What a kata's suite may import: the words in which it asks an app and judges what comes back.

What a test is given by name, without an import (`client`, `make_app`, `server` …), is in
`dojo/suite/fixtures.py`.
"""

from dojo.http.browser import parse_page as parse_page  # the links and forms of an HTML page
from dojo.http.exchange import BODY as BODY  # marks the body in the exchange that is shown
from dojo.http.exchange import REQUEST as REQUEST  # marks the request line
from dojo.http.exchange import STATUS as STATUS  # marks the status line
from dojo.http.promise import expect as expect  # promises about one response
from dojo.http.promise import promise as promise  # any other promise
from dojo.http.promise import short as short  # a text on one line, for "Seen:"
from dojo.kata.loading import CannotStart as CannotStart  # the app got no further than its start
from dojo.stand_ins.browsing import Browser as Browser  # somebody at a browser, with this client
from dojo.stand_ins.browsing import crawl as crawl  # a program that follows every link
from dojo.stand_ins.counted import Counted as Counted  # a device whose calls are counted
from dojo.stand_ins.fetch import fetch as fetch  # a browser's fetch, with its preflight
from dojo.stand_ins.in_the_open import how_to_find_out as how_to_find_out  # a number, without a key
from dojo.stand_ins.interleave import at_once as at_once  # sends requests that overlap
from dojo.stand_ins.letters import links_in as links_in  # where the links of a letter lead
from dojo.stand_ins.line import whole as whole  # the body has arrived to its end
from dojo.stand_ins.moments import utc as utc  # the moment that a time in JSON names
from dojo.stand_ins.packing import unpacked as unpacked  # the body, as a client unpacks it
from dojo.stand_ins.packing import unpacked_as_it_comes as unpacked_as_it_comes  # piece by piece
from dojo.stand_ins.proxies import ProxiedGuest as ProxiedGuest  # comes through two proxies
from dojo.stand_ins.reading import Reader as Reader  # reads a response piece by piece
from dojo.stand_ins.strangers import (
    each_on_a_thread as each_on_a_thread,  # one request after another
)
from dojo.stand_ins.uploads import png as png  # a photo with this title
from dojo.stand_ins.uploads import upload as upload  # sends a file in a form, as browsers do
from dojo.stand_ins.visitor import (
    form_to as form_to,  # a page elsewhere, with a form that leads here
)
from dojo.stand_ins.visitor import NO_REFERRER as NO_REFERRER  # makes such a page hide where it is

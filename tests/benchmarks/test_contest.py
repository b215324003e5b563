"""The contest can be held: every address is answered, loads are measured, and the promises are judged by them."""

import http.server
import threading
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from tests.benchmarks import addresses, client, load, plot, promises, samples, tables
from tests.benchmarks.contest import JUDGED, Cell
from tests.benchmarks.museums import Museum
from tests.benchmarks.peers import bare_view, flat, raw_sql

OURS, PLAIN, RAW = ("ours",), ("plain DRF", "plain DRF joined", "plain admin"), ("raw SQL in a bare view",)


@pytest.mark.django_db
def test_every_address_is_answered(settings, monkeypatch):
    settings.SESSION_COOKIE_NAME = "sessionid"
    for name, few in {"PAGES": 2, "DETAILS": 3, "COUNTRIES": 2, "WORDS": 4}.items():
        monkeypatch.setattr(samples, name, few)
    monkeypatch.setattr(addresses, "SPELLINGS", 2)
    call_command("load_founding", verbosity=0)
    call_command("fill", exhibits=200, verbosity=0)
    flat.build()
    found = samples.samples()

    refused = [
        f"{page.name}, {peer}: {status} at {address}"
        for page in addresses.pages(found)
        for peer, asked in page.addresses.items()
        if peer in (*OURS, *PLAIN, *RAW)
        for address in asked[:8]
        if (status := answer(peer, address, found["session"])) != 200
    ]

    assert refused == []


def answer(peer: str, address: str, session: str) -> int:
    if peer in RAW:
        path, _, query = address.partition("?")
        assert raw_sql.answer(path, dict(parse_qsl(query)), bare_view.fetch, connection.vendor)
        return 200
    visitor = Client(headers={"cookie": session} if "/admin/" in address else {}, SERVER_NAME="localhost")
    if peer in OURS:
        return visitor.get(address).status_code
    with override_settings(ROOT_URLCONF="tests.benchmarks.peers.plain_urls"):
        return visitor.get(address).status_code


class Answering(http.server.BaseHTTPRequestHandler):
    """Answers everything but /nothing, kept open, once whole and once in chunks."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(404 if self.path == "/nothing" else 200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"2\r\nhi\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"hi")

    def log_message(self, *args):
        pass


@pytest.fixture
def port():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def test_each_connection_is_answered_and_timed(port):
    requests = [load.request("/", {}), load.request("/chunks", {})]

    seen = client.ask(port, requests, connections=3, seconds=0, longest=10)

    assert seen["answers"] == 3
    assert 0 < seen["p50"] <= seen["p95"]


def test_an_answer_that_is_none_stops_the_measurement(port):
    with pytest.raises(client.Refused, match="404"):
        client.ask(port, [load.request("/nothing", {})], connections=1, seconds=0.1, longest=10)


def cell(page: str, peer: str, rate: float, museum: str = "sqlite-115000", **changed) -> Cell:
    one = load.Load(answers=int(rate * 2), seconds=2, p50=1, p95=1000 / rate, cpu=1000 / rate)
    return Cell(page, peer, museum, {JUDGED: [one]}, **changed)


@pytest.fixture
def museum(tmp_path):
    return Museum("sqlite", 115_000, "sqlite:///museum.sqlite3", tmp_path)


@pytest.mark.parametrize(("ours", "kept"), [(1_200, True), (1_199, False)])
def test_a_ratio_is_kept_or_not(museum, ours, kept):
    cells = [cell(promises.LIST, "ours", ours), cell(promises.LIST, "plain DRF", 100)]

    (verdict,) = promises.verdicts(cells, [museum], {})

    assert verdict.kept is kept


def test_the_better_of_two_peers_is_what_counts(museum):
    cells = [cell("HTML detail", "ours", 100), cell("HTML detail", "Datasette", 50)]
    cells.append(cell("HTML detail", "Datasette immutable", 200))

    (verdict,) = promises.verdicts(cells, [museum], {})

    assert (verdict.measured, verdict.kept) == ("0.50 ×", False)


def test_a_page_that_is_not_answered_keeps_no_promise(museum):
    cells = [cell("HTML detail", "ours", 1, failed="404 at /"), cell("HTML detail", "Datasette", 50)]

    (verdict,) = promises.verdicts(cells, [museum], {})

    assert (verdict.measured, verdict.kept) == ("404 at /", False)


def test_a_page_that_grows_with_the_museum_is_said(museum, tmp_path):
    large = Museum("sqlite", 1_150_000, "", tmp_path)
    cells = [cell("API detail", "ours", 126), cell("API detail", "ours", 100, large.name)]

    (verdict,) = promises.verdicts(cells, [museum, large], {})

    assert (verdict.measured, verdict.kept) == ("1.26 ×", False)


def test_table_and_picture_tell_what_was_not_answered(museum):
    cells = [cell("API detail", "ours", 100), cell("API detail", "Datasette", 1, failed="500 at /<x>")]

    table, picture = tables.contest(museum, cells, {}), plot.plot(str(museum), cells)

    assert "500 at /<x>" in table
    texts = [node.text for node in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert "SQLite, 115,000 exhibits" in texts
    assert "not answered: 500 at /<x>" in texts

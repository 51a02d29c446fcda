"""Harvesting from a real server on the loopback that does what servers do wrong, and right."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from archcite.app import fetching, harvesting

OAI = 'xmlns="http://www.openarchives.org/OAI/2.0/"'
DC = ('xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
      'xmlns:dc="http://purl.org/dc/elements/1.1/"')  # fmt: skip


class Repository:
    """What the server answers. Each test sets what it needs; asked: the queries so far."""

    def __init__(self) -> None:
        self.titles = [f"Letter {number}" for number in range(5)]
        self.deleted: list[int] = []
        self.size = 2
        self.moment = "2026-11-24T10:00:00Z"
        self.formats = ["oai_dc"]
        self.asked: list[dict[str, str]] = []
        self.spoil: Callable[[BaseHTTPRequestHandler, dict[str, str]], bool] = lambda *_: False

    def answer(self, query: dict[str, str]) -> str:
        verb = query["verb"]
        if verb == "ListMetadataFormats":
            inside = "".join(
                f"<metadataFormat><metadataPrefix>{each}</metadataPrefix></metadataFormat>"
                for each in self.formats
            )
        elif verb == "ListSets":
            inside = "<set><setSpec>letters</setSpec><setName>Letters &amp; more</setName></set>"
        else:
            return self.records(query)
        return self.envelope(f"<{verb}>{inside}</{verb}>")

    def records(self, query: dict[str, str]) -> str:
        if "resumptionToken" in query and not query["resumptionToken"].isdecimal():
            return self.envelope('<error code="badResumptionToken">old</error>')
        start = int(query.get("resumptionToken", 0))
        numbers = range(start, min(start + self.size, len(self.titles)))
        if not numbers:
            return self.envelope('<error code="noRecordsMatch">none</error>')
        made = "".join(map(self.one, numbers))
        end = start + self.size
        token = end if end < len(self.titles) else ""
        made += f"<resumptionToken>{token}</resumptionToken>"
        return self.envelope(f"<ListRecords>{made}</ListRecords>")

    def one(self, number: int) -> str:
        gone = number in self.deleted
        status = ' status="deleted"' if gone else ""
        header = (f"<header{status}><identifier>oai:x:{number}</identifier>"
                  f"<datestamp>2026-01-01</datestamp></header>")  # fmt: skip
        body = (
            f"<metadata><oai_dc:dc {DC}><dc:title>{self.titles[number]}</dc:title>"
            f"<dc:date>195{number}</dc:date><dc:type>letter</dc:type></oai_dc:dc></metadata>"
        )
        return f"<record>{header}{'' if gone else body}</record>"

    def envelope(self, inside: str) -> str:
        return (f'<?xml version="1.0"?><OAI-PMH {OAI}><responseDate>{self.moment}</responseDate>'
                f"<request>http://x</request>{inside}</OAI-PMH>")  # fmt: skip


@pytest.fixture
def repository() -> Iterator[Repository]:
    made = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = {
                name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()
            }
            made.asked.append(query)
            if made.spoil(self, query):
                return
            data = made.answer(query).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}/oai"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = fetching.Fetcher.__init__
    monkeypatch.setattr(fetching.Fetcher, "__init__", lambda self: plain(self, 3, 0.01))


@pytest.fixture
def harvest(call, library: Path, repository: Repository):
    return lambda *more: call("harvest", repository.address, "--pause", "0", *more)


def titles(call) -> list[str]:
    rows = [line.split("\t") for line in call("list", "letter", "key:oai").out.splitlines()]
    return sorted(row[3] for row in rows)


def queries(repository: Repository) -> list[dict[str, str]]:
    return [query for query in repository.asked if query["verb"] == "ListRecords"]


def test_all_pages(call, harvest, repository) -> None:
    ran = harvest()
    assert ran.code == 0
    assert f"{repository.address} as oai_dc: 5 new" in ran.out
    assert titles(call) == repository.titles
    assert [query.get("resumptionToken") for query in queries(repository)] == [None, "2", "4"]
    assert "oai:x:3" in call("show", call("list", "title:3", "--keys").out.split()[0]).out


def test_the_next_harvest_asks_for_what_is_new(call, harvest, repository) -> None:
    harvest()
    repository.asked.clear()
    repository.titles = ["Letter 0, corrected"]
    repository.moment = "2026-11-25T10:00:00Z"
    ran = harvest()
    assert "1 updated" in ran.out
    assert queries(repository) == [
        {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-11-24T10:00:00Z"}
    ]
    assert "Letter 0, corrected" in titles(call)
    assert len(titles(call)) == 5
    repository.titles = []
    assert "nothing new" in harvest().out
    assert queries(repository)[-1]["from"] == "2026-11-25T10:00:00Z"


def test_one_that_was_broken_off_goes_on(call, harvest, repository) -> None:
    def broken(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> bool:
        if query.get("resumptionToken") != "2":
            return False
        handler.send_error(404)
        return True

    repository.spoil = broken
    ran = harvest()
    assert ran.code == 4
    assert "the server answered 404" in ran.err
    assert titles(call) == repository.titles[:2]
    repository.spoil = lambda *_: False
    repository.asked.clear()
    assert harvest().code == 0
    assert titles(call) == repository.titles
    assert [query.get("resumptionToken") for query in queries(repository)] == ["2", "4"]


def test_a_token_that_the_server_has_forgotten(call, library, harvest, repository) -> None:
    asked = harvesting.Asked(repository.address, "oai_dc")
    harvesting.note(library, asked, harvesting.Progress("old", "2026-01-01T00:00:00Z", ""))
    assert harvest().code == 0
    assert titles(call) == repository.titles
    assert [query.get("resumptionToken") for query in queries(repository)][:2] == ["old", None]


@pytest.mark.parametrize("status", [503, 500, 429])
def test_a_busy_server_is_asked_again(call, harvest, repository, status: int) -> None:
    refused = iter([True, True])

    def busy(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> bool:
        if query["verb"] == "ListRecords" and next(refused, False):
            handler.send_response(status)
            handler.send_header("Retry-After", "0")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return True
        return False

    repository.spoil = busy
    assert harvest().code == 0
    assert titles(call) == repository.titles


def test_a_server_that_says_when(harvest, repository) -> None:
    import time

    refused = iter([True])
    times: list[float] = []

    def busy(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> bool:
        times.append(time.monotonic())
        if next(refused, False):
            handler.send_response(503)
            handler.send_header("Retry-After", "1")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return True
        return False

    repository.spoil = busy
    assert harvest().code == 0
    assert times[1] - times[0] >= 1


def test_a_connection_that_is_cut(call, harvest, repository) -> None:
    cuts = iter([True])

    def cut(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> bool:
        if query["verb"] != "ListRecords" or not next(cuts, False):
            return False
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(b"<?xml")
        handler.close_connection = True
        return True

    repository.spoil = cut
    assert harvest().code == 0
    assert titles(call) == repository.titles


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<OAI-PMH><ListRecords>", "XML"),
        (b"<html><body>Hello</body></html>", "no OAI-PMH"),
        (b"", "empty"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><OAI-PMH>&x;</OAI-PMH>', ""),
        (b'<OAI-PMH><error code="badArgument">set</error></OAI-PMH>', "badArgument: set"),
    ],
)
def test_an_answer_that_is_none(call, harvest, repository, body: bytes, words: str) -> None:
    def other(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return True

    repository.spoil = other
    ran = harvest()
    assert ran.code == 4
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "root:" not in ran.err
    assert titles(call) == []


def test_deleted_records_are_told_and_removed_if_asked(call, harvest, repository) -> None:
    harvest()
    repository.deleted = [1]
    ran = harvest("--fresh")
    assert "[deleted-there]" in ran.err
    assert len(titles(call)) == 5
    harvest("--fresh", "--remove-deleted")
    assert "Letter 1" not in titles(call)
    assert len(titles(call)) == 4
    assert call("undo").code == 0
    assert len(titles(call)) == 5


def test_a_dry_run_writes_nothing(call, library: Path, harvest, repository) -> None:
    ran = harvest("--dry-run")
    assert "2 new; nothing was written" in ran.out
    assert titles(call) == []
    assert not (library / ".archcite" / "harvest").exists()


def test_sets_and_formats(harvest, repository) -> None:
    assert harvest("--list-sets").out == "letters\tLetters & more\n"
    assert json.loads(harvest("--list-sets", "--json").out) == [
        {"set": "letters", "name": "Letters & more"}
    ]
    assert harvest("--format", "mods").code == 4
    repository.formats = ["xyz", "oai_dc", "mods"]
    assert harvesting.prefix_of(lambda url: repository.answer(
        {"verb": "ListMetadataFormats"}).encode(), "x") == "mods"  # fmt: skip
    repository.formats = ["xyz"]
    assert "no format that archcite reads" in harvest().err


def test_an_address_that_is_none(call, library: Path) -> None:
    for address in ("ftp://x.org", "http://", "file:///etc/passwd"):
        assert call("harvest", address).code == 2
    ran = call("harvest", "http://127.0.0.1:9/oai")
    assert ran.code == 4
    assert "cannot be reached" in ran.err


def test_import_fetches_a_page(call, library: Path, repository) -> None:
    def page(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> bool:
        data = b'[{"id": "roe-1950", "type": "book", "title": "Snow"}]'
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)
        return True

    repository.spoil = page
    assert call("import", f"{repository.address}/item.json").code == 0
    text = call("show", "roe-1950").out
    assert f'url = "{repository.address}/item.json"' in text
    assert "accessed = " in text
    assert call("import", "http://127.0.0.1:9/x").code == 4


@pytest.mark.parametrize("day", ["yesterday", "2026", "2026-13-01", "01.02.2026"])
def test_a_day_that_is_none_is_never_sent(harvest, repository, day: str) -> None:
    ran = harvest("--from", day)
    assert ran.code == 2
    assert "is no day (such as 2026-01-31)" in ran.err
    assert repository.asked == []


def test_a_server_that_is_not_there(call, library: Path) -> None:
    with socket.socket() as taken:  # bound, and listening to nobody
        taken.bind(("127.0.0.1", 0))
        ran = call("import", f"http://127.0.0.1:{taken.getsockname()[1]}/x")
    assert ran.code == 4
    assert "cannot be reached: it refuses the connection (try later)" in ran.err

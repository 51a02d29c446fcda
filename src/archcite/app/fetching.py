"""Fetching from the web: politely, bounded, with errors retried, and every failure one sentence.

The only module that opens a connection. Nothing is fetched that the user has not named, but for
where a server sends us on.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from archcite import __version__
from archcite.errors import Problem, UnreadableInput, UsageFault

LARGEST = 64 * 2**20  # bytes of one answer
_TRIES = 5
_TIMES_OUT = 60.0  # seconds without a byte
_LONGEST_WAIT = 300  # seconds that a server may ask us to wait
_BUSY = (429, 500, 502, 503, 504)
_PIECE = 2**16


class Fetched(NamedTuple):
    """An answer. address: where it came from in the end. kind: its bare media type."""

    data: bytes
    address: str
    kind: str


def is_address(named: str) -> bool:
    """Whether a name is that of a page on the web."""
    return named.lower().startswith(("http://", "https://"))


class Fetcher:
    """One run's connections. tries: how often an answer is asked for that does not come whole."""

    def __init__(self, tries: int = _TRIES, wait: float = 1.0) -> None:
        """wait: seconds before the second try; each later one waits twice as long."""
        import urllib3

        self._retry = urllib3.Retry(
            total=tries, connect=tries, read=tries, redirect=5, status_forcelist=_BUSY,
            backoff_factor=wait / 2, backoff_max=_LONGEST_WAIT, retry_after_max=_LONGEST_WAIT,
            allowed_methods=("GET",), raise_on_status=False,
        )  # fmt: skip
        self._tries = tries
        self._pool = urllib3.PoolManager(
            headers={
                "User-Agent": f"archcite/{__version__} (citation manager for archival documents)",
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=urllib3.Timeout(connect=30.0, read=_TIMES_OUT),
            retries=self._retry,
        )

    def get(self, address: str) -> Fetched:
        """The answer to a GET. UnreadableInput for none, UsageFault for what is no web address."""
        import urllib3

        _check(address)
        fault: Exception | None = None
        for _ in range(self._tries):
            try:
                return self._got(address)
            except (urllib3.exceptions.ProtocolError, urllib3.exceptions.ReadTimeoutError) as cut:
                fault = cut  # the connection was cut in the middle of an answer
            except urllib3.exceptions.HTTPError as other:
                raise _unreachable(address, other) from other
        raise _unreachable(address, fault) from fault

    def _got(self, address: str) -> Fetched:
        answer = self._pool.request("GET", address, preload_content=False)
        try:
            data = bytearray()
            for piece in answer.stream(_PIECE, decode_content=True):
                data += piece
                if len(data) > LARGEST:
                    raise UnreadableInput(
                        Problem("too-large", address,
                                f"the answer is larger than {LARGEST // 2**20} MB")
                    )  # fmt: skip
        finally:
            answer.release_conn()
        if answer.status != 200:
            said = f"the server answered {answer.status} {answer.reason or ''}".strip()
            raise UnreadableInput(Problem("unreachable", address, said))
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Fetched(bytes(data), urljoin(address, answer.geturl() or address), kind)


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise UsageFault(
            Problem("unreachable", address[:200], "this is no address of the web",
                    "it begins with https://")
        )  # fmt: skip


def _unreachable(address: str, fault: Exception | None) -> UnreadableInput:
    problem = Problem(
        "unreachable", address, f"the server cannot be reached: {_worded(fault)}", "try later"
    )
    return UnreadableInput(problem)


def _worded(fault: Exception | None) -> str:
    """What went wrong in half a sentence."""
    import urllib3

    cause = getattr(fault, "reason", None) or fault
    if "Connection refused" in str(cause):
        return "it refuses the connection"
    told = {
        urllib3.exceptions.NameResolutionError: "there is no server of that name",
        urllib3.exceptions.ConnectTimeoutError: "it does not answer",
        urllib3.exceptions.ReadTimeoutError: "it stopped answering",
        urllib3.exceptions.SSLError: "its certificate is not valid",
    }
    for kind, words in told.items():
        if isinstance(cause, kind):
            return words
    return " ".join(str(cause).split())[:200]

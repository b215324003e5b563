"""Everything a visitor can reach: start at the front door and the API's, follow every link, keep every byte."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

HOST = "http://testserver"
STARTS = ["/", "/api/v1/", "/api/v1/openapi.json"]
ELSEWHERE = re.compile(r"^/(static|admin|accounts)/")
VOLATILE = {"Date", "Set-Cookie"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple
    body: bytes

    @property
    def text(self):
        return "\n".join([*(f"{k}: {v}" for k, v in self.headers), *map(_decoded, _parts(self.body))])


def _parts(body):
    """The bytes, or where they are a ZIP file, as a workbook is, those of each of its parts."""
    if not body.startswith(b"PK"):
        return [body]
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def _decoded(body):
    return body.decode(errors="replace")


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src", "action") and value]


def _links(answer, path):
    kind = dict(answer.headers).get("Content-Type", "")
    if "html" in kind:
        parser = _Links()
        parser.feed(answer.body.decode())
        found = parser.found
    elif "json" in kind and "jsonl" not in kind:
        found = re.findall(r'https?://testserver[^"\\]*', json.dumps(json.loads(answer.body), ensure_ascii=False))
    else:
        found = []
    for link in found:
        parts = urlsplit(urldefrag(urljoin(HOST + path, link)).url)
        if parts.netloc == "testserver" and not ELSEWHERE.match(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def fetch(client, path):
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple(sorted((k, v) for k, v in response.headers.items() if k not in VOLATILE))
    return Answer(response.status_code, headers, body)


def crawl(client, *, more=(), limit=2000):
    """Path → Answer for everything reachable. `more` adds addresses that nothing links to."""
    seen, waiting = {}, [*STARTS, *more]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        assert len(seen) < limit, "The crawl does not end: some link makes ever new addresses."
        seen[path] = answer = fetch(client, path)
        assert answer.status < 500, path
        waiting += [link for link in _links(answer, path) if link not in seen]
    return seen

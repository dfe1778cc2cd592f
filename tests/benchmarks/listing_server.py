"""An S3 server that lists a million packages and holds one: what `listing_server.py PACKAGE` runs.

It says its port on the first line, and ends with its standard input. Every key is the same
package, so nothing lies on a disk.
"""

import sys
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

COUNT = 1_000_000
PAGE = 1_000
PACKAGE = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else b""
ETAG = md5(PACKAGE, usedforsecurity=False).hexdigest()
WHEN = "2026-11-24T09:30:00.000Z"


class Store(BaseHTTPRequestHandler):
    """Answers lists and whole objects."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a list of keys, or the package."""
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked:
            self.reply(page(int(asked.get("continuation-token", ["0"])[0])), "application/xml")
        else:
            self.reply(PACKAGE, "application/zip")

    def reply(self, body: bytes, kind: str) -> None:
        """Send a body."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{ETAG}"')
        self.send_header("Last-Modified", "Tue, 24 Nov 2026 09:30:00 GMT")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def page(first: int) -> bytes:
    """Return a page of the list."""
    contents = "".join(
        f"<Contents><Key>p/{number:07}.lssc.zip</Key><LastModified>{WHEN}</LastModified>"
        f'<ETag>"{ETAG}"</ETag><Size>{len(PACKAGE)}</Size></Contents>'
        for number in range(first, min(first + PAGE, COUNT))
    )
    following = first + PAGE
    more = (
        f"<NextContinuationToken>{following}</NextContinuationToken>" if following < COUNT else ""
    )
    cut = "true" if more else "false"
    return (
        f'<?xml version="1.0"?><ListBucketResult><Name>b</Name><KeyCount>{PAGE}</KeyCount>'
        f"<IsTruncated>{cut}</IsTruncated>{more}{contents}</ListBucketResult>"
    ).encode()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    print(server.server_address[1], flush=True)
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()

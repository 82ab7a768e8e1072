# SPDX-License-Identifier: Apache-2.0
"""A server on the loopback address that does what servers do to those who fetch.

usage: fetch_server.py PORT_FILE LOG — writes its port to PORT_FILE, each request to LOG.
"""
import gzip
import http.server
import os
import sys
import threading
import time

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The {1} at Orsova reopened on Monday after four months, its owners said in a note.</p>
<p>Ninety of its 120 workers are back, and the others will follow in July, they said.</p>
</article></body></html>"""

ROBOTS = b"""# a comment
User-agent: *
Disallow: /

User-agent: other
User-agent: ReadOut
Disallow: /secret
Allow: /secret/open$
Disallow: /*.pdf$
"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Orsova Gazette</title>
<item><title>Mill</title><link>{base}/mill.html</link><pubDate>{date}</pubDate></item>
<item><title>Bridge</title><link>/bridge.html#top</link><guid>x1</guid></item>
<item><title>Secret</title><link>{base}/secret</link></item>
<item><title>Missing</title><guid>{base}/missing</guid></item>
</channel></rss>"""

BOMB = gzip.compress(b" " * (1 << 26), 1)
LEFT = ("/slow.html", "/bomb.html", "/huge.html")  # the other end goes before we are done

lock = threading.Lock()
seen = {}
active = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def send(self, body, status=200, kind="text/html; charset=utf-8", **fields):
        tag = fields.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Type", kind)
            if "Content_Length" not in fields:
                self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def page(self, title, **fields):
        self.send(PAGE.format(title + " reopens", title.lower()).encode(), **fields)

    def do_GET(self):
        global active
        with lock:
            active += self.path not in LEFT
            parallel = active > 1
            seen[self.path] = count = seen.get(self.path, 0) + 1
            with open(sys.argv[2], "a") as log:
                log.write("%s %s agent=%s match=%s%s\n" % (
                    self.path, count, self.headers.get("User-Agent"),
                    self.headers.get("If-None-Match"), " PARALLEL" if parallel else ""))
        try:
            self.answer(self.path.strip("/").split("?")[0], count)
        finally:
            with lock:
                active -= self.path not in LEFT

    def answer(self, name, count):
        base = "http://127.0.0.1:%d" % self.server.server_address[1]
        if name == "robots.txt":
            self.send(ROBOTS, kind="text/plain")
        elif name == "mill.html":
            self.page("Mill", ETag='"mill-1"', Last_Modified="Mon, 19 Jun 2023 08:00:00 GMT")
        elif name == "gzip.html":
            body = gzip.compress(PAGE.format("Quay reopens", "quay").encode())
            self.send(body, Content_Encoding="gzip")
        elif name == "chunked.html":
            body = PAGE.format("Lock reopens", "lock").encode()
            parts = [body[:40], body[40:]]
            chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"
            self.send(chunked, Transfer_Encoding="chunked", Content_Length="7")
        elif name == "busy.html" and count == 1:
            self.send(b"later", status=429, Retry_After="1")
        elif name == "tired.html":
            self.send(b"later", status=503, Retry_After="3600")
        elif name == "loop":
            self.send(b"", status=302, Location="/loop")
        elif name == "moved":
            self.send(b"", status=301, Location="/mill.html")
        elif name == "moved.xml":
            self.send(b"", status=301, Location="/feed.xml")
        elif name == "lent.xml":
            self.send(b"", status=302, Location="/feed.xml")
        elif name == "away":
            self.send(b"", status=302, Location=base.replace(".1:", ".2:") + "/mill.html")
        elif name == "away.xml":
            feed = FEED.format(base=base.replace(".1:", ".2:"), date="now")
            self.send(feed.encode(), kind="application/rss+xml")
        elif name == "file":
            self.send(b"", status=302, Location="file:///etc/hostname")
        elif name == "slow.html":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(30):
                try:
                    self.wfile.write(b"<")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.2)
        elif name == "cut.html":
            self.send(PAGE.format("Cut", "cut").encode(), Content_Length="5000")
            self.close_connection = True
        elif name == "short.html":
            body = PAGE.format("Short reopens", "short").encode()
            self.send(body + b"<p>behind</p>", Content_Length=str(len(body)))
            self.close_connection = True
        elif name == "huge.html":
            self.send(b"x", Content_Length=str(10 ** 12))
            self.close_connection = True
        elif name == "bomb.html":
            self.send(BOMB, Content_Encoding="gzip")
        elif name == "feed.xml":
            date = "Mon, 19 Jun 2023 08:00:00 GMT"
            self.send(FEED.format(base=base, date=date).encode(), kind="application/rss+xml",
                      ETag='"feed-1"')
        elif name == "missing":
            self.send(b"gone", status=404)
        elif name == "quit":
            self.send(b"bye")
            threading.Thread(target=self.server.shutdown).start()
        else:
            self.page(name.split(".")[0].capitalize())


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
server.handle_error = lambda *args: None
with open(sys.argv[1] + ".part", "w") as port:
    port.write(str(server.server_address[1]))

os.rename(sys.argv[1] + ".part", sys.argv[1])
server.serve_forever()

# SPDX-License-Identifier: Apache-2.0
"""Extract pages with a Python peer: paths on standard input, a JSON object a line out.

    python reading_python.py trafilatura|trafilatura_precision|trafilatura_fast|newspaper

Settings are those of the peers' own evaluations: no comments, else the defaults.
"""
import json
import sys
import time


def trafilatura(**mode):
    from trafilatura import extract

    return lambda page: extract(page, include_comments=False, **mode)


def newspaper():
    from newspaper import Article, Config

    config = Config()
    config.fetch_images = False

    def extract(page):
        article = Article("https://example.org/", config=config)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        return article.text

    return extract


PEERS = {"trafilatura": trafilatura, "trafilatura_fast": lambda: trafilatura(fast=True),
         "trafilatura_precision": lambda: trafilatura(favor_precision=True),
         "newspaper": newspaper}


def main():
    extract = PEERS[sys.argv[1]]()
    seconds = 0.0
    for path in sys.stdin.read().splitlines():
        with open(path, "rb") as file:
            page = file.read()
        began = time.process_time()
        try:
            text = extract(page)
        except Exception as error:  # a page that the peer cannot read counts as empty
            print(path, error, file=sys.stderr)
            text = None
        seconds += time.process_time() - began
        print(json.dumps({"path": path, "text": text or ""}))
    print(json.dumps({"path": "", "text": "", "seconds": seconds}))


main()

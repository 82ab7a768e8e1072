# SPDX-License-Identifier: Apache-2.0
"""Read titles, authors and days of pages with a Python peer: paths on standard input, a
JSON object a line out.

    python reading_facts.py trafilatura|htmldate|htmldate_fast|newspaper

Settings are the peers' defaults; htmldate looks for the day of publication, with and
without its extensive search.
"""
import json
import re
import sys
import time


def trafilatura():
    from trafilatura.metadata import extract_metadata

    def read(page):
        found = extract_metadata(page)
        return found and {"title": found.title, "authors": re.split(r";\s*", found.author or ""), "date": found.date}

    return read


def htmldate(extensive):
    from htmldate import find_date

    return lambda page: {"date": find_date(page.decode("utf-8", "replace"), original_date=True,
                                           extensive_search=extensive)}


def newspaper():
    from newspaper import Article, Config

    config = Config()
    config.fetch_images = False

    def read(page):
        article = Article("https://example.org/", config=config)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        return {"title": article.title, "authors": article.authors,
                "date": article.publish_date and str(article.publish_date)[:10]}

    return read


PEERS = {"trafilatura": trafilatura, "htmldate": lambda: htmldate(True),
         "htmldate_fast": lambda: htmldate(False), "newspaper": newspaper}


def main():
    read = PEERS[sys.argv[1]]()
    seconds = 0.0
    for path in sys.stdin.read().splitlines():
        with open(path, "rb") as file:
            page = file.read()
        began = time.process_time()
        try:
            found = read(page) or {}
        except Exception as error:  # a page that the peer cannot read gives nothing
            print(path, error, file=sys.stderr)
            found = {}
        seconds += time.process_time() - began
        print(json.dumps({"path": path, **found}))
    print(json.dumps({"path": "", "seconds": seconds}))


main()

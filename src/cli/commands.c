/* SPDX-License-Identifier: Apache-2.0 */
#include "cli.h"

enum {
    REPORT = 1 << 0,
    ANALYSE = 1 << 1,
    ADD = 1 << 2,
    STORIES = 1 << 3,
    QUOTES = 1 << 4,
    COPIES = 1 << 5,
    CLAIMS = 1 << 6,
    TIMELINE = 1 << 7,
    SEARCH = 1 << 8,
    DIFF = 1 << 9,
    SHOW = 1 << 10,
    SERVE = 1 << 11,
    DEDUP = 1 << 12,
    FETCH = 1 << 13,
    WATCH = 1 << 14,
    OUTLETS = 1 << 15,
    SECTIONS = STORIES | QUOTES | COPIES | CLAIMS | TIMELINE,
    READING = REPORT | ANALYSE | ADD | SECTIONS | DIFF | SHOW | DEDUP
};

const cli_command cli_commands[] = {
    {"report", "FILES…", "Read, analyse, compare and tell: the main job",
     "Reads articles from files, folders or standard input (-) and tells one sourced\n"
     "account: what is one story, who copied whom, what changed between versions, who\n"
     "said what, on which figures and days the articles differ, and what happened when.",
     "readout report articles/\tthe account, in the terminal\n"
     "readout report *.html -o page.html\tas one page to open in a browser\n"
     "readout report feed.xml --json > a.json\tfor other programs\n"
     "readout report *.txt --date 2023-06-19\tresolve weekdays against a day",
     REPORT, cli_report, ".html .htm .json .txt"},
    {"analyse", "FILES…", "Write the layers of each article, a line of JSON each",
     "Sentences, people and places, quotations, times and amounts, with the byte range\n"
     "of each in the text of the article.",
     "readout analyse articles/ > articles.jsonl\tone object a line\n"
     "readout analyse --tokens a.txt\twith words, tags and parse",
     ANALYSE, cli_analyse, ".jsonl .ndjson .json"},
    {"add", "FILES… --store FILE", "Add articles to a store",
     "A store is one SQLite file. An article whose bytes are already there is left\n"
     "alone, so the same folder can be added again and again.",
     "readout add articles/ --store news.db\tmake or grow a store", ADD, cli_add, NULL},
    {"stories", "FILES…", "List the stories and their articles", "",
     "readout stories articles/\twhich articles belong together\n"
     "readout stories --store news.db --csv\tof a store, as a table",
     STORIES, cli_stories, ".csv .json .html .htm .txt"},
    {"quotes", "FILES…", "List who said what, and how each article gives it", "",
     "readout quotes articles/ --csv > quotes.csv\tas a table", QUOTES, cli_quotes,
     ".csv .json .html .htm .txt"},
    {"copies", "FILES…", "List who copied whom, and versions", "",
     "readout copies articles/\twith shares and direction", COPIES, cli_copies,
     ".csv .json .html .htm .txt"},
    {"claims", "FILES…", "List the figures and days on which articles agree or differ", "",
     "readout claims articles/ --json\tfor other programs", CLAIMS, cli_claims,
     ".csv .json .html .htm .txt"},
    {"timeline", "FILES…", "List what happened, happens and is planned", "",
     "readout timeline articles/ --date 2023-06-19\twith weekdays resolved", TIMELINE, cli_timeline,
     ".csv .json .html .htm .txt"},
    {"dedup", "FILES…", "Keep one of each article of a corpus",
     "Writes the articles that stay as JSON Lines, lines of JSON Lines as they were. An\n"
     "article is dropped where at least the share of --share of its words stand, in runs,\n"
     "in one that stays: a duplicate has the same words; of a version most of both is the\n"
     "same; a copy is held by a longer article. No language is analysed, so this is fast,\n"
     "and memory does not grow with the length of the texts alone: two bytes a word. With\n"
     "--store new articles are dropped for what is in the store as well.\n"
     "Every article that is dropped has a line in --record: what it is, for which one it\n"
     "was dropped, and the shares of both.",
     "readout dedup news.jsonl > clean.jsonl\tthe first of each stays\n"
     "readout dedup articles/ --keep longest --record dropped.jsonl -o clean.jsonl\t"
     "the longest of each, and why the others went\n"
     "zcat news.jsonl.gz | readout dedup - --at duplicate\tdrop the same words alone",
     DEDUP, cli_dedup, ".jsonl .ndjson"},
    {"search", "WORDS… --store FILE", "Find articles of a store by their words",
     "Articles that hold every word, in any form; words given as one argument must\n"
     "stand together.",
     "readout search balloon --store news.db\ttitles, newest added last", SEARCH, cli_search, NULL},
    {"outlets", "[OUTLET] --store FILE", "List the lines that outlets put into their articles",
     "Adding to a store learns them: what stands in three articles of an outlet that have\n"
     "nothing else in common is no text of any. It is left out of what is found in articles of\n"
     "the store, and in others that are read with it. How many articles had a line counts from\n"
     "when it was known. What was learned can be corrected, line by line.",
     "readout outlets --store news.db\twhat was learned, outlet by outlet\n"
     "readout outlets 'Coast Daily' --store news.db --keep-line 'Fog on the coast'\tit is text\n"
     "readout outlets 'Coast Daily' --store news.db --leave-out 'More in Sport'\tit is none\n"
     "readout outlets 'Coast Daily' --store news.db --unsay 'More in Sport'\ttake that back",
     OUTLETS, cli_outlets, NULL},
    {"diff", "A B", "Lay two articles side by side",
     "Of two versions, tells what the newer changed; of two other articles, the passages\n"
     "that both have. As a page: both texts whole, each place linked to its counterpart.\n"
     "The exit status is 1 where they have nothing in common.",
     "readout diff first.txt update.txt\tpassages in common, and what changed\n"
     "readout diff a.html b.html -o diff.html\tboth texts beside each other, as a page",
     DIFF, cli_diff, ".html .htm .json .txt"},
    {"show", "RECEIPT [FILES…]", "Show the words behind a receipt, or an article with its parts",
     "A receipt is what the outputs print: [4:545] is article 4 of a run, from byte 545 of its\n"
     "text; with FILES, or --store, as they were given to that run. A file's name or an id\n"
     "stands for the article too, and #2 behind the name for a record of it (the first is 0).\n"
     "START-END is a range of bytes; a START alone gives the sentence there.",
     "readout show a.html\tthe clean text, part by part\n"
     "readout show a.html:120-188\tthe words behind a receipt\n"
     "readout show '[4:545]' articles/\tof article 4 in the account of a folder\n"
     "readout show feed.xml#2:10-40\tof a record of a feed\n"
     "readout show 4:545 --store news.db\tof an article of a store",
     SHOW, cli_show, NULL},
    {"serve", "--store FILE", "Show a store in the browser, on this machine alone", "",
     "readout serve --store news.db\topen http://127.0.0.1:8080/", SERVE, cli_serve, NULL},
    {"fetch", "URL…", "Fetch pages politely, into a web archive or a store",
     "Writes a web archive (WARC) to standard output or to --output, compressed where its\n"
     "name ends in .gz; with --store the articles go there, and what is there already is\n"
     "asked for only if it changed. '-' reads addresses from standard input, one a line.\n"
     "Polite: robots.txt is kept to, with its crawl-delay; one connection and one request\n"
     "at a time for each host; Retry-After is waited for up to two minutes, and what\n"
     "breaks off is asked for three times. Pages end at 32 MiB. Only http and https are\n"
     "fetched. A page that fails is named, and the rest is fetched.",
     "readout fetch https://e.example/a https://e.example/b -o news.warc.gz\tkeep the pages\n"
     "readout fetch https://e.example/a | readout report -\ttell them at once\n"
     "readout fetch - --store news.db < addresses.txt\tadd their articles to a store",
     FETCH, cli_fetch, ".warc .gz"},
    {"watch", "FEEDS.opml|URL… --store FILE", "Follow feeds, and add what is new to a store",
     "Asks each feed of an OPML list, or named by its address, again and again, fetches the\n"
     "pages that its new or changed items lead to, as politely as fetch does, and adds\n"
     "their articles to the store. What was asked and when is kept in the store too: after a\n"
     "stop (Ctrl-C) or a crash it goes on from there. A feed is asked every 30 minutes, or\n"
     "as seldom as it says (ttl, max-age), and never more often than every 5 minutes unless\n"
     "it lies on a private network; one that fails, less and less often.",
     "readout watch feeds.opml --store news.db\tuntil it is stopped\n"
     "readout watch feeds.opml --store news.db --once\tthe feeds that are due, from cron\n"
     "readout watch https://e.example/rss --store news.db --every 60\tone feed, each hour",
     WATCH, cli_watch, NULL},
    {0}};

#define TEXT(field) CLI_TEXT, offsetof(cli_options, field)
#define FLAG(field) CLI_FLAG, offsetof(cli_options, field)

const cli_option cli_option_table[] = {
    {"output", 'o', "FILE",
     "write there instead of standard output; the name's ending says what: a page (.html), .json, "
     ".csv, .txt",
     REPORT | ANALYSE | SECTIONS | DIFF | DEDUP | FETCH, TEXT(output)},
    {"keep", 'k', "RULE",
     "which of a group stays: first (usual), longest, newest, oldest, or original: one that "
     "credits nobody else, then the oldest",
     DEDUP, TEXT(keep)},
    {"at", 'a', "KIND", "drop no less than this: copy (usual), version or duplicate", DEDUP,
     TEXT(at)},
    {"share", 0, "N", "share of words that is enough, over 0 to 1; usual: 0.8", DEDUP, TEXT(share)},
    {"record", 'r', "FILE", "write there what was dropped and why, as JSON Lines", DEDUP,
     TEXT(record)},
    {"json", 'j', NULL, "write JSON", REPORT | SECTIONS | SEARCH | DIFF | OUTLETS, FLAG(json)},
    {"csv", 0, NULL, "write a table, comma-separated", SECTIONS, FLAG(csv)},
    {"html", 0, NULL, "write a page", REPORT | DIFF, FLAG(html)},
    {"store", 's', "FILE", "the store to use",
     ADD | ANALYSE | SECTIONS | SEARCH | SERVE | REPORT | DEDUP | FETCH | WATCH | SHOW | OUTLETS,
     TEXT(store)},
    {"leave-out", 0, "LINE", "it is no text of the outlet's articles", OUTLETS, TEXT(leave_out)},
    {"keep-line", 0, "LINE", "it is text of the outlet's articles", OUTLETS, TEXT(keep_line)},
    {"unsay", 0, "LINE", "take back what was said of it", OUTLETS, TEXT(unsay)},
    {"date", 'd', "DATE", "publication date of articles that state none, such as 2023-06-19",
     READING, TEXT(date)},
    {"field", 0, "FIELD=NAME",
     "JSON and CSV: FIELD (text, html, title, url, outlet, published, authors, …) is called "
     "NAME; repeatable",
     READING, CLI_FIELD, offsetof(cli_options, fields)},
    {"tokens", 0, NULL, "with words, tags and parse", ANALYSE, FLAG(tokens)},
    {"offsets", 0, "UNIT", "unit of offsets in JSON: byte (usual), char or utf16",
     REPORT | ANALYSE | SECTIONS | DIFF | SHOW, TEXT(offsets)},
    {"threads", 't', "N", "threads to use; usual: one a core", READING | SERVE, TEXT(threads)},
    {"limit-memory", 0, "SIZE",
     "stop reading where articles would take more, such as 2G or 500M, and go on with those "
     "that were read; the rest is named as skipped",
     REPORT | SECTIONS | DIFF, TEXT(limit_memory)},
    {"models", 0, "FOLDER", "folder of the trained models", ~0u, TEXT(models)},
    {"width", 'w', "N", "columns to lay lines out for, 40 to 200; usual: those of the terminal",
     REPORT | SECTIONS | DIFF, TEXT(width)},
    {"color", 0, "WHEN", "colour: auto (usual), always or never; NO_COLOR is respected",
     REPORT | SECTIONS | DIFF | SHOW | SEARCH, TEXT(color)},
    {"port", 'p', "N", "port on 127.0.0.1; usual: 8080", SERVE, TEXT(port)},
    {"delay", 0, "SECONDS",
     "pause between two requests to one host; usual: 1, or what its robots.txt asks for",
     FETCH | WATCH, TEXT(delay)},
    {"timeout", 0, "SECONDS", "time that one answer may take; usual: 60", FETCH | WATCH,
     TEXT(timeout)},
    {"every", 0, "MINUTES", "time between two requests for one feed; usual: 30", WATCH,
     TEXT(every)},
    {"once", 0, NULL, "ask the feeds that are due, fetch what is new, and end", WATCH, FLAG(once)},
    {"quiet", 'q', NULL, "no progress bar and no notes; errors are told", ~0u, FLAG(quiet)},
    {0}};

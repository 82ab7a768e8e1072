/* SPDX-License-Identifier: Apache-2.0 */
/* watch: feeds again and again, and the pages that their new items lead to, to a store. */
#include <errno.h>
#include <search.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

#include "address.h"
#include "feed_links.h"
#include "pages.h"

enum {
    USUAL_MINUTES = 30,          /* --every unsaid: as feed readers ask */
    LEAST_SECONDS = 5 * 60,      /* between two requests for a feed of the wide net */
    MOST_SECONDS = 24 * 60 * 60, /* what a feed may ask for, and after failures */
    GONE_SECONDS = 365 * 24 * 60 * 60,
    LONGEST_NAP = 60 * 60,       /* a clock that was set is noticed within the hour */
    GIVE_UP = 3,                 /* failures of a page */
    MOST_LIST = 16 * 1024 * 1024 /* bytes of an OPML list */
};

/* A feed, or a page that is asked for in this round. */
typedef struct watched {
    char *url;
    cli_known known;
    struct watched *feed; /* of a page: the one that led to it; NULL: this is a feed */
    struct watched *next;
    /* Of a feed: */
    bool answered;   /* in this round */
    bool unfinished; /* some page that it led to is still to be had */
} watched;

typedef struct watching {
    cli_pages pages;
    watched *feeds, **last;
    watched *round; /* the pages of this round */
    void *urls;     /* the same, for tsearch */
    long every;     /* seconds */
} watching;

/* A line of the log, with the time where it goes on for ever. What fails is trouble where
 * the command ends by itself. */
static void tell(watching *w, bool failed, const char *url, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void tell(watching *w, bool failed, const char *url, const char *format, ...) {
    cli_context *cli = w->pages.cli;
    char line[400], stamp[32] = "";
    time_t seconds = time(NULL);
    struct tm local;
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (!cli->options.once && localtime_r(&seconds, &local))
        strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S ", &local);
    if (failed && cli->options.once)
        cli_warn(cli, "%s: %s", url, line);
    else
        cli_note(cli, "%s%s: %s", stamp, url, line);
}

static watched *new_watched(const char *url) {
    watched *it = calloc(1, sizeof *it);
    if (it) it->url = strdup(url);
    if (it && it->url) return it;
    free(it);
    return NULL;
}

static bool add_feed(watching *w, const char *text) {
    char *url = address_clean(text, NULL);
    if (!url) {
        cli_warn(w->pages.cli, "%s: is no address that begins with http:// or https://", text);
        return true;
    }
    watched *it = w->feeds;
    while (it && strcmp(it->url, url) != 0) it = it->next;
    bool known = it != NULL;
    if (!known && (it = new_watched(url)) != NULL) {
        cli_recall(&w->pages, "feed", url, &it->known);
        *w->last = it;
        w->last = &it->next;
    }
    free(url);
    return it != NULL;
}

static bool add_list(watching *w, const char *path) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *list = file ? malloc(MOST_LIST) : NULL;
    feed_links links = {0};
    bool good = true;
    size_t size = list ? fread(list, 1, MOST_LIST, file) : 0;
    if (!list)
        cli_warn(w->pages.cli, "%s: %s", path, strerror(errno));
    else if (ferror(file))
        cli_warn(w->pages.cli, "%s: cannot read: %s", path, strerror(errno));
    else if (size == MOST_LIST || !feed_links_read_opml(&links, list, size))
        cli_warn(w->pages.cli, "%s: is no OPML list of feeds", path);
    else if (links.count == 0)
        cli_warn(w->pages.cli, "%s: names no feeds", path);
    for (size_t i = 0; good && i < links.count; i++) good = add_feed(w, links.items[i].url);
    feed_links_free(&links);
    free(list);
    if (file && file != stdin) fclose(file);
    return good;
}

static int by_url(const void *a, const void *b) {
    return strcmp(((const watched *)a)->url, ((const watched *)b)->url);
}

/* Ask for the page of an item unless it is known and has not changed since. */
static bool want_page(watching *w, watched *feed, const feed_link *link, size_t *fresh) {
    watched *it = new_watched(link->url);
    watched **found = it ? tsearch(it, &w->urls, by_url) : NULL;
    if (!found || *found != it) { /* or two items lead to one page */
        if (it) free(it->url);
        free(it);
        return found != NULL;
    }
    it->feed = feed;
    it->next = w->round;
    w->round = it;
    cli_recall(&w->pages, "page", it->url, &it->known);
    bool changed = link->changed && strlen(link->changed) < sizeof it->known.changed &&
                   strcmp(link->changed, it->known.changed) != 0;
    if ((it->known.fetched || it->known.failures >= GIVE_UP) && !changed) return true;
    if (changed) {
        it->known.failures = 0;
        snprintf(it->known.changed, sizeof it->known.changed, "%s", link->changed);
    }
    ++*fresh;
    fetch_request request = {.url = it->url, .named = feed->url, .tag = it};
    if (it->known.fetched) {
        request.etag = it->known.etag;
        request.modified = it->known.modified;
    }
    return fetch_add(w->pages.client, &request);
}

static long longer(long a, long b) {
    return a > b ? a : b;
}

/* Seconds until a feed is asked again. */
static long interval_of(const watching *w, const watched *feed, const fetch_answer *answer,
                        long every) {
    long wait = longer(every, answer->max_age);
    if (wait > MOST_SECONDS) wait = MOST_SECONDS;
    wait = longer(wait, w->every);
    for (unsigned i = 0; i < feed->known.failures && wait && wait < MOST_SECONDS; i++) wait *= 2;
    if (!answer->near) wait = longer(wait, LEAST_SECONDS);
    return longer(wait, answer->retry_after);
}

static void take_feed(watching *w, watched *feed, const fetch_answer *answer) {
    feed_links links = {0};
    size_t fresh = 0;
    bool good = true;
    feed->answered = true;
    if (answer->outcome == FETCH_NEW) {
        if (feed_links_read(&links, answer->body, answer->body_size, answer->url)) {
            for (size_t i = 0; good && i < links.count; i++)
                good = want_page(w, feed, &links.items[i], &fresh);
            tell(w, false, feed->url, "%zu items, %zu new%s%s", links.count, fresh,
                 links.told[0] ? "; " : "", links.told);
        } else {
            feed->known.failures++;
            tell(w, true, feed->url, "is no feed%s%s", links.told[0] ? ": " : "", links.told);
        }
    } else if (answer->outcome == FETCH_UNCHANGED) {
        tell(w, false, feed->url, "unchanged");
    } else {
        feed->known.failures++;
        feed->unfinished = true;
        tell(w, true, feed->url, "%s", answer->reason);
    }
    if (answer->moved) tell(w, false, feed->url, "has moved to %s", answer->url);
    if (answer->outcome <= FETCH_UNCHANGED && (answer->outcome != FETCH_NEW || links.items))
        cli_learn(&feed->known, answer);
    long wait = interval_of(w, feed, answer, links.every);
    if (answer->status == 410) wait = GONE_SECONDS;
    feed->known.next = (long)time(NULL) + wait;
    feed_links_free(&links);
    if (!good) cli_warn(w->pages.cli, "out of memory");
}

static void take_page(watching *w, watched *page, const fetch_answer *answer) {
    cli_known *known = &page->known;
    if (answer->outcome == FETCH_NEW || answer->outcome == FETCH_UNCHANGED) {
        if (answer->outcome == FETCH_NEW && !cli_pages_take(&w->pages, answer)) {
            page->feed->unfinished = true;
            cli_stopped = 1;
            return;
        }
        w->pages.fetched += answer->outcome == FETCH_NEW;
        cli_learn(known, answer);
    } else {
        bool denied = answer->outcome == FETCH_DENIED;
        w->pages.failed++;
        known->failures = denied ? GIVE_UP : known->failures + 1;
        page->feed->unfinished = page->feed->unfinished || known->failures < GIVE_UP;
        tell(w, true, page->url, "%s", answer->reason);
    }
    cli_remember(&w->pages, "page", page->url, known);
}

static void take(void *context, const fetch_answer *answer) {
    watched *it = answer->tag;
    if (it->feed)
        take_page(context, it, answer);
    else
        take_feed(context, it, answer);
}

static bool is_due(const watching *w, const watched *feed, long now) {
    long furthest = longer(w->every, GONE_SECONDS); /* or else the clock was wrong */
    return feed->known.next <= now || feed->known.next > now + furthest;
}

/* Ask for the feeds that are due. False: there are none. */
static bool begin_round(watching *w) {
    long now = (long)time(NULL);
    bool any = false;
    w->pages.fetched = w->pages.failed = w->pages.added = 0;
    for (watched *feed = w->feeds; feed; feed = feed->next) {
        feed->answered = feed->unfinished = false;
        if (!is_due(w, feed, now)) continue;
        fetch_request request = {.url = feed->url,
                                 .etag = feed->known.etag,
                                 .modified = feed->known.modified,
                                 .named = feed->url,
                                 .tag = feed};
        any = true;
        if (!fetch_add(w->pages.client, &request)) cli_warn(w->pages.cli, "out of memory");
    }
    return any;
}

/* What a feed was when it was asked is kept only once its pages are had: else it would be
 * unchanged the next time, and they lost. */
static void end_round(watching *w, bool whole) {
    for (watched *feed = w->feeds; feed; feed = feed->next) {
        if (!feed->answered) continue;
        if (feed->unfinished || !whole) feed->known.etag[0] = feed->known.modified[0] = '\0';
        if (!whole) feed->known.next = 0;
        cli_remember(&w->pages, "feed", feed->url, &feed->known);
    }
    if (w->pages.added) cli_learn_lines(w->pages.cli, w->pages.store);
    while (w->round) {
        watched *page = w->round;
        w->round = page->next;
        tdelete(page, &w->urls, by_url);
        free(page->url);
        free(page);
    }
}

/* Sleep until the next feed is due, or a signal comes. */
static void nap(const watching *w) {
    long now = (long)time(NULL), until = now + LONGEST_NAP;
    for (const watched *feed = w->feeds; feed; feed = feed->next)
        if (feed->known.next < until) until = feed->known.next;
    struct timespec time = {.tv_sec = until > now ? until - now : 1};
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, &before); /* none may come between the look and the sleep */
    if (!cli_stopped) pselect(0, NULL, NULL, NULL, &time, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static void watch(watching *w) {
    cli_context *cli = w->pages.cli;
    bool once = cli->options.once;
    cli_catch_stop();
    do {
        if (begin_round(w)) {
            size_t left = fetch_run(w->pages.client, &cli_stopped);
            end_round(w, left == 0);
            tell(w, false, cli->options.store, "%zu pages fetched, %zu failed, %zu articles new",
                 w->pages.fetched, w->pages.failed, w->pages.added);
        } else if (once) {
            tell(w, false, cli->options.store, "no feed is due");
        }
        if (!once && !cli_stopped) nap(w);
    } while (!once && !cli_stopped);
    if (cli_stopped) tell(w, false, cli->options.store, "stopped");
}

static bool understand(watching *w, const cli_options *options) {
    double minutes = USUAL_MINUTES;
    char *end = NULL;
    if (options->every) minutes = strtod(options->every, &end);
    if ((end && *end) || !(minutes >= 0 && minutes <= 60 * 24 * 365)) {
        cli_warn(w->pages.cli, "--every takes minutes, not %s", options->every);
        return false;
    }
    w->every = (long)(minutes * 60);
    if (options->operand_count && options->store) return true;
    cli_warn(w->pages.cli, options->store ? "no list of feeds given, and no address of one"
                                          : "watch needs --store FILE");
    return false;
}

int cli_watch(cli_context *cli) {
    const cli_options *options = &cli->options;
    watching w = {.pages = {.cli = cli}};
    w.last = &w.feeds;
    bool good = understand(&w, options) && cli_pages_open(&w.pages, cli, take, &w);
    for (size_t i = 0; good && i < options->operand_count; i++) {
        const char *operand = options->operands[i];
        bool url = strncmp(operand, "http://", 7) == 0 || strncmp(operand, "https://", 8) == 0;
        good = url ? add_feed(&w, operand) : add_list(&w, operand);
        if (!good) cli_warn(cli, "out of memory");
    }
    if (good && w.feeds) watch(&w);
    bool any = w.pages.fetched > 0 || !options->once;
    good = good && w.feeds;
    while (w.feeds) {
        watched *feed = w.feeds;
        w.feeds = feed->next;
        free(feed->url);
        free(feed);
    }
    cli_pages_close(&w.pages);
    return !good ? EXIT_TROUBLE : any ? EXIT_FOUND : EXIT_NOTHING;
}

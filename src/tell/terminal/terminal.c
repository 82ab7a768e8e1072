/* SPDX-License-Identifier: Apache-2.0 */
/* The account for a person at a terminal: what matters in one minute, and all of
 * one section where that is asked for. */
#include "tell/terminal/terminal.h"

#include <stdio.h>

#include "base/error.h"
#include "tell/tell.h"
#include "tell/view.h"

/* Items that a list shows where everything is asked for. */
enum { NAMES_SHOWN = 4, LINES_SHOWN = 12, VALUES_SHOWN = 6 };
enum { NARROW = 60 }; /* columns: below, words stand under their time, not beside it */
enum { ARTICLES_SHOWN = 16, NUMBERS_SHOWN = 12, REMARKS_SHOWN = 3, CLAIMS_SHOWN = 2 };
enum { POINTS_SHOWN = 2, RECEIPTS_SHOWN = 3, ALONE_SHOWN = 20, BRIEF_SHOWN = 5 };

static const ro_article *article_of(const ro_terminal *t, uint32_t index) {
    return t->account->articles[index];
}

static void number(ro_terminal *t, uint32_t value, const char *one, const char *many) {
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u %s", value, value == 1 ? one : many);
}

static void receipts(ro_terminal *t, const ro_receipt *items, uint32_t count) {
    uint32_t shown = count > RECEIPTS_SHOWN + 1 ? RECEIPTS_SHOWN : count;
    for (uint32_t i = 0; i < shown; i++) ro_terminal_receipt(t, items[i].article, items[i].span);
    if (shown < count) ro_paper_printf(&t->paper, RO_STYLE_DIM, " +%u", count - shown);
}

/* "(4 articles, 3 independent)", where there is more than one. */
static void support(ro_terminal *t, uint32_t articles, uint32_t independent) {
    if (articles < 2) return;
    char words[64];
    snprintf(words, sizeof words, "(%u articles, %u independent)", articles, independent);
    ro_paper_space(&t->paper);
    ro_paper_word(&t->paper, RO_STYLE_DIM, ro_str_of(words));
}

static void title(ro_terminal *t, const ro_story *story) {
    ro_paper_open(&t->paper, 0, 0);
    ro_str words = story->title ? ro_str_of(story->title)
                                : ro_view_headline(article_of(t, story->articles[0]));
    ro_paper_text(&t->paper, RO_STYLE_BOLD, words);
    ro_paper_close(&t->paper);
    ro_paper_open(&t->paper, 0, 0);
    number(t, story->article_count, "article", "articles");
    ro_say(t, ", ");
    number(t, story->independent, "independent source", "independent sources");
    ro_paper_close(&t->paper);
}

/* The fewest independent sources that leave at most `limit` sentences of the brief
 * behind its first, and how many with one source less fill up the rest. */
static uint32_t least_sources(const ro_story *story, uint32_t limit, uint32_t *rest) {
    for (uint32_t least = 1;; least++) {
        uint32_t count = 0;
        for (uint32_t i = 1; i < story->brief_count; i++)
            count += story->brief[i].independent >= least;
        *rest = count <= limit ? limit - count : 0;
        if (count <= limit) return least;
    }
}

static void brief_line(ro_terminal *t, const ro_brief_line *line) {
    ro_paper_open(&t->paper, 2, 4);
    ro_say(t, "\xE2\x80\xA2 ");
    ro_say(t, line->text);
    receipts(t, line->evidence, line->evidence_count);
    support(t, line->articles, line->independent);
    ro_paper_close(&t->paper);
}

/* The first sentence opens the account, however many sources say it. */
static void brief(ro_terminal *t, const ro_story *story) {
    if (!story->brief_count) return;
    ro_terminal_head(t, "In brief");
    uint32_t limit = ro_terminal_limit(t, story->brief_count, BRIEF_SHOWN), rest;
    uint32_t least = least_sources(story, limit - 1, &rest);
    brief_line(t, &story->brief[0]);
    for (uint32_t i = 1; i < story->brief_count; i++) {
        const ro_brief_line *line = &story->brief[i];
        if (line->independent < least) {
            if (line->independent + 1 < least || !rest) continue;
            rest--;
        }
        brief_line(t, line);
    }
    ro_terminal_left_out(t, 4, story->brief_count - limit, "sentences (with -o page.html)");
}

/* ", by A, B and 2 more, with Nordic Wire": authors, and those whom it credits. */
static void credits(ro_terminal *t, const ro_article *article) {
    const ro_metadata *meta = &article->meta;
    uint32_t shown = ro_terminal_limit(t, meta->author_count, 2), credited = 0;
    for (uint32_t i = 0; i < shown; i++) {
        ro_say(t, i ? ", " : ", by ");
        ro_say(t, meta->authors[i]);
    }
    if (shown < meta->author_count)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, " and %u more", meta->author_count - shown);
    for (const char *name; (name = ro_view_credit(article, credited)) != NULL; credited++) {
        ro_say(t, credited ? ", " : ", with ");
        ro_say(t, name);
    }
}

/* Which file and record, and which address, so that a person can open it. */
static void origin(ro_terminal *t, const ro_article *article) {
    const ro_metadata *meta = &article->meta;
    if (meta->input_path) ro_say_dim(t, meta->input_path);
    if (meta->input_path && meta->record)
        ro_paper_printf(&t->paper, RO_STYLE_DIM, "#%u", meta->record);
    if (meta->url) ro_paper_space(&t->paper);
    ro_say_dim(t, meta->url);
}

static void article_line(ro_terminal *t, uint32_t index) {
    const ro_article *article = article_of(t, index);
    bool updated;
    const ro_stamp *day = ro_view_day(&article->meta, &updated);
    char words[64];
    ro_paper_open(&t->paper, index < 9 ? 3 : index < 99 ? 2 : 1, 5);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u", index + 1);
    ro_paper_tab(&t->paper, 5);
    ro_paper_text(&t->paper, RO_STYLE_BOLD, ro_view_outlet(article));
    credits(t, article);
    ro_say(t, day && updated ? ", updated " : ", ");
    ro_say(t, day ? ro_view_date(&day->date, words) : "no date");
    uint32_t junk = ro_view_junk_count(article);
    if (junk) {
        ro_say(t, ", ");
        ro_paper_printf(&t->paper, RO_STYLE_DIM, "%u %s set aside", junk,
                        junk == 1 ? "part" : "parts");
    }
    ro_paper_close(&t->paper);
    ro_paper_open(&t->paper, 5, 5);
    ro_str headline = ro_view_headline(article);
    ro_str fit = t->digest ? ro_text_fit(headline, ro_terminal_room(t, 10)) : headline;
    ro_paper_text(&t->paper, RO_STYLE_PLAIN, fit);
    if (fit.n < headline.n) ro_say(t, " \xE2\x80\xA6");
    ro_paper_close(&t->paper);
    ro_paper_open(&t->paper, 5, 7);
    origin(t, article);
    ro_paper_close(&t->paper);
}

/* Which articles are one source, where some are that are not folded. */
static void source_line(ro_terminal *t, const ro_story *story, const ro_origin_groups *groups) {
    uint32_t shown = 0;
    for (uint32_t source = 0; source < groups->count; source++) {
        uint32_t from = groups->starts[source], to = groups->starts[source + 1];
        if (to - from < 2 || to - from >= RO_FOLDED) continue;
        if (!shown) {
            ro_paper_open(&t->paper, 5, 7);
            ro_say_dim(t, "Not independent of each other:");
        }
        if (shown++) ro_say_dim(t, ";");
        for (uint32_t i = from; i < to; i++)
            ro_paper_printf(&t->paper, RO_STYLE_PLAIN, i == from ? " %u" : " and %u",
                            story->articles[groups->positions[i]] + 1);
    }
    if (shown) ro_paper_close(&t->paper);
}

/* The first article of a source that many carry, and who carries it: "×12, one source:
 * also 5 The Coast Courier, …". */
static void folded_line(ro_terminal *t, const ro_story *story, const uint32_t *positions,
                        uint32_t count) {
    article_line(t, story->articles[positions[0]]);
    ro_paper_open(&t->paper, 5, 7);
    ro_paper_printf(&t->paper, RO_STYLE_BOLD, "\xC3\x97%u", count);
    ro_say_dim(t, ", one source: also");
    uint32_t names = count > NAMES_SHOWN + 2 ? NAMES_SHOWN : count - 1;
    for (uint32_t i = 1; i <= names; i++) {
        uint32_t index = story->articles[positions[i]];
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, i == 1 ? " %u " : ", %u ", index + 1);
        ro_paper_text(&t->paper, RO_STYLE_PLAIN, ro_view_outlet(article_of(t, index)));
    }
    if (names < count - 1)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, " and %u more (readout stories --csv)",
                        count - 1 - names);
    ro_paper_close(&t->paper);
}

/* The clean list: an entry for each article, but one for a source that many carry. */
static void articles(ro_terminal *t, const ro_story *story) {
    ro_origin_groups groups = ro_view_origins(story, &t->arena);
    ro_terminal_head(t, "Articles");
    uint32_t limit = ro_terminal_limit(t, story->article_count, ARTICLES_SHOWN);
    uint32_t entries = 0, told = 0;
    for (uint32_t i = 0; i < story->article_count && entries < limit; i++) {
        uint32_t source = groups.count ? story->origin_of[i] : RO_NONE;
        uint32_t from = source < groups.count ? groups.starts[source] : 0;
        uint32_t size = source < groups.count ? groups.starts[source + 1] - from : 1;
        if (size < RO_FOLDED) {
            article_line(t, story->articles[i]);
            told++;
        } else if (groups.positions[from] == i) {
            folded_line(t, story, groups.positions + from, size);
            told += size;
        } else {
            continue;
        }
        entries++;
    }
    ro_terminal_left_out(t, 5, story->article_count - told, "articles");
    source_line(t, story, &groups);
}

static void rendering_words(ro_terminal *t, const ro_rendering *rendering) {
    char words[64];
    ro_say(t, rendering->variant);
    if (rendering->said) {
        ro_say(t, ", ");
        ro_say(t, ro_view_when(&rendering->day, words));
    }
    if (rendering->via) {
        ro_say(t, ", via ");
        ro_say(t, rendering->via);
    }
}

static void rendering_line(ro_terminal *t, const ro_rendering *rendering) {
    ro_paper_open(&t->paper, 5, 9);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u", rendering->article + 1);
    ro_paper_tab(&t->paper, 9);
    rendering_words(t, rendering);
    ro_terminal_receipt(t, rendering->article, rendering->span);
    ro_paper_close(&t->paper);
}

static bool same_words(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether two articles tell a remark in the same way. */
static bool told_alike(const ro_rendering *a, const ro_rendering *b) {
    return same_words(a->variant, b->variant) && same_words(a->said, b->said) &&
           same_words(a->via, b->via);
}

/* Each way of telling it, with those that tell it so: "full, a Sunday [2:30] [4:7]". */
static void folded_renderings(ro_terminal *t, const ro_remark *remark) {
    ro_paper_open(&t->paper, 5, 5);
    uint32_t ways = 0, next = 0;
    for (uint32_t i = 0; i < remark->rendering_count && ways < NAMES_SHOWN; i = next, ways++) {
        const ro_rendering *rendering = &remark->renderings[i];
        for (next = i + 1; next < remark->rendering_count;) {
            if (!told_alike(rendering, &remark->renderings[next])) break;
            next++;
        }
        if (ways) ro_say(t, "; ");
        rendering_words(t, rendering);
        uint32_t shown = next - i > RECEIPTS_SHOWN + 1 ? RECEIPTS_SHOWN : next - i;
        for (uint32_t k = i; k < i + shown; k++)
            ro_terminal_receipt(t, remark->renderings[k].article, remark->renderings[k].span);
        if (shown < next - i) ro_paper_printf(&t->paper, RO_STYLE_DIM, " +%u", next - i - shown);
    }
    if (next < remark->rendering_count)
        ro_paper_printf(&t->paper, RO_STYLE_DIM, "; and %u more", remark->rendering_count - next);
    ro_paper_close(&t->paper);
}

/* An article a line. */
static void rendering_lines(ro_terminal *t, const ro_remark *remark) {
    uint32_t count = remark->rendering_count, shown = count > LINES_SHOWN + 1 ? LINES_SHOWN : count;
    for (uint32_t i = 0; i < shown; i++) rendering_line(t, &remark->renderings[i]);
    ro_terminal_left_out(t, 5, count - shown, "articles (--csv lists them)");
}

static void remark(ro_terminal *t, const ro_remark *remark) {
    bool direct = ro_view_is_direct(t->account, remark);
    ro_str words = ro_str_of(remark->text);
    ro_str fit = t->digest ? ro_text_fit(words, ro_terminal_room(t, 20) * 2) : words;
    ro_paper_open(&t->paper, 2, 5);
    ro_paper_puts(&t->paper, RO_STYLE_BOLD,
                  remark->speaker ? remark->speaker : "Speaker not named");
    if (remark->addressee) {
        ro_say(t, " to ");
        ro_say(t, remark->addressee);
    }
    ro_say(t, direct ? ": \xE2\x80\x9C" : ": ");
    ro_paper_text(&t->paper, RO_STYLE_PLAIN, fit);
    if (fit.n < words.n) ro_say(t, " \xE2\x80\xA6");
    if (direct) ro_say(t, "\xE2\x80\x9D");
    support(t, remark->rendering_count, remark->independent);
    ro_paper_close(&t->paper);
    if (t->digest)
        folded_renderings(t, remark);
    else
        rendering_lines(t, remark);
    if (!remark->differs) return;
    ro_paper_open(&t->paper, 5, 5);
    ro_paper_puts(&t->paper, RO_STYLE_WARN, "Articles differ on the ");
    ro_paper_puts(&t->paper, RO_STYLE_WARN, remark->differs);
    ro_paper_close(&t->paper);
}

/* The least number of renderings that leaves at most `limit` remarks, so that the
 * digest shows what most articles have. */
static uint32_t least_renderings(const ro_story *story, uint32_t limit) {
    for (uint32_t least = 1;; least++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < story->remark_count; i++)
            count += story->remarks[i].rendering_count >= least;
        if (count <= limit || least > 64) return count ? least : least - 1;
    }
}

static void remarks(ro_terminal *t, const ro_story *story) {
    if (!story->remark_count) return;
    ro_terminal_head(t, "Who said what");
    uint32_t limit = ro_terminal_limit(t, story->remark_count, REMARKS_SHOWN);
    uint32_t least = limit < story->remark_count ? least_renderings(story, limit) : 0;
    uint32_t shown = 0;
    for (uint32_t i = 0; i < story->remark_count && shown < limit; i++) {
        if (story->remarks[i].rendering_count < least) continue;
        remark(t, &story->remarks[i]);
        shown++;
    }
    ro_terminal_left_out(t, 2, story->remark_count - shown, "remarks (readout quotes)");
}

static void claim_value(ro_terminal *t, const ro_claim_value *value) {
    ro_paper_open(&t->paper, 5, 9);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u", value->article + 1);
    ro_paper_tab(&t->paper, 9);
    ro_say(t, value->text);
    ro_terminal_receipt(t, value->article, value->span);
    ro_paper_close(&t->paper);
}

static void claims(ro_terminal *t, const ro_story *story) {
    if (!story->claim_count) return;
    ro_terminal_head(t, "Figures");
    uint32_t shown = ro_terminal_limit(t, story->claim_count, CLAIMS_SHOWN);
    for (uint32_t i = 0; i < shown; i++) {
        const ro_claim *claim = &story->claims[i];
        ro_paper_open(&t->paper, 2, 5);
        ro_paper_puts(&t->paper, RO_STYLE_BOLD, claim->what);
        ro_say(t, ": ");
        ro_paper_puts(&t->paper,
                      claim->relation == RO_RELATION_DIFFER ? RO_STYLE_WARN : RO_STYLE_PLAIN,
                      ro_view_relation(claim->relation));
        if (claim->evidence) {
            ro_say(t, "; ");
            ro_say_dim(t, claim->evidence);
        }
        ro_paper_close(&t->paper);
        uint32_t most = t->digest ? VALUES_SHOWN : LINES_SHOWN;
        uint32_t values = claim->value_count > most + 1 ? most : claim->value_count;
        for (uint32_t j = 0; j < values; j++) claim_value(t, &claim->values[j]);
        ro_terminal_left_out(t, 5, claim->value_count - values, "values (readout claims --csv)");
    }
    ro_terminal_left_out(t, 2, story->claim_count - shown, "claims (readout claims)");
}

static void point(ro_terminal *t, const ro_happening *point) {
    char words[64];
    const char *when = ro_view_point_when(point, words);
    unsigned left = t->paper.columns < NARROW ? 5 : 19;
    ro_paper_open(&t->paper, 2, left);
    ro_say(t, when ? when : "no time given");
    if (t->paper.column > left - 1) {
        ro_paper_close(&t->paper);
        ro_paper_open(&t->paper, left, left);
    } else {
        ro_paper_tab(&t->paper, left);
    }
    ro_str what = ro_str_of(point->what);
    ro_str fit = t->digest ? ro_text_fit(what, ro_terminal_room(t, 0) * 5 / 4) : what;
    ro_paper_text(&t->paper, RO_STYLE_PLAIN, fit);
    if (fit.n < what.n) ro_say(t, " \xE2\x80\xA6");
    receipts(t, point->evidence, point->evidence_count);
    ro_paper_close(&t->paper);
}

/* Whether one point matters more: more sources, more articles, then the later. */
static bool outranks(const ro_happening *points, uint32_t a, uint32_t b) {
    if (points[a].independent != points[b].independent)
        return points[a].independent > points[b].independent;
    if (points[a].evidence_count != points[b].evidence_count)
        return points[a].evidence_count > points[b].evidence_count;
    return a > b;
}

/* The place among those chosen that the next one has to beat. */
static uint32_t weakest(const ro_happening *points, const uint32_t *chosen, uint32_t count) {
    uint32_t least = 0;
    for (uint32_t i = 1; i < count; i++)
        if (outranks(points, chosen[least], chosen[i])) least = i;
    return least;
}

/* The points of one status; how many of them a digest leaves out. */
static uint32_t points_of(ro_terminal *t, const ro_story *story, ro_event_status status,
                          const char *words, bool first) {
    uint32_t chosen[POINTS_SHOWN], held = 0, count = 0;
    for (uint32_t i = 0; i < story->happening_count; i++) {
        if (story->happenings[i].status != status) continue;
        count++;
        if (held < POINTS_SHOWN) {
            chosen[held++] = i;
            continue;
        }
        uint32_t least = weakest(story->happenings, chosen, held);
        if (!outranks(story->happenings, i, chosen[least])) continue;
        memmove(&chosen[least], &chosen[least + 1], (held - least - 1) * sizeof *chosen);
        chosen[held - 1] = i;
    }
    if (!count) return 0;
    if (first || !t->digest)
        ro_terminal_head(t, words);
    else
        ro_terminal_subhead(t, words);
    if (t->digest) {
        for (uint32_t i = 0; i < held; i++) point(t, &story->happenings[chosen[i]]);
        return count - held;
    }
    for (uint32_t i = 0; i < story->happening_count; i++)
        if (story->happenings[i].status == status) point(t, &story->happenings[i]);
    return 0;
}

static void timeline(ro_terminal *t, const ro_story *story) {
    static const char *const heads[] = {"Happened", "Going on now", "Planned", "Possible",
                                        "Called off"};
    uint32_t left_out = 0;
    bool first = true;
    for (unsigned status = RO_EVENT_HAPPENED; status <= RO_EVENT_CALLED_OFF; status++) {
        left_out += points_of(t, story, (ro_event_status)status, heads[status], first);
        for (uint32_t i = 0; first && i < story->happening_count; i++)
            first = story->happenings[i].status != (ro_event_status)status;
    }
    ro_terminal_left_out(t, 2, left_out, "points (readout timeline)");
}

/* Whose the numbers are, where the list of articles was not asked for. */
static void numbers(ro_terminal *t, const ro_story *story) {
    uint32_t shown = story->article_count < NUMBERS_SHOWN ? story->article_count : NUMBERS_SHOWN;
    ro_paper_open(&t->paper, 0, 0);
    for (uint32_t i = 0; i < shown; i++) {
        if (i) ro_say(t, "; ");
        ro_paper_printf(&t->paper, RO_STYLE_DIM, "%u ", story->articles[i] + 1);
        const ro_article *article = article_of(t, story->articles[i]);
        ro_str outlet = ro_view_outlet(article);
        bool named = !ro_str_ends(ro_str_of(article->meta.input_path), outlet);
        if (named) ro_paper_text(&t->paper, RO_STYLE_DIM, outlet);
        if (named) ro_say_dim(t, ", ");
        origin(t, article);
    }
    ro_paper_close(&t->paper);
    ro_terminal_left_out(t, 0, story->article_count - shown, "articles (readout stories)");
}

static void story(ro_terminal *t, const ro_story *story) {
    title(t, story);
    if (!(t->sections & RO_SECTION_STORIES)) numbers(t, story);
    if (t->sections & RO_SECTION_BRIEF) brief(t, story);
    if (t->sections & RO_SECTION_STORIES) articles(t, story);
    if (t->sections & RO_SECTION_COPIES) {
        ro_terminal_versions(t, story);
        ro_terminal_copies(t, story, "Who copied whom");
    }
    if (t->sections & RO_SECTION_CLAIMS) claims(t, story);
    if (t->sections & RO_SECTION_QUOTES) remarks(t, story);
    if (t->sections & RO_SECTION_TIMELINE) timeline(t, story);
}

/* Whether the story has anything of what was asked for. */
static bool has_any(const ro_story *story, unsigned sections) {
    return (sections & RO_SECTION_STORIES) ||
           ((sections & RO_SECTION_COPIES) && (story->copy_count || story->version_count)) ||
           ((sections & RO_SECTION_QUOTES) && story->remark_count) ||
           ((sections & RO_SECTION_CLAIMS) && story->claim_count) ||
           ((sections & RO_SECTION_TIMELINE) && story->happening_count) ||
           ((sections & RO_SECTION_BRIEF) && story->brief_count);
}

/* What articles of different stories share: told where copies are asked for, else counted. */
static void apart(ro_terminal *t) {
    const ro_story *apart = &t->account->apart;
    if (!(t->sections & RO_SECTION_COPIES) || !apart->copy_count) return;
    if (!t->digest) {
        ro_terminal_copies(t, apart, "Text in more than one story");
        return;
    }
    ro_paper_gap(&t->paper);
    ro_paper_open(&t->paper, 0, 0);
    number(t, apart->copy_count, "pair of articles of different stories shares text",
           "pairs of articles of different stories share text");
    ro_say(t, " (readout copies)");
    ro_paper_close(&t->paper);
}

/* Articles that tell a story of their own, a line each. */
static void alone(ro_terminal *t, uint32_t from) {
    const ro_account *account = t->account;
    uint32_t count = account->story_count - from;
    uint32_t shown = ro_terminal_limit(t, count, ALONE_SHOWN);
    ro_terminal_head(t, from ? "Articles that stand alone" : "No two articles tell the same story");
    for (uint32_t i = from; i < from + shown; i++) article_line(t, account->stories[i].articles[0]);
    ro_terminal_left_out(t, 5, count - shown, "articles");
}

static void skipped(ro_terminal *t) {
    if (!t->account->skipped.count) return;
    ro_terminal_head(t, "Not read");
    for (uint32_t i = 0; i < t->account->skipped.count; i++) {
        ro_paper_open(&t->paper, 2, 5);
        ro_say(t, t->account->skipped.items[i].source);
        ro_say(t, ": ");
        ro_say(t, t->account->skipped.items[i].reason);
        ro_paper_close(&t->paper);
    }
}

/* What a receipt says, by the first one that was written. */
static void footnote(ro_terminal *t) {
    if (!t->has_receipt) return;
    uint32_t article = t->receipt.article + 1, start = t->receipt.span.start;
    ro_paper_gap(&t->paper);
    ro_paper_open(&t->paper, 0, 2);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, "[%u:%u] is article %u, byte %u:", article, start,
                    article, start);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, " readout show %u:%u FILES", article, start);
    ro_paper_close(&t->paper);
}

ro_status ro_write_terminal(const ro_account *account, const ro_tell_options *options,
                            ro_write_fn write, void *context, ro_error *error) {
    enum { NARROWEST = 40 }; /* columns, as --width has it: a word and its margin fit */
    ro_sink sink;
    ro_sink_begin(&sink, write, context);
    ro_terminal t = {
        .paper = {.sink = &sink,
                  .columns = options->columns < NARROWEST ? NARROWEST : options->columns,
                  .color = options->color},
        .account = account,
        .arena = RO_ARENA_INIT,
        .sections = options->sections,
        .digest = options->sections == RO_SECTION_ALL};
    uint32_t told = 0, i = 0;
    for (; i < account->story_count; i++) {
        const ro_story *next = &account->stories[i];
        if (t.digest && next->article_count < 2 && account->story_count > 1) break;
        if (!has_any(next, t.sections)) continue;
        if (told++) ro_paper_gap(&t.paper);
        story(&t, next);
    }
    if (i < account->story_count) alone(&t, i);
    apart(&t);
    footnote(&t);
    skipped(&t);
    bool oom = t.arena.oom;
    ro_arena_free(&t.arena);
    ro_status status = ro_sink_end(&sink, error);
    return status == RO_OK && oom ? ro_fail_nomem(error) : status;
}

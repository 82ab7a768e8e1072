/* SPDX-License-Identifier: Apache-2.0 */
/* The account for a person at a terminal: what matters in one minute, and all of
 * one section where that is asked for. */
#include "tell/terminal.h"

#include <stdio.h>

#include "tell/alignment.h"
#include "tell/view.h"

/* Items that a list shows where everything is asked for. */
enum {
    ARTICLES_SHOWN = 16,
    CHANGES_SHOWN = 7,
    CHANGES_OF_KIND = 2,
    COPIES_SHOWN = 6,
    REMARKS_SHOWN = 5
};
enum {
    CLAIMS_SHOWN = 4,
    POINTS_SHOWN = 4,
    PAIRS_SHOWN = 12,
    NUMBERS_SHOWN = 40,
    RECEIPTS_SHOWN = 3,
    ALONE_SHOWN = 20
};

static const ro_article *article_of(const ro_terminal *t, uint32_t index) {
    return t->account->articles[index];
}

static void plain(ro_terminal *t, const char *text) {
    ro_paper_puts(&t->paper, RO_STYLE_PLAIN, text);
}

static void dim(ro_terminal *t, const char *text) {
    ro_paper_puts(&t->paper, RO_STYLE_DIM, text);
}

static void head(ro_terminal *t, const char *words) {
    ro_paper_gap(&t->paper);
    ro_paper_open(&t->paper, 0, 0);
    ro_paper_puts(&t->paper, RO_STYLE_HEAD, words);
    ro_paper_close(&t->paper);
}

static uint32_t limit_of(const ro_terminal *t, uint32_t count, uint32_t shown) {
    return t->digest && count > shown + 1 ? shown : count;
}

static void left_out(ro_terminal *t, unsigned indent, uint32_t count, const char *what) {
    if (!count) return;
    ro_paper_open(&t->paper, indent, indent);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, "and %u more %s", count, what);
    ro_paper_close(&t->paper);
}

static void number(ro_terminal *t, uint32_t value, const char *one, const char *many) {
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u %s", value, value == 1 ? one : many);
}

void ro_terminal_receipt(ro_terminal *t, uint32_t article, ro_span span) {
    ro_paper_space(&t->paper);
    ro_paper_printf(&t->paper, RO_STYLE_DIM, "[%u:%u]", article + 1, span.start);
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
    plain(t, ", ");
    number(t, story->independent, "independent source", "independent sources");
    ro_paper_close(&t->paper);
}

static void brief(ro_terminal *t, const ro_story *story) {
    if (!story->brief_count) return;
    head(t, "In brief");
    for (uint32_t i = 0; i < story->brief_count; i++) {
        const ro_brief_line *line = &story->brief[i];
        ro_paper_open(&t->paper, 2, 4);
        plain(t, "\xE2\x80\xA2 ");
        plain(t, line->text);
        receipts(t, line->evidence, line->evidence_count);
        support(t, line->articles, line->independent);
        ro_paper_close(&t->paper);
    }
}

/* ", by A, B and 2 more", and the agencies that an outlet credits. */
static void credits(ro_terminal *t, const ro_metadata *meta) {
    uint32_t shown = limit_of(t, meta->author_count, 2);
    for (uint32_t i = 0; i < shown; i++) {
        plain(t, i ? ", " : ", by ");
        plain(t, meta->authors[i]);
    }
    if (shown < meta->author_count)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, " and %u more", meta->author_count - shown);
    for (uint32_t i = meta->outlet ? 0 : 1; i < meta->agency_count; i++) {
        plain(t, ", ");
        plain(t, meta->agencies[i]);
    }
}

static void article_line(ro_terminal *t, uint32_t index) {
    const ro_article *article = article_of(t, index);
    const ro_stamp *published = &article->meta.published;
    char iso[32], words[64];
    ro_paper_open(&t->paper, index < 9 ? 3 : index < 99 ? 2 : 1, 5);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u", index + 1);
    ro_paper_tab(&t->paper, 5);
    ro_paper_text(&t->paper, RO_STYLE_BOLD, ro_view_outlet(article));
    credits(t, &article->meta);
    plain(t, ", ");
    plain(t, published->date.precision == RO_PRECISION_NONE
                 ? "no date"
                 : ro_view_when(ro_date_format(&published->date, iso), words));
    uint32_t junk = ro_view_junk_count(article);
    if (junk) {
        plain(t, ", ");
        ro_paper_printf(&t->paper, RO_STYLE_DIM, "%u %s set aside", junk,
                        junk == 1 ? "part" : "parts");
    }
    ro_paper_close(&t->paper);
    ro_paper_open(&t->paper, 5, 5);
    ro_str headline = ro_view_headline(article);
    ro_str fit = t->digest ? ro_text_fit(headline, t->paper.columns - 8) : headline;
    ro_paper_text(&t->paper, RO_STYLE_PLAIN, fit);
    if (fit.n < headline.n) plain(t, " \xE2\x80\xA6");
    ro_paper_close(&t->paper);
}

/* Which articles are one source, where any are. */
static void source_line(ro_terminal *t, const ro_story *story) {
    ro_source_groups groups = ro_view_sources(story, &t->arena);
    if (!groups.count || groups.count == story->article_count) return;
    ro_paper_open(&t->paper, 5, 7);
    dim(t, "Not independent of each other:");
    for (uint32_t source = 0, shown = 0; source < groups.count; source++) {
        uint32_t from = groups.starts[source], to = groups.starts[source + 1];
        if (to - from < 2) continue;
        if (shown++) dim(t, ";");
        for (uint32_t i = from; i < to; i++)
            ro_paper_printf(&t->paper, RO_STYLE_PLAIN, i == from ? " %u" : " and %u",
                            story->articles[groups.positions[i]] + 1);
    }
    ro_paper_close(&t->paper);
}

static void articles(ro_terminal *t, const ro_story *story) {
    head(t, "Articles");
    uint32_t shown = limit_of(t, story->article_count, ARTICLES_SHOWN);
    for (uint32_t i = 0; i < shown; i++) article_line(t, story->articles[i]);
    left_out(t, 5, story->article_count - shown, "articles");
    source_line(t, story);
}

/* Words of an article on one line, shortened where the digest is asked for. */
static void excerpt(ro_terminal *t, ro_style style, uint32_t article, ro_span span) {
    ro_str words = ro_str_trim(ro_str_span(article_of(t, article)->text, span));
    ro_str fit = t->digest ? ro_text_fit(words, t->paper.columns - 24) : words;
    ro_paper_text(&t->paper, style, fit);
    if (fit.n < words.n) plain(t, " \xE2\x80\xA6");
}

/* The span from the first word that the other does not have; all of it where there
 * is none. */
static ro_span from_difference(const ro_word_runs *runs, ro_span span) {
    for (uint32_t i = 0; i < runs->count; i++)
        if (runs->items[i].mark != RO_WORD_COMMON)
            return (ro_span){runs->items[i].span.start, span.end};
    return span;
}

/* Two long sentences differ somewhere: leave out what they begin with alike. */
static ro_change shortened(ro_terminal *t, const ro_version *version, const ro_change *change) {
    ro_change cut = *change;
    ro_word_runs older, newer;
    if (ro_align_words(&t->arena, article_of(t, version->older)->text, change->older,
                       article_of(t, version->newer)->text, change->newer, &older, &newer)) {
        cut.older = from_difference(&older, change->older);
        cut.newer = from_difference(&newer, change->newer);
    }
    return cut;
}

static void change(ro_terminal *t, const ro_version *version, const ro_change *change) {
    bool both = !ro_span_empty(change->older) && !ro_span_empty(change->newer);
    bool cut = t->digest && both && change->kind == RO_CHANGE_REWORDED;
    ro_change shown = cut ? shortened(t, version, change) : *change;
    ro_paper_open(&t->paper, 5, 7);
    dim(t, ro_view_change(change->kind));
    plain(t, ": ");
    if (shown.older.start > change->older.start) plain(t, "\xE2\x80\xA6 ");
    if (!ro_span_empty(shown.older)) excerpt(t, RO_STYLE_REMOVED, version->older, shown.older);
    if (both) plain(t, " \xE2\x86\x92 ");
    if (shown.newer.start > change->newer.start) plain(t, "\xE2\x80\xA6 ");
    if (!ro_span_empty(shown.newer)) excerpt(t, RO_STYLE_ADDED, version->newer, shown.newer);
    if (ro_span_empty(change->newer))
        ro_terminal_receipt(t, version->older, change->older);
    else
        ro_terminal_receipt(t, version->newer, change->newer);
    ro_paper_close(&t->paper);
}

/* What matters most first; in the digest a few of each kind. */
static void changes(ro_terminal *t, const ro_version *version) {
    const uint32_t *order = ro_view_changes(version, &t->arena);
    uint32_t shown = 0, of_kind[RO_CHANGE_QUOTE_REMOVED + 1] = {0};
    uint32_t limit = limit_of(t, version->change_count, CHANGES_SHOWN);
    for (uint32_t i = 0; order && i < version->change_count && shown < limit; i++) {
        const ro_change *next = &version->changes[order[i]];
        if (limit < version->change_count && of_kind[next->kind]++ >= CHANGES_OF_KIND) continue;
        change(t, version, next);
        shown++;
    }
    left_out(t, 5, version->change_count - shown, "changes");
}

static void versions(ro_terminal *t, const ro_story *story) {
    if (!story->version_count) return;
    head(t, "Versions");
    for (uint32_t i = 0; i < story->version_count; i++) {
        const ro_version *version = &story->versions[i];
        ro_paper_open(&t->paper, 2, 5);
        ro_paper_printf(&t->paper, RO_STYLE_BOLD, "%u replaces %u", version->newer + 1,
                        version->older + 1);
        if (version->evidence) {
            plain(t, "; ");
            dim(t, version->evidence);
        }
        ro_paper_close(&t->paper);
        changes(t, version);
    }
}

static void copy_line(ro_terminal *t, const ro_copy *copy) {
    bool a_took = copy->direction == RO_DIRECTION_A_FROM_B;
    ro_paper_open(&t->paper, 2, 5);
    ro_paper_printf(&t->paper, RO_STYLE_BOLD, "%u and %u", copy->a + 1, copy->b + 1);
    plain(t, ": ");
    plain(t, ro_view_copy_kind(copy->kind));
    plain(t, ", ");
    if (copy->direction == RO_DIRECTION_A_FROM_B || copy->direction == RO_DIRECTION_B_FROM_A)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u took from %u",
                        (a_took ? copy->a : copy->b) + 1, (a_took ? copy->b : copy->a) + 1);
    else
        plain(t, copy->direction == RO_DIRECTION_SHARED_SOURCE ? "both from one source"
                                                               : "direction not known");
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, ", %.0f%% of %u and %.0f%% of %u",
                    (double)copy->share_of_a * 100, copy->a + 1, (double)copy->share_of_b * 100,
                    copy->b + 1);
    if (copy->evidence) {
        plain(t, "; ");
        dim(t, copy->evidence);
    }
    ro_paper_close(&t->paper);
}

/* Pairs that share quotations and nothing else, on one line. */
static void quotation_pairs(ro_terminal *t, const ro_story *story, const uint32_t *order,
                            uint32_t count) {
    if (!count) return;
    uint32_t shown = limit_of(t, count, PAIRS_SHOWN);
    ro_paper_open(&t->paper, 2, 5);
    plain(t, "Shared quotations only: ");
    for (uint32_t i = 0; i < shown; i++)
        ro_paper_printf(&t->paper, RO_STYLE_PLAIN, i ? ", %u\xE2\x80\x93%u" : "%u\xE2\x80\x93%u",
                        story->copies[order[i]].a + 1, story->copies[order[i]].b + 1);
    if (shown < count) ro_paper_printf(&t->paper, RO_STYLE_PLAIN, " and %u more", count - shown);
    ro_paper_close(&t->paper);
}

static void copies(ro_terminal *t, const ro_story *story) {
    uint32_t shared;
    const uint32_t *order = ro_view_copies(story, &t->arena, &shared);
    if (!story->copy_count || !order) return;
    head(t, "Who copied whom");
    uint32_t listed = t->digest ? shared : story->copy_count;
    uint32_t shown = limit_of(t, listed, COPIES_SHOWN);
    for (uint32_t i = 0; i < shown; i++) {
        if (i && !t->digest) ro_paper_gap(&t->paper);
        copy_line(t, &story->copies[order[i]]);
        if (!t->digest) ro_terminal_passages(t, &story->copies[order[i]]);
    }
    left_out(t, 2, listed - shown, "pairs");
    if (t->digest) quotation_pairs(t, story, order + shared, story->copy_count - shared);
}

static void report_line(ro_terminal *t, const ro_report *report) {
    char words[64];
    ro_paper_open(&t->paper, 5, 7);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u", report->article + 1);
    plain(t, " ");
    plain(t, report->variant);
    if (report->said) {
        plain(t, ", ");
        plain(t, ro_view_when(report->said, words));
    }
    if (report->via) {
        plain(t, ", via ");
        plain(t, report->via);
    }
    ro_terminal_receipt(t, report->article, report->span);
    ro_paper_close(&t->paper);
}

/* Each report in a few words, on one line: "1 shortened; 3 full, a Sunday". */
static void reports_line(ro_terminal *t, const ro_remark *remark) {
    char words[64];
    ro_paper_open(&t->paper, 5, 5);
    for (uint32_t i = 0; i < remark->report_count; i++) {
        const ro_report *report = &remark->reports[i];
        if (i) plain(t, "; ");
        plain(t, report->variant);
        if (report->said) {
            plain(t, ", ");
            plain(t, ro_view_when(report->said, words));
        }
        if (report->via) {
            plain(t, ", via ");
            plain(t, report->via);
        }
        ro_terminal_receipt(t, report->article, report->span);
    }
    ro_paper_close(&t->paper);
}

static void remark(ro_terminal *t, const ro_remark *remark) {
    ro_paper_open(&t->paper, 2, 5);
    ro_paper_puts(&t->paper, RO_STYLE_BOLD,
                  remark->speaker ? remark->speaker : "Speaker not named");
    if (remark->addressee) {
        plain(t, " to ");
        plain(t, remark->addressee);
    }
    plain(t, ": \xE2\x80\x9C");
    plain(t, remark->text);
    plain(t, "\xE2\x80\x9D");
    support(t, remark->report_count, remark->independent);
    ro_paper_close(&t->paper);
    if (t->digest)
        reports_line(t, remark);
    else
        for (uint32_t i = 0; i < remark->report_count; i++) report_line(t, &remark->reports[i]);
    if (!remark->differs) return;
    ro_paper_open(&t->paper, 5, 5);
    ro_paper_puts(&t->paper, RO_STYLE_WARN, "Reports differ on the ");
    ro_paper_puts(&t->paper, RO_STYLE_WARN, remark->differs);
    ro_paper_close(&t->paper);
}

/* The least number of reports that leaves at most `limit` remarks, so that the
 * digest shows what most articles have. */
static uint32_t least_reports(const ro_story *story, uint32_t limit) {
    for (uint32_t least = 1;; least++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < story->remark_count; i++)
            count += story->remarks[i].report_count >= least;
        if (count <= limit || least > 64) return count ? least : least - 1;
    }
}

static void remarks(ro_terminal *t, const ro_story *story) {
    if (!story->remark_count) return;
    head(t, "Who said what");
    uint32_t limit = limit_of(t, story->remark_count, REMARKS_SHOWN);
    uint32_t least = limit < story->remark_count ? least_reports(story, limit) : 0;
    uint32_t shown = 0;
    for (uint32_t i = 0; i < story->remark_count && shown < limit; i++) {
        if (story->remarks[i].report_count < least) continue;
        remark(t, &story->remarks[i]);
        shown++;
    }
    left_out(t, 2, story->remark_count - shown, "remarks");
}

static void claim_value(ro_terminal *t, const ro_claim_value *value) {
    ro_paper_open(&t->paper, 5, 9);
    ro_paper_printf(&t->paper, RO_STYLE_PLAIN, "%u", value->article + 1);
    ro_paper_tab(&t->paper, 9);
    plain(t, value->text);
    ro_terminal_receipt(t, value->article, value->span);
    ro_paper_close(&t->paper);
}

static void claims(ro_terminal *t, const ro_story *story) {
    if (!story->claim_count) return;
    head(t, "Figures");
    uint32_t shown = limit_of(t, story->claim_count, CLAIMS_SHOWN);
    for (uint32_t i = 0; i < shown; i++) {
        const ro_claim *claim = &story->claims[i];
        ro_paper_open(&t->paper, 2, 5);
        ro_paper_puts(&t->paper, RO_STYLE_BOLD, claim->what);
        plain(t, ": ");
        ro_paper_puts(&t->paper,
                      claim->relation == RO_RELATION_DIFFER ? RO_STYLE_WARN : RO_STYLE_PLAIN,
                      ro_view_relation(claim->relation));
        if (claim->evidence) {
            plain(t, "; ");
            dim(t, claim->evidence);
        }
        ro_paper_close(&t->paper);
        for (uint32_t j = 0; j < claim->value_count; j++) claim_value(t, &claim->values[j]);
    }
    left_out(t, 2, story->claim_count - shown, "claims");
}

static void point(ro_terminal *t, const ro_happening *point) {
    char words[64];
    const char *when = point->when ? ro_view_when(point->when, words) : point->words;
    ro_paper_open(&t->paper, 2, 19);
    plain(t, when ? when : "no time given");
    if (t->paper.column > 18) {
        ro_paper_close(&t->paper);
        ro_paper_open(&t->paper, 19, 19);
    } else {
        ro_paper_tab(&t->paper, 19);
    }
    plain(t, point->what);
    receipts(t, point->evidence, point->evidence_count);
    ro_paper_close(&t->paper);
}

static void timeline(ro_terminal *t, const ro_story *story) {
    static const char *const heads[] = {"Happened", "Going on now", "Planned", "Possible",
                                        "Called off"};
    for (unsigned status = RO_EVENT_HAPPENED; status <= RO_EVENT_CALLED_OFF; status++) {
        uint32_t count = 0, shown = 0;
        for (uint32_t i = 0; i < story->happening_count; i++)
            count += story->timeline[i].status == status;
        if (!count) continue;
        head(t, heads[status]);
        uint32_t limit = limit_of(t, count, POINTS_SHOWN);
        for (uint32_t i = 0; i < story->happening_count && shown < limit; i++) {
            if (story->timeline[i].status != status) continue;
            point(t, &story->timeline[i]);
            shown++;
        }
        left_out(t, 19, count - shown, "points");
    }
}

/* Whose the numbers are, where the list of articles was not asked for. */
static void numbers(ro_terminal *t, const ro_story *story) {
    uint32_t shown = story->article_count < NUMBERS_SHOWN ? story->article_count : NUMBERS_SHOWN;
    ro_paper_open(&t->paper, 0, 0);
    for (uint32_t i = 0; i < shown; i++) {
        if (i) plain(t, "; ");
        ro_paper_printf(&t->paper, RO_STYLE_DIM, "%u ", story->articles[i] + 1);
        ro_paper_text(&t->paper, RO_STYLE_DIM, ro_view_outlet(article_of(t, story->articles[i])));
    }
    ro_paper_close(&t->paper);
    left_out(t, 0, story->article_count - shown, "articles");
}

static void story(ro_terminal *t, const ro_story *story) {
    title(t, story);
    if (!(t->sections & RO_SECTION_STORIES)) numbers(t, story);
    if (t->sections & RO_SECTION_BRIEF) brief(t, story);
    if (t->sections & RO_SECTION_STORIES) articles(t, story);
    if (t->sections & RO_SECTION_COPIES) {
        versions(t, story);
        copies(t, story);
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

/* Articles that tell a story of their own, a line each. */
static void alone(ro_terminal *t, uint32_t from) {
    const ro_account *account = t->account;
    uint32_t count = account->story_count - from;
    uint32_t shown = limit_of(t, count, ALONE_SHOWN);
    head(t, from ? "Articles that stand alone" : "No two articles tell the same story");
    for (uint32_t i = from; i < from + shown; i++) article_line(t, account->stories[i].articles[0]);
    left_out(t, 5, count - shown, "articles");
}

static void skipped(ro_terminal *t) {
    if (!t->account->skipped.count) return;
    head(t, "Not read");
    for (uint32_t i = 0; i < t->account->skipped.count; i++) {
        ro_paper_open(&t->paper, 2, 5);
        plain(t, t->account->skipped.items[i].source);
        plain(t, ": ");
        plain(t, t->account->skipped.items[i].reason);
        ro_paper_close(&t->paper);
    }
}

ro_status ro_write_terminal(const ro_account *account, const ro_tell_options *options,
                            ro_write_fn write, void *context, ro_error *error) {
    enum { NARROWEST = 40 };
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
    skipped(&t);
    bool oom = t.arena.oom;
    ro_arena_free(&t.arena);
    ro_status status = ro_sink_end(&sink, error);
    return status == RO_OK && oom ? RO_ERR_NOMEM : status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* One section of the account as a table. Source: RFC 4180 */
#include <math.h>

#include "base/error.h"
#include "tell/ids.h"
#include "tell/members.h"
#include "tell/sink.h"
#include "tell/tell.h"
#include "tell/view.h"

typedef struct table {
    ro_sink sink;
    const ro_account *account;
    const char *const *ids;
    const ro_offsets *offsets;
    ro_arena arena;
    bool begun; /* the row has a field */
} table;

static void field(table *t, ro_str value) {
    if (t->begun) ro_sink_puts(&t->sink, ",");
    t->begun = true;
    bool quoted = false;
    for (size_t i = 0; i < value.n && !quoted; i++)
        quoted = value.p[i] == '"' || value.p[i] == ',' || value.p[i] == '\n' || value.p[i] == '\r';
    if (!quoted) {
        ro_sink_str(&t->sink, value);
        return;
    }
    ro_sink_puts(&t->sink, "\"");
    size_t from = 0;
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] != '"') continue;
        ro_sink_put(&t->sink, value.p + from, i + 1 - from);
        from = i;
    }
    ro_sink_put(&t->sink, value.p + from, value.n - from);
    ro_sink_puts(&t->sink, "\"");
}

/* What a spreadsheet would take for a formula begins with an apostrophe.
 * Source: OWASP, CSV Injection */
static void words(table *t, ro_str value) {
    if (value.n == 0 || !strchr("=+-@\t\r", value.p[0])) {
        field(t, value);
        return;
    }
    char *safe = ro_arena_printf(&t->arena, "'%.*s", (int)value.n, value.p);
    field(t, safe ? ro_str_of(safe) : (ro_str){"", 0});
}

static void text(table *t, const char *value) {
    words(t, ro_str_of(value));
}

static void number(table *t, double value) {
    char out[32];
    field(t, ro_str_of(ro_number_format(value, out)));
}

/* Four decimals say all that such a measure knows. */
static void share(table *t, float value) {
    number(t, round((double)value * 1e4) / 1e4);
}

static void end_row(table *t) {
    ro_sink_puts(&t->sink, "\r\n");
    t->begun = false;
}

/* The fields article, start, end, words; of an empty span, which is no place, the article
 * alone. */
static void place(table *t, uint32_t article, ro_span span) {
    text(t, t->ids[article]);
    if (span.start == span.end) {
        for (int i = 0; i < 3; i++) text(t, NULL);
        return;
    }
    number(t, ro_offsets_at(&t->offsets[article], span.start));
    number(t, ro_offsets_at(&t->offsets[article], span.end));
    words(t, ro_str_span(t->account->articles[article]->text, span));
}

static void stories(table *t, const ro_story *story) {
    char iso[32];
    for (uint32_t i = 0; i < story->article_count; i++) {
        const ro_article *article = t->account->articles[story->articles[i]];
        text(t, story->id);
        text(t, story->title);
        text(t, t->ids[story->articles[i]]);
        if (story->origin_of)
            number(t, story->origin_of[i]);
        else
            text(t, NULL);
        text(t, article->meta.outlet);
        text(t, article->meta.agency_count ? article->meta.agencies[0] : NULL);
        words(t, ro_view_headline(article));
        text(t, ro_date_format(&article->meta.published.date, iso));
        text(t, article->meta.url);
        end_row(t);
    }
}

static void passage(table *t, const ro_story *story, const ro_copy *copy,
                    const ro_passage *passage) {
    text(t, story->id);
    text(t, ro_copy_kind_name(copy->kind));
    text(t, ro_direction_name(copy->direction));
    share(t, copy->share_of_a);
    share(t, copy->share_of_b);
    text(t, copy->evidence);
    text(t, passage ? ro_copy_kind_name(passage->kind) : NULL);
    if (passage)
        share(t, passage->score);
    else
        text(t, NULL);
    place(t, copy->a, passage ? passage->a : (ro_span){0, 0});
    place(t, copy->b, passage ? passage->b : (ro_span){0, 0});
    end_row(t);
}

/* A change of a version in the columns of a copy: a is the older, b the newer. */
static void version_row(table *t, const ro_story *story, const ro_version *version,
                        const ro_change *change) {
    text(t, story->id);
    text(t, "version");
    text(t, "b_replaces_a");
    text(t, NULL);
    text(t, NULL);
    text(t, version->evidence);
    text(t, change ? ro_change_kind_name(change->kind) : NULL);
    text(t, NULL);
    place(t, version->older, change ? change->older : (ro_span){0, 0});
    place(t, version->newer, change ? change->newer : (ro_span){0, 0});
    end_row(t);
}

static void copies(table *t, const ro_story *story) {
    for (uint32_t i = 0; i < story->version_count; i++) {
        const ro_version *version = &story->versions[i];
        if (!version->change_count) version_row(t, story, version, NULL);
        for (uint32_t j = 0; j < version->change_count; j++)
            version_row(t, story, version, &version->changes[j]);
    }
    for (uint32_t i = 0; i < story->copy_count; i++) {
        const ro_copy *copy = &story->copies[i];
        if (!copy->passage_count) passage(t, story, copy, NULL);
        for (uint32_t j = 0; j < copy->passage_count; j++)
            passage(t, story, copy, &copy->passages[j]);
    }
}

static void quotes(table *t, const ro_story *story) {
    for (uint32_t i = 0; i < story->remark_count; i++) {
        const ro_remark *remark = &story->remarks[i];
        for (uint32_t j = 0; j < remark->rendering_count; j++) {
            const ro_rendering *rendering = &remark->renderings[j];
            text(t, story->id);
            number(t, i);
            text(t, remark->speaker);
            text(t, remark->addressee);
            text(t, remark->text);
            text(t, remark->differs);
            number(t, remark->independent);
            text(t, rendering->variant);
            text(t, rendering->said);
            text(t, rendering->via);
            place(t, rendering->article, rendering->span);
            end_row(t);
        }
    }
}

static void claims(table *t, const ro_story *story) {
    for (uint32_t i = 0; i < story->claim_count; i++) {
        const ro_claim *claim = &story->claims[i];
        for (uint32_t j = 0; j < claim->value_count; j++) {
            const ro_claim_value *value = &claim->values[j];
            text(t, story->id);
            number(t, i);
            text(t, claim->what);
            text(t, ro_relation_name(claim->relation));
            number(t, value->value);
            text(t, ro_bound_name(value->bound));
            text(t, value->unit);
            text(t, value->when);
            place(t, value->article, value->span);
            end_row(t);
        }
    }
}

static void timeline(table *t, const ro_story *story) {
    for (uint32_t i = 0; i < story->happening_count; i++) {
        const ro_happening *point = &story->happenings[i];
        for (uint32_t j = 0; j < point->evidence_count; j++) {
            text(t, story->id);
            number(t, i);
            text(t, point->when);
            text(t, point->words);
            text(t, ro_precision_name(point->precision));
            text(t, ro_event_status_name(point->status));
            text(t, point->what);
            number(t, point->independent);
            place(t, point->evidence[j].article, point->evidence[j].span);
            end_row(t);
        }
    }
}

static void brief(table *t, const ro_story *story) {
    for (uint32_t i = 0; i < story->brief_count; i++) {
        const ro_brief_line *line = &story->brief[i];
        for (uint32_t j = 0; j < line->evidence_count; j++) {
            text(t, story->id);
            number(t, i);
            text(t, line->text);
            number(t, line->articles);
            number(t, line->independent);
            place(t, line->evidence[j].article, line->evidence[j].span);
            end_row(t);
        }
    }
}

typedef struct section {
    ro_section bit;
    const char *header;
    void (*rows)(table *t, const ro_story *story);
} section;

static const section sections[] = {
    {RO_SECTION_STORIES, "story,title,article,source,outlet,agency,headline,published,url",
     stories},
    {RO_SECTION_COPIES,
     "story,kind,direction,share_of_a,share_of_b,evidence,passage_kind,score,"
     "a,a_start,a_end,a_words,b,b_start,b_end,b_words",
     copies},
    {RO_SECTION_QUOTES,
     "story,remark,speaker,addressee,text,differs,independent,variant,said,via,"
     "article,start,end,words",
     quotes},
    {RO_SECTION_CLAIMS, "story,claim,what,relation,value,bound,unit,when,article,start,end,words",
     claims},
    {RO_SECTION_TIMELINE,
     "story,point,when,time_words,precision,status,what,independent,article,start,end,words",
     timeline},
    {RO_SECTION_BRIEF, "story,line,text,articles,independent,article,start,end,words", brief},
};

static void rows(table *t, const section *chosen) {
    ro_sink_puts(&t->sink, chosen->header);
    end_row(t);
    for (uint32_t i = 0; i < t->account->story_count; i++) chosen->rows(t, &t->account->stories[i]);
    if (chosen->bit == RO_SECTION_COPIES) copies(t, &t->account->apart);
}

ro_status ro_write_csv(const ro_account *account, const ro_tell_options *options, ro_write_fn write,
                       void *context, ro_error *error) {
    const section *chosen = NULL;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (options->sections == (unsigned)sections[i].bit) chosen = &sections[i];
    if (!chosen) return ro_fail(error, RO_ERR_ARG, 0, "CSV takes exactly one section");
    table t = {.account = account, .arena = RO_ARENA_INIT};
    t.ids = ro_article_ids(account->articles, account->article_count, &t.arena);
    ro_offsets *offsets = ro_account_offsets(account, options->offsets);
    t.offsets = offsets;
    ro_status status = RO_ERR_NOMEM;
    if (t.ids && offsets) {
        ro_sink_begin(&t.sink, write, context);
        rows(&t, chosen);
        status = ro_sink_end(&t.sink, error);
    } else {
        ro_fail_nomem(error);
    }
    ro_account_offsets_free(account, offsets);
    ro_arena_free(&t.arena);
    return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An account made by hand, for the tests of the tellers: four reports on one
 * invented event with every kind of finding, and one report that stands alone.
 */
#ifndef TELL_FIXTURE_H
#define TELL_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/buffer.h"
#include "base/sha256.h"

static const char *const fixture_texts[] = {
    "Dock talks open in Port Ellery\n"
    "(Harbour Wire) — Dockers and port owners met for four hours on Sunday in Port Ellery, "
    "an hour longer than planned, in a bid to end a strike that has idled 12 ships.\n"
    "Mara Lindqvist, who leads the dockers\xE2\x80\x99 union, shook hands with owners\xE2\x80\x99 "
    "chairman Tomas Reyes outside the old customs house.\n"
    "\xE2\x80\x9CWe came to listen,\xE2\x80\x9D Lindqvist told reporters on Sunday.\n"
    "The two sides may meet again on Tuesday.\n"
    "(Updates with start of talks)\n"
    "More stories at harbourwire.example",
    "Dock talks run late in Port Ellery\n"
    "(Harbour Wire) — Dockers and port owners met for 6 1/2 hours on Sunday in Port Ellery, "
    "much longer than planned, in a bid to end a strike that has idled 14 ships.\n"
    "Mara Lindqvist, who leads the dockers\xE2\x80\x99 union, shook hands with owners\xE2\x80\x99 "
    "chairman Tomas Reyes outside the old customs house.\n"
    "\xE2\x80\x9CWe came to listen, and we were heard,\xE2\x80\x9D Lindqvist told reporters on "
    "Sunday.\n"
    "They will meet again on Tuesday. A march planned for Monday was called off.\n"
    "(Updates with length of talks)\n"
    "More stories at harbourwire.example",
    "Union and owners talk through the night\n"
    "By Ana Costa & Jo <Pen>\n"
    "PORT ELLERY — Dock workers and harbour proprietors conferred for over six hours on Sunday, "
    "in an attempt to finish a walkout that has stilled a dozen vessels.\n"
    "[ Ten harbours to see before you die ]\n"
    "\xE2\x80\x9CWe came to listen, and we were heard,\xE2\x80\x9D union leader Mara Lindqvist "
    "said "
    "on Saturday, according to Radio Ellery.\n"
    "Owners say talks will resume on Tuesday.\n"
    "© Ellery Post",
    "The strike in Port Ellery goes on. Tomas Reyes told Radio Ellery that \xE2\x80\x9Cprofound\xE2"
    "\x80\x9D differences remain after at least five hours of talks.\n"
    "Ms Lindqvist said the union had been heard. The port has been shut since 3 May.\n"
    "Source: Radio Ellery \xF0\x9F\x9A\xA2",
    ("A quiet day at the lighthouse <script>alert(1)</script>\n"
     "Nothing happened at \"Cape Farrow\" & nobody minded."),
};

enum { FIXTURE_COUNT = sizeof fixture_texts / sizeof *fixture_texts };

typedef struct fixture {
    ro_article *articles[FIXTURE_COUNT];
    ro_account account;
} fixture;

/* Where @p words first stand in the article at or behind @p from. */
static ro_span fixture_span(const ro_article *article, const char *words) {
    const char *at = strstr(article->text, words);
    if (!at) abort();
    uint32_t start = (uint32_t)(at - article->text);
    return (ro_span){start, start + (uint32_t)strlen(words)};
}

static ro_part_role fixture_role(ro_str line, bool first) {
    if (ro_str_starts(line, RO_STR("(Updates"))) return RO_PART_UPDATE_NOTE;
    if (ro_str_starts(line, RO_STR("More stories"))) return RO_PART_PROMOTION;
    if (ro_str_starts(line, RO_STR("["))) return RO_PART_RELATED_LINK;
    if (ro_str_starts(line, RO_STR("©"))) return RO_PART_COPYRIGHT;
    if (ro_str_starts(line, RO_STR("Source:")) || ro_str_starts(line, RO_STR("By ")))
        return RO_PART_CREDIT;
    return first && !ro_str_ends(line, RO_STR(".")) ? RO_PART_TITLE : RO_PART_BODY;
}

static void fixture_parts(ro_article *article) {
    uint32_t start = 0;
    while (start < article->size) {
        const char *stop = memchr(article->text + start, '\n', article->size - start);
        uint32_t end = stop ? (uint32_t)(stop - article->text) : article->size;
        ro_part *part = RO_PUSH(&article->arena, &article->parts);
        part->span = (ro_span){start, end};
        part->role = fixture_role(ro_str_span(article->text, part->span), start == 0);
        ro_sentence *sentence = RO_PUSH(&article->arena, &article->sentences);
        sentence->span = part->span;
        sentence->part = article->parts.count - 1;
        start = end + 1;
    }
}

static ro_article *fixture_article(uint32_t index) {
    static const char *const outlets[] = {NULL, NULL, "Ellery Post", "Coast Daily", NULL};
    static const char *const agencies[] = {"Harbour Wire"};
    static const char *const authors[] = {"Ana Costa", "Jo <Pen>"};
    static const char *const sources[] = {"Radio Ellery"};
    ro_article *article = ro_article_new();
    const char *text = fixture_texts[index];
    article->text = text;
    article->size = (uint32_t)strlen(text);
    article->analysed = true;
    article->meta = (ro_metadata){.id = index == 1   ? "wire"
                                        : index == 0 ? "wire"
                                                     : "paper",
                                  .input_path = "reports/paper.txt",
                                  .format = "plain",
                                  .record = index,
                                  .input_bytes = article->size,
                                  .outlet = outlets[index],
                                  .language = "en"};
    ro_sha256(text, article->size, article->meta.sha256);
    fixture_parts(article);
    if (article->parts.items[0].role == RO_PART_TITLE) {
        article->meta.title_span = article->parts.items[0].span;
        article->meta.title =
            ro_arena_copy(&article->arena, text, article->parts.items[0].span.end);
    }
    if (index < 2) article->meta.agencies = agencies, article->meta.agency_count = 1;
    if (index == 2) article->meta.authors = authors, article->meta.author_count = 2;
    if (index == 3) article->meta.credited = sources, article->meta.credited_count = 1;
    if (index == 2)
        article->meta.published = (ro_stamp){{.year = 2021,
                                              .month = 5,
                                              .day = 10,
                                              .precision = RO_PRECISION_DAY,
                                              .utc_offset = RO_OFFSET_UNKNOWN},
                                             "text"};
    return article;
}

/* The value of a text of TIMEX3; no time where it is NULL. */
static ro_when fixture_when(const char *timex) {
    ro_when when = {.kind = RO_WHEN_NONE};
    ro_when_parse(timex, &when);
    return when;
}

/* One of each layer, on the second wire report. */
static void fixture_layers(ro_article *article) {
    static ro_span parts[1];
    static ro_who via[1];
    static const char *const offices[] = {"chairman"};
    ro_entity *union_head = RO_PUSH(&article->arena, &article->entities);
    *union_head = (ro_entity){.type = RO_ENTITY_PERSON, .name = "Mara Lindqvist", .named = true};
    ro_entity *chairman = RO_PUSH(&article->arena, &article->entities);
    *chairman = (ro_entity){.type = RO_ENTITY_PERSON,
                            .name = "Tomas Reyes",
                            .named = true,
                            .offices = offices,
                            .office_count = 1,
                            .country = "PT"};
    ro_mention *mention = RO_PUSH(&article->arena, &article->mentions);
    *mention =
        (ro_mention){.span = fixture_span(article, "Mara Lindqvist"), .kind = RO_MENTION_NAME};
    ro_time *time = RO_PUSH(&article->arena, &article->times);
    *time = (ro_time){.span = fixture_span(article, "Sunday"),
                      .value = "XXXX-WXX-7",
                      .anchor = RO_ANCHOR_OPEN,
                      .when = fixture_when("XXXX-WXX-7")};
    ro_amount *amount = RO_PUSH(&article->arena, &article->amounts);
    *amount = (ro_amount){
        .span = fixture_span(article, "6 1/2 hours"), .value = 6.5, .high = 6.5, .unit = "hour"};
    parts[0] = fixture_span(article, "We came to listen, and we were heard,");
    via[0] = (ro_who){fixture_span(article, "reporters"), RO_NONE};
    ro_quote *quote = RO_PUSH(&article->arena, &article->quotes);
    *quote = (ro_quote){.span = parts[0],
                        .parts = parts,
                        .part_count = 1,
                        .cue = fixture_span(article, "told"),
                        .speaker = {fixture_span(article, "Lindqvist told")},
                        .via = via,
                        .via_count = 1,
                        .addressee = {{0, 0}, RO_NONE},
                        .time = 0};
    ro_event *event = RO_PUSH(&article->arena, &article->events);
    *event = (ro_event){.span = fixture_span(article, "They will meet again on Tuesday"),
                        .predicate = fixture_span(article, "meet again"),
                        .lemma = "meet",
                        .status = RO_EVENT_PLANNED,
                        .time = RO_NONE,
                        .who = {{0, 0}, RO_NONE},
                        .whom = {{0, 0}, RO_NONE}};
}

static ro_receipt fixture_receipt(const fixture *f, uint32_t article, const char *words) {
    return (ro_receipt){article, fixture_span(f->articles[article], words)};
}

#define FIXTURE_LIST(type, count) RO_ARENA_ARRAY(&f->account.arena, type, count)

static void fixture_copies(fixture *f, ro_story *story) {
    ro_change *changes = FIXTURE_LIST(ro_change, 5);
    changes[0] = (ro_change){RO_CHANGE_TITLE, fixture_span(f->articles[0], "Dock talks open"),
                             fixture_span(f->articles[1], "Dock talks run late")};
    changes[1] = (ro_change){RO_CHANGE_FIGURE, fixture_span(f->articles[0], "four hours"),
                             fixture_span(f->articles[1], "6 1/2 hours")};
    changes[2] = (ro_change){RO_CHANGE_FIGURE, fixture_span(f->articles[0], "12 ships"),
                             fixture_span(f->articles[1], "14 ships")};
    changes[3] =
        (ro_change){RO_CHANGE_REWORDED,
                    fixture_span(f->articles[0], "The two sides may meet again on Tuesday."),
                    fixture_span(f->articles[1], "They will meet again on Tuesday.")};
    changes[4] =
        (ro_change){RO_CHANGE_ADDED,
                    {0, 0},
                    fixture_span(f->articles[1], "A march planned for Monday was called off.")};
    ro_version *version = FIXTURE_LIST(ro_version, 1);
    *version =
        (ro_version){0, 1, "\xE2\x80\x9C(Updates with length of talks)\xE2\x80\x9D", changes, 5};
    story->versions = version;
    story->version_count = 1;
    const char *shared = "Mara Lindqvist, who leads the dockers";
    const char *own = "Dock workers and harbour proprietors conferred for over six hours on Sunday";
    ro_passage *passages = FIXTURE_LIST(ro_passage, 3);
    passages[0] = (ro_passage){fixture_span(f->articles[0], shared),
                               fixture_span(f->articles[1], shared), RO_COPY_VERBATIM, 1.0F};
    passages[1] = (ro_passage){
        fixture_span(f->articles[1], "Dockers and port owners met for 6 1/2 hours on Sunday"),
        fixture_span(f->articles[2], own), RO_COPY_SPUN, 0.55F};
    const char *said = "We came to listen, and we were heard,";
    passages[2] = (ro_passage){fixture_span(f->articles[1], said),
                               fixture_span(f->articles[2], said), RO_COPY_QUOTATION_ONLY, 1.0F};
    ro_copy *copies = FIXTURE_LIST(ro_copy, 2);
    copies[0] = (ro_copy){0,
                          1,
                          RO_COPY_EDITED,
                          RO_DIRECTION_B_FROM_A,
                          0.8F,
                          0.7F,
                          passages,
                          1,
                          "Versions of one wire report",
                          RO_FORM_WIRE};
    copies[1] = (ro_copy){1,
                          2,
                          RO_COPY_SPUN,
                          RO_DIRECTION_B_FROM_A,
                          0.3F,
                          0.6F,
                          passages + 1,
                          2,
                          "Same order, other words",
                          RO_FORM_SPUN};
    story->copies = copies;
    story->copy_count = 2;
}

static void fixture_remarks(fixture *f, ro_story *story) {
    const char *full = "We came to listen, and we were heard,";
    ro_rendering *reports = FIXTURE_LIST(ro_rendering, 4);
    reports[0] = (ro_rendering){.article = 0,
                                .span = fixture_span(f->articles[0], "We came to listen"),
                                .variant = "shortened",
                                .said = "XXXX-WXX-7",
                                .said_span = fixture_span(f->articles[0], "Sunday")};
    reports[1] = (ro_rendering){.article = 1,
                                .span = fixture_span(f->articles[1], full),
                                .variant = "full",
                                .said = "XXXX-WXX-7",
                                .said_span = fixture_span(f->articles[1], "Sunday")};
    reports[2] = (ro_rendering){.article = 2,
                                .span = fixture_span(f->articles[2], full),
                                .variant = "full",
                                .said = "XXXX-WXX-6",
                                .said_span = fixture_span(f->articles[2], "Saturday"),
                                .via = "Radio Ellery"};
    reports[3] = (ro_rendering){.article = 3,
                                .span = fixture_span(f->articles[3], "the union had been heard"),
                                .variant = "reported"};
    for (uint32_t i = 0; i < 4; i++) reports[i].day = fixture_when(reports[i].said);
    ro_rendering *alone = FIXTURE_LIST(ro_rendering, 1);
    alone[0] = (ro_rendering){
        .article = 3, .span = fixture_span(f->articles[3], "profound"), .variant = "fragment"};
    ro_remark *remarks = FIXTURE_LIST(ro_remark, 2);
    remarks[0] = (ro_remark){"Mara Lindqvist",
                             "reporters",
                             "We came to listen, and we were heard",
                             reports,
                             4,
                             "day",
                             2};
    remarks[1] = (ro_remark){NULL, "Radio Ellery", "profound", alone, 1, NULL, 1};
    story->remarks = remarks;
    story->remark_count = 2;
}

static void fixture_claims(fixture *f, ro_story *story) {
    ro_claim_value *values = FIXTURE_LIST(ro_claim_value, 4);
    values[0] = (ro_claim_value){
        0,   fixture_span(f->articles[0], "four hours"), "four hours", 4, RO_BOUND_EXACT, "hour",
        NULL};
    values[1] = (ro_claim_value){1,
                                 fixture_span(f->articles[1], "6 1/2 hours"),
                                 "6 1/2 hours",
                                 6.5,
                                 RO_BOUND_EXACT,
                                 "hour",
                                 NULL};
    values[2] = (ro_claim_value){2,
                                 fixture_span(f->articles[2], "over six hours"),
                                 "over six hours",
                                 6,
                                 RO_BOUND_MORE_THAN,
                                 "hour",
                                 NULL};
    values[3] = (ro_claim_value){3,
                                 fixture_span(f->articles[3], "at least five hours"),
                                 "at least five hours",
                                 5,
                                 RO_BOUND_AT_LEAST,
                                 "hour",
                                 NULL};
    ro_claim_value *ships = FIXTURE_LIST(ro_claim_value, 2);
    ships[0] = (ro_claim_value){
        0, fixture_span(f->articles[0], "12 ships"), "12 ships", 12, RO_BOUND_EXACT, NULL, NULL};
    ships[1] = (ro_claim_value){
        1, fixture_span(f->articles[1], "14 ships"), "14 ships", 14, RO_BOUND_EXACT, NULL, NULL};
    ro_claim *claims = FIXTURE_LIST(ro_claim, 2);
    claims[0] = (ro_claim){"how long the talks lasted", RO_RELATION_EVOLVED, values, 4,
                           "later version gives more"};
    claims[1] = (ro_claim){"how many ships are idle", RO_RELATION_DIFFER, ships, 2, NULL};
    story->claims = claims;
    story->claim_count = 2;
}

static void fixture_point(fixture *f, ro_happening *point, uint32_t article, const char *words,
                          const char *when, const char *time, ro_event_status status) {
    ro_receipt *receipt = FIXTURE_LIST(ro_receipt, 1);
    *receipt = fixture_receipt(f, article, words);
    *point = (ro_happening){.when = when,
                            .words = time,
                            .precision = when ? RO_PRECISION_DAY : RO_PRECISION_NONE,
                            .status = status,
                            .what = words,
                            .evidence = receipt,
                            .evidence_count = 1,
                            .independent = 1,
                            .time = fixture_when(when)};
}

static void fixture_timeline(fixture *f, ro_story *story) {
    ro_happening *points = FIXTURE_LIST(ro_happening, 5);
    fixture_point(f, &points[0], 3, "The port has been shut since 3 May", "XXXX-05-03",
                  "since 3 May", RO_EVENT_ONGOING);
    fixture_point(f, &points[1], 1, "Dockers and port owners met for 6 1/2 hours on Sunday",
                  "XXXX-WXX-7", "on Sunday", RO_EVENT_HAPPENED);
    fixture_point(f, &points[2], 1, "A march planned for Monday was called off", "XXXX-WXX-1",
                  "Monday", RO_EVENT_CALLED_OFF);
    fixture_point(f, &points[3], 1, "They will meet again on Tuesday", "XXXX-WXX-2", "on Tuesday",
                  RO_EVENT_PLANNED);
    fixture_point(f, &points[4], 0, "The two sides may meet again on Tuesday", NULL, NULL,
                  RO_EVENT_POSSIBLE);
    story->happenings = points;
    story->happening_count = 5;
}

static void fixture_brief(fixture *f, ro_story *story) {
    ro_receipt *first = FIXTURE_LIST(ro_receipt, 2);
    first[0] = fixture_receipt(f, 1, "Dockers and port owners met for 6 1/2 hours on Sunday");
    first[1] = fixture_receipt(f, 3, "at least five hours of talks");
    ro_receipt *second = FIXTURE_LIST(ro_receipt, 1);
    second[0] = fixture_receipt(f, 1, "They will meet again on Tuesday.");
    ro_brief_line *lines = FIXTURE_LIST(ro_brief_line, 2);
    lines[0] = (ro_brief_line){"Dockers and port owners met for 6 1/2 hours on Sunday in Port "
                               "Ellery, much longer than planned.",
                               first, 2, 4, 2};
    lines[1] = (ro_brief_line){"They will meet again on Tuesday.", second, 1, 2, 1};
    story->brief = lines;
    story->brief_count = 2;
}

static void fixture_stories(fixture *f) {
    static const uint32_t articles[] = {0, 1, 2, 3}, sources[] = {0, 0, 0, 1};
    static const uint32_t alone[] = {4}, alone_source[] = {0};
    f->account.stories = FIXTURE_LIST(ro_story, 2);
    f->account.story_count = 2;
    ro_story *story = &f->account.stories[0];
    *story = (ro_story){.id = "3f2a91c07d1e",
                        .title = "Dock talks run late in Port Ellery",
                        .title_from = {1, f->articles[1]->meta.title_span},
                        .articles = articles,
                        .article_count = 4,
                        .origin_of = sources,
                        .independent = 2};
    fixture_copies(f, story);
    fixture_remarks(f, story);
    fixture_claims(f, story);
    fixture_timeline(f, story);
    fixture_brief(f, story);
    f->account.stories[1] = (ro_story){.id = "0b7714aa02cc",
                                       .title = f->articles[4]->meta.title,
                                       .title_from = {4, f->articles[4]->meta.title_span},
                                       .articles = alone,
                                       .article_count = 1,
                                       .origin_of = alone_source,
                                       .independent = 1};
}

static fixture *fixture_new(void) {
    fixture *f = calloc(1, sizeof *f);
    for (uint32_t i = 0; i < FIXTURE_COUNT; i++) f->articles[i] = fixture_article(i);
    fixture_layers(f->articles[1]);
    f->account.articles = f->articles;
    f->account.article_count = FIXTURE_COUNT;
    fixture_stories(f);
    ro_account_add_skipped(&f->account, "reports/empty.txt", "the file is empty");
    return f;
}

static void fixture_free(fixture *f) {
    for (uint32_t i = 0; i < FIXTURE_COUNT; i++) ro_article_free(f->articles[i]);
    ro_arena_free(&f->account.arena);
    free(f);
}

/* A sink in memory that refuses to take more than `room` bytes, if that is not 0. */
typedef struct fixture_sink {
    ro_buffer bytes;
    size_t room;
    int refusal; /* errno */
} fixture_sink;

static inline int fixture_write(void *context, const void *data, size_t size) {
    fixture_sink *sink = context;
    if (sink->refusal && sink->bytes.size + size > sink->room) return sink->refusal;
    return ro_buffer_add(&sink->bytes, data, size) ? 0 : 12;
}

#endif

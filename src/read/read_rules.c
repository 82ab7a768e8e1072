/* SPDX-License-Identifier: Apache-2.0 */
#include "read/read_rules.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/table.h"
#include "read/parts/line_kind.h"

/* Phrases are short; a longer paragraph is told by its beginning alone. */
enum { LONGEST_PHRASE = 600 };

const char *const ro_languages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "sv",
                                    "da", "pl", "id", "tr", "cs", "fi", NULL};

/* Small letters of any script, where they take as many bytes. */
static ro_str lower_case(ro_str text, char out[LONGEST_PHRASE]) {
    for (size_t i = 0; i < text.n;) {
        unsigned length = 1;
        out[i] = ro_lower(text.p[i]);
        if ((unsigned char)text.p[i] >= 0x80) {
            char small[4];
            uint32_t code = ro_utf8_decode(text.p + i, ro_str_end(text), &length);
            bool same = ro_utf8_encode(ro_code_lower(code), small) == length;
            memcpy(out + i, same ? small : text.p + i, length);
        }
        i += length;
    }
    return (ro_str){out, text.n};
}

/* The value of the first of @p patterns that a paragraph is; RO_NONE: of none. */
static uint32_t value_of(const ro_patterns *patterns, ro_str paragraph) {
    char lower[LONGEST_PHRASE];
    if (paragraph.n == 0 || paragraph.n > LONGEST_PHRASE) return RO_NONE;
    return ro_patterns_find(patterns, lower_case(paragraph, lower));
}

bool ro_phrase_role(const ro_read_rules *rules, ro_str paragraph, ro_part_role *role) {
    uint32_t value = value_of(&rules->phrases, paragraph);
    if (value != RO_NONE) *role = (ro_part_role)value;
    return value != RO_NONE;
}

ro_notice_kind ro_find_notice(const ro_read_rules *rules, ro_str paragraph) {
    uint32_t value = value_of(&rules->notices, paragraph);
    return value == RO_NONE ? RO_NOTICE_NONE : (ro_notice_kind)value;
}

static bool role_named(ro_str name, ro_part_role *role) {
    for (int i = RO_PART_TITLE; i <= RO_PART_OTHER; i++)
        if (ro_str_eq(name, ro_str_of(ro_part_role_name((ro_part_role)i)))) {
            *role = (ro_part_role)i;
            return true;
        }
    return false;
}

static bool load_phrases(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    ro_part_role role;
    for (ro_table_open(&table, "boilerplate"); ro_table_row(&table, field, 2);)
        if (!role_named(field[0], &role) ||
            !ro_patterns_add(&rules->arena, &rules->phrases, field[1], (uint32_t)role))
            return false;
    return true;
}

static bool load_notices(ro_read_rules *rules) {
    static const char *const kinds[] = {"wall",    "missing",      "check", "script",
                                        "consent", "consent_word", "more"};
    ro_table table;
    ro_str field[2];
    uint32_t kind;
    for (ro_table_open(&table, "page_notices"); ro_table_row(&table, field, 2);)
        if (!ro_table_class(field[0], kinds, sizeof kinds / sizeof *kinds, &kind) ||
            !ro_patterns_add(&rules->arena, &rules->notices, field[1], kind + 1))
            return false;
    return true;
}

static bool load_page_kinds(ro_read_rules *rules) {
    static const char *const kinds[] = {"index", "missing", "script"};
    static const char *const places[RO_KIND_PLACES] = {"class", "og", "json_ld", "id"};
    ro_table table;
    ro_str field[3];
    uint32_t kind, place;
    for (ro_table_open(&table, "page_kinds"); ro_table_row(&table, field, 3);)
        if (!ro_table_class(field[0], kinds, sizeof kinds / sizeof *kinds, &kind) ||
            !ro_table_class(field[1], places, RO_KIND_PLACES, &place) ||
            !ro_lexicon_add(&rules->arena, &rules->page_kinds[place], field[2], 1u << kind))
            return false;
    return true;
}

static ro_str cut(ro_str *rest, char at) {
    const char *found = rest->n ? memchr(rest->p, at, rest->n) : NULL;
    ro_str head = {rest->p, found ? (size_t)(found - rest->p) : rest->n};
    size_t taken = head.n + (found ? 1 : 0);
    *rest = (ro_str){rest->p + taken, rest->n - taken};
    return head;
}

static bool load_agencies(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "agencies"); ro_table_row(&table, field, 2);) {
        uint32_t index = rules->agency_names.count;
        const char *name = ro_arena_copy(&rules->arena, field[0].p, field[0].n);
        if (!name || !RO_APPEND(&rules->arena, &rules->agency_names, name) ||
            !ro_lexicon_add(&rules->arena, &rules->agencies, field[0], index))
            return false;
        while (field[1].n)
            if (!ro_lexicon_add(&rules->arena, &rules->agencies, cut(&field[1], '|'), index))
                return false;
    }
    return true;
}

/* A word that several languages share has a bit for each. */
static bool load_function_words(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "language_words"); ro_table_row(&table, field, 2);) {
        uint32_t bits = 0;
        while (field[1].n) {
            ro_str language = cut(&field[1], ' ');
            uint32_t i = 0;
            while (ro_languages[i] && !ro_str_eq(language, ro_str_of(ro_languages[i]))) i++;
            if (!ro_languages[i]) return false;
            bits |= UINT32_C(1) << i;
        }
        if (!ro_lexicon_add(&rules->arena, &rules->function_words, field[0], bits)) return false;
    }
    return true;
}

static bool load_date_labels(ro_read_rules *rules) {
    ro_table table;
    ro_str field;
    for (ro_table_open(&table, "date_labels"); ro_table_row(&table, &field, 1);)
        if (!RO_APPEND(&rules->arena, &rules->date_labels, field)) return false;
    for (ro_table_open(&table, "change_labels"); ro_table_row(&table, &field, 1);)
        if (!RO_APPEND(&rules->arena, &rules->change_labels, field)) return false;
    return true;
}

static bool load_biography_words(ro_read_rules *rules) {
    static const char *const uses[] = {"is", "writes", "what"};
    ro_table table;
    ro_str field[2];
    uint32_t use;
    for (ro_table_open(&table, "biography_words"); ro_table_row(&table, field, 2);)
        if (!ro_table_class(field[0], uses, 3, &use) ||
            !ro_lexicon_add(&rules->arena, &rules->biography_words, field[1],
                            RO_BIOGRAPHY_IS + use))
            return false;
    return true;
}

static bool load_months(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "month_names"); ro_table_row(&table, field, 2);) {
        uint32_t month = (uint32_t)strtoul(field[0].p, NULL, 10);
        while (field[1].n)
            if (!ro_lexicon_add(&rules->arena, &rules->months, cut(&field[1], ' '), month))
                return false;
    }
    return true;
}

static const struct {
    const char *name;
    ro_hint hint;
} hint_names[] = {
    {"body", RO_HINT_BODY},
    {"junk", RO_HINT_JUNK},
    {"maybe_junk", RO_HINT_MAYBE_JUNK},
    {"caption", RO_HINT_CAPTION},
    {"byline", RO_HINT_BYLINE},
    {"date", RO_HINT_DATE},
    {"deck", RO_HINT_DECK},
    {"title", RO_HINT_TITLE},
    {"related", RO_HINT_RELATED},
    {"promotion", RO_HINT_PROMOTION},
    {"comments", RO_HINT_COMMENTS},
    {"post", RO_HINT_POST},
    {"footnote", RO_HINT_FOOTNOTE},
    {"correction", RO_HINT_CORRECTION},
};

static bool load_hints(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "page_hints"); ro_table_row(&table, field, 2);) {
        uint32_t bits = 0;
        for (size_t i = 0; i < sizeof hint_names / sizeof *hint_names; i++)
            if (ro_str_eq(field[0], ro_str_of(hint_names[i].name))) bits = hint_names[i].hint;
        if (!bits || !ro_lexicon_add(&rules->arena, &rules->page_hints, field[1], bits))
            return false;
    }
    return true;
}

static const struct {
    const char *name;
    ro_byline_word word;
} byline_kinds[] = {
    {"opening", RO_BYLINE_OPENING},       {"joint", RO_BYLINE_JOINT},
    {"weak_joint", RO_BYLINE_WEAK_JOINT}, {"end", RO_BYLINE_END},
    {"weak_end", RO_BYLINE_WEAK_END},     {"role", RO_BYLINE_ROLE},
    {"noise", RO_BYLINE_NOISE},           {"path", RO_BYLINE_PATH},
};

static bool load_byline_words(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "byline_words"); ro_table_row(&table, field, 2);) {
        uint32_t bits = 0;
        while (field[0].n) {
            ro_str kind = cut(&field[0], ' ');
            size_t i = 0, count = sizeof byline_kinds / sizeof *byline_kinds;
            while (i < count && !ro_str_eq(kind, ro_str_of(byline_kinds[i].name))) i++;
            if (i == count) return false;
            bits |= byline_kinds[i].word;
        }
        if (!ro_lexicon_add(&rules->arena, &rules->byline_words, field[1], bits)) return false;
    }
    return true;
}

static const char *const meta_kinds[RO_META_COUNT] = {
    "published", "modified", "title",       "author",  "outlet",
    "url",       "language", "description", "section", "image"};

static bool load_page_meta(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    uint32_t row = 0;
    for (ro_table_open(&table, "page_meta"); ro_table_row(&table, field, 2); row++) {
        uint32_t kind;
        if (!ro_table_class(field[0], meta_kinds, RO_META_COUNT, &kind) ||
            !ro_lexicon_add(&rules->arena, &rules->page_meta, field[1], RO_META_VALUE(kind, row)))
            return false;
    }
    return true;
}

static const char *const field_rows[RO_FIELD_ROWS] = {
    "id",   "url",  "title",   "outlet",  "language", "published", "modified", "authors",
    "text", "html", "content", "summary", "wrapper",  "value",     "list"};

/* The names of values and lists are of other things than those of fields: "name" may be
 * a title, and holds the value of an object. */
static bool load_field_names(ro_read_rules *rules) {
    ro_table table;
    ro_str field[2];
    for (ro_table_open(&table, "field_names"); ro_table_row(&table, field, 2);) {
        uint32_t kind, rank = 0;
        if (!ro_table_class(field[0], field_rows, RO_FIELD_ROWS, &kind)) return false;
        ro_lexicon *names = kind == RO_FIELD_VALUE  ? &rules->value_names
                            : kind == RO_FIELD_LIST ? &rules->list_names
                                                    : &rules->field_names;
        while (field[1].n)
            if (!ro_lexicon_add(&rules->arena, names, cut(&field[1], '|'),
                                RO_FIELD_NAME(kind, rank++)))
                return false;
    }
    return true;
}

static bool load_references(ro_read_rules *rules) {
    ro_table table;
    ro_str field[4];
    for (ro_table_open(&table, "html_references"); ro_table_row(&table, field, 4);) {
        ro_reference_name row = {field[0], (uint32_t)strtoul(field[1].p, NULL, 10),
                                 field[2].n ? (uint32_t)strtoul(field[2].p, NULL, 10) : 0,
                                 field[3].n > 0};
        if (!RO_APPEND(&rules->arena, &rules->references, row)) return false;
    }
    return true;
}

ro_status ro_read_rules_new(ro_read_rules **out, ro_error *error) {
    ro_read_rules *rules = calloc(1, sizeof *rules);
    if (!rules) return ro_fail_nomem(error);
    bool loaded = load_phrases(rules) && load_notices(rules) && load_page_kinds(rules) &&
                  load_agencies(rules) && load_function_words(rules) && load_months(rules) &&
                  load_date_labels(rules) && load_hints(rules) && load_page_meta(rules) &&
                  load_field_names(rules) && load_references(rules) && load_byline_words(rules) &&
                  ro_line_weights_read(&rules->arena, &rules->line_weights) &&
                  ro_table_lexicon(&rules->arena, "desk_words", &rules->desk_words) &&
                  ro_table_lexicon(&rules->arena, "name_particles", &rules->name_particles) &&
                  ro_table_lexicon(&rules->arena, "agency_words", &rules->agency_words) &&
                  ro_table_lexicon(&rules->arena, "version_words", &rules->version_words) &&
                  ro_table_lexicon(&rules->arena, "reader_words", &rules->reader_words) &&
                  load_biography_words(rules) &&
                  ro_table_lexicon(&rules->arena, "not_places", &rules->not_places) &&
                  ro_table_lexicon(&rules->arena, "not_people", &rules->not_people) &&
                  ro_table_lexicon(&rules->arena, "given_names", &rules->given_names);
    if (!loaded) {
        ro_status status = ro_table_fail(&rules->arena, error);
        ro_read_rules_free(rules);
        return status;
    }
    *out = rules;
    return RO_OK;
}

void ro_read_rules_free(ro_read_rules *rules) {
    if (!rules) return;
    ro_arena_free(&rules->arena);
    free(rules);
}

const char *ro_agency(const ro_read_rules *rules, ro_str name) {
    name = ro_str_trim(name);
    while (name.n && strchr(".,;:", name.p[name.n - 1])) name.n--;
    if (name.n == 0 || name.n > RO_LONGEST_AGENCY) return NULL;
    uint32_t index = ro_lexicon_find(&rules->agencies, name);
    return index == RO_NONE ? NULL : rules->agency_names.items[index];
}

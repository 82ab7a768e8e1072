/* SPDX-License-Identifier: Apache-2.0 */
/* NITF and NewsML to blocks and facts, in the order of the document. Sources: IPTC,
 * NITF 3.6; NewsML-G2 2.33; NewsML 1.2; and the elements of XHTML that they hold. */
#include "base/error.h"
#include "read/parts/draft.h"
#include "read/wire/wire.h"

typedef enum action {
    PASS,  /* only what is within counts */
    DROP,  /* its own text is none of the report, what is within may be */
    SKIP,  /* nothing in it counts */
    TEXT,  /* holds paragraphs, or is text itself */
    LINES, /* as TEXT, and lines are paragraphs where nothing else parts them */
    BLOCK, /* a paragraph */
    BREAK, /* two in a row part paragraphs */
    GAP,   /* stands apart from what is before it */
    NOTE,  /* a paragraph for editors, of which its words tell the role */
    FACT   /* its text is a fact and no part of the report */
} action;

typedef struct rule {
    const char *name, *parent; /* parent NULL: any */
    const char *attribute;     /* the value instead of the text, else NULL */
    uint8_t action, kind, role, fact;
} rule;

#define OPEN RO_ROLE_OPEN

/* The first row that fits an element counts for its text, every row with an attribute
 * for that attribute. */
static const rule rules_table[] = {
    /* NITF */
    {"head", NULL, NULL, DROP, 0, OPEN, 0},
    {"nitf", NULL, NULL, DROP, 0, OPEN, 0},
    {"body.content", NULL, NULL, TEXT, 0, OPEN, 0},
    {"block", NULL, NULL, TEXT, 0, OPEN, 0},
    {"hl1", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_TITLE, RO_WIRE_TITLE},
    {"hl2", "hedline", NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_DECK, 0},
    {"hl2", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_SUBHEAD, 0},
    {"byline", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_BYLINE},
    {"person", "byline", NULL, PASS, 0, 0, RO_WIRE_BYLINE},
    {"byttl", NULL, NULL, GAP, 0, 0, RO_WIRE_CREDIT},
    {"story.date", NULL, NULL, GAP, 0, 0, 0},
    {"distributor", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_AGENCY},
    {"dateline", NULL, NULL, BLOCK, 0, RO_PART_DATELINE, 0},
    {"abstract", NULL, NULL, BLOCK, 0, RO_PART_DECK, 0},
    {"note", NULL, NULL, NOTE, 0, 0, 0},
    {"rights", NULL, NULL, BLOCK, 0, RO_PART_COPYRIGHT, 0},
    {"tagline", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_CREDIT},
    {"bibliography", NULL, NULL, BLOCK, 0, RO_PART_OTHER, 0},
    {"fn", NULL, NULL, BLOCK, 0, RO_PART_OTHER, 0},
    {"bq", NULL, NULL, TEXT, RO_BLOCK_QUOTATION, OPEN, 0},
    {"media-caption", NULL, NULL, BLOCK, RO_BLOCK_CAPTION, RO_PART_CAPTION, 0},
    {"media-producer", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, 0},
    {"media", NULL, NULL, DROP, 0, OPEN, 0},
    {"media-metadata", NULL, NULL, SKIP, 0, 0, 0},
    {"media-object", NULL, NULL, SKIP, 0, 0, 0},
    {"docdata", NULL, "management-status", DROP, 0, 0, RO_WIRE_STATUS},
    {"from-src", NULL, "src-name", DROP, 0, 0, RO_WIRE_CREDIT},
    {"doc-id", NULL, "id-string", DROP, 0, 0, RO_WIRE_ID},
    {"doc-id", NULL, "regsrc", DROP, 0, 0, RO_WIRE_CREDIT},
    {"date.issue", NULL, "norm", DROP, 0, 0, RO_WIRE_ISSUED},
    {"date.release", NULL, "norm", DROP, 0, 0, RO_WIRE_RELEASED},
    {"revision-history", NULL, "norm", DROP, 0, 0, RO_WIRE_CHANGED},
    {"doc.copyright", NULL, "holder", BLOCK, 0, RO_PART_COPYRIGHT, 0},
    {"correction", NULL, "info", NOTE, 0, 0, 0},
    {"ed-msg", NULL, "info", NOTE, 0, 0, 0},
    {"du-key", NULL, "version", DROP, 0, 0, RO_WIRE_VERSION},
    {"pubdata", NULL, "name", DROP, 0, 0, RO_WIRE_OUTLET},
    {"pubdata", NULL, "date.publication", DROP, 0, 0, RO_WIRE_ISSUED},
    /* NewsML-G2 */
    {"newsItem", NULL, "guid", PASS, 0, 0, RO_WIRE_ID},
    {"newsItem", NULL, "version", PASS, 0, 0, RO_WIRE_VERSION},
    {"newsItem", NULL, "lang", PASS, 0, 0, RO_WIRE_LANGUAGE},
    {"versionCreated", NULL, NULL, FACT, 0, 0, RO_WIRE_CHANGED},
    {"firstCreated", NULL, NULL, FACT, 0, 0, RO_WIRE_FIRST},
    {"embargoed", NULL, NULL, FACT, 0, 0, RO_WIRE_RELEASED},
    {"contentCreated", NULL, NULL, FACT, 0, 0, RO_WIRE_CREATED},
    {"pubStatus", NULL, "qcode", PASS, 0, 0, RO_WIRE_STATUS},
    {"infoSource", NULL, "literal", PASS, 0, 0, RO_WIRE_CREDIT},
    {"name", "provider", NULL, FACT, 0, 0, RO_WIRE_AGENCY},
    {"provider", NULL, "literal", PASS, 0, 0, RO_WIRE_AGENCY},
    {"name", "creator", NULL, FACT, 0, 0, RO_WIRE_BYLINE},
    {"edNote", NULL, NULL, NOTE, 0, 0, 0},
    {"headline", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_TITLE, RO_WIRE_TITLE},
    {"by", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_BYLINE},
    {"creditline", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_CREDIT},
    {"copyrightNotice", NULL, NULL, BLOCK, 0, RO_PART_COPYRIGHT, 0},
    {"language", NULL, "tag", DROP, 0, 0, RO_WIRE_LANGUAGE},
    {"inlineData", NULL, NULL, LINES, 0, OPEN, 0},
    {"inlineXML", NULL, NULL, TEXT, 0, OPEN, 0},
    /* NewsML 1 */
    {"RevisionId", NULL, NULL, FACT, 0, 0, RO_WIRE_VERSION},
    {"PublicIdentifier", NULL, NULL, FACT, 0, 0, RO_WIRE_ID},
    {"FirstCreated", NULL, NULL, FACT, 0, 0, RO_WIRE_FIRST},
    {"ThisRevisionCreated", NULL, NULL, FACT, 0, 0, RO_WIRE_CHANGED},
    {"Status", "NewsManagement", "FormalName", DROP, 0, 0, RO_WIRE_STATUS},
    {"Party", "Provider", "FormalName", DROP, 0, 0, RO_WIRE_AGENCY},
    {"Language", NULL, "FormalName", DROP, 0, 0, RO_WIRE_LANGUAGE},
    {"HeadLine", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_TITLE, RO_WIRE_TITLE},
    {"SubHeadLine", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_DECK, 0},
    {"ByLine", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_BYLINE},
    {"DateLine", NULL, NULL, BLOCK, 0, RO_PART_DATELINE, 0},
    {"CreditLine", NULL, NULL, BLOCK, 0, RO_PART_CREDIT, RO_WIRE_CREDIT},
    {"CopyrightLine", NULL, NULL, BLOCK, 0, RO_PART_COPYRIGHT, 0},
    {"DataContent", NULL, NULL, LINES, 0, OPEN, 0},
    /* XHTML, and what NITF has of it */
    {"body", "html", NULL, TEXT, 0, OPEN, 0},
    {"html", NULL, NULL, DROP, 0, OPEN, 0},
    {"p", NULL, NULL, BLOCK, 0, OPEN, 0},
    {"div", NULL, NULL, TEXT, 0, OPEN, 0},
    {"section", NULL, NULL, TEXT, 0, OPEN, 0},
    {"article", NULL, NULL, TEXT, 0, OPEN, 0},
    {"h1", NULL, NULL, BLOCK, RO_BLOCK_HEADING, OPEN, 0},
    {"h2", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_SUBHEAD, 0},
    {"h3", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_SUBHEAD, 0},
    {"h4", NULL, NULL, BLOCK, RO_BLOCK_HEADING, RO_PART_SUBHEAD, 0},
    {"li", NULL, NULL, BLOCK, RO_BLOCK_ITEM, OPEN, 0},
    {"dt", NULL, NULL, BLOCK, RO_BLOCK_ITEM, OPEN, 0},
    {"dd", NULL, NULL, BLOCK, RO_BLOCK_ITEM, OPEN, 0},
    {"td", NULL, NULL, BLOCK, RO_BLOCK_CELL, OPEN, 0},
    {"th", NULL, NULL, BLOCK, RO_BLOCK_CELL, OPEN, 0},
    {"blockquote", NULL, NULL, TEXT, RO_BLOCK_QUOTATION, OPEN, 0},
    {"figcaption", NULL, NULL, BLOCK, RO_BLOCK_CAPTION, RO_PART_CAPTION, 0},
    {"caption", NULL, NULL, BLOCK, RO_BLOCK_CAPTION, RO_PART_CAPTION, 0},
    {"pre", NULL, NULL, LINES, 0, OPEN, 0},
    {"br", NULL, NULL, BREAK, 0, 0, 0},
    {"script", NULL, NULL, SKIP, 0, 0, 0},
    {"style", NULL, NULL, SKIP, 0, 0, 0},
};

/* What holds inside of an element that has a rule. */
typedef struct scope {
    uint32_t end; /* node behind it */
    bool keeps, lines, indented;
    uint8_t kind, role;
} scope;

/* XML nests 256 deep at the most (xml_tree.h); and the one around all. */
enum { MOST_SCOPES = 257 };

typedef struct layout {
    const ro_read_rules *rules;
    ro_record *record;
    const ro_xml_tree *tree;
    ro_wire_facts facts;
    ro_draft draft;
    ro_buffer text;
    ro_map map; /* to the decoded document */
    scope scopes[MOST_SCOPES];
    unsigned depth;      /* of scopes; 0: outside of all */
    uint32_t begin;      /* of the open block in text */
    uint64_t space;      /* offset of white space before the next letter */
    bool pending;        /* there is such */
    bool after_newline;  /* the last byte was a line end */
    bool after_break;    /* a BREAK was the last thing */
    uint32_t markup;     /* element whose text is a page, RO_NONE */
    bool has_paragraphs; /* something of the report itself was laid out */
} layout;

static bool add(layout *to, const char *bytes, size_t n, uint64_t source, uint64_t length) {
    ro_map_run run = {(uint32_t)to->text.size, (uint32_t)n, source, length};
    if (ro_buffer_add(&to->text, bytes, n) && ro_map_add(&to->record->scratch, &to->map, run))
        return true;
    to->record->scratch.oom = true;
    return false;
}

static void end_block(layout *to) {
    uint32_t end = (uint32_t)to->text.size;
    to->pending = to->after_newline = to->after_break = false;
    if (end == to->begin) return;
    const scope *in = &to->scopes[to->depth];
    ro_block block = {.span = {to->begin, end}, .kind = in->kind, .role = in->role};
    ro_str words = {to->text.data + to->begin, end - to->begin};
    if (in->role == RO_PART_DECK && ro_str_same(words, to->facts.value[RO_WIRE_TITLE]))
        block.role = RO_PART_OTHER; /* the headline again */
    if (!RO_APPEND(&to->record->scratch, &to->draft.blocks, block) ||
        !ro_buffer_add(&to->text, "\n", 1))
        to->record->scratch.oom = true;
    to->has_paragraphs = to->has_paragraphs || in->role == RO_ROLE_OPEN;
    to->begin = (uint32_t)to->text.size;
}

/* Lines of plain text: a paragraph begins behind an empty line or with white space
 * before it, or, where neither is, on every line. */
static bool parts_lines(const layout *to, char c) {
    const scope *in = &to->scopes[to->depth];
    if (!in->lines || !to->after_newline) return false;
    return in->indented ? ro_is_space((unsigned char)c) : !ro_is_space((unsigned char)c);
}

static void add_text(layout *to, const ro_xml_node *node) {
    bool exact = node->length == node->text.n;
    for (size_t at = 0; at < node->text.n;) {
        char c = node->text.p[at];
        uint64_t source = exact ? node->source + at : node->source;
        if (parts_lines(to, c)) end_block(to);
        to->after_newline = c == '\n';
        if (ro_is_space((unsigned char)c)) {
            if (!to->pending) to->space = source;
            to->pending = true;
            at++;
            continue;
        }
        size_t end = at;
        while (end < node->text.n && !ro_is_space((unsigned char)node->text.p[end])) end++;
        if (to->pending && to->text.size > to->begin && !add(to, " ", 1, to->space, 1)) return;
        to->pending = to->after_break = false;
        if (!add(to, node->text.p + at, end - at, source, exact ? end - at : node->length)) return;
        at = end;
    }
}

/* Whether the plain text within node at sets paragraphs apart by white space. */
static bool is_indented(const ro_xml_tree *tree, uint32_t at) {
    bool newline = false, text = false;
    for (uint32_t i = at; i < tree->nodes.items[at].end; i++) {
        ro_str s = tree->nodes.items[i].text;
        for (size_t k = 0; k < s.n; k++) {
            bool space = ro_is_space((unsigned char)s.p[k]);
            if (newline && space && text) return true;
            text = text || !space;
            newline = s.p[k] == '\n';
        }
    }
    return false;
}

static const rule *find_rule(const ro_xml_tree *tree, uint32_t at, const rule *after) {
    const ro_xml_node *node = &tree->nodes.items[at];
    const char *parent = node->parent == RO_NONE ? "" : tree->nodes.items[node->parent].name;
    const rule *end = rules_table + sizeof rules_table / sizeof *rules_table;
    for (const rule *r = after ? after + 1 : rules_table; r < end; r++)
        if (r->name[0] == node->name[0] && strcmp(r->name, node->name) == 0 &&
            (!r->parent || strcmp(r->parent, parent) == 0))
            return r;
    return NULL;
}

static void open_scope(layout *to, uint32_t at, const rule *r) {
    const scope outer = to->scopes[to->depth];
    bool block = r->action == BLOCK || r->action == TEXT || r->action == LINES || r->action == NOTE;
    scope in = {.end = to->tree->nodes.items[at].end, .keeps = block, .role = RO_ROLE_OPEN};
    in.lines = r->action == LINES;
    in.indented = in.lines && is_indented(to->tree, at);
    if (block) {
        in.kind = r->kind || outer.end == 0 ? r->kind : outer.kind;
        in.role = outer.role == RO_ROLE_OPEN ? r->role : outer.role;
    }
    end_block(to);
    if (to->depth + 1 < MOST_SCOPES) to->scopes[++to->depth] = in;
}

static void take_value(layout *to, ro_wire_fact fact, const char *value) {
    if (value) ro_wire_take(to->rules, to->record, &to->facts, fact, ro_str_of(value));
}

/* A byline may mark the person in it; else all of it is the byline. */
static void take_byline(layout *to, uint32_t at) {
    const ro_xml_tree *tree = to->tree;
    uint32_t end = tree->nodes.items[at].end;
    for (uint32_t i = at + 1; i < end; i++) {
        const char *name = tree->nodes.items[i].name;
        if (name && (strcmp(name, "person") == 0 || strcmp(name, "byttl") == 0)) return;
    }
    take_value(to, RO_WIRE_BYLINE, ro_xml_text(&to->record->article->arena, tree, at));
}

/* A block of its own made of an attribute: it maps to the tag. */
static void add_attribute(layout *to, uint32_t at, const rule *r, const char *value) {
    const ro_xml_node *tag = &to->tree->nodes.items[at];
    const char *text = ro_squeeze(&to->record->scratch, ro_str_of(value));
    if (!text || !*text) return;
    end_block(to);
    scope *in = &to->scopes[to->depth];
    const scope before = *in;
    in->role = r->role;
    if (r->action == NOTE) in->role = (uint8_t)ro_wire_note_role(to->rules, ro_str_of(text));
    add(to, text, strlen(text), tag->source, tag->length);
    end_block(to);
    *in = before;
}

/* The headline's role: NewsML-G2 has subheadlines as headlines with a role. */
static bool is_subheadline(const layout *to, uint32_t at) {
    const char *role = ro_xml_attribute(to->tree, at, "role");
    return role && ro_str_find(ro_str_of(role), RO_STR("sub")) != SIZE_MAX;
}

static rule fit(const layout *to, uint32_t at, const rule *found) {
    rule r = *found;
    if (r.fact == RO_WIRE_TITLE && is_subheadline(to, at)) {
        r.role = RO_PART_DECK;
        r.fact = RO_WIRE_NOTHING;
    }
    if (r.action == NOTE && !r.attribute) {
        const char *text = ro_xml_text(&to->record->scratch, to->tree, at);
        r.role = (uint8_t)ro_wire_note_role(to->rules, ro_str_of(text));
    }
    return r;
}

/* Do what the rules say of the element at; return the node to go on with. */
static uint32_t enter(layout *to, uint32_t at) {
    ro_arena *arena = &to->record->article->arena;
    const rule *found = NULL;
    for (const rule *r = find_rule(to->tree, at, NULL); r; r = find_rule(to->tree, at, r)) {
        const char *value = r->attribute ? ro_xml_attribute(to->tree, at, r->attribute) : NULL;
        if (!r->attribute && !found) found = r;
        if (!value) continue;
        if (r->action == BLOCK || r->action == NOTE)
            add_attribute(to, at, r, value);
        else
            take_value(to, (ro_wire_fact)r->fact, value);
    }
    if (at == to->markup) return to->tree->nodes.items[at].end;
    if (!found) return at + 1;
    rule r = fit(to, at, found);
    if (r.fact == RO_WIRE_BYLINE && r.action == BLOCK)
        take_byline(to, at);
    else if (r.fact)
        take_value(to, (ro_wire_fact)r.fact, ro_xml_text(arena, to->tree, at));
    if (r.action == SKIP || r.action == FACT) return to->tree->nodes.items[at].end;
    if (r.action == GAP || r.action == BREAK) {
        if (!to->pending) to->space = to->tree->nodes.items[at].source;
        if (r.action == BREAK && to->after_break) end_block(to);
        to->after_break = r.action == BREAK;
        to->pending = true;
    } else if (r.action != PASS) {
        open_scope(to, at, &r);
    }
    return at + 1;
}

static void lay_out(layout *to, uint32_t item) {
    uint32_t end = to->tree->nodes.items[item].end;
    to->scopes[0] = (scope){.end = UINT32_MAX, .role = RO_ROLE_OPEN};
    for (uint32_t i = item; i <= end && !to->record->scratch.oom;) {
        while (to->depth && to->scopes[to->depth].end <= i) {
            end_block(to);
            to->depth--;
        }
        if (i == end) break;
        const ro_xml_node *node = &to->tree->nodes.items[i];
        if (node->name) {
            i = enter(to, i);
            continue;
        }
        if (to->scopes[to->depth].keeps) add_text(to, node);
        i++;
    }
}

/* The element that holds a page as text, as some wrap HTML in CDATA; RO_NONE. */
static uint32_t find_markup(const ro_xml_tree *tree, uint32_t item) {
    for (uint32_t i = item; i < tree->nodes.items[item].end; i++) {
        const ro_xml_node *node = &tree->nodes.items[i];
        bool holds = node->name && (strcmp(node->name, "inlineData") == 0 ||
                                    strcmp(node->name, "DataContent") == 0);
        const char *text = NULL;
        for (uint32_t k = i + 1; holds && k < node->end; k++) {
            holds = !tree->nodes.items[k].name;
            if (!text && ro_looks_like_html(tree->nodes.items[k].text)) text = "";
        }
        if (holds && text) return i;
    }
    return RO_NONE;
}

/* The page that is the text of an element, and the way to the record. */
static bool join_markup(const layout *to, uint64_t start, ro_buffer *page, ro_map *map) {
    ro_arena *arena = &to->record->scratch;
    ro_map inner = {0};
    for (uint32_t i = to->markup + 1; i < to->tree->nodes.items[to->markup].end; i++) {
        const ro_xml_node *node = &to->tree->nodes.items[i];
        ro_map_run run = {(uint32_t)page->size, (uint32_t)node->text.n, node->source, node->length};
        if (!ro_map_add(arena, &inner, run) || !ro_buffer_add(page, node->text.p, node->text.n))
            return false;
    }
    return ro_map_place(arena, &inner, &to->tree->decoded.map, start, map);
}

/* Put what stands before the page before its text, the last first. */
static bool add_heads(const layout *to, uint64_t start) {
    ro_arena *arena = &to->record->scratch;
    uint32_t run = to->map.count;
    for (uint32_t i = to->draft.blocks.count; i-- > 0;) {
        const ro_block *block = &to->draft.blocks.items[i];
        ro_map inner = {0}, map = {0};
        while (run && to->map.items[run - 1].text >= block->span.start) run--;
        for (uint32_t k = run; k < to->map.count && to->map.items[k].text < block->span.end; k++) {
            ro_map_run piece = to->map.items[k];
            piece.text -= block->span.start;
            if (!ro_map_add(arena, &inner, piece)) return false;
        }
        ro_str words = {to->text.data + block->span.start, block->span.end - block->span.start};
        ro_part_role role = block->role == RO_ROLE_OPEN ? RO_PART_OTHER : (ro_part_role)block->role;
        if (!ro_map_place(arena, &inner, &to->tree->decoded.map, start, &map) ||
            !ro_record_add_part(to->record, role, words, &map))
            return false;
    }
    return true;
}

static ro_status read_markup(const layout *to, ro_reader *reader, uint64_t start, ro_error *error) {
    ro_buffer page = {0};
    ro_map map = {0};
    ro_status status = ro_fail_nomem(error);
    if (join_markup(to, start, &page, &map))
        status = ro_read_page(reader, to->record, (ro_str){page.data, page.size}, &map, error);
    if (status == RO_OK && !add_heads(to, start)) status = ro_fail_nomem(error);
    if (status == RO_OK) ro_record_find_title(to->record);
    ro_buffer_free(&page);
    return status;
}

static ro_status keep(layout *to, const ro_reader *reader, uint64_t start, ro_error *error) {
    ro_article *article = to->record->article;
    ro_map map = {0};
    ro_status status = ro_check_article_size(reader, to->text.size, error);
    if (status != RO_OK) return status;
    char *text = ro_arena_copy(&article->arena, to->text.data, to->text.size);
    if (!text ||
        !ro_map_place(&to->record->scratch, &to->map, &to->tree->decoded.map, start, &map) ||
        !ro_record_keep_map(to->record, &map))
        return ro_fail_nomem(error);
    article->text = to->draft.text = text;
    article->size = to->draft.size = (uint32_t)to->text.size;
    to->draft.has_layout = true;
    return RO_OK;
}

/* The text as it was laid out, with its roles. */
static ro_status read_layout(layout *to, ro_reader *reader, uint64_t start, ro_error *error) {
    ro_record *record = to->record;
    if (!to->has_paragraphs) return ro_fail(error, RO_ERR_INPUT, start, "an item without text");
    ro_status status = keep(to, reader, start, error);
    if (status == RO_OK) status = ro_draft_parts(reader->rules, record, &to->draft, error);
    if (status != RO_OK) return status;
    ro_record_find_title(record);
    if (!record->article->meta.language) record->article->meta.language = to->draft.language;
    return RO_OK;
}

ro_status ro_wire_read_item(ro_reader *reader, ro_record *record, const ro_xml_tree *tree,
                            uint32_t at, uint64_t start, ro_error *error) {
    layout to = {.rules = reader->rules, .record = record, .tree = tree};
    ro_status status;
    to.markup = find_markup(tree, at);
    lay_out(&to, at);
    ro_wire_state(reader->rules, record, &to.facts, reader->format->name);
    if (record->scratch.oom)
        status = ro_fail_nomem(error);
    else if (to.markup != RO_NONE)
        status = read_markup(&to, reader, start, error);
    else
        status = read_layout(&to, reader, start, error);
    ro_buffer_free(&to.text);
    return status == RO_OK ? ro_wire_warn(record, &to.facts, error) : status;
}

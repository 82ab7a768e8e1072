/* SPDX-License-Identifier: Apache-2.0 */
/* From bytes of the page to what they say. 13.2.3.5 (line ends), 13.2.5.72 to 80 (references),
 * 13.2.6.4.7 and 13.2.6.5 (U+0000). */
#include "read/bytes/references.h"
#include "read/html/html_builder.h"

static bool is_plain(char c) {
    return c != '&' && c != '\r' && c != '\0';
}

/* One piece of @p run from @p at on. */
static void decode(const ro_html_tree *tree, const ro_html_run *run, uint32_t at, bool attribute,
                   ro_html_piece *piece) {
    const char *s = tree->source.p;
    uint32_t end = at, stop = run->end;
    *piece = (ro_html_piece){.source = at, .length = 1};
    if (s[at] == '&' && run->references) {
        size_t size;
        size_t length = ro_reference_decode(tree->rules, (ro_str){s + at, stop - at}, attribute,
                                            piece->decoded, &size);
        if (length) {
            piece->text = (ro_str){piece->decoded, size};
            piece->length = (uint32_t)length;
            return;
        }
        end++;
    } else if (s[at] == '\r') {
        bool pair = at + 1 < stop && s[at + 1] == '\n';
        piece->text = (ro_str){"\n", pair ? 0 : 1};
        return;
    } else if (s[at] == '\0') {
        piece->text = (ro_str){"\xEF\xBF\xBD", run->keeps_nul ? 3 : 0};
        return;
    }
    while (end < stop && (is_plain(s[end]) || (s[end] == '&' && !run->references))) end++;
    piece->text = (ro_str){s + at, end - at};
    piece->length = end - at;
}

void ro_html_decode_run(const ro_html_tree *tree, const ro_html_run *run, uint32_t at,
                        ro_html_piece *piece) {
    decode(tree, run, at, false, piece);
}

ro_html_reading ro_html_read_text(const ro_html_tree *tree, uint32_t node) {
    uint32_t run = tree->nodes.items[node].first;
    return (ro_html_reading){run, tree->runs.items[run].start};
}

bool ro_html_next_piece(const ro_html_tree *tree, ro_html_reading *reading, ro_html_piece *piece) {
    while (reading->run != RO_NONE) {
        const ro_html_run *run = &tree->runs.items[reading->run];
        if (reading->at < run->end) {
            decode(tree, run, reading->at, false, piece);
            reading->at += piece->length;
            return true;
        }
        reading->run = run->next;
        if (run->next != RO_NONE) reading->at = tree->runs.items[run->next].start;
    }
    return false;
}

/* Whether a run says what it is, byte for byte. */
static bool is_as_written(const ro_html_tree *tree, const ro_html_run *run) {
    const char *s = tree->source.p + run->start;
    size_t n = run->end - run->start;
    return !(run->references && memchr(s, '&', n)) && !memchr(s, '\r', n) && !memchr(s, '\0', n);
}

ro_str ro_html_whole_text(const ro_html_tree *tree, ro_arena *arena, uint32_t node) {
    const ro_html_run *run = &tree->runs.items[tree->nodes.items[node].first];
    if (run->next == RO_NONE && is_as_written(tree, run))
        return (ro_str){tree->source.p + run->start, run->end - run->start};
    size_t size = 0;
    ro_html_piece piece;
    for (ro_html_reading at = ro_html_read_text(tree, node); ro_html_next_piece(tree, &at, &piece);)
        size += piece.text.n;
    char *text = ro_arena_alloc(arena, size + 1);
    if (!text) return (ro_str){"", 0};
    size = 0;
    for (ro_html_reading at = ro_html_read_text(tree, node); ro_html_next_piece(tree, &at, &piece);
         size += piece.text.n)
        memcpy(text + size, piece.text.p, piece.text.n);
    return (ro_str){text, size};
}

ro_str ro_html_content(const ro_html_tree *tree, ro_arena *arena, uint32_t node) {
    uint32_t child = tree->nodes.items[node].first_child;
    bool text = child != RO_NONE && tree->nodes.items[child].kind == RO_HTML_TEXT;
    return text ? ro_html_whole_text(tree, arena, child) : (ro_str){"", 0};
}

ro_str ro_html_value(const ro_html_tree *tree, ro_arena *arena, const ro_html_attribute *a) {
    ro_html_run run = {
        .start = a->value, .end = a->value_end, .references = true, .keeps_nul = true};
    if (is_as_written(tree, &run))
        return (ro_str){tree->source.p + a->value, a->value_end - a->value};
    /* U+0000 alone grows, by two bytes. */
    char *out = ro_arena_alloc(arena, (size_t)(run.end - run.start) * 3 + 1);
    if (!out) return (ro_str){"", 0};
    size_t size = 0;
    ro_html_piece piece;
    for (uint32_t at = run.start; at < run.end; at += piece.length) {
        decode(tree, &run, at, true, &piece);
        memcpy(out + size, piece.text.p, piece.text.n);
        size += piece.text.n;
    }
    return (ro_str){out, size};
}

const ro_html_attribute *ro_html_find_attribute(const ro_html_tree *tree, uint32_t node,
                                                ro_str name) {
    const ro_html_node *element = &tree->nodes.items[node];
    if (element->count == 0) return NULL;
    return ro_html_attribute_among(tree->source, &tree->attributes.items[element->first],
                                   element->count, name);
}

ro_str ro_html_attribute_value(const ro_html_tree *tree, ro_arena *arena, uint32_t node,
                               ro_str name) {
    const ro_html_attribute *found = ro_html_find_attribute(tree, node, name);
    return found ? ro_html_value(tree, arena, found) : (ro_str){"", 0};
}

ro_str ro_html_name(const ro_html_tree *tree, uint32_t node) {
    const ro_html_node *element = &tree->nodes.items[node];
    ro_str known = ro_tag_name(element->tag);
    if (known.n) return known;
    const char *p = tree->source.p + element->start + 1, *end = ro_str_end(tree->source), *q = p;
    while (q < end &&
           !(*q == ' ' || (*q >= '\t' && *q <= '\r' && *q != '\v') || *q == '/' || *q == '>'))
        q++;
    return (ro_str){p, (size_t)(q - p)};
}

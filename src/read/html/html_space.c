/* SPDX-License-Identifier: Apache-2.0 */
/* Texts in which white space counts for itself: outside of the body, and within tables. A
 * reference may stand for it. */
#include "read/html/html_builder.h"

static bool is_space(ro_str text) {
    for (size_t i = 0; i < text.n; i++)
        if (!ro_html_is_space(text.p[i])) return false;
    return true;
}

/* The piece of @p token at @p at; false at its end. */
static bool next_piece(const builder *b, const ro_html_token *token, uint32_t at,
                       ro_html_piece *piece) {
    if (at >= token->end) return false;
    ro_html_run run = {at, token->end, RO_NONE, token->references, token->keeps_nul};
    ro_html_decode_run(b->tree, &run, at, piece);
    return true;
}

void ro_html_split_space(const builder *b, ro_html_token *space, ro_html_token *rest) {
    const char *s = b->tree->source.p;
    uint32_t at = b->token.start;
    ro_html_piece piece;
    while (next_piece(b, &b->token, at, &piece)) {
        if (s[at] == '\0') break;
        if (!is_space(piece.text)) {
            while (piece.text.p == s + at && ro_html_is_space(s[at])) at++, piece.text.p++;
            break;
        }
        at += piece.length;
    }
    *space = *rest = b->token;
    space->end = rest->start = at;
}

bool ro_html_is_all_space(const builder *b, const ro_html_token *text) {
    ro_html_piece piece;
    for (uint32_t at = text->start; next_piece(b, text, at, &piece); at += piece.length)
        if (!is_space(piece.text)) return false;
    return true;
}

void ro_html_insert_spaces(builder *b) {
    const char *s = b->tree->source.p;
    ro_html_piece piece;
    ro_html_token space = b->token;
    for (uint32_t at = b->token.start; next_piece(b, &b->token, at, &piece);
         at += piece.length) {
        space.start = at;
        space.end = at + piece.length;
        bool written = piece.text.p == s + at;
        if (!written && is_space(piece.text)) ro_html_insert_text(b, &space);
        for (uint32_t k = 0; written && k < piece.length; k++) {
            space.start = at + k;
            space.end = space.start + 1;
            if (ro_html_is_space(s[at + k])) ro_html_insert_text(b, &space);
        }
    }
}

void ro_html_take_newline(builder *b) {
    const char *s = b->tree->source.p;
    uint32_t at = b->token.start;
    ro_html_piece piece;
    if (!next_piece(b, &b->token, at, &piece)) return;
    if (s[at] == '\r')
        b->token.start += at + 1 < b->token.end && s[at + 1] == '\n' ? 2 : 1;
    else if (piece.text.n && piece.text.p[0] == '\n')
        b->token.start += s[at] == '\n' ? 1 : piece.length;
}

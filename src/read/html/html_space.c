/* SPDX-License-Identifier: Apache-2.0 */
/* Texts in which white space counts for itself: outside of the body, and within tables. A
 * reference may stand for it. */
#include "read/html/html_builder.h"

bool ro_html_is_space_alone(ro_str text) {
    for (size_t i = 0; i < text.n; i++)
        if (!ro_html_is_space(text.p[i])) return false;
    return true;
}

bool ro_html_piece_at(const builder *b, const ro_html_token *token, uint32_t at,
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
    while (ro_html_piece_at(b, &b->token, at, &piece)) {
        if (s[at] == '\0') break;
        if (!ro_html_is_space_alone(piece.text)) {
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
    for (uint32_t at = text->start; ro_html_piece_at(b, text, at, &piece); at += piece.length)
        if (!ro_html_is_space_alone(piece.text)) return false;
    return true;
}

void ro_html_take_newline(builder *b) {
    const char *s = b->tree->source.p;
    uint32_t at = b->token.start;
    ro_html_piece piece;
    if (!ro_html_piece_at(b, &b->token, at, &piece)) return;
    if (s[at] == '\r')
        b->token.start += at + 1 < b->token.end && s[at + 1] == '\n' ? 2 : 1;
    else if (piece.text.n && piece.text.p[0] == '\n')
        b->token.start += s[at] == '\n' ? 1 : piece.length;
}

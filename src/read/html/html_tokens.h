/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The tokens of a page: tags, runs of text, comments, doctypes, each a span of its bytes, in one
 * pass. Source: WHATWG HTML, 13.2.5 "Tokenization". The states are places in the functions here;
 * those that the tree construction sets (13.2.5.2 to 5) are asked for by name.
 */
#ifndef RO_READ_HTML_HTML_TOKENS_H
#define RO_READ_HTML_HTML_TOKENS_H

#include "read/html/html_tree.h"

/** An element keeps no more: the longest list of attributes that was seen on a page of news has
 *  some sixty, and each is compared with those before it. */
enum { RO_MOST_ATTRIBUTES = 200 };

typedef enum ro_html_token_kind {
    RO_TOKEN_TEXT,
    RO_TOKEN_START,
    RO_TOKEN_END,
    RO_TOKEN_COMMENT,
    RO_TOKEN_DOCTYPE,
    RO_TOKEN_EOF
} ro_html_token_kind;

typedef struct ro_html_token {
    uint8_t kind;
    bool self_closing;
    bool references, keeps_nul; /* of a text: as in ro_html_run */
    uint16_t tag;               /* of a tag: ro_tag of HTML */
    uint32_t start, end;        /* with its brackets */
    uint32_t inner, inner_end;  /* the name of a tag; what is between the brackets of others */
} ro_html_token;

typedef struct ro_html_tokens {
    ro_str source;
    uint32_t at;
    bool in_foreign;          /* "<![CDATA[" opens one: the current node is not of HTML */
    uint32_t attribute_count; /* of the start tag that was given last */
    ro_html_attribute attributes[RO_MOST_ATTRIBUTES];
} ro_html_tokens;

/** The next token, RO_TOKEN_EOF at the end. A text has at least one byte. */
void ro_html_next(ro_html_tokens *tokens, ro_html_token *token);

/** Behind the start tag @p tag of an element that holds text alone (RCDATA, RAWTEXT, script
 *  data, PLAINTEXT): the text to its end tag, perhaps empty, and go behind that. */
void ro_html_next_raw(ro_html_tokens *tokens, unsigned tag, ro_html_token *token);

/** The attribute of the start tag that was given last with this name; NULL: it has none. */
const ro_html_attribute *ro_html_token_attribute(const ro_html_tokens *tokens, ro_str name);

/** Whether c is white space of HTML, U+000B is not. */
static inline bool ro_html_is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

#endif

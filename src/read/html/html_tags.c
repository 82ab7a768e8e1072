/* SPDX-License-Identifier: Apache-2.0 */
#include "read/html/html_tags.h"

static const char names[RO_TAG_COUNT][RO_LONGEST_TAG] = {"",
#define X(symbol, name, kinds) name,
                                                         RO_TAGS(X)
#undef X
};

enum {
    NONE = RO_TAG_IS_NONE,
    SPECIAL = RO_TAG_IS_SPECIAL,
    FORMATTING = RO_TAG_IS_FORMATTING,
    SCOPE = RO_TAG_IS_SCOPE,
    VOID = RO_TAG_IS_VOID,
    IMPLIED = RO_TAG_IS_IMPLIED,
    THOROUGH = RO_TAG_IS_THOROUGH,
    BREAKOUT = RO_TAG_IS_BREAKOUT,
    BLOCK = RO_TAG_IS_BLOCK,
    HEAD = RO_TAG_IS_HEAD
};

static const uint16_t kinds_of[RO_TAG_COUNT] = {NONE,
#define X(symbol, name, kinds) kinds,
                                                RO_TAGS(X)
#undef X
};

/* The first tag of each letter, and one behind the last of z. */
static const uint8_t first_of[27] = {
    RO_TAG_A,     RO_TAG_B,     RO_TAG_CANVAS, RO_TAG_DATA, RO_TAG_EM,  RO_TAG_FIELDSET,
    RO_TAG_H1,    RO_TAG_H1,    RO_TAG_I,      RO_TAG_KBD,  RO_TAG_KBD, RO_TAG_LABEL,
    RO_TAG_MAIN,  RO_TAG_NAV,   RO_TAG_OBJECT, RO_TAG_P,    RO_TAG_Q,   RO_TAG_RB,
    RO_TAG_S,     RO_TAG_TABLE, RO_TAG_U,      RO_TAG_VAR,  RO_TAG_WBR, RO_TAG_XMP,
    RO_TAG_COUNT, RO_TAG_COUNT, RO_TAG_COUNT};

ro_tag ro_tag_find(const char name[RO_LONGEST_TAG]) {
    unsigned letter = (unsigned)(name[0] - 'a');
    if (letter > 25) return RO_TAG_UNKNOWN;
    uint64_t head, there;
    memcpy(&head, name, sizeof head);
    for (unsigned tag = first_of[letter]; tag < first_of[letter + 1]; tag++) {
        memcpy(&there, names[tag], sizeof there);
        if (there == head && memcmp(names[tag] + 8, name + 8, RO_LONGEST_TAG - 8) == 0)
            return (ro_tag)tag;
    }
    return RO_TAG_UNKNOWN;
}

ro_str ro_tag_name(unsigned tag) {
    const char *name = names[RO_TAG_NAME(tag)];
    return (ro_str){name, strnlen(name, RO_LONGEST_TAG)};
}

/* 13.2.4.2: what is special, and what ends a search, outside of HTML. */
static bool is_foreign_scope(unsigned tag) {
    switch (tag) {
    case RO_TAG_MI | RO_TAG_MATH_SPACE:
    case RO_TAG_MO | RO_TAG_MATH_SPACE:
    case RO_TAG_MN | RO_TAG_MATH_SPACE:
    case RO_TAG_MS | RO_TAG_MATH_SPACE:
    case RO_TAG_MTEXT | RO_TAG_MATH_SPACE:
    case RO_TAG_ANNOTATION_XML | RO_TAG_MATH_SPACE:
    case RO_TAG_FOREIGNOBJECT | RO_TAG_SVG_SPACE:
    case RO_TAG_DESC | RO_TAG_SVG_SPACE:
    case RO_TAG_TITLE | RO_TAG_SVG_SPACE: return true;
    default: return false;
    }
}

unsigned ro_tag_kinds(unsigned tag) {
    if (tag < RO_TAG_COUNT) return kinds_of[tag];
    return is_foreign_scope(tag) ? RO_TAG_IS_SPECIAL | RO_TAG_IS_SCOPE : RO_TAG_IS_NONE;
}

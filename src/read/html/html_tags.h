/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The names of elements that the rules of HTML speak of, as numbers, and what they are.
 * Source: WHATWG HTML, 13.1.2 (void elements), 13.2.4.2 and 13.2.4.3 (categories).
 */
#ifndef RO_READ_HTML_HTML_TAGS_H
#define RO_READ_HTML_HTML_TAGS_H

#include "base/text.h"

/** Which rules an element falls under; bits. */
typedef enum ro_tag_kind {
    RO_TAG_IS_NONE = 0,
    RO_TAG_IS_SPECIAL = 1 << 0,
    RO_TAG_IS_FORMATTING = 1 << 1,
    RO_TAG_IS_SCOPE = 1 << 2,    /* ends a search for an open element */
    RO_TAG_IS_VOID = 1 << 3,     /* never holds anything */
    RO_TAG_IS_IMPLIED = 1 << 4,  /* its end tag may be left out */
    RO_TAG_IS_THOROUGH = 1 << 5, /* so at the end of a template too */
    RO_TAG_IS_BREAKOUT = 1 << 6, /* ends a drawing or formula that it stands in, 13.2.6.5 */
    RO_TAG_IS_BLOCK = 1 << 7,    /* ends a paragraph, and is no more than that, 13.2.6.4.7 */
    RO_TAG_IS_HEAD = 1 << 8      /* is read as in the head, wherever it stands */
} ro_tag_kind;

/* Sorted by name: html_tags.c finds them by their first letter. */
#define RO_TAGS(X)                                                                                 \
    X(A, "a", FORMATTING)                                                                          \
    X(ABBR, "abbr", NONE)                                                                          \
    X(ADDRESS, "address", SPECIAL | BLOCK)                                                         \
    X(ANNOTATION_XML, "annotation-xml", NONE)                                                      \
    X(APPLET, "applet", SPECIAL | SCOPE)                                                           \
    X(AREA, "area", SPECIAL | VOID)                                                                \
    X(ARTICLE, "article", SPECIAL | BLOCK)                                                         \
    X(ASIDE, "aside", SPECIAL | BLOCK)                                                             \
    X(AUDIO, "audio", NONE)                                                                        \
    X(B, "b", FORMATTING | BREAKOUT)                                                               \
    X(BASE, "base", SPECIAL | VOID | HEAD)                                                         \
    X(BASEFONT, "basefont", SPECIAL | VOID | HEAD)                                                 \
    X(BDI, "bdi", NONE)                                                                            \
    X(BDO, "bdo", NONE)                                                                            \
    X(BGSOUND, "bgsound", SPECIAL | VOID | HEAD)                                                   \
    X(BIG, "big", FORMATTING | BREAKOUT)                                                           \
    X(BLOCKQUOTE, "blockquote", SPECIAL | BREAKOUT | BLOCK)                                        \
    X(BODY, "body", SPECIAL | BREAKOUT)                                                            \
    X(BR, "br", SPECIAL | VOID | BREAKOUT)                                                         \
    X(BUTTON, "button", SPECIAL)                                                                   \
    X(CANVAS, "canvas", NONE)                                                                      \
    X(CAPTION, "caption", SPECIAL | SCOPE | THOROUGH)                                              \
    X(CENTER, "center", SPECIAL | BREAKOUT | BLOCK)                                                \
    X(CITE, "cite", NONE)                                                                          \
    X(CODE, "code", FORMATTING | BREAKOUT)                                                         \
    X(COL, "col", SPECIAL | VOID)                                                                  \
    X(COLGROUP, "colgroup", SPECIAL | THOROUGH)                                                    \
    X(DATA, "data", NONE)                                                                          \
    X(DATALIST, "datalist", NONE)                                                                  \
    X(DD, "dd", SPECIAL | IMPLIED | BREAKOUT)                                                      \
    X(DEL, "del", NONE)                                                                            \
    X(DESC, "desc", NONE)                                                                          \
    X(DETAILS, "details", SPECIAL | BLOCK)                                                         \
    X(DFN, "dfn", NONE)                                                                            \
    X(DIALOG, "dialog", BLOCK)                                                                     \
    X(DIR, "dir", SPECIAL | BLOCK)                                                                 \
    X(DIV, "div", SPECIAL | BREAKOUT | BLOCK)                                                      \
    X(DL, "dl", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(DT, "dt", SPECIAL | IMPLIED | BREAKOUT)                                                      \
    X(EM, "em", FORMATTING | BREAKOUT)                                                             \
    X(EMBED, "embed", SPECIAL | VOID | BREAKOUT)                                                   \
    X(FIELDSET, "fieldset", SPECIAL | BLOCK)                                                       \
    X(FIGCAPTION, "figcaption", SPECIAL | BLOCK)                                                   \
    X(FIGURE, "figure", SPECIAL | BLOCK)                                                           \
    X(FONT, "font", FORMATTING)                                                                    \
    X(FOOTER, "footer", SPECIAL | BLOCK)                                                           \
    X(FOREIGNOBJECT, "foreignobject", NONE)                                                        \
    X(FORM, "form", SPECIAL)                                                                       \
    X(FRAME, "frame", SPECIAL | VOID)                                                              \
    X(FRAMESET, "frameset", SPECIAL)                                                               \
    X(H1, "h1", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(H2, "h2", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(H3, "h3", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(H4, "h4", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(H5, "h5", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(H6, "h6", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(HEAD, "head", SPECIAL | BREAKOUT)                                                            \
    X(HEADER, "header", SPECIAL | BLOCK)                                                           \
    X(HGROUP, "hgroup", SPECIAL | BLOCK)                                                           \
    X(HR, "hr", SPECIAL | VOID | BREAKOUT)                                                         \
    X(HTML, "html", SPECIAL | SCOPE)                                                               \
    X(I, "i", FORMATTING | BREAKOUT)                                                               \
    X(IFRAME, "iframe", SPECIAL)                                                                   \
    X(IMAGE, "image", NONE)                                                                        \
    X(IMG, "img", SPECIAL | VOID | BREAKOUT)                                                       \
    X(INPUT, "input", SPECIAL | VOID)                                                              \
    X(INS, "ins", NONE)                                                                            \
    X(KBD, "kbd", NONE)                                                                            \
    X(KEYGEN, "keygen", SPECIAL | VOID)                                                            \
    X(LABEL, "label", NONE)                                                                        \
    X(LEGEND, "legend", NONE)                                                                      \
    X(LI, "li", SPECIAL | IMPLIED | BREAKOUT)                                                      \
    X(LINK, "link", SPECIAL | VOID | HEAD)                                                         \
    X(LISTING, "listing", SPECIAL | BREAKOUT | BLOCK)                                              \
    X(MAIN, "main", SPECIAL | BLOCK)                                                               \
    X(MALIGNMARK, "malignmark", NONE)                                                              \
    X(MAP, "map", NONE)                                                                            \
    X(MARK, "mark", NONE)                                                                          \
    X(MARQUEE, "marquee", SPECIAL | SCOPE)                                                         \
    X(MATH, "math", NONE)                                                                          \
    X(MENU, "menu", SPECIAL | BREAKOUT | BLOCK)                                                    \
    X(META, "meta", SPECIAL | VOID | BREAKOUT | HEAD)                                              \
    X(METER, "meter", NONE)                                                                        \
    X(MGLYPH, "mglyph", NONE)                                                                      \
    X(MI, "mi", NONE)                                                                              \
    X(MN, "mn", NONE)                                                                              \
    X(MO, "mo", NONE)                                                                              \
    X(MS, "ms", NONE)                                                                              \
    X(MTEXT, "mtext", NONE)                                                                        \
    X(NAV, "nav", SPECIAL | BLOCK)                                                                 \
    X(NOBR, "nobr", FORMATTING | BREAKOUT)                                                         \
    X(NOEMBED, "noembed", SPECIAL)                                                                 \
    X(NOFRAMES, "noframes", SPECIAL | HEAD)                                                        \
    X(NOSCRIPT, "noscript", SPECIAL)                                                               \
    X(OBJECT, "object", SPECIAL | SCOPE)                                                           \
    X(OL, "ol", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(OPTGROUP, "optgroup", IMPLIED)                                                               \
    X(OPTION, "option", IMPLIED)                                                                   \
    X(OUTPUT, "output", NONE)                                                                      \
    X(P, "p", SPECIAL | IMPLIED | BREAKOUT | BLOCK)                                                \
    X(PARAM, "param", SPECIAL | VOID)                                                              \
    X(PICTURE, "picture", NONE)                                                                    \
    X(PLAINTEXT, "plaintext", SPECIAL)                                                             \
    X(PRE, "pre", SPECIAL | BREAKOUT | BLOCK)                                                      \
    X(PROGRESS, "progress", NONE)                                                                  \
    X(Q, "q", NONE)                                                                                \
    X(RB, "rb", IMPLIED)                                                                           \
    X(RP, "rp", IMPLIED)                                                                           \
    X(RT, "rt", IMPLIED)                                                                           \
    X(RTC, "rtc", IMPLIED)                                                                         \
    X(RUBY, "ruby", BREAKOUT)                                                                      \
    X(S, "s", FORMATTING | BREAKOUT)                                                               \
    X(SAMP, "samp", NONE)                                                                          \
    X(SCRIPT, "script", SPECIAL | HEAD)                                                            \
    X(SEARCH, "search", SPECIAL | BLOCK)                                                           \
    X(SECTION, "section", SPECIAL | BLOCK)                                                         \
    X(SELECT, "select", SPECIAL | SCOPE)                                                           \
    X(SLOT, "slot", NONE)                                                                          \
    X(SMALL, "small", FORMATTING | BREAKOUT)                                                       \
    X(SOURCE, "source", SPECIAL | VOID)                                                            \
    X(SPAN, "span", BREAKOUT)                                                                      \
    X(STRIKE, "strike", FORMATTING | BREAKOUT)                                                     \
    X(STRONG, "strong", FORMATTING | BREAKOUT)                                                     \
    X(STYLE, "style", SPECIAL | HEAD)                                                              \
    X(SUB, "sub", BREAKOUT)                                                                        \
    X(SUMMARY, "summary", SPECIAL | BLOCK)                                                         \
    X(SUP, "sup", BREAKOUT)                                                                        \
    X(SVG, "svg", NONE)                                                                            \
    X(TABLE, "table", SPECIAL | SCOPE | BREAKOUT)                                                  \
    X(TBODY, "tbody", SPECIAL | THOROUGH)                                                          \
    X(TD, "td", SPECIAL | SCOPE | THOROUGH)                                                        \
    X(TEMPLATE, "template", SPECIAL | SCOPE | HEAD)                                                \
    X(TEXTAREA, "textarea", SPECIAL)                                                               \
    X(TFOOT, "tfoot", SPECIAL | THOROUGH)                                                          \
    X(TH, "th", SPECIAL | SCOPE | THOROUGH)                                                        \
    X(THEAD, "thead", SPECIAL | THOROUGH)                                                          \
    X(TIME, "time", NONE)                                                                          \
    X(TITLE, "title", SPECIAL | HEAD)                                                              \
    X(TR, "tr", SPECIAL | THOROUGH)                                                                \
    X(TRACK, "track", SPECIAL | VOID)                                                              \
    X(TT, "tt", FORMATTING | BREAKOUT)                                                             \
    X(U, "u", FORMATTING | BREAKOUT)                                                               \
    X(UL, "ul", SPECIAL | BREAKOUT | BLOCK)                                                        \
    X(VAR, "var", BREAKOUT)                                                                        \
    X(VIDEO, "video", NONE)                                                                        \
    X(WBR, "wbr", SPECIAL | VOID)                                                                  \
    X(XMP, "xmp", SPECIAL)

typedef enum ro_tag {
    RO_TAG_UNKNOWN, /* any other name */
#define X(symbol, name, kinds) RO_TAG_##symbol,
    RO_TAGS(X)
#undef X
        RO_TAG_COUNT,

    /** Added to the tag of an element of SVG or MathML: none is the element of HTML that has
     *  its name. */
    RO_TAG_SVG_SPACE = 1 << 8,
    RO_TAG_MATH_SPACE = 1 << 9,
    RO_TAG_TEXT = 1 << 10 /* what is no element but text */
} ro_tag;

/** Of an element of any space, the tag that its name alone has. */
#define RO_TAG_NAME(tag) ((tag) & (RO_TAG_SVG_SPACE - 1))

/** No name of the table is longer. */
enum { RO_LONGEST_TAG = 16 };

/** The tag with this name, which has no capitals and is padded with zeros; RO_TAG_UNKNOWN where
 *  none has. */
ro_tag ro_tag_find(const char name[RO_LONGEST_TAG]);

/** Whether a tag is one of h1 to h6. */
static inline bool ro_tag_is_heading(unsigned tag) {
    return tag >= RO_TAG_H1 && tag <= RO_TAG_H6;
}

/** The name of a tag of any space; empty where it is unknown. */
ro_str ro_tag_name(unsigned tag);

/** Bits of ro_tag_kind of a tag of any space. */
unsigned ro_tag_kinds(unsigned tag);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/** A tree of HTML as text, a line a node, in the form of the html5lib tests. */
#ifndef RO_HTML_DUMP_H
#define RO_HTML_DUMP_H

#include "base/buffer.h"
#include "read/html/html_doctype.h"
#include "read/html/html_tree.h"

/* Names of SVG and MathML that have capitals, 13.2.6.1 and 13.2.6.5: the tree keeps them as the
 * page writes them. */
static const char *const html_cased_tags[] = {"altGlyph",
                                              "altGlyphDef",
                                              "altGlyphItem",
                                              "animateColor",
                                              "animateMotion",
                                              "animateTransform",
                                              "clipPath",
                                              "feBlend",
                                              "feColorMatrix",
                                              "feComponentTransfer",
                                              "feComposite",
                                              "feConvolveMatrix",
                                              "feDiffuseLighting",
                                              "feDisplacementMap",
                                              "feDistantLight",
                                              "feDropShadow",
                                              "feFlood",
                                              "feFuncA",
                                              "feFuncB",
                                              "feFuncG",
                                              "feFuncR",
                                              "feGaussianBlur",
                                              "feImage",
                                              "feMerge",
                                              "feMergeNode",
                                              "feMorphology",
                                              "feOffset",
                                              "fePointLight",
                                              "feSpecularLighting",
                                              "feSpotLight",
                                              "feTile",
                                              "feTurbulence",
                                              "foreignObject",
                                              "glyphRef",
                                              "linearGradient",
                                              "radialGradient",
                                              "textPath",
                                              NULL};

static const char *const html_cased_attributes[] = {"attributeName",
                                                    "attributeType",
                                                    "baseFrequency",
                                                    "baseProfile",
                                                    "calcMode",
                                                    "clipPathUnits",
                                                    "diffuseConstant",
                                                    "edgeMode",
                                                    "filterUnits",
                                                    "glyphRef",
                                                    "gradientTransform",
                                                    "gradientUnits",
                                                    "kernelMatrix",
                                                    "kernelUnitLength",
                                                    "keyPoints",
                                                    "keySplines",
                                                    "keyTimes",
                                                    "lengthAdjust",
                                                    "limitingConeAngle",
                                                    "markerHeight",
                                                    "markerUnits",
                                                    "markerWidth",
                                                    "maskContentUnits",
                                                    "maskUnits",
                                                    "numOctaves",
                                                    "pathLength",
                                                    "patternContentUnits",
                                                    "patternTransform",
                                                    "patternUnits",
                                                    "pointsAtX",
                                                    "pointsAtY",
                                                    "pointsAtZ",
                                                    "preserveAlpha",
                                                    "preserveAspectRatio",
                                                    "primitiveUnits",
                                                    "refX",
                                                    "refY",
                                                    "repeatCount",
                                                    "repeatDur",
                                                    "requiredExtensions",
                                                    "requiredFeatures",
                                                    "specularConstant",
                                                    "specularExponent",
                                                    "spreadMethod",
                                                    "startOffset",
                                                    "stdDeviation",
                                                    "stitchTiles",
                                                    "surfaceScale",
                                                    "systemLanguage",
                                                    "tableValues",
                                                    "targetX",
                                                    "targetY",
                                                    "textLength",
                                                    "viewBox",
                                                    "viewTarget",
                                                    "xChannelSelector",
                                                    "yChannelSelector",
                                                    "zoomAndPan",
                                                    NULL};

static const char *const html_spaced_attributes[] = {
    "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role",  "xlink:show", "xlink:title",
    "xlink:type",    "xml:lang",      "xml:space",  "xmlns:xlink", NULL};

static inline const char *html_find_name(const char *const *names, ro_str name) {
    while (*names && !ro_str_same(name, ro_str_of(*names))) names++;
    return *names;
}

static inline void html_put_indent(ro_buffer *out, unsigned depth) {
    ro_buffer_puts(out, "| ");
    for (unsigned i = 0; i < depth; i++) ro_buffer_puts(out, "  ");
}

/* What is not decoded otherwise: line ends are one character, U+0000 is U+FFFD. */
static inline void html_put_plain(ro_buffer *out, ro_str s, bool lower) {
    for (size_t i = 0; i < s.n; i++) {
        char c = lower ? ro_lower(s.p[i]) : s.p[i];
        if (c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') continue;
        if (c == '\r') c = '\n';
        if (c == '\0')
            ro_buffer_puts(out, "\xEF\xBF\xBD");
        else
            ro_buffer_add(out, &c, 1);
    }
}

static inline void html_put_tag(ro_buffer *out, const ro_html_tree *tree, uint32_t node) {
    unsigned tag = tree->nodes.items[node].tag;
    ro_str name = ro_html_name(tree, node);
    const char *cased = NULL;
    ro_buffer_puts(out, "<");
    if (tag & RO_TAG_SVG_SPACE) cased = html_find_name(html_cased_tags, name);
    if (tag & RO_TAG_SVG_SPACE) ro_buffer_puts(out, "svg ");
    if (tag & RO_TAG_MATH_SPACE) ro_buffer_puts(out, "math ");
    html_put_plain(out, cased ? ro_str_of(cased) : name, !cased);
    ro_buffer_puts(out, ">\n");
}

/* An attribute by name and value, in @p line. */
static inline void html_put_attribute(ro_buffer *line, const ro_html_tree *tree, ro_arena *arena,
                                      unsigned tag, const ro_html_attribute *a) {
    ro_str name = {tree->source.p + a->name, a->name_end - a->name};
    bool svg = tag & RO_TAG_SVG_SPACE, math = tag & RO_TAG_MATH_SPACE;
    const char *cased = svg ? html_find_name(html_cased_attributes, name) : NULL;
    const char *spaced = svg || math ? html_find_name(html_spaced_attributes, name) : NULL;
    if (math && ro_str_same(name, RO_STR("definitionurl"))) cased = "definitionURL";
    if (spaced) {
        const char *colon = strchr(spaced, ':');
        ro_buffer_printf(line, "%.*s %s", (int)(colon - spaced), spaced, colon + 1);
    } else if ((svg || math) && ro_str_same(name, RO_STR("xmlns"))) {
        ro_buffer_puts(line, "xmlns xmlns");
    } else {
        html_put_plain(line, cased ? ro_str_of(cased) : name, !cased);
    }
    ro_str value = ro_html_value(tree, arena, a);
    ro_buffer_puts(line, "=\"");
    ro_buffer_add(line, value.p, value.n);
    ro_buffer_puts(line, "\"\n");
}

static int html_by_text(const void *a, const void *b) {
    return strcmp(((const ro_buffer *)a)->data, ((const ro_buffer *)b)->data);
}

static inline void html_put_attributes(ro_buffer *out, const ro_html_tree *tree, ro_arena *arena,
                                       uint32_t node, unsigned depth) {
    const ro_html_node *element = &tree->nodes.items[node];
    ro_buffer *lines = calloc(element->count + 1u, sizeof *lines);
    for (uint32_t i = 0; lines && i < element->count; i++)
        html_put_attribute(&lines[i], tree, arena, element->tag,
                           &tree->attributes.items[element->first + i]);
    if (lines) ro_sort(lines, element->count, sizeof *lines, html_by_text);
    for (uint32_t i = 0; lines && i < element->count; i++) {
        html_put_indent(out, depth);
        ro_buffer_add(out, lines[i].data, lines[i].size);
        ro_buffer_free(&lines[i]);
    }
    free(lines);
}

static inline void html_put_doctype(ro_buffer *out, const ro_html_tree *tree, uint32_t node) {
    const ro_html_node *n = &tree->nodes.items[node];
    ro_html_doctype d =
        ro_html_read_doctype((ro_str){tree->source.p + n->first, n->last - n->first}, true);
    ro_buffer_puts(out, "<!DOCTYPE ");
    html_put_plain(out, d.name, true);
    if (d.public_id.p || d.system_id.p) {
        ro_buffer_puts(out, " \"");
        html_put_plain(out, d.public_id, false);
        ro_buffer_puts(out, "\" \"");
        html_put_plain(out, d.system_id, false);
        ro_buffer_puts(out, "\"");
    }
    ro_buffer_puts(out, ">\n");
}

/* A node without what is in it. */
static inline void html_put_node(ro_buffer *out, const ro_html_tree *tree, ro_arena *arena,
                                 uint32_t node, unsigned depth) {
    const ro_html_node *n = &tree->nodes.items[node];
    html_put_indent(out, depth);
    switch (n->kind) {
    case RO_HTML_ELEMENT:
        html_put_tag(out, tree, node);
        html_put_attributes(out, tree, arena, node, depth + 1);
        if (n->tag == RO_TAG_TEMPLATE) {
            html_put_indent(out, depth + 1);
            ro_buffer_puts(out, "content\n");
        }
        break;
    case RO_HTML_TEXT: {
        ro_str text = ro_html_whole_text(tree, arena, node);
        ro_buffer_puts(out, "\"");
        ro_buffer_add(out, text.p, text.n);
        ro_buffer_puts(out, "\"\n");
        break;
    }
    case RO_HTML_COMMENT:
        ro_buffer_puts(out, "<!-- ");
        html_put_plain(out, (ro_str){tree->source.p + n->first, n->last - n->first}, false);
        ro_buffer_puts(out, " -->\n");
        break;
    default: html_put_doctype(out, tree, node);
    }
}

/** Write all that is below @p root. */
static inline void html_dump(ro_buffer *out, const ro_html_tree *tree, ro_arena *arena,
                             uint32_t root) {
    unsigned depth = 0;
    uint32_t node = tree->nodes.items[root].first_child;
    while (node != RO_NONE) {
        const ro_html_node *n = &tree->nodes.items[node];
        html_put_node(out, tree, arena, node, depth);
        if (n->first_child != RO_NONE) {
            depth += n->tag == RO_TAG_TEMPLATE ? 2 : 1;
            node = n->first_child;
            continue;
        }
        while (node != root && tree->nodes.items[node].next == RO_NONE) {
            node = tree->nodes.items[node].parent;
            depth -= tree->nodes.items[node].tag == RO_TAG_TEMPLATE ? 2 : 1;
        }
        node = node == root ? RO_NONE : tree->nodes.items[node].next;
    }
}

/** The tag that "svg path" or "div" names. */
static inline unsigned html_context(ro_str name) {
    unsigned space = 0;
    if (ro_str_starts(name, RO_STR("svg "))) space = RO_TAG_SVG_SPACE;
    if (ro_str_starts(name, RO_STR("math "))) space = RO_TAG_MATH_SPACE;
    const char *start = name.p + (space == RO_TAG_SVG_SPACE ? 4 : space ? 5 : 0);
    char padded[RO_LONGEST_TAG] = {0};
    for (size_t i = 0; start + i < ro_str_end(name) && i < sizeof padded; i++)
        padded[i] = ro_lower(start[i]);
    return ro_tag_find(padded) | space;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Parse pages as the reader does and print their trees in the format of html5lib-tests.
 *   reading_tree [--guard] < CASES
 * A case is a line "BYTES CONTEXT" (CONTEXT: "-" or the element around a fragment, with
 * "svg " or "math " before it) and its bytes. Each tree is ended by a line of "\001".
 * --guard: as the reader parses, behind ro_page_guard; else gumbo alone. */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "read/page/page.h"

static void indent(unsigned depth) {
    printf("| ");
    for (unsigned i = 0; i < depth; i++) printf("  ");
}

static int compare(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void print_attributes(const GumboElement *element, unsigned depth) {
    static const char *const spaces[] = {"", "xlink ", "xml ", "xmlns "};
    unsigned count = element->attributes.length;
    char **lines = calloc(count + 1, sizeof *lines);
    if (!lines) exit(2);
    for (unsigned i = 0; i < count; i++) {
        const GumboAttribute *a = element->attributes.data[i];
        size_t size = strlen(a->name) + strlen(a->value) + 16;
        if (!(lines[i] = malloc(size))) exit(2);
        snprintf(lines[i], size, "%s%s=\"%s\"", spaces[a->attr_namespace], a->name, a->value);
    }
    qsort(lines, count, sizeof *lines, compare);
    for (unsigned i = 0; i < count; i++) {
        indent(depth);
        puts(lines[i]);
        free(lines[i]);
    }
    free(lines);
}

static void print_name(const GumboElement *element) {
    if (element->tag_namespace == GUMBO_NAMESPACE_SVG) printf("svg ");
    if (element->tag_namespace == GUMBO_NAMESPACE_MATHML) printf("math ");
    if (element->tag != GUMBO_TAG_UNKNOWN) {
        const char *name = gumbo_normalized_tagname(element->tag);
        const char *cased = NULL;
        GumboStringPiece tag = element->original_tag;
        if (element->tag_namespace == GUMBO_NAMESPACE_SVG && tag.data) {
            gumbo_tag_from_original_text(&tag);
            cased = gumbo_normalize_svg_tagname(&tag);
        }
        printf("%s", cased ? cased : name);
        return;
    }
    GumboStringPiece tag = element->original_tag;
    gumbo_tag_from_original_text(&tag);
    const char *cased =
        element->tag_namespace == GUMBO_NAMESPACE_SVG ? gumbo_normalize_svg_tagname(&tag) : NULL;
    if (cased) {
        printf("%s", cased);
        return;
    }
    for (size_t i = 0; i < tag.length; i++) putchar(ro_lower(tag.data[i]));
}

static void print_children(const GumboVector *children, unsigned depth) {
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *node = children->data[i];
        indent(depth);
        switch (node->type) {
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE:
            putchar('<');
            print_name(&node->v.element);
            puts(">");
            print_attributes(&node->v.element, depth + 1);
            if (node->type == GUMBO_NODE_TEMPLATE) {
                indent(depth + 1);
                puts("content");
                depth++;
            }
            print_children(&node->v.element.children, depth + 1);
            depth -= node->type == GUMBO_NODE_TEMPLATE;
            break;
        case GUMBO_NODE_COMMENT: printf("<!-- %s -->\n", node->v.text.text); break;
        default: {
            /* Neighbouring texts are one in the tests. */
            printf("\"%s", node->v.text.text);
            while (i + 1 < children->length) {
                const GumboNode *next = children->data[i + 1];
                if (next->type == GUMBO_NODE_ELEMENT || next->type == GUMBO_NODE_TEMPLATE ||
                    next->type == GUMBO_NODE_COMMENT)
                    break;
                printf("%s", next->v.text.text);
                i++;
            }
            puts("\"");
        }
        }
    }
}

static void print_document(const GumboDocument *document) {
    if (document->has_doctype) {
        printf("| <!DOCTYPE %s", document->name);
        if (*document->public_identifier || *document->system_identifier)
            printf(" \"%s\" \"%s\"", document->public_identifier, document->system_identifier);
        puts(">");
    }
    print_children(&document->children, 0);
}

static void set_context(GumboOptions *options, char *context) {
    static const struct {
        const char *prefix;
        GumboNamespaceEnum space;
    } spaces[] = {{"svg ", GUMBO_NAMESPACE_SVG}, {"math ", GUMBO_NAMESPACE_MATHML}};
    if (strcmp(context, "-") == 0) return;
    options->fragment_namespace = GUMBO_NAMESPACE_HTML;
    for (size_t i = 0; i < 2; i++)
        if (strncmp(context, spaces[i].prefix, strlen(spaces[i].prefix)) == 0) {
            context += strlen(spaces[i].prefix);
            options->fragment_namespace = spaces[i].space;
        }
    options->fragment_context = gumbo_tag_enum(context);
}

int main(int argc, char **argv) {
    bool guarded = argc > 1 && strcmp(argv[1], "--guard") == 0;
    char line[256], context[128];
    size_t size;
    while (fgets(line, sizeof line, stdin) && sscanf(line, "%zu %127[^\n]", &size, context) == 2) {
        char *page = malloc(size + 1);
        if (!page || fread(page, 1, size, stdin) != size) return 2;
        ro_arena arena = {0};
        ro_str source = {page, size};
        ro_map map = {0};
        if (guarded && !ro_page_guard(&arena, source, &source, &map)) return 2;
        GumboOptions options = kGumboDefaultOptions;
        set_context(&options, context);
        GumboOutput *output = gumbo_parse_with_options(&options, source.p, source.n);
        if (strcmp(context, "-") == 0)
            print_document(&output->document->v.document);
        else
            print_children(&output->root->v.element.children, 0);
        puts("\001");
        gumbo_destroy_output(&options, output);
        ro_arena_free(&arena);
        free(page);
    }
    return 0;
}

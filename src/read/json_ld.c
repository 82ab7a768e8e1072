/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD, as schema.org describes articles with it. */
#include <jansson.h>

#include "read/page_facts.h"

enum { MOST_OBJECTS = 2000, MOST_NAMES = 30 };

/* Pages put raw line ends into strings and comments around the script. */
static json_t *load(ro_page *page, ro_str s) {
    char *copy = ro_arena_copy(page->arena, s.p, s.n);
    if (!copy) return NULL;
    size_t start = 0, end = s.n;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)copy[i] < 0x20) copy[i] = ' ';
    while (start < end && copy[start] != '{' && copy[start] != '[') start++;
    while (end > start && copy[end - 1] != '}' && copy[end - 1] != ']') end--;
    return end > start ? json_loadb(copy + start, end - start, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
}

static const char *keep(ro_page *page, json_t *value) {
    if (!json_is_string(value) || json_string_length(value) == 0) return NULL;
    return ro_arena_copy(page->arena, json_string_value(value), json_string_length(value));
}

static void set(ro_page *page, const char **field, json_t *value) {
    if (!*field) *field = keep(page, value);
}

static bool type_ends(json_t *object, const char *ending) {
    json_t *type = json_object_get(object, "@type");
    for (size_t i = 0; i < (json_is_array(type) ? json_array_size(type) : 1); i++) {
        json_t *one = json_is_array(type) ? json_array_get(type, i) : type;
        if (json_is_string(one) &&
            ro_str_ends(ro_str_of(json_string_value(one)), ro_str_of(ending)))
            return true;
    }
    return false;
}

/* A name, an object with a name, or a list of these. */
static bool add_names(ro_page *page, ro_names *names, json_t *value) {
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < MOST_NAMES; i++) {
        json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        json_t *name = json_is_object(one) ? json_object_get(one, "name") : one;
        if (json_is_array(name)) name = json_array_get(name, 0);
        const char *kept = keep(page, name);
        if (kept && !RO_APPEND(page->arena, names, kept)) return false;
    }
    return true;
}

static void set_name(ro_page *page, const char **field, json_t *value) {
    if (json_is_array(value)) value = json_array_get(value, 0);
    set(page, field, json_is_object(value) ? json_object_get(value, "name") : value);
}

static bool read_article(ro_page *page, json_t *object, ro_linked_data *data) {
    data->is_article = true;
    set(page, &data->headline, json_object_get(object, "headline"));
    set(page, &data->headline, json_object_get(object, "name"));
    set(page, &data->published, json_object_get(object, "datePublished"));
    set(page, &data->published, json_object_get(object, "dateCreated"));
    set(page, &data->modified, json_object_get(object, "dateModified"));
    set(page, &data->language, json_object_get(object, "inLanguage"));
    json_t *main = json_object_get(object, "mainEntityOfPage");
    set(page, &data->url, json_is_object(main) ? json_object_get(main, "@id") : main);
    set(page, &data->url, json_object_get(object, "url"));
    set_name(page, &data->outlet, json_object_get(object, "publisher"));
    if (data->authors.count) return true;
    json_t *author = json_object_get(object, "author");
    return add_names(page, &data->authors, author ? author : json_object_get(object, "creator"));
}

/* The page around an article has dates too; the article's own come first. */
static void read_page(ro_page *page, json_t *object, ro_linked_data *around) {
    set(page, &around->published, json_object_get(object, "datePublished"));
    set(page, &around->modified, json_object_get(object, "dateModified"));
    set(page, &around->headline, json_object_get(object, "headline"));
    set(page, &around->language, json_object_get(object, "inLanguage"));
    set_name(page, &around->outlet, json_object_get(object, "publisher"));
}

typedef RO_ARRAY(json_t *) json_list;

static bool push_children(ro_page *page, json_list *list, json_t *value) {
    static const char *const members[] = {"@graph", "mainEntity", "mainEntityOfPage",
                                          "itemReviewed"};
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && list->count < MOST_OBJECTS; i++)
            if (!RO_APPEND(page->arena, list, json_array_get(value, i))) return false;
        return true;
    }
    for (size_t i = 0; i < sizeof members / sizeof *members && list->count < MOST_OBJECTS; i++) {
        json_t *member = json_object_get(value, members[i]);
        if ((json_is_object(member) || json_is_array(member)) &&
            !RO_APPEND(page->arena, list, member))
            return false;
    }
    return true;
}

static bool is_article(json_t *object) {
    return type_ends(object, "Article") || type_ends(object, "Posting") ||
           type_ends(object, "Report") || type_ends(object, "Review");
}

bool ro_read_linked_data(ro_page *page, ro_linked_data *data) {
    ro_linked_data around = {0};
    bool done = true;
    for (uint32_t i = 0; i < page->scripts.count && done; i++) {
        const GumboVector *children = &page->scripts.items[i]->v.element.children;
        if (children->length == 0) continue;
        const GumboNode *text = children->data[0];
        if (text->type == GUMBO_NODE_ELEMENT) continue;
        json_t *root = load(page, ro_str_of(text->v.text.text));
        if (!root) continue;
        json_list list = {0};
        done = RO_APPEND(page->arena, &list, root);
        for (uint32_t k = 0; k < list.count && done; k++) {
            json_t *value = list.items[k];
            if (json_is_object(value)) {
                if (is_article(value))
                    done = read_article(page, value, data);
                else if (type_ends(value, "WebPage") || type_ends(value, "VideoObject"))
                    read_page(page, value, &around);
                else if (type_ends(value, "Organization") && !around.outlet)
                    set(page, &around.outlet, json_object_get(value, "name"));
            }
            done = done && push_children(page, &list, value);
        }
        json_decref(root);
    }
    if (!data->published) data->published = around.published;
    if (!data->modified) data->modified = around.modified;
    if (!data->outlet) data->outlet = around.outlet;
    if (!data->language) data->language = around.language;
    return done && !page->arena->oom;
}

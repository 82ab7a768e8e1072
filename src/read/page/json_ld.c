/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD, as schema.org describes articles with it. */
#include <jansson.h>

#include "read/bytes/json_repair.h"
#include "read/bytes/references.h"
#include "read/page/page_facts.h"

/* Objects of a page that are looked at: a script of millions costs no more than these;
 * and names of authors. */
enum { MOST_OBJECTS = 2000, MOST_NAMES = 30 };

typedef RO_ARRAY(json_t *) json_list;

typedef struct linked {
    ro_page *page;
    ro_linked_data *data;
    ro_linked_data around; /* of the page or site around the article */
    json_list roots;       /* to be released */
    json_list articles;    /* where an article may stand */
    json_list named;       /* objects with an @id */
} linked;

static json_t *load(ro_page *page, ro_str s) {
    json_t *root = json_loadb(s.p, s.n, 0, NULL);
    if (root) return root;
    size_t size = 0;
    const char *repaired = ro_json_repair(page->arena, s, &size);
    return repaired ? json_loadb(repaired, size, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
}

/* Templates escape for HTML what no HTML parser will read, some of them twice. */
static const char *keep(ro_page *page, json_t *value) {
    if (!json_is_string(value) || json_string_length(value) == 0) return NULL;
    ro_str s = {json_string_value(value), json_string_length(value)};
    for (int i = 0; i < 2 && ro_has_reference(s); i++)
        s = ro_without_references(page->rules, page->arena, s);
    return ro_arena_copy(page->arena, s.p, s.n);
}

static void set(ro_page *page, const char **field, json_t *value) {
    if (json_is_array(value)) value = json_array_get(value, 0);
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

/* The object that {"@id": …} stands for, else the value itself. */
static json_t *resolve(const linked *l, json_t *value) {
    const char *id = json_string_value(json_object_get(value, "@id"));
    if (!id || json_object_get(value, "name")) return value;
    for (uint32_t i = 0; i < l->named.count; i++) {
        json_t *one = l->named.items[i];
        const char *name = json_string_value(json_object_get(one, "@id"));
        if (name && strcmp(name, id) == 0 && json_object_get(one, "name")) return one;
    }
    return value;
}

/* A name, an object with a name, or a list of these. */
static bool add_authors(linked *l, json_t *value) {
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < MOST_NAMES; i++) {
        json_t *one = resolve(l, json_is_array(value) ? json_array_get(value, i) : value);
        json_t *names = json_is_object(one) ? json_object_get(one, "name") : one;
        bool organization =
            json_is_object(one) && type_ends(one, "Organization") && !type_ends(one, "Person");
        size_t most = json_is_array(names) ? json_array_size(names) : 1;
        for (size_t k = 0; k < most && k < MOST_NAMES; k++) {
            const char *kept =
                keep(l->page, json_is_array(names) ? json_array_get(names, k) : names);
            ro_linked_author author = {kept, organization};
            if (kept && !RO_APPEND(l->page->arena, &l->data->authors, author)) return false;
        }
    }
    return true;
}

static void set_name(const linked *l, const char **field, json_t *value) {
    if (json_is_array(value)) value = json_array_get(value, 0);
    value = resolve(l, value);
    set(l->page, field, json_is_object(value) ? json_object_get(value, "name") : value);
}

static bool read_article(linked *l, json_t *object) {
    ro_page *page = l->page;
    ro_linked_data *data = l->data;
    data->is_article = true;
    set(page, &data->headline, json_object_get(object, "headline"));
    set(page, &data->headline, json_object_get(object, "name"));
    set(page, &data->published, json_object_get(object, "datePublished"));
    set(page, &data->published, json_object_get(object, "dateCreated"));
    set(page, &data->modified, json_object_get(object, "dateModified"));
    set(page, &data->section, json_object_get(object, "articleSection"));
    set(page, &data->description, json_object_get(object, "description"));
    set_name(l, &data->language, json_object_get(object, "inLanguage"));
    json_t *main = json_object_get(object, "mainEntityOfPage");
    set(page, &data->url, json_is_object(main) ? json_object_get(main, "@id") : main);
    set(page, &data->url, json_object_get(object, "url"));
    set_name(l, &data->outlet, json_object_get(object, "publisher"));
    if (data->authors.count) return true;
    json_t *author = json_object_get(object, "author");
    return add_authors(l, author ? author : json_object_get(object, "creator"));
}

/* The page around an article has dates too; the article's own come first. */
static void read_page(linked *l, json_t *object) {
    ro_page *page = l->page;
    set(page, &l->around.published, json_object_get(object, "datePublished"));
    set(page, &l->around.published, json_object_get(object, "uploadDate"));
    set(page, &l->around.modified, json_object_get(object, "dateModified"));
    set(page, &l->around.headline, json_object_get(object, "headline"));
    set_name(l, &l->around.language, json_object_get(object, "inLanguage"));
    set_name(l, &l->around.outlet, json_object_get(object, "publisher"));
}

/* One key for two entries tells neither. */
static bool add_update(linked *l, const char *key, ro_date time) {
    ro_arena *arena = l->page->arena;
    if (!key || !*key) return !arena->oom;
    uint32_t found = ro_lexicon_find(&l->data->update_keys, ro_str_of(key));
    if (found != RO_NONE) {
        l->data->update_times.items[found] = (ro_date){0};
        return true;
    }
    return ro_lexicon_add(arena, &l->data->update_keys, ro_str_of(key),
                          l->data->update_times.count) &&
           RO_APPEND(arena, &l->data->update_times, time);
}

/* The entries of a live blog. Source: schema.org/LiveBlogPosting */
static bool read_updates(linked *l, json_t *object) {
    json_t *list = json_object_get(object, "liveBlogUpdate");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *one = json_array_get(list, i);
        const char *stated = json_string_value(json_object_get(one, "datePublished"));
        const char *url = json_string_value(json_object_get(one, "url"));
        const char *id = json_string_value(json_object_get(one, "@id"));
        ro_date time;
        if (!stated || ro_date_parse(stated, &time) != RO_OK ||
            time.precision < RO_PRECISION_MINUTE)
            continue;
        const char *anchor = url ? strchr(url, '#') : NULL;
        if (!anchor) anchor = id ? strchr(id, '#') : NULL;
        const char *headline = keep(l->page, json_object_get(one, "headline"));
        if (headline) headline = ro_squeeze(l->page->arena, ro_str_of(headline));
        if (!add_update(l, anchor, time) || !add_update(l, headline, time)) return false;
    }
    return true;
}

static bool push_children(linked *l, json_t *value) {
    static const char *const members[] = {"@graph", "mainEntity", "mainEntityOfPage",
                                          "itemReviewed"};
    json_list *list = &l->articles;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && list->count < MOST_OBJECTS; i++)
            if (!RO_APPEND(l->page->arena, list, json_array_get(value, i))) return false;
        return true;
    }
    for (size_t i = 0; i < sizeof members / sizeof *members && list->count < MOST_OBJECTS; i++) {
        json_t *member = json_object_get(value, members[i]);
        if ((json_is_object(member) || json_is_array(member)) &&
            !RO_APPEND(l->page->arena, list, member))
            return false;
    }
    return true;
}

/* Every object with an @id, to any depth. */
static bool list_named(linked *l, json_t *root) {
    json_list open = {0};
    if (!RO_APPEND(l->page->arena, &open, root)) return false;
    for (uint32_t i = 0; i < open.count && open.count < MOST_OBJECTS; i++) {
        json_t *value = open.items[i], *one;
        size_t index;
        const char *key;
        if (json_object_get(value, "@id") && !RO_APPEND(l->page->arena, &l->named, value))
            return false;
        json_array_foreach(value, index, one) {
            if ((json_is_object(one) || json_is_array(one)) && open.count < MOST_OBJECTS &&
                !RO_APPEND(l->page->arena, &open, one))
                return false;
        }
        json_object_foreach(value, key, one) {
            if ((json_is_object(one) || json_is_array(one)) && open.count < MOST_OBJECTS &&
                !RO_APPEND(l->page->arena, &open, one))
                return false;
        }
    }
    return true;
}

static bool load_all(linked *l) {
    for (uint32_t i = 0; i < l->page->scripts.count; i++) {
        json_t *root = load(
            l->page, ro_html_content(&l->page->html, l->page->arena, l->page->scripts.items[i]));
        if (!root) continue;
        if (!RO_APPEND(l->page->arena, &l->roots, root)) {
            json_decref(root);
            return false;
        }
        if (!RO_APPEND(l->page->arena, &l->articles, root) || !list_named(l, root)) return false;
    }
    return true;
}

static bool is_article(json_t *object) {
    return type_ends(object, "Article") || type_ends(object, "Posting") ||
           type_ends(object, "Report") || type_ends(object, "Review");
}

static bool read_all(linked *l) {
    for (uint32_t i = 0; i < l->articles.count; i++) {
        json_t *value = l->articles.items[i];
        if (json_is_object(value)) {
            if (is_article(value)) {
                if (!read_article(l, value) || !read_updates(l, value)) return false;
            } else if (type_ends(value, "WebPage") || type_ends(value, "VideoObject")) {
                read_page(l, value);
            } else if (type_ends(value, "Organization") && !l->around.outlet) {
                set(l->page, &l->around.outlet, json_object_get(value, "name"));
            }
        }
        if (!push_children(l, value)) return false;
    }
    return true;
}

bool ro_read_linked_data(ro_page *page, ro_linked_data *data) {
    linked l = {.page = page, .data = data};
    bool done = load_all(&l) && read_all(&l);
    for (uint32_t i = 0; i < l.roots.count; i++) json_decref(l.roots.items[i]);
    if (!data->published) data->published = l.around.published;
    if (!data->modified) data->modified = l.around.modified;
    if (!data->outlet) data->outlet = l.around.outlet;
    if (!data->language) data->language = l.around.language;
    return done && !page->arena->oom;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Many pages state the text of their article a second time, for search engines, as
 * articleBody of schema.org. That text is no source of words here, for it has no place in
 * the page; but it tells which paragraphs are the article and which stand between them.
 *
 * A paragraph is known by its runs of three words. What is stated may be cut short, so
 * only a statement of most of the text speaks against the rest. */
#include "base/hash.h"
#include "read/page/page.h"

enum {
    RUN = 3,           /* words of a run: two recur in any paragraph */
    FEWEST_STATED = 80 /* words of a statement that tells: fewer are a summary */
};

typedef struct run_walk {
    const char *p, *end;
    uint64_t words[RUN];
    uint32_t count; /* words so far */
} run_walk;

typedef struct runs {
    uint64_t *slots;
    uint32_t mask, words;
} runs;

/* Behind a tag or a reference at p, which text within JSON may hold; p where none is. */
static const char *behind_markup(const char *p, const char *end) {
    if (*p != '<' && *p != '&') return p;
    size_t most =
        (size_t)(end - p) < (*p == '<' ? 400u : 10u) ? (size_t)(end - p) : (*p == '<' ? 400u : 10u);
    const char *close = memchr(p, *p == '<' ? '>' : ';', most);
    return close ? close + 1 : p;
}

/* The next run of three words as one number; 0 at the end. */
static uint64_t next_run(run_walk *walk, bool markup) {
    while (walk->p < walk->end) {
        const char *behind = markup ? behind_markup(walk->p, walk->end) : walk->p;
        unsigned length;
        uint32_t code = ro_utf8_decode(behind, walk->end, &length);
        if (behind != walk->p || !ro_code_is_word(code)) {
            walk->p = behind != walk->p ? behind : walk->p + length;
            continue;
        }
        const char *start = walk->p;
        do {
            walk->p += length;
            if (walk->p < walk->end) code = ro_utf8_decode(walk->p, walk->end, &length);
        } while (walk->p < walk->end && ro_code_is_word(code));
        walk->words[walk->count++ % RUN] =
            ro_hash_folded((ro_str){start, (size_t)(walk->p - start)});
        if (walk->count < RUN) continue;
        uint64_t hash = 0;
        for (uint32_t i = 0; i < RUN; i++)
            hash = ro_hash_mix(hash, walk->words[(walk->count + i) % RUN]);
        return hash ? hash : 1;
    }
    return 0;
}

static bool put(const runs *set, uint64_t hash) {
    uint32_t at = (uint32_t)hash & set->mask;
    while (set->slots[at] && set->slots[at] != hash) at = (at + 1) & set->mask;
    bool fresh = set->slots[at] == 0;
    set->slots[at] = hash;
    return fresh;
}

static bool has(const runs *set, uint64_t hash) {
    uint32_t at = (uint32_t)hash & set->mask;
    while (set->slots[at] && set->slots[at] != hash) at = (at + 1) & set->mask;
    return set->slots[at] == hash;
}

static unsigned hex4(const char *p) {
    unsigned code = 0;
    for (int i = 0; i < 4; i++) code = code * 16 + ((unsigned)ro_hex_digit(p[i]) & 15);
    return code;
}

/* The string of JSON that begins at p, behind its quotation mark, without escapes; what
 * is beyond the basic plane is no word and becomes a space. */
static ro_str unescape(ro_arena *arena, const char *p, const char *end) {
    const char *close = p;
    while (close < end && *close != '"') close += *close == '\\' ? 2 : 1;
    if (close >= end) return (ro_str){"", 0};
    char *text = ro_arena_alloc(arena, (size_t)(close - p) + 4), *to = text;
    if (!text) return (ro_str){"", 0};
    while (p < close) {
        if (*p != '\\') {
            *to++ = *p++;
        } else if (p[1] == 'u' && close - p >= 6) {
            unsigned code = hex4(p + 2);
            if (code < 0x80 || (code >= 0xD800 && code < 0xE000))
                *to++ = code < 0x80 && code > ' ' ? (char)code : ' ';
            else
                to += ro_utf8_encode(code, to);
            p += 6;
        } else {
            *to++ = strchr("\"\\/", p[1]) ? p[1] : ' ';
            p += 2;
        }
    }
    return (ro_str){text, (size_t)(to - text)};
}

/* The longest text that JSON-LD states; empty where it states none. */
static ro_str stated_text(ro_page *page) {
    ro_str best = {"", 0};
    for (uint32_t i = 0; i < page->scripts.count; i++) {
        ro_str s = ro_html_content(&page->html, page->arena, page->scripts.items[i]);
        for (size_t at; (at = ro_str_find(s, RO_STR("\"articleBody\""))) != SIZE_MAX;) {
            s = ro_str_trim((ro_str){s.p + at + 13, s.n - at - 13});
            if (s.n == 0 || s.p[0] != ':') continue;
            s = ro_str_trim((ro_str){s.p + 1, s.n - 1});
            if (s.n == 0 || s.p[0] != '"') continue;
            ro_str text = unescape(page->arena, s.p + 1, ro_str_end(s));
            if (text.n > best.n) best = text;
        }
    }
    return best;
}

static bool build(ro_page *page, ro_str text, runs *set) {
    uint32_t capacity = 64;
    while (capacity < text.n && capacity < (UINT32_C(1) << 30)) capacity *= 2;
    *set = (runs){RO_ARENA_ARRAY(page->arena, uint64_t, capacity), capacity - 1, 0};
    if (!set->slots) return false;
    run_walk walk = {text.p, ro_str_end(text), {0}, 0};
    for (uint64_t hash; (hash = next_run(&walk, true)) != 0;) set->words += put(set, hash);
    return true;
}

/* Share of the runs of a block that are stated; -1 where it is too short to tell. */
static float share_stated(const ro_page *page, const runs *set, ro_span span) {
    run_walk walk = {page->text.data + span.start, page->text.data + span.end, {0}, 0};
    uint32_t all = 0, stated = 0;
    for (uint64_t hash; (hash = next_run(&walk, false)) != 0; all++) stated += has(set, hash);
    return all ? (float)stated / (float)all : -1;
}

bool ro_page_read_stated(ro_page *page) {
    ro_str text = stated_text(page);
    runs set;
    if (text.n < FEWEST_STATED) return !page->arena->oom;
    if (!build(page, text, &set)) return false;
    uint32_t found = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        ro_page_block *block = &page->blocks.items[i];
        block->stated = share_stated(page, &set, block->span);
        if (ro_block_is_stated(block)) found += block->form.words;
    }
    /* Three fifths of it stand on the page: it is of this text, not of another version. */
    page->stated = set.words >= FEWEST_STATED && found * 5 >= set.words * 3;
    return true;
}

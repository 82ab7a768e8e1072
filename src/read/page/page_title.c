/* SPDX-License-Identifier: Apache-2.0 */
/* The headline. A page gives it up to five times, to readers, to search engines and to
 * those who share it, and not always in the same words: what most places agree on is
 * it, and what readers see decides. */
#include "read/page/page_facts.h"

enum {
    LONGEST_TITLE = 400,  /* bytes: what is longer is a lead or a paragraph */
    LARGEST_HEADING = 60, /* nodes within one: some pages put a whole box into a heading */
    KICKER_WORDS = 5,     /* of the longest before a headline */
    SHARED_WORDS = 3,     /* that a lone heading has in common with what the head says */
    LONG_WORD = 3,        /* letters of a word that tells: "the" and more */
    CUT_LENGTH = 100,     /* bytes from which programs cut a headline short, 110 letters for some */
    MOST_TITLES = 5 /* that speak for each other: h1, title, og:title, JSON-LD, one of the text */
};

/* Likeness from which two wordings name one thing, a headline or an outlet, as where one is
 * cut short or has the outlet's name behind it. */
static const double SAME_TITLE = 0.5;
/* What <h1> adds to a heading's likeness: it decides between those that are about as alike. */
static const double MAIN_HEADING = 0.1;

/* Share of the words of a that b holds, and how alike their lengths are. */
static double likeness(ro_str a, ro_str b) {
    size_t words = 0, shared = 0, others = 0;
    for (size_t i = 0; i < b.n; i++) others += i == 0 || (b.p[i] != ' ' && b.p[i - 1] == ' ');
    for (size_t at = 0; at < a.n && words < 60;) {
        size_t end = at;
        while (end < a.n && a.p[end] != ' ') end++;
        if (end > at) {
            words++;
            shared += ro_str_find(b, (ro_str){a.p + at, end - at}) != SIZE_MAX;
        }
        at = end + 1;
    }
    if (words == 0 || others == 0) return 0;
    return (double)shared / (double)(words > others ? words : others);
}

/* Equal letters and digits, but for case and marks. */
static bool same_words(ro_str a, ro_str b) {
    size_t i = 0, k = 0;
    for (;;) {
        unsigned m = 0, n = 0;
        uint32_t x = 0, y = 0;
        while (i < a.n && !ro_code_is_word(x = ro_utf8_decode(a.p + i, ro_str_end(a), &m))) i += m;
        while (k < b.n && !ro_code_is_word(y = ro_utf8_decode(b.p + k, ro_str_end(b), &n))) k += n;
        if (i >= a.n || k >= b.n) return i >= a.n && k >= b.n;
        if (ro_code_lower(x) != ro_code_lower(y)) return false;
        i += m;
        k += n;
    }
}

typedef struct title {
    ro_str text;
    double weight; /* how much its place counts */
} title;

typedef struct titles {
    title items[MOST_TITLES]; /* the one shown first, then the surest */
    unsigned count;
    const char *outlet;
} titles;

/* Whether some other place gives just this as the headline. */
static bool is_given(const titles *all, const title *but, ro_str text) {
    for (unsigned i = 0; i < all->count; i++)
        if (&all->items[i] != but && same_words(all->items[i].text, text)) return true;
    return false;
}

/* The part of "Headline - Outlet" or "Headline | Section | Outlet" before the marks
 * that part it from the outlet's name. What readers see is whole, but for that name. */
static ro_str without_outlet(const titles *all, const title *of, const ro_str *shown) {
    static const char *const marks[] = {" | ",
                                        " \xE2\x80\x93 ",
                                        " \xE2\x80\x94 ",
                                        " - ",
                                        " :: ",
                                        " \xC2\xBB ",
                                        " \xC2\xB7 ",
                                        " \xE2\x80\xA2 ",
                                        "\xEF\xBD\x9C",
                                        "\xEF\xBC\x9A",
                                        "\xE3\x80\x80\xE2\x80\x93\xE3\x80\x80",
                                        " / ",
                                        " \xC2\xAB "};
    ro_str whole = of->text;
    bool seen = shown->n && same_words(whole, *shown);
    for (size_t at = whole.n; at-- > 1;) {
        ro_str rest = {whole.p + at, whole.n - at};
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            ro_str mark = ro_str_of(marks[i]);
            if (!ro_str_starts(rest, mark)) continue;
            ro_str head = ro_str_trim((ro_str){whole.p, at});
            ro_str tail = {rest.p + mark.n, rest.n - mark.n};
            bool names_outlet = all->outlet && likeness(tail, ro_str_of(all->outlet)) >= SAME_TITLE;
            bool short_tail = tail.n < head.n / 2 && tail.n < 40 && i < 3;
            if (names_outlet || (!seen && (short_tail || is_given(all, of, head)))) return head;
        }
    }
    return whole;
}

static size_t count_words(ro_str s) {
    size_t words = 0;
    for (size_t i = 0; i < s.n; i++) words += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return words;
}

/* Whether a heading is a headline behind a kicker, "Ferries: Rules tightened": a mark stands
 * before it, or two words or more. */
static bool has_kicker(ro_str heading, ro_str headline) {
    if (count_words(headline) < 3 || heading.n <= headline.n || !ro_str_ends(heading, headline))
        return false;
    ro_str kicker = ro_str_trim((ro_str){heading.p, heading.n - headline.n});
    size_t words = count_words(kicker);
    /* "'No more': Ferries …" begins with what somebody said. */
    bool said = ro_str_find(kicker, RO_STR("\"")) != SIZE_MAX ||
                ro_str_find(kicker, RO_STR("\xE2\x80\x9C")) != SIZE_MAX ||
                ro_str_find(kicker, RO_STR("\xE2\x80\x98")) != SIZE_MAX ||
                ro_str_find(kicker, RO_STR("\xE2\x80\x9E")) != SIZE_MAX ||
                ro_str_find(kicker, RO_STR("\xC2\xAB")) != SIZE_MAX;
    if (words == 0 || words > KICKER_WORDS || said) return false;
    static const char *const marks[] = {":", "|", "/", "-", "\xE2\x80\x93", "\xE2\x80\x94"};
    bool marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        marked = marked || ro_str_ends(kicker, ro_str_of(marks[i]));
    return marked || (words > 1 && heading.p[heading.n - headline.n - 1] == ' ');
}

/* Whether a wording is the beginning of another, cut by a program: "Rules for ferries are …". */
static bool is_cut(ro_str wording, ro_str whole) {
    static const char *const ends[] = {"\xE2\x80\xA6", "..."};
    bool cut = wording.n >= CUT_LENGTH;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!ro_str_ends(wording, ro_str_of(ends[i]))) continue;
        wording = ro_str_trim((ro_str){wording.p, wording.n - strlen(ends[i])});
        cut = true;
    }
    return cut && wording.n && whole.n > wording.n && ro_str_starts(whole, wording);
}

static void add(titles *all, ro_str text, double weight) {
    text = ro_str_trim(text);
    if (text.n && all->count < MOST_TITLES) all->items[all->count++] = (title){text, weight};
}

/* How many words that tell two wordings share. */
static size_t shared_words(ro_str a, ro_str b) {
    size_t shared = 0;
    for (size_t at = 0; at < a.n;) {
        size_t end = at;
        while (end < a.n && a.p[end] != ' ') end++;
        ro_str word = {a.p + at, end - at};
        while (word.n && strchr(",.:;?!", word.p[word.n - 1])) word.n--;
        shared += word.n >= LONG_WORD && ro_str_find(b, word) != SIZE_MAX;
        at = end + 1;
    }
    return shared;
}

/* Headings of which the one most like what the head of the page says is the headline; where
 * none is like it, a lone <h1> that shares some words with it, or stands for nothing. */
static ro_str find_shown(const ro_page *page, const titles *stated) {
    ro_str best = {"", 0}, lone = {"", 0};
    double best_likeness = 0;
    uint32_t headings = 0;
    for (uint32_t i = 0; i < page->nodes.count; i++) {
        const ro_page_node *node = &page->nodes.items[i];
        if (node->tag != RO_TAG_H1 && !(node->hints & RO_HINT_TITLE)) continue;
        if (node->end - i > LARGEST_HEADING) continue;
        ro_str text = ro_str_trim(ro_str_of(ro_page_node_text(page, i, LONGEST_TITLE)));
        if (text.n == 0) continue;
        double like = 0;
        for (unsigned k = 0; k < stated->count; k++) {
            double one = likeness(text, stated->items[k].text);
            if (one > like) like = one;
        }
        like += node->tag == RO_TAG_H1 ? MAIN_HEADING : 0;
        headings += node->tag == RO_TAG_H1;
        if (node->tag == RO_TAG_H1) lone = text;
        if (like <= best_likeness) continue;
        best = text;
        best_likeness = like;
    }
    if (best_likeness >= SAME_TITLE) return best;
    bool sure = headings == 1 && stated->count == 0;
    for (unsigned k = 0; k < stated->count && headings == 1; k++)
        sure = sure || (shared_words(lone, stated->items[k].text) >= SHARED_WORDS &&
                        !ro_str_ends(stated->items[k].text, lone));
    return sure ? lone : (ro_str){"", 0};
}

/* The weights were chosen on half of the gold pages and hold on the other half: see
 * "Reading" in docs/measurements.md. */
static const double shown_weight = 1.4, data_weight = 1.6, shared_weight = 0.9,
                    other_share_weight = 0.1, head_weight = 0.35;

void ro_page_title(const ro_page *page, ro_record *record, const ro_linked_data *data,
                   const ro_page_meta *meta) {
    ro_metadata *facts = &record->article->meta;
    titles all = {.outlet = facts->outlet};
    ro_str head_title = ro_page_title_text(page);
    const char *shared = meta->values[RO_META_TITLE];
    add(&all, ro_str_of(data->is_article ? data->headline : NULL), data_weight);
    add(&all, ro_str_of(shared), shared_weight);
    add(&all, ro_str_of(meta->share_title), other_share_weight);
    add(&all, head_title, head_weight);
    ro_str shown = find_shown(page, &all);
    if (shown.n) {
        memmove(all.items + 1, all.items, all.count * sizeof *all.items);
        all.items[0] = (title){shown, shown_weight};
        all.count++;
    }
    ro_str forms[MOST_TITLES];
    for (unsigned i = 0; i < all.count; i++) forms[i] = without_outlet(&all, &all.items[i], &shown);
    unsigned best = 0;
    double most = 0;
    for (unsigned i = 0; i < all.count; i++) {
        double votes = 0;
        for (unsigned k = 0; k < all.count; k++)
            if (same_words(forms[i], forms[k]) || is_cut(forms[k], forms[i]) ||
                (k == 0 && shown.n && has_kicker(shown, forms[i])))
                votes += all.items[k].weight;
        if (votes <= most + 0.001) continue;
        most = votes;
        best = i;
    }
    if (all.count == 0) return;
    ro_record_set(record, &facts->title, forms[best]);
    /* The surest other wording is kept beside it. */
    for (unsigned i = 0; i < all.count && !facts->other_title; i++)
        if (!same_words(forms[i], forms[best]))
            ro_record_set(record, &facts->other_title, forms[i]);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a page gives only the beginning of its article. Neither the statement that it
 * is not free nor an offer tells that alone: many pages that have both give all of the
 * text. So the text must also end like one that goes on, or be short. */
#include "read/page/page.h"

enum {
    FEW_WORDS = 200, /* of a text that may be a beginning: what is given before a wall is two or
                        three paragraphs; a short article alone is no sign, see above */
    MOST_TIMES = 6   /* as many words are stated as stand there: some count letters, or words of
                        captions and comments */
};

/* "isAccessibleForFree": false, of schema.org, as a value or as a string. */
static bool is_stated(const ro_page *page) {
    for (uint32_t i = 0; i < page->scripts.count; i++) {
        ro_str s = ro_html_content(&page->html, page->arena, page->scripts.items[i]);
        for (size_t at; (at = ro_str_find(s, RO_STR("\"isAccessibleForFree\""))) != SIZE_MAX;) {
            s = (ro_str){s.p + at + 21, s.n - at - 21};
            size_t value = 0;
            while (value < s.n && strchr(": \t\r\n\"", s.p[value])) value++;
            if (ro_str_starts((ro_str){s.p + value, s.n - value}, RO_STR("false"))) return true;
        }
    }
    return false;
}

static bool is_asked(const ro_page *page) {
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const ro_page_block *block = &page->blocks.items[i];
        if (block->notice == RO_NOTICE_WALL && block->form.words >= 3) return true;
    }
    return false;
}

/* How many words the page says that its article has: "wordCount" of schema.org; 0 where it says
 * none. */
static uint32_t stated_words(const ro_page *page) {
    enum { LARGEST = 1000000 };
    uint32_t words = 0;
    for (uint32_t i = 0; i < page->scripts.count; i++) {
        ro_str s = ro_html_content(&page->html, page->arena, page->scripts.items[i]);
        size_t at = ro_str_find(s, RO_STR("\"wordCount\""));
        if (at == SIZE_MAX) continue;
        for (at += 11; at < s.n && strchr(": \t\r\n\"", s.p[at]);) at++;
        for (words = 0; at < s.n && ro_is_digit((unsigned char)s.p[at]) && words < LARGEST; at++)
            words = words * 10 + (uint32_t)(s.p[at] - '0');
    }
    return words;
}

/* By the spaces; scripts without any have a word in every two signs of three bytes. */
static uint32_t count_words(ro_str text) {
    uint32_t spaces = 1, signs = 0;
    for (size_t i = 0; i < text.n; i++) {
        spaces += text.p[i] == ' ';
        signs += (unsigned char)text.p[i] >= 0xE3 && (unsigned char)text.p[i] < 0xF0;
    }
    return signs / 2 > spaces ? signs / 2 : spaces;
}

bool ro_page_is_cut_short(const ro_page *page, const ro_article *article) {
    ro_str last = {"", 0};
    uint32_t words = 0;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        if (article->parts.items[i].role != RO_PART_BODY) continue;
        last = ro_str_span(article->text, article->parts.items[i].span);
        words += count_words(last);
    }
    bool goes_on = ro_str_ends(last, RO_STR("...")) || ro_str_ends(last, RO_STR("\xE2\x80\xA6"));
    bool few = words < FEW_WORDS;
    if (!goes_on && !few && !page->ends_at_wall) return false;
    bool stated = is_stated(page), asked = is_asked(page);
    uint32_t all = stated_words(page);
    bool lacks = all > words + words / 2, lacks_most = few && all / MOST_TIMES > words;
    if (goes_on) return stated || asked || lacks;
    if (page->ends_at_wall) return true;
    return lacks_most || stated + asked + lacks > 1;
}

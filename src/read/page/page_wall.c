/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a page gives only the beginning of its article. Neither the statement that it
 * is not free nor an offer tells that alone: many pages that have both give all of the
 * text. So the text must also end like one that goes on, or be short. */
#include "read/page/page.h"

enum {
    WALL_WORDS = 60, /* of the longest line that asks for money: longer ones tell about walls */
    FEW_WORDS = 200  /* of a text that may be a beginning: what is given before a wall is two or
                        three paragraphs; a short article alone is no sign, see above */
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
        if (block->form.words > WALL_WORDS || block->form.words < 3) continue;
        ro_str text = ro_str_span(page->text.data, block->span);
        for (uint32_t k = 0; k < page->rules->walls.count; k++)
            if (ro_glob(page->rules->walls.items[k], text)) return true;
    }
    return false;
}

bool ro_page_is_cut_short(const ro_page *page, const ro_article *article) {
    ro_str last = {"", 0};
    size_t spaces = 0;
    for (uint32_t i = 0; i < article->parts.count; i++) {
        if (article->parts.items[i].role != RO_PART_BODY) continue;
        last = ro_str_span(article->text, article->parts.items[i].span);
        for (size_t k = 0; k < last.n; k++) spaces += last.p[k] == ' ';
    }
    bool goes_on = ro_str_ends(last, RO_STR("...")) || ro_str_ends(last, RO_STR("\xE2\x80\xA6"));
    bool few = spaces < FEW_WORDS;
    if (!goes_on && !few) return false;
    bool stated = is_stated(page), asked = is_asked(page);
    return goes_on ? stated || asked : stated && asked;
}

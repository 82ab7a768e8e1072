/* SPDX-License-Identifier: Apache-2.0 */
/** The quotes layer: words attributed to a speaker. See quotes.h for its steps. */
#include "analyse/quotes/quotes.h"

ro_quotes_rules *ro_quotes_rules_new(ro_arena *arena) {
    ro_quotes_rules *rules = RO_ARENA_NEW(arena, ro_quotes_rules);
    return rules && ro_quotes_rules_load(arena, rules) ? rules : NULL;
}

/* Whether a sentence opens with an attribution: "…?” Roe asked." */
static bool attributes_soon(const ro_quoting *work, const ro_sentence *sentence) {
    enum { SOON = 10 }; /* tokens: a speaker with office, and the verb */
    uint32_t end = sentence->first_token + sentence->token_count;
    for (uint32_t i = sentence->first_token; i < end && i - sentence->first_token < SOON; i++) {
        uint32_t value;
        if (work->region_of[i]) return false;
        if (ro_quoting_phrase(work, &work->rules->cues, i, end, &value) &&
            (work->rules->patterns[value / 8] & RO_CUE_QUOTE))
            return true;
    }
    return false;
}

/* Whether sentence index goes on with the quotation of the sentence before it: the
 * quotation spans both, or an attribution in lower case follows its closing mark. */
static bool goes_on(const ro_quoting *work, uint32_t index) {
    const ro_sentence *sentence = &work->article->sentences.items[index];
    uint32_t first = sentence->first_token;
    if (first == 0 || sentence->token_count == 0) return false;
    uint32_t before = work->region_of[first - 1];
    if (before == 0) return false;
    if (work->region_of[first] == before) return true;
    const char *text = work->article->text;
    if (ro_is_lower((unsigned char)text[sentence->span.start])) return true;
    const ro_region *region = &work->regions.items[before - 1];
    return strchr("?!", text[region->words.end - 1]) && attributes_soon(work, sentence);
}

static void find_units(ro_quoting *work) {
    const ro_article *article = work->article;
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < article->sentences.count;) {
        uint32_t behind = ro_quoting_post(work, i);
        if (behind > i) {
            i = behind;
            paragraph++;
            continue;
        }
        const ro_sentence *sentence = &article->sentences.items[i];
        bool leads = ro_quoting_breaks(work, i);
        if (leads) paragraph++;
        work->unit = (ro_unit){sentence->first_token, sentence->first_token + sentence->token_count,
                               i, paragraph, leads};
        for (i++; i < article->sentences.count && !ro_quoting_breaks(work, i) && goes_on(work, i);
             i++) {
            sentence = &article->sentences.items[i];
            work->unit.end = sentence->first_token + sentence->token_count;
        }
        if (work->unit.first >= work->unit.end) continue;
        ro_quoting_find_attributions(work);
        ro_quoting_attribute(work);
        if (work->scratch.oom || article->arena.oom) return;
    }
}

void ro_find_quotes(const ro_quotes_rules *rules, ro_article *article) {
    if (article->tokens.count == 0) return;
    ro_quoting work = {.rules = rules, .article = article, .said = RO_NONE, .quote = RO_NONE};
    work.speaker.entity = RO_NONE;
    uint32_t count = article->tokens.count;
    work.classes = RO_ARENA_ARRAY(&work.scratch, uint8_t, count);
    work.region_of = RO_ARENA_ARRAY(&work.scratch, uint32_t, count);
    work.time_of = RO_ARENA_ARRAY(&work.scratch, uint32_t, count);
    if (work.classes && work.region_of && work.time_of) {
        ro_quoting_classify(&work);
        ro_quoting_pair_marks(&work);
        find_units(&work);
    }
    if (work.scratch.oom) article->arena.oom = true;
    ro_arena_free(&work.scratch);
}

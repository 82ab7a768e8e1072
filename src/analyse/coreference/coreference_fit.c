/* SPDX-License-Identifier: Apache-2.0 */
/* How well a title or description fits somebody known. */
#include "analyse/coreference/coreference.h"

/* Whether a phrase of another office may mean this one: offices of one class that differ
 * in their words are different offices, but for those that countries name differently
 * and for words that say the class alone ("diplomat", "leader", "official"). */
static bool holds_class(const ro_being *who, uint8_t wanted) {
    for (uint8_t i = 0; i < who->offices; i++) {
        uint8_t office = who->office[i];
        switch (wanted) {
        case RO_OFFICE_FOREIGN:
        case RO_OFFICE_DEFENCE:
        case RO_OFFICE_FINANCE:
        case RO_OFFICE_SPOKESPERSON:
        case RO_OFFICE_ENVOY:
        case RO_OFFICE_COUNTERPART:
            if (office == wanted) return true;
            break;
        case RO_OFFICE_DIPLOMAT:
            if (office == wanted || office == RO_OFFICE_FOREIGN) return true;
            break;
        case RO_OFFICE_LEADER_WORD:
            if (office == wanted || office == RO_OFFICE_LEADER || office == RO_OFFICE_ROYAL)
                return true;
            break;
        case RO_OFFICE_OFFICIAL:
            if (office >= RO_OFFICE_LEADER && office <= RO_OFFICE_ENVOY) return true;
            break;
        default: break;
        }
    }
    return false;
}

unsigned ro_same_office(const ro_being *who, const char *words) {
    unsigned best = 0;
    size_t length = strlen(words);
    for (uint32_t i = 0; i < who->words.count; i++) {
        const char *office = who->words.items[i];
        size_t whole = strlen(office);
        if (strcmp(office, words) == 0) return 2;
        if (whole <= length + 1) continue;
        bool end = office[whole - length - 1] == ' ' && strcmp(office + whole - length, words) == 0;
        bool start = memcmp(office, words, length) == 0 && memcmp(office + length, " of ", 4) == 0;
        if (end || start) best = 1;
    }
    return best;
}

/* Whether all words between determiner and head of a phrase are said of the being in the
 * phrase that made it: "the second student" is not "the student" or "the first student". */
static bool words_are_known(const ro_resolver *r, const ro_being *who, const ro_found *found,
                            uint32_t from) {
    for (uint32_t t = from; t < found->end; t++) {
        if (t == found->head || ro_word_has(r->scan, t, RO_WORD_DETERMINER | RO_WORD_FUNCTION))
            continue;
        if (r->scan->words[t].shape == RO_SHAPE_MARK || ro_token_possessive(r->scan, t)) continue;
        bool known = false;
        for (uint32_t k = who->first; k < who->end && !known; k++)
            known = r->scan->words[k].hash == r->scan->words[t].hash;
        if (!known) return false;
    }
    return true;
}

bool ro_complement_known(const ro_resolver *r, const ro_being *who, const ro_found *found) {
    return words_are_known(r, who, found, found->head + 1);
}

unsigned ro_fit(const ro_resolver *r, const ro_being *who, const ro_found *found,
                uint32_t possessor) {
    if (who->type != RO_ENTITY_PERSON || !ro_genders_agree(who->features, found->features))
        return 0;
    if ((who->features ^ found->features) & RO_FEATURE_PLURAL) return 0;
    if (found->country && who->country && found->country != who->country) return 0;
    /* A headline's "Mayor" is the mayor below, whoever it is. */
    if (!who->named && !who->kept) return 0;
    /* Newsrooms quote "the official" to keep a name out: nobody named is meant. "The mayor" is
     * as good as the name. */
    bool held = found->words && !ro_token_is(r->scan->article, found->head, "official") &&
                ro_same_office(who, found->words);
    if (who->named && found->unnamed && !held) return 0;
    uint32_t noun = r->scan->words[found->head].hash;
    unsigned score = 0;
    if (possessor != RO_NONE) {
        if (who->possessor != possessor || !ro_being_has_noun(who, noun)) return 0;
        score = 4;
    } else if (found->words && ro_same_office(who, found->words)) {
        score = 2 + ro_same_office(who, found->words);
    } else if (found->office && holds_class(who, found->office)) {
        score = 2;
    } else if (ro_being_has_noun(who, noun) && words_are_known(r, who, found, found->first)) {
        return 3;
    }
    if (score == 0) return 0;
    /* An official or counterpart must be tied by the country. */
    bool loose = found->office == RO_OFFICE_OFFICIAL || found->office == RO_OFFICE_COUNTERPART;
    if (loose && score < 3 && (who->named || found->office == RO_OFFICE_COUNTERPART) &&
        (!found->country || found->country != who->country))
        return 0;
    if (found->country && found->country == who->country) score++;
    return score;
}

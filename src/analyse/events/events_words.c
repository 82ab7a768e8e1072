/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of single words. */
#include "analyse/events/events.h"
#include "analyse/people/people_queries.h"

int ro_joint_at(const ro_events_rules *rules, const ro_article *article, uint32_t token) {
    uint32_t kind = ro_lexicon_find(&rules->joints, ro_token_str(article, token));
    return kind == RO_NONE ? -1 : (int)kind;
}

bool ro_token_in_name(const ro_article *article, uint32_t token) {
    if (!ro_is_upper((unsigned char)ro_token_str(article, token).p[0])) return false;
    uint32_t mention = ro_mention_at(article, article->tokens.items[token].span.start);
    return mention != RO_NONE && article->mentions.items[mention].kind == RO_MENTION_NAME;
}

ro_str ro_token_lemma(const ro_article *article, uint32_t token) {
    const char *lemma = article->tokens.items[token].lemma;
    return lemma ? ro_str_of(lemma) : ro_token_str(article, token);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The passes, and the entities and mentions that come of them. */
#include "analyse/coreference/coreference.h"

enum { WIDEST = 24 }; /* tokens of a phrase in which its head is looked for: as a run (names.c) */

static const char *name_of_being(ro_article *article, const ro_being *who) {
    ro_str words = ro_tokens_str(article, who->first, who->end);
    return ro_arena_copy(&article->arena, words.p, words.n);
}

/* What has no name and is spoken of but once says nothing. */
static bool is_given(const ro_being *who) {
    bool thing = who->type == RO_ENTITY_ORGANIZATION || who->type == RO_ENTITY_PLACE;
    return who->named || who->kept || (who->mentions > 1 && (who->clear || !thing));
}

static void write_entity(ro_resolver *r, const ro_being *who) {
    ro_article *article = r->scan->article;
    ro_entity *entity = RO_PUSH(&article->arena, &article->entities);
    if (!entity) return;
    entity->type = who->type;
    entity->named = who->named;
    entity->name = name_of_being(article, who);
    entity->country = ro_country_code(&article->arena, who->country);
    entity->features = who->features;
    if (!who->words.count) return;
    const char **offices = RO_ARENA_ARRAY(&article->arena, const char *, who->words.count);
    if (!offices) return;
    memcpy(offices, who->words.items, who->words.count * sizeof *offices);
    entity->offices = offices;
    entity->office_count = who->words.count;
}

/* What has been an other thing until here is what most of its names are by the tagger. */
static void settle_things(ro_resolver *r) {
    enum { FIRST = RO_ENTITY_OTHER, KINDS = 3 };
    typedef uint32_t votes[KINDS]; /* other, work, event */
    votes *all = RO_ARENA_ARRAY(r->scan->scratch, votes, (size_t)r->beings.count + 1);
    if (!all) return;
    for (uint32_t i = 0; i < r->scan->found.count; i++) {
        const ro_found *found = &r->scan->found.items[i];
        if (found->entity == RO_NONE || found->kind != RO_MENTION_NAME) continue;
        all[found->entity][found->thing ? found->thing - FIRST : 0]++;
    }
    for (uint32_t i = 0; i < r->beings.count; i++) {
        ro_being *who = &r->beings.items[i];
        if (who->type != RO_ENTITY_OTHER) continue;
        if (all[i][1] > all[i][0] && all[i][1] >= all[i][2]) who->type = RO_ENTITY_WORK;
        if (all[i][2] > all[i][0] && all[i][2] > all[i][1]) who->type = RO_ENTITY_EVENT;
    }
}

/* Number of the entity that each being is, or RO_NONE; NULL: no memory. */
static uint32_t *write_entities(ro_resolver *r) {
    uint32_t *numbers = RO_ARENA_ARRAY(r->scan->scratch, uint32_t, (size_t)r->beings.count + 1);
    if (!numbers) return NULL;
    for (uint32_t i = 0; i < r->beings.count; i++) {
        numbers[i] = RO_NONE;
        if (!is_given(&r->beings.items[i])) continue;
        numbers[i] = r->scan->article->entities.count;
        write_entity(r, &r->beings.items[i]);
    }
    return numbers;
}

static void write_mentions(ro_resolver *r, const uint32_t *numbers) {
    ro_article *article = r->scan->article;
    for (uint32_t i = 0; i < r->scan->found.count; i++) {
        const ro_found *found = &r->scan->found.items[i];
        if (found->entity == RO_NONE || numbers[found->entity] == RO_NONE) continue;
        ro_mention *mention = RO_PUSH(&article->arena, &article->mentions);
        if (!mention) return;
        mention->span = (ro_span){article->tokens.items[found->first].span.start,
                                  article->tokens.items[found->end - 1].span.end};
        mention->type = r->beings.items[found->entity].type;
        mention->kind = (ro_mention_kind)found->kind;
        mention->entity = numbers[found->entity];
    }
}

static bool make_index(ro_resolver *r) {
    size_t words = 1;
    for (uint32_t i = 0; i < r->scan->found.count; i++)
        words += r->scan->found.items[i].end - r->scan->found.items[i].first + 5;
    uint32_t size = 64;
    while (size / 2 < words && size < 1u << 28) size *= 2;
    r->keys = RO_ARENA_ARRAY(r->scan->scratch, ro_being_key, size);
    r->mask = size - 1;
    return r->keys != NULL;
}

/* A sentence is in another paragraph than the one before where a line ends between. */
static bool number_paragraphs(ro_resolver *r) {
    const ro_article *article = r->scan->article;
    r->paragraphs =
        RO_ARENA_ARRAY(r->scan->scratch, uint32_t, (size_t)article->sentences.count + 1);
    if (!r->paragraphs) return false;
    for (uint32_t i = 1; i < article->sentences.count; i++) {
        uint32_t from = article->sentences.items[i - 1].span.end;
        uint32_t to = article->sentences.items[i].span.start;
        bool parted = memchr(article->text + from, '\n', to - from) != NULL;
        r->paragraphs[i] = r->paragraphs[i - 1] + parted;
    }
    return true;
}

/* The role of each relation of the parser. */
static void read_roles(uint8_t roles[256]) {
    static const struct {
        const char *relation;
        ro_role_in_clause role;
    } rows[] = {{"nsubj", RO_ROLE_SUBJECT},       {"nsubj:pass", RO_ROLE_SUBJECT},
                {"obj", RO_ROLE_OBJECT},          {"iobj", RO_ROLE_OBJECT},
                {"nmod:poss", RO_ROLE_POSSESSOR}, {"obl", RO_ROLE_OBLIQUE},
                {"obl:agent", RO_ROLE_OBLIQUE},   {"nmod", RO_ROLE_OBLIQUE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t relation = ro_deprel_find(ro_str_of(rows[i].relation));
        if (relation) roles[relation] = (uint8_t)rows[i].role;
    }
}

/* The token of a phrase that hangs outside it says what the phrase is. */
static void note_roles(ro_people_scan *scan) {
    uint8_t roles[256] = {0};
    read_roles(roles);
    for (uint32_t i = 0; i < scan->found.count; i++) {
        ro_found *found = &scan->found.items[i];
        found->governor = RO_NONE;
        uint32_t end = found->end - found->first > WIDEST ? found->first + WIDEST : found->end;
        for (uint32_t t = found->first; t < end; t++) {
            const ro_token *token = &scan->article->tokens.items[t];
            if (token->head < 0) break;
            uint32_t head = (uint32_t)token->head;
            if (head >= found->first && head < found->end) continue;
            found->governor = head;
            found->role = roles[token->deprel];
            break;
        }
    }
}

/* In the order of the text: names were joined before, over the whole article. */
static void note_passed(ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    if (found->entity == RO_NONE) return;
    ro_being *who = &r->beings.items[found->entity];
    if (found->role == RO_ROLE_SUBJECT) who->subject_in = found->sentence;
    who->seen_in[2] = who->seen_in[1];
    who->seen_in[1] = who->seen_in[0];
    who->seen_in[0] = found->sentence;
}

static void resolve(ro_resolver *r, uint32_t index) {
    const ro_found *found = &r->scan->found.items[index];
    if (found->entity != RO_NONE) {
        if (found->of != RO_NONE) ro_note_possessor(r, index);
    } else if (found->kind == RO_MENTION_PRONOUN) {
        ro_resolve_pronoun(r, index);
    } else if (found->type == RO_ENTITY_ORGANIZATION || found->type == RO_ENTITY_PLACE) {
        ro_resolve_thing_noun(r, index);
    } else {
        ro_resolve_description(r, index);
    }
}

void ro_resolve_people(ro_people_scan *scan) {
    ro_resolver r = {.scan = scan,
                     .subject = ro_deprel_find(RO_STR("nsubj")),
                     .copula = ro_deprel_find(RO_STR("cop")),
                     .adverb = ro_deprel_find(RO_STR("advmod")),
                     .auxiliary = ro_deprel_find(RO_STR("aux")),
                     .mark = ro_deprel_find(RO_STR("mark")),
                     .expletive = ro_deprel_find(RO_STR("expl")),
                     .apposition = ro_deprel_find(RO_STR("appos")),
                     .relative = ro_deprel_find(RO_STR("acl:relcl"))};
    if (scan->scratch->oom || !make_index(&r) || !number_paragraphs(&r)) return;
    note_roles(scan);
    ro_resolve_full_names(&r);
    ro_resolve_names(&r);
    /* What stands beside a name first: later titles look for those offices. */
    for (uint32_t i = 0; i < scan->found.count && !scan->scratch->oom; i++)
        if (scan->found.items[i].of != RO_NONE) ro_resolve_description(&r, i);
    for (uint32_t i = 0; i < scan->found.count && !scan->scratch->oom; i++) {
        resolve(&r, i);
        note_passed(&r, i);
    }
    if (scan->scratch->oom) return;
    settle_things(&r);
    const uint32_t *numbers = write_entities(&r);
    if (numbers) write_mentions(&r, numbers);
}

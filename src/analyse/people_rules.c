/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/name_tagger.h"

#include "base/error.h"
#include "base/table.h"

static const ro_word_facts nothing;

const ro_word_facts *ro_people_facts(const ro_people_rules *rules, ro_str form) {
    uint32_t index = ro_lexicon_find(&rules->words, form);
    return index == RO_NONE ? &nothing : &rules->facts.items[index];
}

const char *ro_country_code(ro_arena *arena, ro_country country) {
    char code[2] = {(char)(country >> 8), (char)(country & 0xff)};
    return country ? ro_arena_copy(arena, code, 2) : NULL;
}

static ro_country country_of(ro_str field) {
    if (field.n != 2) return 0;
    return (ro_country)((unsigned char)field.p[0] << 8 | (unsigned char)field.p[1]);
}

/* Join what is known of a form with what another table says of it. */
static bool add(ro_arena *arena, ro_people_rules *rules, ro_str form, ro_word_facts more) {
    uint32_t index = ro_lexicon_find(&rules->words, form);
    if (index == RO_NONE) {
        index = rules->facts.count;
        if (!RO_APPEND(arena, &rules->facts, more)) return false;
        return ro_lexicon_add(arena, &rules->words, form, index);
    }
    ro_word_facts *facts = &rules->facts.items[index];
    /* A form that is also written small must not become a bare acronym. */
    if (!(more.flags & RO_WORD_CAPS) && (more.flags & RO_WORD_KNOWN))
        facts->flags &= ~(uint32_t)RO_WORD_CAPS;
    facts->flags |= more.flags;
    if (!facts->country) facts->country = more.country;
    if (!facts->office) facts->office = more.office;
    if (!facts->full.n) facts->full = more.full;
    return true;
}

typedef bool (*row_reader)(ro_arena *arena, ro_people_rules *rules, const ro_str *field);

typedef struct value {
    const char *name;
    uint32_t value;
} value;

static uint32_t value_of(const value *values, ro_str name) {
    for (; values->name; values++)
        if (ro_str_same(ro_str_of(values->name), name)) return values->value;
    return 0;
}

static uint32_t gender_of(ro_str field) {
    static const value genders[] = {{"m", RO_WORD_MALE}, {"f", RO_WORD_FEMALE}, {NULL, 0}};
    return value_of(genders, field);
}

static bool add_flags(ro_arena *arena, ro_people_rules *rules, ro_str form, uint32_t flags) {
    return add(arena, rules, form, (ro_word_facts){.flags = flags});
}

static bool read_common(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    return add_flags(arena, rules, field[0], RO_WORD_COMMON);
}

static bool read_given(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    return add_flags(arena, rules, field[0], RO_WORD_GIVEN | gender_of(field[1]));
}

static uint32_t caps_of(ro_str form) {
    for (size_t i = 0; i < form.n; i++)
        if (!ro_is_upper((unsigned char)form.p[i]) && form.p[i] != '.') return 0;
    return RO_WORD_CAPS;
}

static bool read_country(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value kinds[] = {{"country", RO_WORD_COUNTRY},
                                  {"capital", RO_WORD_CAPITAL},
                                  {"demonym", RO_WORD_DEMONYM},
                                  {NULL, 0}};
    return add(arena, rules, field[0],
               (ro_word_facts){.flags = value_of(kinds, field[2]) | caps_of(field[0]),
                               .country = country_of(field[1])});
}

static bool read_place(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    return add(arena, rules, field[0],
               (ro_word_facts){.flags = RO_WORD_PLACE, .country = country_of(field[1])});
}

static bool read_group(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    return add(arena, rules, field[0],
               (ro_word_facts){.flags = RO_WORD_GROUP, .country = country_of(field[1])});
}

static bool read_organization(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    return add(arena, rules, field[0],
               (ro_word_facts){.flags = RO_WORD_ORG | caps_of(field[0]),
                               .country = country_of(field[1]),
                               .full = field[2]});
}

static bool read_organization_word(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value places[] = {{"last", RO_WORD_ORG_LAST},
                                   {"lower", RO_WORD_ORG_LAST | RO_WORD_ORG_HEAD},
                                   {"legal", RO_WORD_LEGAL},
                                   {NULL, 0}};
    return add_flags(arena, rules, field[0], value_of(places, field[1]));
}

static bool read_place_word(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value places[] = {
        {"last", RO_WORD_PLACE_LAST}, {"first", RO_WORD_PLACE_FIRST}, {NULL, 0}};
    return add_flags(arena, rules, field[0], value_of(places, field[1]));
}

static bool read_other_name(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    return add_flags(arena, rules, field[0], RO_WORD_OTHER_LAST);
}

static bool read_particle(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value places[] = {
        {"inside", RO_WORD_PARTICLE}, {"end", RO_WORD_NAME_END}, {NULL, 0}};
    return add_flags(arena, rules, field[0], value_of(places, field[1]));
}

static bool read_title(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    char stopped[32];
    uint32_t flags = RO_WORD_TITLE | gender_of(field[1]);
    if (field[0].n + 1 < sizeof stopped) {
        memcpy(stopped, field[0].p, field[0].n);
        stopped[field[0].n] = '.';
        if (!add_flags(arena, rules, (ro_str){stopped, field[0].n + 1}, flags)) return false;
    }
    return add_flags(arena, rules, field[0], flags);
}

/* The class and gender of an office, and its regular plural: "foreign ministers". */
static bool read_office(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value classes[] = {{"leader", RO_OFFICE_LEADER},
                                    {"deputy_leader", RO_OFFICE_DEPUTY_LEADER},
                                    {"foreign", RO_OFFICE_FOREIGN},
                                    {"defence", RO_OFFICE_DEFENCE},
                                    {"finance", RO_OFFICE_FINANCE},
                                    {"minister", RO_OFFICE_MINISTER},
                                    {"legislator", RO_OFFICE_LEGISLATOR},
                                    {"judge", RO_OFFICE_JUDGE},
                                    {"military", RO_OFFICE_MILITARY},
                                    {"police", RO_OFFICE_POLICE},
                                    {"spokesperson", RO_OFFICE_SPOKESPERSON},
                                    {"envoy", RO_OFFICE_ENVOY},
                                    {"executive", RO_OFFICE_EXECUTIVE},
                                    {"faith", RO_OFFICE_FAITH},
                                    {"royal", RO_OFFICE_ROYAL},
                                    {"official", RO_OFFICE_OFFICIAL},
                                    {"scholar", RO_OFFICE_SCHOLAR},
                                    {"diplomat", RO_OFFICE_DIPLOMAT},
                                    {"leader_word", RO_OFFICE_LEADER_WORD},
                                    {"counterpart", RO_OFFICE_COUNTERPART},
                                    {"other", RO_OFFICE_OTHER},
                                    {NULL, 0}};
    ro_word_facts facts = {.flags = RO_WORD_OFFICE,
                           .country = country_of(field[2]),
                           .office = (uint8_t)value_of(classes, field[1])};
    static const value endings[] = {{"woman", RO_WORD_FEMALE},
                                    {"king", RO_WORD_MALE},
                                    {"queen", RO_WORD_FEMALE},
                                    {"prince", RO_WORD_MALE},
                                    {"princess", RO_WORD_FEMALE},
                                    {"actress", RO_WORD_FEMALE},
                                    {"businessman", RO_WORD_MALE},
                                    {"spokesman", RO_WORD_MALE},
                                    {"congressman", RO_WORD_MALE},
                                    {"emperor", RO_WORD_MALE},
                                    {NULL, 0}};
    for (const value *ending = endings; ending->name; ending++)
        if (ro_str_ends(field[0], ro_str_of(ending->name))) facts.flags |= ending->value;
    char plural[48];
    if (field[0].n + 2 < sizeof plural) {
        memcpy(plural, field[0].p, field[0].n);
        plural[field[0].n] = 's';
        ro_word_facts many = facts;
        many.flags |= RO_WORD_PLURAL;
        if (!add(arena, rules, (ro_str){plural, field[0].n + 1}, many)) return false;
    }
    return add(arena, rules, field[0], facts);
}

static bool read_person_noun(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value numbers[] = {{"p", RO_WORD_PLURAL}, {NULL, 0}};
    static const value uses[] = {{"speaker", RO_WORD_SPEAKER}, {NULL, 0}};
    return add_flags(arena, rules, field[0],
                     RO_WORD_PERSON | gender_of(field[1]) | value_of(numbers, field[2]) |
                         value_of(uses, field[3]));
}

static bool read_word(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value kinds[] = {{"calendar", RO_WORD_CALENDAR},
                                  {"modifier", RO_WORD_MODIFIER},
                                  {"determiner", RO_WORD_DETERMINER},
                                  {"definite", RO_WORD_DETERMINER | RO_WORD_DEFINITE},
                                  {"speech", RO_WORD_SPEECH},
                                  {"function", RO_WORD_FUNCTION},
                                  {NULL, 0}};
    return add_flags(arena, rules, field[0], value_of(kinds, field[1]) | RO_WORD_COMMON);
}

static bool read_pronoun(ro_arena *arena, ro_people_rules *rules, const ro_str *field) {
    static const value kinds[] = {
        {"m", RO_WORD_MALE}, {"f", RO_WORD_FEMALE}, {"p", RO_WORD_PLURAL}, {NULL, 0}};
    return add_flags(arena, rules, field[0], RO_WORD_PRONOUN | value_of(kinds, field[1]));
}

static bool read_tables(ro_arena *arena, ro_people_rules *rules) {
    static const struct {
        const char *table;
        row_reader read;
    } tables[] = {{"common_words", read_common},
                  {"given_names", read_given},
                  {"countries", read_country},
                  {"cities", read_place},
                  {"geography", read_place},
                  {"groups", read_group},
                  {"organizations", read_organization},
                  {"organization_words", read_organization_word},
                  {"place_words", read_place_word},
                  {"other_names", read_other_name},
                  {"name_particles", read_particle},
                  {"titles", read_title},
                  {"offices", read_office},
                  {"person_nouns", read_person_noun},
                  {"name_context", read_word},
                  {"person_pronouns", read_pronoun}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        ro_table table;
        ro_str field[4];
        if (!ro_table_open(&table, tables[i].table)) return false;
        while (ro_table_row(&table, field, 4))
            if (!tables[i].read(arena, rules, field)) return false;
    }
    return true;
}

ro_status ro_people_rules_new(ro_arena *arena, const char *model_dir, ro_people_rules **out,
                              ro_error *error) {
    ro_people_rules *rules = RO_ARENA_NEW(arena, ro_people_rules);
    if (!rules || !read_tables(arena, rules)) return ro_fail_nomem(error);
    *out = rules;
    return ro_name_tagger_read(model_dir, arena, &rules->tagger, error);
}

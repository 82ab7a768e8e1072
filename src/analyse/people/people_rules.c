/* SPDX-License-Identifier: Apache-2.0 */
#include "analyse/people/name_tagger.h"

#include "base/hash.h"
#include "base/table.h"

static const ro_word_facts nothing;

/* The slot of a form, or the free one where it would stand. */
static ro_word_facts *find_slot(const ro_people_rules *rules, ro_str form, uint32_t hash) {
    for (uint32_t i = hash & rules->mask;; i = (i + 1) & rules->mask) {
        ro_word_facts *slot = &rules->words[i];
        if (slot->form.n == 0) return slot;
        if (slot->hash == hash && ro_str_same(slot->form, form)) return slot;
    }
}

const ro_word_facts *ro_people_facts_hashed(const ro_people_rules *rules, ro_str form,
                                            uint32_t hash) {
    return form.n ? find_slot(rules, form, hash) : &nothing;
}

const ro_word_facts *ro_people_facts(const ro_people_rules *rules, ro_str form) {
    return ro_people_facts_hashed(rules, form, (uint32_t)ro_hash_folded(form));
}

const char *ro_country_code(ro_arena *arena, ro_country country) {
    char code[2] = {(char)(country >> 8), (char)(country & 0xff)};
    return country ? ro_arena_copy(arena, code, 2) : NULL;
}

static ro_country country_of(ro_str field) {
    if (field.n != 2) return 0;
    return (ro_country)((unsigned char)field.p[0] << 8 | (unsigned char)field.p[1]);
}

/* What is being built: the table, and room for forms that stand in no table. */
typedef struct builder {
    ro_people_rules *rules;
    char *made; /* titles with a stop, plurals of offices */
    size_t made_left;
    uint16_t cues; /* rows of rules->cues in use */
    bool unknown;  /* a row has a class that isn't known here */
} builder;

static ro_word_facts *put(builder *build, ro_str form) {
    uint32_t hash = (uint32_t)ro_hash_folded(form);
    ro_word_facts *slot = find_slot(build->rules, form, hash);
    if (slot->form.n == 0) *slot = (ro_word_facts){.form = form, .hash = hash};
    return slot;
}

static bool in_word(char c) {
    return ro_is_alpha((unsigned char)c) || ro_is_digit((unsigned char)c) || (c & 0x80);
}

/* Whether a token may end before byte i of a form: letters and marks are parted. */
static bool is_seam(ro_str form, size_t i) {
    if (form.p[i - 1] == ' ') return false;
    return !in_word(form.p[i - 1]) || !in_word(form.p[i]);
}

/* Join what is known of a form with what another table says of it. Each beginning of a
 * phrase gets a slot too. */
static void add(builder *build, ro_str form, ro_word_facts more) {
    if (form.n == 0) return;
    for (size_t i = 1; i < form.n; i++)
        if (is_seam(form, i)) put(build, (ro_str){form.p, i})->longer = true;
    ro_word_facts *facts = put(build, form);
    /* A form that is also written small must not become a bare acronym. */
    if (!(more.flags & RO_WORD_CAPS) && (more.flags & RO_WORD_KNOWN))
        facts->flags &= ~(uint32_t)RO_WORD_CAPS;
    facts->flags |= more.flags;
    if (!facts->country) facts->country = more.country;
    if (!facts->office) facts->office = more.office;
    if (!facts->full.n) facts->full = more.full;
    facts->any_body |= more.any_body;
    if (!facts->thing) facts->thing = more.thing;
}

/* A form with one byte more; empty where the room is too small. */
static ro_str with_byte(builder *build, ro_str form, char more) {
    if (build->made_left < form.n + 1) return RO_STR("");
    ro_str made = {build->made, form.n + 1};
    memcpy(build->made, form.p, form.n);
    build->made[form.n] = more;
    build->made += made.n;
    build->made_left -= made.n;
    return made;
}

typedef void (*row_reader)(builder *build, const ro_str *field);

typedef struct value {
    const char *name;
    uint32_t value;
} value;

static uint32_t value_of(builder *build, const value *values, ro_str name) {
    for (; values->name; values++)
        if (ro_str_eq(ro_str_of(values->name), name)) return values->value;
    build->unknown = true;
    return 0;
}

static uint32_t gender_of(builder *build, ro_str field) {
    static const value genders[] = {
        {"m", RO_WORD_MALE}, {"f", RO_WORD_FEMALE}, {"-", 0}, {NULL, 0}};
    return value_of(build, genders, field);
}

static void add_flags(builder *build, ro_str form, uint32_t flags) {
    add(build, form, (ro_word_facts){.flags = flags});
}

static void read_common(builder *build, const ro_str *field) {
    add_flags(build, field[0], RO_WORD_COMMON);
}

static void read_given(builder *build, const ro_str *field) {
    add_flags(build, field[0], RO_WORD_GIVEN | gender_of(build, field[1]));
}

static uint32_t caps_of(ro_str form) {
    for (size_t i = 0; i < form.n; i++)
        if (!ro_is_upper((unsigned char)form.p[i]) && form.p[i] != '.') return 0;
    return RO_WORD_CAPS;
}

static void read_country(builder *build, const ro_str *field) {
    static const value kinds[] = {{"country", RO_WORD_COUNTRY},
                                  {"capital", RO_WORD_CAPITAL},
                                  {"demonym", RO_WORD_DEMONYM},
                                  {NULL, 0}};
    uint32_t flags = value_of(build, kinds, field[2]);
    uint8_t thing = flags == RO_WORD_COUNTRY   ? RO_THING_COUNTRY
                    : flags == RO_WORD_CAPITAL ? RO_THING_CITY
                                               : RO_THING_NONE;
    add(build, field[0],
        (ro_word_facts){
            .flags = flags | caps_of(field[0]), .country = country_of(field[1]), .thing = thing});
}

static void read_city(builder *build, const ro_str *field) {
    add(build, field[0],
        (ro_word_facts){
            .flags = RO_WORD_PLACE, .country = country_of(field[1]), .thing = RO_THING_CITY});
}

static void read_place(builder *build, const ro_str *field) {
    add(build, field[0], (ro_word_facts){.flags = RO_WORD_PLACE, .country = country_of(field[1])});
}

static void read_group(builder *build, const ro_str *field) {
    add(build, field[0], (ro_word_facts){.flags = RO_WORD_GROUP, .country = country_of(field[1])});
}

static void read_organization(builder *build, const ro_str *field) {
    add(build, field[0],
        (ro_word_facts){.flags = RO_WORD_ORG | caps_of(field[0]),
                        .country = country_of(field[1]),
                        .full = field[2]});
}

static void read_organization_word(builder *build, const ro_str *field) {
    static const value places[] = {{"last", RO_WORD_ORG_LAST},
                                   {"lower", RO_WORD_ORG_LAST | RO_WORD_ORG_HEAD},
                                   {"any", RO_WORD_ORG_LAST | RO_WORD_ORG_HEAD},
                                   {"legal", RO_WORD_LEGAL},
                                   {NULL, 0}};
    uint32_t flags = value_of(build, places, field[1]);
    bool any = ro_str_eq(field[1], RO_STR("any"));
    add(build, field[0], (ro_word_facts){.flags = flags, .any_body = any});
    if (flags == RO_WORD_LEGAL) add_flags(build, with_byte(build, field[0], '.'), flags);
}

static void read_place_word(builder *build, const ro_str *field) {
    static const value places[] = {
        {"last", RO_WORD_PLACE_LAST}, {"first", RO_WORD_PLACE_FIRST}, {NULL, 0}};
    add_flags(build, field[0], value_of(build, places, field[1]));
}

static void read_other_name(builder *build, const ro_str *field) {
    add_flags(build, field[0], RO_WORD_OTHER_LAST);
}

static void read_particle(builder *build, const ro_str *field) {
    static const value places[] = {
        {"inside", RO_WORD_PARTICLE}, {"end", RO_WORD_NAME_END}, {NULL, 0}};
    uint32_t flags = value_of(build, places, field[1]);
    add_flags(build, field[0], flags);
    if (flags == RO_WORD_NAME_END) add_flags(build, with_byte(build, field[0], '.'), flags);
}

static void read_title(builder *build, const ro_str *field) {
    uint32_t flags = RO_WORD_TITLE | gender_of(build, field[1]);
    add_flags(build, field[0], flags);
    add_flags(build, with_byte(build, field[0], '.'), flags);
}

/* The class and gender of an office, and its regular plural: "foreign ministers". */
static void read_office(builder *build, const ro_str *field) {
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
    ro_word_facts facts = {.flags = RO_WORD_OFFICE | (field[3].n ? gender_of(build, field[3]) : 0),
                           .country = country_of(field[2]),
                           .office = (uint8_t)value_of(build, classes, field[1])};
    add(build, field[0], facts);
    facts.flags |= RO_WORD_PLURAL;
    add(build, with_byte(build, field[0], 's'), facts);
}

static void read_person_noun(builder *build, const ro_str *field) {
    static const value numbers[] = {{"s", 0}, {"p", RO_WORD_PLURAL}, {NULL, 0}};
    static const value uses[] = {{"speaker", RO_WORD_SPEAKER}, {"-", 0}, {NULL, 0}};
    add_flags(build, field[0],
              RO_WORD_PERSON | gender_of(build, field[1]) | value_of(build, numbers, field[2]) |
                  value_of(build, uses, field[3]));
}

static void read_word(builder *build, const ro_str *field) {
    static const value kinds[] = {{"calendar", RO_WORD_CALENDAR},
                                  {"modifier", RO_WORD_MODIFIER},
                                  {"determiner", RO_WORD_DETERMINER},
                                  {"definite", RO_WORD_DETERMINER | RO_WORD_DEFINITE},
                                  {"speech", RO_WORD_SPEECH},
                                  {"function", RO_WORD_FUNCTION},
                                  {NULL, 0}};
    add_flags(build, field[0], value_of(build, kinds, field[1]) | RO_WORD_COMMON);
}

static void read_pronoun(builder *build, const ro_str *field) {
    static const value kinds[] = {
        {"m", RO_WORD_MALE}, {"f", RO_WORD_FEMALE}, {"p", RO_WORD_PLURAL}, {"n", 0}, {NULL, 0}};
    add_flags(build, field[0], RO_WORD_PRONOUN | value_of(build, kinds, field[1]));
}

/* A noun for an organization or a place; "state" is one though it is a name's word too. */
static void read_thing_noun(builder *build, const ro_str *field) {
    static const value kinds[] = {{"company", RO_THING_COMPANY},
                                  {"agency", RO_THING_AGENCY},
                                  {"department", RO_THING_DEPARTMENT},
                                  {"government", RO_THING_GOVERNMENT},
                                  {"school", RO_THING_SCHOOL},
                                  {"team", RO_THING_TEAM},
                                  {"party", RO_THING_PARTY},
                                  {"camp", RO_THING_CAMP},
                                  {"group", RO_THING_GROUP},
                                  {"union", RO_THING_UNION},
                                  {"court", RO_THING_COURT},
                                  {"committee", RO_THING_COMMITTEE},
                                  {"military", RO_THING_MILITARY},
                                  {"police", RO_THING_POLICE},
                                  {"media", RO_THING_MEDIA},
                                  {"church", RO_THING_CHURCH},
                                  {"bank", RO_THING_BANK},
                                  {"hospital", RO_THING_HOSPITAL},
                                  {"band", RO_THING_BAND},
                                  {"industry", RO_THING_INDUSTRY},
                                  {"community", RO_THING_COMMUNITY},
                                  {"embassy", RO_THING_EMBASSY},
                                  {"museum", RO_THING_MUSEUM},
                                  {"shop", RO_THING_SHOP},
                                  {"world", RO_THING_WORLD},
                                  {"country", RO_THING_COUNTRY},
                                  {"state", RO_THING_STATE},
                                  {"region", RO_THING_REGION},
                                  {"city", RO_THING_CITY},
                                  {"quarter", RO_THING_QUARTER},
                                  {"island", RO_THING_ISLAND},
                                  {"water", RO_THING_WATER},
                                  {"coast", RO_THING_COAST},
                                  {"mountain", RO_THING_MOUNTAIN},
                                  {"land", RO_THING_LAND},
                                  {"park", RO_THING_PARK},
                                  {"street", RO_THING_STREET},
                                  {"bridge", RO_THING_BRIDGE},
                                  {"building", RO_THING_BUILDING},
                                  {"room", RO_THING_ROOM},
                                  {"spot", RO_THING_SPOT},
                                  {"surface", RO_THING_SURFACE},
                                  {"home", RO_THING_HOME},
                                  {"border", RO_THING_BORDER},
                                  {NULL, 0}};
    static const value numbers[] = {{"s", false}, {"p", true}, {NULL, 0}};
    add_flags(build, field[0], 0);
    ro_word_facts *facts = put(build, field[0]);
    facts->thing = (uint8_t)value_of(build, kinds, field[3]);
    facts->several = value_of(build, numbers, field[2]);
    facts->vague = !ro_str_eq(field[4], RO_STR("alone"));
    facts->noun = true;
}

static const value named_types[] = {
    {"person", RO_ENTITY_PERSON}, {"organization", RO_ENTITY_ORGANIZATION},
    {"place", RO_ENTITY_PLACE},   {"group", RO_ENTITY_GROUP},
    {"other", RO_ENTITY_OTHER},   {NULL, 0}};

/* A hint is no flag: it says nothing to the tagger. */
static void read_hint(builder *build, const ro_str *field) {
    add_flags(build, field[0], 0);
    uint32_t hint = value_of(build, named_types, field[1]) + 1;
    put(build, field[0])->hint = (uint8_t)(hint | (caps_of(field[0]) ? RO_HINT_CAPS : 0));
}

enum { CUES_MOST = 2048 };

static void read_cue(builder *build, const ro_str *field) {
    static const value places[] = {
        {"owned", RO_CUE_OWNED}, {"behind", RO_CUE_BEHIND}, {"before", RO_CUE_BEFORE},
        {"of", RO_CUE_OF},       {"verb", RO_CUE_VERB},     {"object", RO_CUE_OBJECT},
        {"kind", RO_CUE_KIND},   {"prep", RO_CUE_PREP},     {NULL, 0}};
    static const value strengths[] = {{"strong", 6}, {"good", 4}, {"weak", 2}, {NULL, 0}};
    ro_word_facts *facts = put(build, field[0]);
    if (!facts->cue) {
        if (build->cues == CUES_MOST) build->unknown = true;
        if (build->cues == CUES_MOST) return;
        facts->cue = build->cues++;
    }
    ro_name_cue *cue = &build->rules->cues[facts->cue];
    uint32_t place = value_of(build, places, field[1]);
    cue->type[place] = (uint8_t)value_of(build, named_types, field[2]);
    cue->weight[place] = (uint8_t)value_of(build, strengths, field[3]);
}

static const struct {
    const char *table;
    row_reader read;
} tables[] = {{"common_words", read_common},
              {"given_names", read_given},
              {"countries", read_country},
              {"cities", read_city},
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
              {"person_pronouns", read_pronoun},
              {"thing_nouns", read_thing_noun},
              {"name_hints", read_hint},
              {"name_cues", read_cue}};

static bool read_tables(builder *build) {
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        ro_table table;
        ro_str field[5];
        if (!ro_table_open(&table, tables[i].table)) return false;
        while (ro_table_row(&table, field, 5)) tables[i].read(build, field);
    }
    return !build->unknown;
}

/* Slots for every row, its plural and the beginnings of phrases, half of them free. */
static uint32_t table_size(void) {
    uint32_t words = 64;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        ro_table table;
        ro_str form;
        if (!ro_table_open(&table, tables[i].table)) continue;
        while (ro_table_row(&table, &form, 1)) {
            words += tables[i].read == read_common || tables[i].read == read_given ? 1 : 2;
            for (size_t k = 1; k < form.n; k++)
                if (is_seam(form, k)) words += 2;
        }
    }
    uint32_t size = 64;
    while (size < words + words / 2) size *= 2;
    return size;
}

enum { MADE_BYTES = 16384 };

bool ro_word_facts_read(ro_people_rules *rules, ro_arena *arena) {
    char *made = ro_arena_alloc(arena, MADE_BYTES);
    uint32_t size = table_size();
    rules->words = RO_ARENA_ARRAY(arena, ro_word_facts, size);
    rules->mask = size - 1;
    rules->cues = RO_ARENA_ARRAY(arena, ro_name_cue, CUES_MOST);
    builder build = {rules, made, MADE_BYTES, 1, false};
    return made && rules->words && rules->cues && read_tables(&build);
}

/* SPDX-License-Identifier: Apache-2.0 */
/** What speaks for a candidate and against it: the rows of data/en/pronoun_weights.tsv. */
#ifndef RO_ANALYSE_COREFERENCE_CHOICE_EVIDENCE_H
#define RO_ANALYSE_COREFERENCE_CHOICE_EVIDENCE_H

#include "analyse/coreference/pronoun_choice.h"

/* What is so of the newest mention of a candidate, of the entity, of the phrase itself. */
#define RO_EVIDENCE(X)                                                                             \
    X(ALWAYS, "always")                                                                            \
    X(SAME_SENTENCE, "same sentence")                                                              \
    X(SENTENCE_BEFORE, "sentence before")                                                          \
    X(TWO_BEFORE, "two sentences before")                                                          \
    X(FEW_BEFORE, "few sentences before")                                                          \
    X(MANY_BEFORE, "many sentences before")                                                        \
    X(FAR_BEFORE, "far before")                                                                    \
    X(OTHER_PARAGRAPH, "other paragraph")                                                          \
    X(SUBJECT, "subject")                                                                          \
    X(OBJECT, "object")                                                                            \
    X(POSSESSOR, "possessor")                                                                      \
    X(OBLIQUE, "oblique")                                                                          \
    X(SUBJECT_HERE, "subject in this sentence")                                                    \
    X(BOTH_SUBJECTS, "both subjects")                                                              \
    X(BOTH_OBJECTS, "both objects")                                                                \
    X(BOTH_POSSESSORS, "both possessors")                                                          \
    X(SUBJECT_OF_SAME_VERB, "subject of the same verb")                                            \
    X(SUBJECT_OF_OWNED, "subject of what owns")                                                    \
    X(REFLEXIVE_OF_SUBJECT, "reflexive of the subject")                                            \
    X(NAME, "name")                                                                                \
    X(TITLE, "title")                                                                              \
    X(DEFINITE, "definite noun")                                                                   \
    X(INDEFINITE, "indefinite noun")                                                               \
    X(PRONOUN, "pronoun")                                                                          \
    X(NAMED, "named somewhere")                                                                    \
    X(GENDER_KNOWN, "gender known")                                                                \
    X(NEAREST, "nearest")                                                                          \
    X(SECOND_NEAREST, "second nearest")                                                            \
    X(THIRD_NEAREST, "third nearest")                                                              \
    X(MOST_MENTIONED, "most mentioned")                                                            \
    X(MENTIONED_ONCE, "mentioned once")                                                            \
    X(MENTIONED_TWICE, "mentioned twice")                                                          \
    X(MENTIONED_OFTEN, "mentioned often")                                                          \
    X(OPENS_SENTENCE, "opens its sentence")                                                        \
    X(INTO_QUOTATION, "from outside a quotation")                                                  \
    X(OUT_OF_QUOTATION, "from inside a quotation")                                                 \
    X(SPEAKER_OF_WORDS, "speaker of these words")                                                  \
    X(BOTH_SAY, "both say")                                                                        \
    X(PLURAL, "plural")                                                                            \
    X(PERSON, "person")                                                                            \
    X(ORGANIZATION, "organization")                                                                \
    X(PLACE, "place")                                                                              \
    X(GROUP, "group")                                                                              \
    X(ONLY_ONE, "only candidate")                                                                  \
    X(JOINED, "joined by and")                                                                     \
    X(SUBJECT_BEFORE_SUBJECT, "subject just before a subject")                                     \
    X(PRONOUN_SAME_FORM, "same pronoun")                                                           \
    X(RECENT_TWICE, "twice in three sentences")                                                    \
    X(RECENT_OFTEN, "often in three sentences")                                                    \
    X(WAS_SUBJECT_HERE, "was a subject in this sentence")                                          \
    X(WAS_SUBJECT_BEFORE, "was a subject in the sentence before")                                  \
    X(SUBJECT_ABOVE, "subject of a verb above")                                                    \
    X(SAME_VERB, "of the same verb")                                                               \
    X(FIRST_OF_SENTENCE, "first of its sentence")                                                  \
    X(LIKELY, "likely of this gender")                                                             \
    X(UNLIKELY, "likely of the other gender")                                                      \
    X(REFLEXIVE, "reflexive")                                                                      \
    X(REFLEXIVE_ELSEWHERE, "reflexive in another sentence")                                        \
    X(ASKS_SUBJECT, "is a subject")                                                                \
    X(ASKS_OBJECT, "is an object")                                                                 \
    X(ASKS_POSSESSOR, "is a possessor")                                                            \
    X(ASKS_QUOTED, "is quoted")                                                                    \
    X(ASKS_FIRST, "is first of its sentence")                                                      \
    X(EXPLETIVE, "is an expletive")                                                                \
    X(BOTH_QUOTED, "both quoted")                                                                  \
    X(OWNER_OF_SUBJECT, "owner of the nearest")                                                    \
    X(KIND_FITS, "of this kind")                                                                   \
    X(KIND_UNKNOWN, "of unknown kind")                                                             \
    X(NOUN_IN_NAME, "noun in the name")                                                            \
    X(NOUN_SAID, "called by this noun")                                                            \
    X(SAME_HEAD, "same noun")                                                                      \
    X(SAME_WORDS, "same words")                                                                    \
    X(MODIFIERS_NONE, "no modifiers")                                                              \
    X(MODIFIERS_KNOWN, "modifiers known")                                                          \
    X(MODIFIERS_NEW, "modifiers new")                                                              \
    X(THE, "with the")                                                                             \
    X(THIS, "with this")                                                                           \
    X(OWNED, "owned")                                                                              \
    X(BARE, "bare")                                                                                \
    X(SAME_OWNER, "same owner")                                                                    \
    X(OTHER_OWNER, "other owner")                                                                  \
    X(OF_BEHIND, "of behind")                                                                      \
    X(CLAUSE_BEHIND, "clause behind")                                                              \
    X(CANDIDATE_OWNED, "owned itself")                                                             \
    X(FITS, "fits")                                                                                \
    X(FITS_WELL, "fits well")                                                                      \
    X(FITS_BEST, "fits best")                                                                      \
    X(OFFICE, "an office")                                                                         \
    X(OFFICE_HELD, "office held")                                                                  \
    X(OTHER_OFFICE, "other offices held")                                                          \
    X(MANY, "of several")                                                                          \
    X(OWN_OWNER, "owner of its own kind")                                                          \
    X(SPEAKER, "speaker of the quotation")                                                         \
    X(RELATIVE, "in a clause about it")                                                            \
    X(RELATIVE_SUBJECT, "subject in a clause about it")                                            \
    X(JUST_BEFORE, "just before a comma")

#define RO_AS_BIT(name, words) BIT_##name,
enum { RO_EVIDENCE(RO_AS_BIT) BIT_COUNT };

static inline void ro_put_bit(ro_pronoun_candidate *one, unsigned bit, bool set) {
    if (set) one->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

/** Whether a phrase is the subject of a verb of saying. */
bool ro_found_says(const ro_resolver *r, const ro_found *found);

/** Set what speaks for @p other's being, or against it, as what @p phrase means; @p owner: whose
 *  the phrase is, or RO_NONE. */
void ro_put_evidence(const ro_resolver *r, const ro_found *phrase, const ro_found *other,
                     uint32_t owner, ro_pronoun_candidate *one);

#endif

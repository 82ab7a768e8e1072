/* SPDX-License-Identifier: Apache-2.0 */
/* The contract's names of every enumeration, as they stand in JSON. */
#include "readout.h"

#define NAMES(function, type, ...)                                                                 \
    const char *function(type value) {                                                             \
        static const char *const names[] = {__VA_ARGS__};                                          \
        size_t index = (size_t)value;                                                              \
        return index < sizeof names / sizeof *names ? names[index] : "";                           \
    }

NAMES(ro_part_role_name, ro_part_role, "title", "deck", "dateline", "body", "subhead", "caption",
      "credit", "update_note", "copyright", "related_link", "promotion", "other")
NAMES(ro_part_kind_name, ro_part_kind, "paragraph", "item", "quotation", "post", "cell",
      "header_cell", "footnote")
NAMES(ro_upos_name, ro_upos, "X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB")
NAMES(ro_entity_type_name, ro_entity_type, "person", "organization", "place", "group", "office",
      "other", "work", "event")
NAMES(ro_mention_kind_name, ro_mention_kind, "name", "title", "pronoun", "description")
NAMES(ro_quote_kind_name, ro_quote_kind, "direct", "mixed", "indirect")
NAMES(ro_time_type_name, ro_time_type, "DATE", "TIME", "DURATION", "SET")
NAMES(ro_time_anchor_name, ro_time_anchor, "none", "published", "time", "open")
NAMES(ro_bound_name, ro_bound, "exact", "about", "more_than", "less_than", "at_least", "at_most")
NAMES(ro_event_status_name, ro_event_status, "happened", "ongoing", "planned", "possible",
      "called_off")
NAMES(ro_copy_kind_name, ro_copy_kind, "verbatim", "edited", "spun", "quotation_only")
NAMES(ro_copy_form_name, ro_copy_form, "duplicate", "wire", "copy", "partial", "spun",
      "quotation_only")
NAMES(ro_direction_name, ro_direction, "unknown", "a_from_b", "b_from_a", "shared_source")
NAMES(ro_change_kind_name, ro_change_kind, "title", "figure", "reworded", "added", "removed",
      "quote_added", "quote_removed")
NAMES(ro_relation_name, ro_relation, "agree", "differ", "evolved", "compatible")
NAMES(ro_dedup_kind_name, ro_dedup_kind, "kept", "copy", "version", "duplicate")

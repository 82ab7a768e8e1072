/* SPDX-License-Identifier: Apache-2.0 */
#include "readout.h"

/* Universal Dependencies relations; English subtypes that the parser keeps. */
static const char *const names[] = {
    "",           "acl",           "acl:relcl",   "advcl",        "advcl:relcl",  "advmod",
    "amod",       "appos",         "aux",         "aux:pass",     "case",         "cc",
    "cc:preconj", "ccomp",         "clf",         "compound",     "compound:prt", "conj",
    "cop",        "csubj",         "csubj:outer", "csubj:pass",   "dep",          "det",
    "det:predet", "discourse",     "dislocated",  "expl",         "fixed",        "flat",
    "goeswith",   "iobj",          "list",        "mark",         "nmod",         "nmod:desc",
    "nmod:poss",  "nmod:unmarked", "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",
    "obj",        "obl",           "obl:agent",   "obl:unmarked", "orphan",       "parataxis",
    "punct",      "reparandum",    "root",        "vocative",     "xcomp"};

const char *ro_deprel_name(uint8_t deprel) {
    return deprel < sizeof names / sizeof *names ? names[deprel] : "";
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "lang/lang.h"

/* The relations of the English treebanks of Universal Dependencies, with subtypes.
 * Source: universaldependencies.org/en/dep */
static const char *const names[] = {"",
                                    "acl",
                                    "acl:relcl",
                                    "advcl",
                                    "advcl:relcl",
                                    "advmod",
                                    "amod",
                                    "appos",
                                    "aux",
                                    "aux:pass",
                                    "case",
                                    "cc",
                                    "cc:preconj",
                                    "ccomp",
                                    "compound",
                                    "compound:prt",
                                    "conj",
                                    "cop",
                                    "csubj",
                                    "csubj:outer",
                                    "csubj:pass",
                                    "dep",
                                    "det",
                                    "det:predet",
                                    "discourse",
                                    "dislocated",
                                    "expl",
                                    "fixed",
                                    "flat",
                                    "goeswith",
                                    "iobj",
                                    "list",
                                    "mark",
                                    "nmod",
                                    "nmod:desc",
                                    "nmod:poss",
                                    "nmod:unmarked",
                                    "nsubj",
                                    "nsubj:outer",
                                    "nsubj:pass",
                                    "nummod",
                                    "obj",
                                    "obl",
                                    "obl:agent",
                                    "obl:unmarked",
                                    "orphan",
                                    "parataxis",
                                    "punct",
                                    "reparandum",
                                    "root",
                                    "vocative",
                                    "xcomp"};

enum { COUNT = sizeof names / sizeof *names };

const char *ro_deprel_name(uint8_t deprel) {
    return deprel < COUNT ? names[deprel] : "";
}

uint8_t ro_deprel_find(ro_str name) {
    for (unsigned i = 1; i < COUNT; i++)
        if (ro_str_eq(name, ro_str_of(names[i]))) return (uint8_t)i;
    return 0;
}

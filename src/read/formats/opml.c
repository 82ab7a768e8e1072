/* SPDX-License-Identifier: Apache-2.0 */
/* OPML 1.0 and 2.0: a list of feeds holds no article; it is named for what it is. Source:
 * opml.org/spec2.opml */
#include <inttypes.h>

#include "base/error.h"
#include "read/bytes/references.h"
#include "read/format.h"
#include "read/xml/xml_tree.h"

static unsigned bid(const ro_reader *reader, ro_str head) {
    (void)reader;
    return ro_str_eq(ro_xml_root(head), RO_STR("opml")) ? 97 : 0;
}

static ro_status open_opml(ro_reader *reader, ro_error *error) {
    ro_arena arena = RO_ARENA_INIT;
    ro_xml_tree tree = {0};
    uint32_t feeds = 0;
    ro_status status =
        ro_xml_parse(ro_reference_names(reader->rules), &arena, reader->data, &tree, error);
    for (uint32_t i = 0; status == RO_OK && i < tree.nodes.count; i++)
        feeds += ro_xml_attribute(&tree, i, "xmlUrl") != NULL;
    ro_arena_free(&arena);
    if (status != RO_OK) return status;
    if (feeds == 0)
        ro_fail(error, RO_ERR_INPUT, 0, "is an outline without feeds, not an article");
    else
        ro_fail(error, RO_ERR_INPUT, 0,
                "is a list of %" PRIu32 " feed%s, not an article; readout watch follows it", feeds,
                feeds == 1 ? "" : "s");
    if (error) error->other = "list of addresses";
    return RO_ERR_INPUT;
}

static ro_status next(ro_reader *reader, ro_article **article, ro_error *error) {
    (void)reader, (void)article, (void)error;
    return RO_END;
}

const ro_source_format ro_format_opml = {
    .name = "opml", .bid = bid, .open = open_opml, .next = next, .extent = RO_EXTENT_DOCUMENT};

/* SPDX-License-Identifier: Apache-2.0 */
/* Any text as XML: what the repair gives is well-formed, and its edits tell the whole of it. */
#include <expat.h>
#include <string.h>

#include "base/xml_repair.h"
#include "fuzz.h"

enum { MOST_DEPTH = 256 };

typedef struct reading {
    XML_Parser parser;
    unsigned depth;
    bool deep;
} reading;

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    reading *r = user;
    (void)name, (void)attributes;
    r->deep = ++r->depth > MOST_DEPTH;
    if (r->deep) XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_end(void *user, const char *name) {
    (void)name;
    ((reading *)user)->depth--;
}

/* What a document type declares inside is not repaired; no element is no document. */
static void check_well_formed(ro_str xml, ro_str mended) {
    reading r = {.parser = XML_ParserCreate("UTF-8")};
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    bool declares = ro_str_find(xml, RO_STR("<!DOCTYPE")) != SIZE_MAX && memchr(xml.p, '[', xml.n);
    bool good = XML_Parse(r.parser, mended.p, (int)mended.n, 1) == XML_STATUS_OK;
    FUZZ_CHECK(good || r.deep || declares || XML_GetErrorCode(r.parser) == XML_ERROR_NO_ELEMENTS);
    XML_ParserFree(r.parser);
}

static void check_edits(ro_str xml, const ro_xml_repair *repair) {
    size_t from = 0, text = 0;
    for (uint32_t i = 0; i < repair->edits.count; i++) {
        const ro_xml_edit *edit = &repair->edits.items[i];
        FUZZ_CHECK(edit->at >= from && edit->at + edit->took <= xml.n);
        FUZZ_CHECK(memcmp(repair->text.p + text, xml.p + from, edit->at - from) == 0);
        text += edit->at - from + edit->put.n;
        from = edit->at + edit->took;
    }
    FUZZ_CHECK(repair->text.n - text == xml.n - from);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ro_str xml = {size ? (const char *)data : "", size};
    if (ro_utf8_valid(xml.p, xml.n) < xml.n) return 0;
    for (int kind = RO_XML_ANY; kind <= RO_XML_FEED; kind++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_xml_repair repair;
        size_t first = 0;
        FUZZ_CHECK(ro_xml_repair_make(&arena, xml, (ro_xml_kind)kind, (ro_xml_names){0}, &repair));
        check_well_formed(xml, repair.text);
        check_edits(xml, &repair);
        const char *told = ro_xml_repair_tell(&arena, &repair, &first);
        FUZZ_CHECK(!told || first <= xml.n);
        ro_arena_free(&arena);
    }
    return 0;
}

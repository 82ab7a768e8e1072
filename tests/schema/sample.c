/* SPDX-License-Identifier: Apache-2.0 */
/* Write the account made by hand, and each of its articles, a JSON object a line:
 * for check.py, which holds them against the schemas. */
#include <stdio.h>

#include "../unit/tell_fixture.h"

static int to_stdout(void *context, const void *data, size_t size) {
    (void)context;
    return fwrite(data, 1, size, stdout) == size ? 0 : 5;
}

int main(void) {
    fixture *f = fixture_new();
    ro_status worst = RO_OK;
    for (int unit = RO_OFFSETS_BYTE; unit <= RO_OFFSETS_UTF16; unit++) {
        ro_tell_options options = {RO_SIZED(ro_tell_options), .offsets = (ro_offset_unit)unit,
                                   .tokens = true};
        for (uint32_t i = 0; i < FIXTURE_COUNT; i++)
            worst |= ro_article_write(f->articles[i], &options, to_stdout, NULL, NULL);
        worst |= ro_account_write(&f->account, RO_FORMAT_JSON, &options, to_stdout, NULL, NULL);
    }
    for (unsigned section = RO_SECTION_STORIES; section <= RO_SECTION_BRIEF; section <<= 1) {
        ro_tell_options options = {RO_SIZED(ro_tell_options), .sections = section};
        worst |= ro_account_write(&f->account, RO_FORMAT_JSON, &options, to_stdout, NULL, NULL);
    }
    fixture_free(f);
    return worst == RO_OK ? 0 : 1;
}

/* SPDX-License-Identifier: Apache-2.0 */
/** What a doctype says: WHATWG HTML, 13.2.5.53 to 68, and 13.2.6.4.1 on quirks. */
#ifndef RO_READ_HTML_HTML_DOCTYPE_H
#define RO_READ_HTML_HTML_DOCTYPE_H

#include "base/text.h"

typedef struct ro_html_doctype {
    ro_str name;
    ro_str public_id, system_id; /* p is NULL where there is none */
    bool quirks;                 /* browsers lay the page out as they did before the standards */
} ro_html_doctype;

/** Read what stands between "<!doctype" and ">"; @p ended: there is a ">". */
ro_html_doctype ro_html_read_doctype(ro_str s, bool ended);

#endif

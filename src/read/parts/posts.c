/* SPDX-License-Identifier: Apache-2.0 */
#include "read/parts/posts.h"

#include "article/posts.h"

enum { LONGEST_POST = 120 }; /* words: most media allow 60, some more */

static bool may_be_post(const ro_block *block) {
    bool text = block->role == RO_ROLE_OPEN || block->role == RO_PART_BODY;
    return text && block->words <= LONGEST_POST &&
           (block->kind == RO_BLOCK_PARAGRAPH || block->kind == RO_BLOCK_QUOTATION);
}

void ro_find_posts(ro_draft *draft) {
    for (uint32_t i = 0; i < draft->blocks.count; i++) {
        ro_block *block = &draft->blocks.items[i], *before = i > 0 ? block - 1 : NULL;
        if (!may_be_post(block)) continue;
        ro_signature signature = ro_post_signature(draft->text, block->span);
        if (ro_span_empty(signature.span)) continue;
        bool behind = signature.of_behind && signature.span.start == block->span.start;
        if (behind && (!before || !may_be_post(before))) continue;
        block->kind = RO_BLOCK_POST;
        if (behind) before->kind = RO_BLOCK_POST;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/words/profiles.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/threads.h"
#include "compare/compare_rules.h"
#include "compare/words/words.h"

enum { SEEN_SLOTS = 1 << 14, LONGEST_ENDING = 8 };

/* A word seen before: stemming costs more than all the rest. */
typedef struct seen_word {
    uint64_t key;
    uint32_t stem;
    bool content;
} seen_word;

struct ro_profiler {
    const ro_compare_rules *rules;
    struct sb_stemmer *stemmer;
    seen_word seen[SEEN_SLOTS];
};

ro_profiler *ro_profiler_new(const ro_compare_rules *rules) {
    ro_profiler *profiler = calloc(1, sizeof *profiler);
    if (!profiler) return NULL;
    profiler->rules = rules;
    profiler->stemmer = sb_stemmer_new("english", "UTF_8");
    if (profiler->stemmer) return profiler;
    free(profiler);
    return NULL;
}

void ro_profiler_free(ro_profiler *profiler) {
    if (!profiler) return;
    sb_stemmer_delete(profiler->stemmer);
    free(profiler);
}

/* Write the word as both sides of the Atlantic are counted. */
static uint32_t even_spelling(const ro_compare_rules *rules, char *word, uint32_t size) {
    enum { LETTERS_BEFORE = 3 }; /* so that "hour", "tour" and "flour" keep their "our" */
    for (uint32_t length = LONGEST_ENDING; length > 1; length--) {
        if (size < length + LETTERS_BEFORE) continue;
        ro_str ending = {word + size - length, length};
        uint32_t row = ro_lexicon_find(&rules->spelling, ending);
        if (row == RO_NONE) continue;
        ro_str spelled = rules->spelled[row];
        if (spelled.n > length) return size;
        memcpy(word + size - length, spelled.p, spelled.n);
        return size - length + (uint32_t)spelled.n;
    }
    return size;
}

static uint32_t stem_of(ro_profiler *profiler, const char *folded, uint32_t size) {
    char word[RO_FOLDED_BYTES];
    memcpy(word, folded, size);
    size = even_spelling(profiler->rules, word, size);
    const sb_symbol *stem = sb_stemmer_stem(profiler->stemmer, (const sb_symbol *)word, (int)size);
    if (!stem) return (uint32_t)ro_hash(word, size);
    return (uint32_t)ro_hash(stem, (size_t)sb_stemmer_length(profiler->stemmer));
}

static const seen_word *look_up(ro_profiler *profiler, const char *folded, uint32_t size,
                                uint64_t key) {
    seen_word *seen = &profiler->seen[key & (SEEN_SLOTS - 1)];
    if (seen->key == key) return seen;
    seen->key = key;
    seen->stem = stem_of(profiler, folded, size);
    seen->content =
        ro_lexicon_find(&profiler->rules->function_words, (ro_str){folded, size}) == RO_NONE;
    return seen;
}

/* Whether scanning and folding leave the word as it is; the tables hold such. */
static bool is_plain(ro_str word) {
    for (size_t i = 0; i < word.n; i++)
        if (!ro_is_lower((unsigned char)word.p[i])) return false;
    return word.n > 0 && word.n < RO_FOLDED_BYTES;
}

uint32_t ro_profiler_stem(ro_profiler *profiler, ro_str word) {
    if (is_plain(word))
        return look_up(profiler, word.p, (uint32_t)word.n, ro_hash(word.p, word.n))->stem;
    ro_scan scan = {word.p, 0, (uint32_t)word.n};
    ro_scanned scanned;
    char folded[RO_FOLDED_BYTES];
    if (!ro_scan_word(&scan, &scanned)) return 0;
    uint32_t size = ro_fold_word(word.p, &scanned, folded);
    return look_up(profiler, folded, size, ro_hash(folded, size))->stem;
}

/* Fill what can be told from the word alone. "US" in capitals is not the pronoun: it
 * is counted as another word. */
static void describe(ro_profiler *profiler, const char *text, const ro_scanned *scanned,
                     ro_word *word) {
    char folded[RO_FOLDED_BYTES];
    uint32_t size = ro_fold_word(text, scanned, folded);
    uint64_t key = ro_hash(folded, size);
    if (scanned->stop - scanned->span.start > RO_FOLDED_BYTES) /* cut: hash all of it */
        key = ro_hash(text + scanned->span.start, scanned->stop - scanned->span.start);
    const seen_word *seen = look_up(profiler, folded, size, key);
    word->span = scanned->span;
    word->hash = (uint32_t)key;
    word->stem = seen->stem;
    word->content = seen->content;
    word->number = scanned->number;
    if (scanned->capitals && !seen->content &&
        ro_lexicon_find(&profiler->rules->acronyms, (ro_str){folded, size}) != RO_NONE) {
        word->content = word->name = true;
        word->hash = word->stem = (uint32_t)ro_hash_mix(key, 1);
    }
}

typedef struct quotation_marks {
    bool open;
    uint32_t closer; /* the mark that ends it */
} quotation_marks;

/* Follow the marks in text[from, to): “ … ”, " … ", « … »; ‘ … ’ where it is not an
 * apostrophe. A quotation ends with its paragraph (the mark may be opened again). */
static void follow_marks(const char *text, uint32_t from, uint32_t to, uint32_t end,
                         quotation_marks *marks) {
    for (uint32_t at = from; at < to;) {
        unsigned length;
        uint32_t code = ro_utf8_decode(text + at, text + end, &length);
        if (marks->open && code == marks->closer) {
            marks->open = false;
        } else if (!marks->open) {
            uint32_t closer = code == '"'      ? '"'
                              : code == 0x201C ? 0x201D
                              : code == 0x00AB ? 0x00BB
                              : code == 0x2018 ? 0x2019
                                               : 0;
            if (closer) *marks = (quotation_marks){true, closer};
        }
        at += length;
    }
}

/* Where the next word of a paragraph would begin a sentence: at its start and
 * behind . ! ? : and opening marks. */
static bool begins_sentence(const char *text, uint32_t from, uint32_t to) {
    for (uint32_t at = from; at < to; at++) {
        unsigned char c = (unsigned char)text[at];
        if (strchr(".!?:\"\n", c) && c) return true;
        if (c == 0xE2 && to - at >= 3 && (unsigned char)text[at + 1] == 0x80 &&
            ((unsigned char)text[at + 2] == 0x9C || (unsigned char)text[at + 2] == 0x98))
            return true;
    }
    return false;
}

typedef struct filling {
    ro_profiler *profiler;
    const ro_article *article;
    ro_word *words;
    uint32_t count;
} filling;

/* Somebody's post is quoted, though it stands without quotation marks. */
static void fill_paragraph(filling *fill, ro_span paragraph, const ro_part *part) {
    const char *text = fill->article->text;
    ro_scan scan = {text, paragraph.start, paragraph.end};
    ro_scanned scanned;
    quotation_marks marks = {0};
    uint32_t last = paragraph.start;
    bool first = true;
    while (ro_scan_word(&scan, &scanned)) {
        ro_word *word = &fill->words[fill->count++];
        describe(fill->profiler, text, &scanned, word);
        follow_marks(text, last, scanned.span.start, paragraph.end, &marks);
        word->quoted = marks.open || part->kind == RO_KIND_POST;
        word->starts = first;
        word->title = part->role == RO_PART_TITLE;
        if (scanned.capital && word->content && !first &&
            !begins_sentence(text, last, scanned.span.start))
            word->name = true;
        last = scanned.span.end;
        first = false;
    }
}

/* Call visit for every paragraph of the content parts. */
static void each_paragraph(const ro_article *article,
                           void (*visit)(void *, ro_span, const ro_part *), void *context) {
    for (uint32_t i = 0; i < article->parts.count; i++) {
        const ro_part *part = &article->parts.items[i];
        if (!ro_role_is_content(part->role)) continue;
        for (uint32_t at = part->span.start; at < part->span.end;) {
            const char *from = article->text + at;
            const char *newline = memchr(from, '\n', part->span.end - at);
            uint32_t end = newline ? (uint32_t)(newline - article->text) : part->span.end;
            if (end > at) visit(context, (ro_span){at, end}, part);
            at = end + 1;
        }
    }
}

typedef struct counting {
    const char *text;
    uint32_t count;
} counting;

static void count_paragraph(void *context, ro_span paragraph, const ro_part *part) {
    (void)part;
    counting *count = context;
    ro_scan scan = {count->text, paragraph.start, paragraph.end};
    ro_scanned scanned;
    while (ro_scan_word(&scan, &scanned)) count->count++;
}

uint32_t ro_profile_count(const ro_article *article) {
    counting count = {article->text, 0};
    each_paragraph(article, count_paragraph, &count);
    return count.count;
}

static void visit_paragraph(void *context, ro_span paragraph, const ro_part *part) {
    fill_paragraph(context, paragraph, part);
}

/* Mark the words of the quotations that the analysis found: marks alone miss a
 * quotation that runs over several paragraphs. */
static void mark_quotes(const ro_article *article, ro_word *words, uint32_t count) {
    for (uint32_t q = 0; q < article->quotes.count; q++) {
        const ro_quote *quote = &article->quotes.items[q];
        if (quote->kind == RO_QUOTE_INDIRECT) continue;
        for (uint32_t p = 0; p < quote->part_count; p++) {
            uint32_t low = 0, high = count;
            while (low < high) {
                uint32_t middle = low + (high - low) / 2;
                if (words[middle].span.start < quote->parts[p].start)
                    low = middle + 1;
                else
                    high = middle;
            }
            for (; low < count && words[low].span.end <= quote->parts[p].end; low++)
                words[low].quoted = true;
        }
    }
}

void ro_profile_fill(ro_profiler *profiler, const ro_article *article, ro_word *words,
                     ro_profile *profile) {
    filling fill = {profiler, article, words, 0};
    each_paragraph(article, visit_paragraph, &fill);
    mark_quotes(article, words, fill.count);
    *profile = (ro_profile){.words = words, .word_count = fill.count};
    for (uint32_t i = 0; i < fill.count; i++) {
        profile->content_count += words[i].content;
        profile->digest = ro_hash_mix(profile->digest, words[i].hash);
    }
    for (uint32_t i = 0; i + 2 < fill.count; i++)
        if (words[i].content || words[i + 1].content || words[i + 2].content)
            words[i].gram = ro_profile_gram(profile, i);
}

uint32_t ro_profile_from(const ro_profile *profile, uint32_t at) {
    uint32_t low = 0, high = profile->word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (profile->words[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct profile_job {
    const ro_comparison *comparison;
    ro_profiler **profilers; /* one a worker */
    ro_word **words;         /* one block an article */
    uint32_t *counts;
} profile_job;

static void count_one(void *context, size_t index, unsigned worker) {
    (void)worker;
    profile_job *job = context;
    job->counts[index] = ro_profile_count(job->comparison->articles[index]);
}

static void fill_one(void *context, size_t index, unsigned worker) {
    profile_job *job = context;
    if (!job->words[index]) return;
    ro_profile_fill(job->profilers[worker], job->comparison->articles[index], job->words[index],
                    &job->comparison->profiles[index]);
}

static bool make_profilers(profile_job *job, unsigned threads) {
    for (unsigned i = 0; i < threads; i++) {
        job->profilers[i] = ro_profiler_new(job->comparison->rules);
        if (!job->profilers[i]) return false;
    }
    return true;
}

void ro_make_profiles(ro_comparison *comparison) {
    uint32_t count = comparison->count;
    unsigned threads = comparison->threads ? comparison->threads : ro_core_count();
    if (threads > count) threads = count;
    ro_arena scratch = RO_ARENA_INIT;
    profile_job job = {.comparison = comparison};
    comparison->profiles = RO_ARENA_ARRAY(comparison->arena, ro_profile, count);
    job.profilers = RO_ARENA_ARRAY(&scratch, ro_profiler *, threads);
    job.words = RO_ARENA_ARRAY(&scratch, ro_word *, count);
    job.counts = RO_ARENA_ARRAY(&scratch, uint32_t, count);
    if (!comparison->profiles || scratch.oom || !make_profilers(&job, threads)) {
        comparison->arena->oom = true;
    } else {
        ro_parallel_for(count, threads, count_one, &job, &comparison->watch);
        for (uint32_t i = 0; i < count; i++) /* an arena is for one thread */
            job.words[i] = RO_ARENA_ARRAY(comparison->arena, ro_word, job.counts[i]);
        if (!comparison->watch.stopped)
            ro_parallel_for(count, threads, fill_one, &job, &comparison->watch);
    }
    for (unsigned i = 0; job.profilers && i < threads; i++) ro_profiler_free(job.profilers[i]);
    ro_arena_free(&scratch);
}

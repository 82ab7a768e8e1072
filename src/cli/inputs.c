/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* What is worked on at once: enough for any number of threads, and little beside what is kept. */
enum {
    BATCH = 512,           /* articles */
    BATCH_COST = 64 << 20, /* bytes that they take */
    MOST_OTHERS = 24       /* kinds of files without text that are told apart; the rest are one */
};

/* Files to read, in order, each once. */
typedef struct file_list {
    char **paths;
    bool *walked; /* found in a folder, not named */
    size_t count, capacity;
    struct file_identity {
        dev_t device;
        ino_t inode;
        size_t path;
    } * seen; /* open addressing; path + 1, 0: free */
    size_t seen_capacity;
    bool refused; /* what is read would be written over: told */
} file_list;

bool cli_skip(cli_articles *articles, const char *source, const char *reason) {
    if (articles->skipped_count == articles->skipped_capacity) {
        size_t larger = articles->skipped_capacity ? articles->skipped_capacity * 2 : 16;
        void *moved = realloc(articles->skipped, larger * sizeof *articles->skipped);
        if (!moved) return false;
        articles->skipped = moved;
        articles->skipped_capacity = larger;
    }
    struct cli_skipped *skipped = &articles->skipped[articles->skipped_count];
    skipped->source = strdup(source);
    skipped->reason = strdup(reason);
    if (!skipped->source || !skipped->reason) {
        free(skipped->source);
        free(skipped->reason);
        return false;
    }
    articles->skipped_count++;
    return true;
}

/* What a path is called in messages, and as the source of articles. */
static const char *name_of(const char *path) {
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static void skip(cli_context *cli, cli_articles *skips, const char *source, const char *reason) {
    source = name_of(source);
    cli_warn(cli, "%s: %s", source, reason);
    if (!cli_skip(skips, source, reason)) cli_warn(cli, "out of memory");
}

/* Which of the listed files this one is, putting it in as `path` where it is new. */
static size_t identify(file_list *list, const struct stat *status, size_t path) {
    if ((list->count + 1) * 2 > list->seen_capacity) {
        size_t larger = list->seen_capacity ? list->seen_capacity * 2 : 256;
        file_list grown = {.seen = calloc(larger, sizeof *grown.seen), .seen_capacity = larger};
        if (!grown.seen) return path;
        for (size_t i = 0; i < list->seen_capacity; i++) {
            struct file_identity *old = &list->seen[i];
            if (!old->path) continue;
            struct stat again = {.st_dev = old->device, .st_ino = old->inode};
            identify(&grown, &again, old->path - 1);
        }
        free(list->seen);
        list->seen = grown.seen;
        list->seen_capacity = larger;
    }
    size_t mask = list->seen_capacity - 1;
    for (size_t i = ((size_t)status->st_ino * 0x9E3779B1u) & mask;; i = (i + 1) & mask) {
        struct file_identity *slot = &list->seen[i];
        if (!slot->path) {
            *slot = (struct file_identity){status->st_dev, status->st_ino, path + 1};
            return path;
        }
        if (slot->device == status->st_dev && slot->inode == status->st_ino) return slot->path - 1;
    }
}

static bool add_file(cli_context *cli, file_list *list, cli_articles *skips, const char *path,
                     const struct stat *status, bool walked) {
    if (status) {
        size_t same = identify(list, status, list->count);
        if (same != list->count) {
            char reason[512];
            if (strcmp(path, list->paths[same]) == 0)
                snprintf(reason, sizeof reason, "given twice; read once");
            else
                snprintf(reason, sizeof reason, "is the same file as %s; read once",
                         name_of(list->paths[same]));
            skip(cli, skips, path, reason);
            return true;
        }
    }
    if (list->count == list->capacity) {
        size_t larger = list->capacity ? list->capacity * 2 : 64;
        char **moved = realloc(list->paths, larger * sizeof *moved);
        if (!moved) return false;
        list->paths = moved;
        bool *marks = realloc(list->walked, larger * sizeof *marks);
        if (!marks) return false;
        list->walked = marks;
        list->capacity = larger;
    }
    char *copy = strdup(path);
    if (!copy) return false;
    list->walked[list->count] = walked;
    list->paths[list->count++] = copy;
    return true;
}

static bool add_standard_input(cli_context *cli, file_list *list, cli_articles *skips) {
    struct stat status;
    bool known = fstat(STDIN_FILENO, &status) == 0;
    return add_file(cli, list, skips, "-", known ? &status : NULL, false);
}

/* Files that say something of the folder that they lie in, by their names. */
static bool is_about_folder(const char *path) {
    static const char *const names[] = {"README",       "LICENSE", "LICENCE", "COPYING",
                                        "CONTRIBUTING", "AUTHORS", "NOTICE",  "CHANGELOG"};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length = strcspn(name, ".");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncasecmp(name, names[i], length) == 0) return true;
    return false;
}

static int not_hidden(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

bool cli_is_address(const char *operand) {
    return strncasecmp(operand, "http://", 7) == 0 || strncasecmp(operand, "https://", 8) == 0;
}

/* Walk without recursion: a stack of paths, names in reverse so that they come in order. */
static bool add_path(cli_context *cli, file_list *list, cli_articles *skips, const char *operand) {
    size_t files_before = list->count, skips_before = skips->skipped_count;
    size_t depth = 0, capacity = 16;
    char **stack = malloc(capacity * sizeof *stack);
    bool good = stack && (stack[depth++] = strdup(operand)) != NULL;
    while (good && depth) {
        char *path = stack[--depth];
        struct stat status;
        bool named = strcmp(path, operand) == 0;
        struct dirent **names;
        int count;
        /* A link within a folder is not followed into another folder: it may lead back. */
        int missing = stat(path, &status) == 0 ? 0 : errno;
        if (missing && named && cli_is_address(path)) {
            skip(cli, skips, path, "is an address; readout fetch URL | readout report -");
            free(path);
            continue;
        }
        if (missing == ENOTDIR && named) {
            good = add_file(cli, list, skips, path, NULL, false); /* a member of an archive */
        } else if (missing) {
            skip(cli, skips, path, missing == ENOENT ? "no such file" : strerror(missing));
        } else if (S_ISDIR(status.st_mode)) {
            struct stat link;
            if (!named && lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
                skip(cli, skips, path, "is a link to a folder; not followed");
            } else if ((count = scandir(path, &names, not_hidden, alphasort)) < 0) {
                skip(cli, skips, path, strerror(errno));
            } else {
                if (depth + (size_t)count > capacity) {
                    capacity = depth + (size_t)count + 64;
                    char **moved = realloc(stack, capacity * sizeof *stack);
                    if (moved) stack = moved;
                    good = moved != NULL;
                }
                for (int i = count - 1; i >= 0; i--) {
                    size_t size = strlen(path) + strlen(names[i]->d_name) + 2;
                    char *child = good ? malloc(size) : NULL;
                    if (child) {
                        size_t end = strlen(path);
                        bool slash = end && path[end - 1] == '/';
                        snprintf(child, size, "%s%s%s", path, slash ? "" : "/", names[i]->d_name);
                        stack[depth++] = child;
                    } else {
                        good = false;
                    }
                    free(names[i]);
                }
                free(names);
            }
        } else if (!named && is_about_folder(path)) {
            /* no article */
        } else if (!named && cli_would_replace(cli, path)) {
            cli_warn(cli, "%s: is read with %s, and would be written over; nothing was written",
                     path, operand);
            list->refused = true;
            good = false;
        } else if (!named && cli_is_output(cli, path)) {
            /* what this run writes is not what it reads */
        } else if (S_ISREG(status.st_mode) || named) {
            good = add_file(cli, list, skips, path, &status, !named);
        } else {
            skip(cli, skips, path, "is not a file");
        }
        free(path);
    }
    while (depth) free(stack[--depth]);
    free(stack);
    if (good && list->count == files_before && skips->skipped_count == skips_before)
        skip(cli, skips, operand, "holds no files");
    return good;
}

/* A batch that fills up and is analysed and handed on. */
typedef struct input_batch {
    cli_context *cli;
    cli_articles *skips;
    ro_store *known; /* whose outlets' lines are known; NULL: none are */
    bool analyse;
    cli_batch_fn take;
    void *context;
    ro_article *articles[BATCH];
    size_t count;
    uint64_t cost;  /* of these articles */
    uint64_t taken; /* of all that were taken so far, where they stay */
    size_t articles_taken;
    bool stays;  /* what is taken is kept until the end of the run */
    bool full;   /* the limit of memory is reached: nothing more is read */
    bool walked; /* the file at hand was found in a folder */
    struct other_files {
        const char *kind; /* as in ro_error.other */
        size_t count;
    } others[MOST_OTHERS]; /* found in folders that hold no text */
} input_batch;

static void count_other(input_batch *batch, const char *kind) {
    struct other_files *at = batch->others;
    while (at < batch->others + MOST_OTHERS - 1 && at->kind && strcmp(at->kind, kind) != 0) at++;
    if (!at->kind) at->kind = kind;
    at->count++;
}

static const char *plural_of(const char *kind, char room[64]) {
    static const char *const irregular[][2] = {
        {"list of addresses", "lists of addresses"},
        {"XML file of another kind", "XML files of another kind"},
        {"file for programs", "files for programs"},
        {"robots.txt", "robots.txt"},
        {"page of Readout", "pages of Readout"},
        {"account of Readout", "accounts of Readout"}};
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
        if (strcmp(kind, irregular[i][0]) == 0) return irregular[i][1];
    snprintf(room, 64, "%ss", kind);
    return room;
}

/* Name what folders hold beside articles, once. */
static void note_others(input_batch *batch) {
    char list[1024], room[64];
    size_t sum = 0, used = 0;
    for (size_t i = 0; i < MOST_OTHERS && batch->others[i].kind; i++) {
        const struct other_files *of = &batch->others[i];
        const char *name = of->count == 1 ? of->kind : plural_of(of->kind, room);
        int n =
            snprintf(list + used, sizeof list - used, "%s%zu %s", i ? ", " : "", of->count, name);
        used += (size_t)n < sizeof list - used ? (size_t)n : 0;
        sum += of->count;
    }
    if (sum)
        cli_note(batch->cli, "%zu file%s hold%s no article: %s", sum, sum == 1 ? "" : "s",
                 sum == 1 ? "s" : "", list);
}

/* Analyse articles, with what the store of the options, where there is one, knows of their outlets'
 * lines. */
static bool analyse_with(cli_context *cli, ro_article **articles, size_t count,
                         ro_analyse_options *options) {
    ro_error error = {0};
    options->threads = cli->account.threads;
    ro_status status = ro_analyse_all(cli->engine, articles, count, options, &error);
    if (status != RO_OK) cli_warn(cli, "%s", error.msg);
    return status == RO_OK;
}

static bool hand_on(input_batch *batch) {
    ro_analyse_options options = {RO_SIZED(ro_analyse_options), .store = batch->known};
    bool good =
        !batch->analyse || analyse_with(batch->cli, batch->articles, batch->count, &options);
    if (good && batch->count) good = batch->take(batch->context, batch->articles, batch->count);
    for (size_t i = 0; i < batch->count; i++) ro_article_free(batch->articles[i]);
    batch->count = 0;
    batch->cost = 0;
    return good;
}

/* Put an article into the batch, or, where all of them together would take more memory than
 * they may, free it, say so of its source and read nothing more. */
static bool put_in(input_batch *batch, const char *source, ro_article *article) {
    uint64_t cost = ro_article_cost(article), most = batch->cli->memory;
    if (most && batch->stays && cost > most - batch->taken) {
        char reason[200];
        snprintf(reason, sizeof reason,
                 "would pass the limit of memory (--limit-memory %s) behind %zu article%s: "
                 "neither this one nor what follows it is read",
                 batch->cli->options.limit_memory, batch->articles_taken,
                 batch->articles_taken == 1 ? "" : "s");
        skip(batch->cli, batch->skips, source, reason);
        ro_article_free(article);
        batch->full = true;
        return true;
    }
    batch->taken += cost;
    batch->articles_taken++;
    batch->cost += cost;
    batch->articles[batch->count++] = article;
    return (batch->count < BATCH && batch->cost < BATCH_COST) || hand_on(batch);
}

/* Say what happened in a source, and where: the record where it has several, the byte. */
static void skip_record(input_batch *batch, const char *path, const ro_error *error) {
    if (error->other && batch->walked) {
        count_other(batch, error->other);
        return;
    }
    char source[4096 + 64];
    int used = snprintf(source, sizeof source, "%.4095s", name_of(path));
    size_t at = (size_t)used, room = sizeof source - at;
    unsigned long long offset = error->offset;
    if (error->record && offset)
        snprintf(source + at, room, " (record %u, byte %llu)", error->record, offset);
    else if (error->record)
        snprintf(source + at, room, " (record %u)", error->record);
    else if (offset)
        snprintf(source + at, room, " (byte %llu)", offset);
    skip(batch->cli, batch->skips, source, error->msg);
}

/* Take every record of @p reader; @p records counts them. */
static bool read_records(input_batch *batch, const char *path, ro_reader *reader,
                         uint32_t *records) {
    ro_error error = {0};
    ro_status status = RO_OK;
    bool good = true;
    for (; good; ++*records) {
        ro_article *article;
        status = ro_reader_next(reader, &article, &error);
        if (status == RO_END) break;
        if (status != RO_OK) skip_record(batch, path, &error);
        if (status == RO_ERR_NOMEM || status == RO_ERR_IO) break;
        if (!article) continue;
        char source[4096 + 64];
        snprintf(source, sizeof source, "%.4095s (record %u)", name_of(path),
                 ro_article_metadata(article)->record + 1);
        good = put_in(batch, source, article);
        if (batch->full) break;
    }
    if (status == RO_END && ro_reader_note(reader))
        cli_note(batch->cli, "%s: %s", name_of(path), ro_reader_note(reader));
    return good;
}

static bool read_lines(input_batch *batch, const char *path, cli_lines *lines) {
    cli_context *cli = batch->cli;
    ro_error error = {0};
    uint32_t records = 0;
    ro_day_order day_order = cli->read.day_order;
    bool good = hand_on(batch);
    while (good && !batch->full && cli_lines_next(lines, &cli->piece)) {
        ro_read_options options = cli->read;
        ro_reader *reader = NULL;
        options.first_offset = cli->piece.start;
        options.first_record = records;
        options.day_order = day_order;
        ro_status status = ro_reader_open_memory(cli->engine, name_of(path), cli->piece.bytes,
                                                 cli->piece.size, &options, &reader, &error);
        if (status == RO_ERR_ARG) cli_warn(cli, "%s", error.msg);
        if (status == RO_ERR_ARG) return false; /* an option, and no source's fault */
        if (status != RO_OK) skip_record(batch, path, &error);
        good = status >= 0 ? read_records(batch, path, reader, &records) && hand_on(batch)
                           : status != RO_ERR_NOMEM;
        if (reader) day_order = ro_reader_day_order(reader);
        ro_reader_free(reader);
    }
    if (good && !batch->full && !lines->ended) skip(cli, batch->skips, path, strerror(errno));
    cli->piece = (cli_piece){0};
    return good;
}

static bool read_whole(input_batch *batch, const char *path, cli_lines *lines) {
    cli_context *cli = batch->cli;
    ro_error error = {0};
    ro_reader *reader = NULL;
    uint32_t records = 0;
    ro_status status = strcmp(path, "-") == 0
                           ? ro_reader_open_stream(cli->engine, name_of(path), cli_lines_read,
                                                   lines, &cli->read, &reader, &error)
                           : ro_reader_open(cli->engine, path, &cli->read, &reader, &error);
    if (status == RO_ERR_ARG) cli_warn(cli, "%s", error.msg);
    if (status == RO_ERR_ARG) return false; /* an option, and no source's fault */
    if (status != RO_OK) skip_record(batch, path, &error);
    if (status < 0) return status != RO_ERR_NOMEM;
    bool good = read_records(batch, path, reader, &records);
    ro_reader_free(reader);
    return good;
}

static bool read_source(input_batch *batch, const char *path) {
    cli_lines lines;
    bool good = cli_lines_open(&lines, path) ? read_lines(batch, path, &lines)
                                             : read_whole(batch, path, &lines);
    cli_lines_close(&lines);
    return good;
}

static bool read_operands(input_batch *batch) {
    cli_context *cli = batch->cli;
    file_list list = {0};
    bool good = true;
    for (size_t i = 0; i < cli->options.operand_count && good; i++) {
        const char *operand = cli->options.operands[i];
        good = strcmp(operand, "-") == 0 ? add_standard_input(cli, &list, batch->skips)
                                         : add_path(cli, &list, batch->skips, operand);
    }
    if (!good && !list.refused) cli_warn(cli, "out of memory");
    cli_progress progress;
    cli_progress_start(&progress, cli, list.count);
    for (size_t i = 0; i < list.count && good && !batch->full; i++) {
        cli_progress_step(&progress, i, "reading");
        batch->walked = list.walked[i];
        good = read_source(batch, list.paths[i]);
    }
    if (good) good = hand_on(batch);
    note_others(batch);
    cli_progress_end(&progress);
    for (size_t i = 0; i < list.count; i++) free(list.paths[i]);
    free(list.paths);
    free(list.walked);
    free(list.seen);
    return good;
}

/* A damaged article is skipped; what breaks off the walk is trouble. */
static bool read_store(input_batch *batch) {
    cli_context *cli = batch->cli;
    ro_error error = {0};
    ro_store *store = cli_open_store(cli, RO_STORE_READ);
    ro_store_cursor *cursor = NULL;
    ro_status status = store ? ro_store_find(store, NULL, &cursor, &error) : RO_END;
    bool good = status == RO_OK;
    while (good && !batch->full) {
        ro_article *article;
        status = ro_store_next(cursor, &article, &error);
        if (status == RO_ERR_INPUT)
            skip_record(batch, cli->options.store, &error);
        else if (status != RO_OK)
            break;
        else
            good = put_in(batch, cli->options.store, article);
    }
    bool broken = status < 0 && (status != RO_ERR_INPUT || !cursor);
    if (broken) cli_warn(cli, "%s: %s", cli->options.store, error.msg);
    good = good && !broken && hand_on(batch);
    ro_store_cursor_free(cursor);
    ro_store_close(store);
    return good;
}

bool cli_has_operands(cli_context *cli) {
    if (cli->options.operand_count) return true;
    cli_warn(cli, "no files given; '-' reads standard input, --help shows examples");
    return false;
}

bool cli_each_batch(cli_context *cli, bool from_store, bool analyse, cli_articles *skips,
                    cli_batch_fn take, void *context) {
    bool stored = from_store && cli->options.store;
    if (!stored && !cli_has_operands(cli)) return false;
    input_batch *batch = calloc(1, sizeof *batch);
    if (!batch) {
        cli_warn(cli, "out of memory");
        return false;
    }
    batch->cli = cli;
    batch->skips = skips;
    batch->analyse = analyse;
    batch->take = take;
    batch->context = context;
    batch->stays = take == cli_articles_keep;
    bool asks = analyse && cli->options.store;
    bool good = (!asks || (batch->known = cli_open_store(cli, RO_STORE_READ))) &&
                (!stored || read_store(batch)) &&
                (batch->full || cli->options.operand_count == 0 || read_operands(batch));
    for (size_t i = 0; i < batch->count; i++) ro_article_free(batch->articles[i]);
    ro_store_close(batch->known);
    free(batch);
    return good;
}

bool cli_articles_keep(void *context, ro_article **articles, size_t count) {
    cli_articles *all = context;
    if (all->count + count > all->capacity) {
        size_t larger = all->capacity * 2 + count;
        ro_article **moved = realloc(all->items, larger * sizeof *moved);
        if (!moved) {
            cli_say("out of memory");
            return false;
        }
        all->items = moved;
        all->capacity = larger;
    }
    for (size_t i = 0; i < count; i++) {
        all->items[all->count++] = articles[i];
        articles[i] = NULL;
    }
    return true;
}

static int by_digest(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Drop the articles behind the first @p stored whose bytes are those of one of them. False: no
 * memory, and told. */
static bool drop_stored(cli_articles *articles, size_t stored) {
    const char **known = malloc((stored + 1) * sizeof *known);
    if (!known) {
        cli_say("out of memory");
        return false;
    }
    for (size_t i = 0; i < stored; i++) known[i] = ro_article_metadata(articles->items[i])->sha256;
    qsort(known, stored, sizeof *known, by_digest);
    size_t kept = stored;
    for (size_t i = stored; i < articles->count; i++) {
        const char *digest = ro_article_metadata(articles->items[i])->sha256;
        if (bsearch(&digest, known, stored, sizeof *known, by_digest))
            ro_article_free(articles->items[i]);
        else
            articles->items[kept++] = articles->items[i];
    }
    articles->count = kept;
    free(known);
    return true;
}

bool cli_read_all(cli_context *cli, cli_articles *articles) {
    size_t operands = cli->options.operand_count;
    if (!cli->options.store || !operands)
        return cli_each_batch(cli, true, false, articles, cli_articles_keep, articles);
    cli->options.operand_count = 0;
    bool good = cli_each_batch(cli, true, false, articles, cli_articles_keep, articles);
    size_t stored = articles->count;
    cli->options.operand_count = operands;
    good = good && cli_each_batch(cli, false, false, articles, cli_articles_keep, articles);
    return good && drop_stored(articles, stored);
}

static bool analyse_collected(cli_context *cli, cli_articles *articles) {
    cli_progress progress;
    ro_store *known = cli->options.store ? cli_open_store(cli, RO_STORE_READ) : NULL;
    if (cli->options.store && !known) return false;
    ro_analyse_options options = {RO_SIZED(ro_analyse_options), .progress = cli_progress_told,
                                  .progress_context = &progress, .store = known};
    cli_progress_start(&progress, cli, articles->count);
    bool good = analyse_with(cli, articles->items, articles->count, &options);
    cli_progress_end(&progress);
    ro_store_close(known);
    return good;
}

bool cli_collect(cli_context *cli, cli_articles *articles) {
    return cli_read_all(cli, articles) && analyse_collected(cli, articles);
}

void cli_articles_free(cli_articles *articles) {
    for (size_t i = 0; i < articles->count; i++) ro_article_free(articles->items[i]);
    free(articles->items);
    for (size_t i = 0; i < articles->skipped_count; i++) {
        free(articles->skipped[i].source);
        free(articles->skipped[i].reason);
    }
    free(articles->skipped);
    *articles = (cli_articles){0};
}

ro_account *cli_make_account(cli_context *cli, cli_articles *articles) {
    ro_error error = {0};
    ro_account *account = NULL;
    if (!cli_collect(cli, articles)) return NULL;
    cli_progress progress;
    ro_account_options options = cli->account;
    options.progress = cli_progress_told;
    options.progress_context = &progress;
    cli_progress_start(&progress, cli, articles->count);
    ro_status status =
        ro_account_new(cli->engine, articles->items, articles->count, &options, &account, &error);
    cli_progress_end(&progress);
    if (status != RO_OK) {
        cli_warn(cli, "%s", error.msg);
        return NULL;
    }
    for (size_t i = 0; i < articles->skipped_count; i++)
        if (ro_account_add_skipped(account, articles->skipped[i].source,
                                   articles->skipped[i].reason) != RO_OK)
            cli_warn(cli, "out of memory");
    return account;
}

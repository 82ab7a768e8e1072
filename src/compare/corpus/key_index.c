/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/corpus/key_index.h"

#include <string.h>

/* Many small tables instead of one: when one grows, what it needs twice is little. */
enum { TABLE_BITS = 8, TABLES = 1 << TABLE_BITS, FIRST_CAPACITY = 64 };

typedef struct entry {
    uint32_t key;
    uint32_t article; /* + 1; 0: free */
} entry;

/* Open addressing; the entries of a key follow each other. */
typedef struct key_table {
    entry *entries;
    uint32_t count;
    uint32_t capacity; /* a power of two, or 0 */
} key_table;

struct ro_key_index {
    key_table tables[TABLES];
};

ro_key_index *ro_key_index_new(void) {
    return calloc(1, sizeof(ro_key_index));
}

void ro_key_index_free(ro_key_index *index) {
    if (!index) return;
    for (unsigned i = 0; i < TABLES; i++) free(index->tables[i].entries);
    free(index);
}

static uint32_t place_of(const key_table *table, uint32_t key) {
    return (key << TABLE_BITS >> TABLE_BITS) * 0x9E3779B1u >> 7 & (table->capacity - 1);
}

static void put(key_table *table, entry new) {
    uint32_t at = place_of(table, new.key);
    while (table->entries[at].article) at = (at + 1) & (table->capacity - 1);
    table->entries[at] = new;
}

static bool grow(key_table *table) {
    if (table->capacity > UINT32_MAX / 2) return false;
    uint32_t larger = table->capacity ? table->capacity * 2 : FIRST_CAPACITY;
    key_table grown = {calloc(larger, sizeof(entry)), table->count, larger};
    if (!grown.entries) return false;
    for (uint32_t i = 0; i < table->capacity; i++)
        if (table->entries[i].article) put(&grown, table->entries[i]);
    free(table->entries);
    *table = grown;
    return true;
}

uint32_t ro_key_index_find(const ro_key_index *index, uint32_t key, uint32_t *articles) {
    const key_table *table = &index->tables[key >> (32 - TABLE_BITS)];
    uint32_t count = 0;
    if (!table->capacity) return 0;
    for (uint32_t at = place_of(table, key); table->entries[at].article;
         at = (at + 1) & (table->capacity - 1))
        if (table->entries[at].key == key && count < RO_MOST_OF_KEY)
            articles[count++] = table->entries[at].article - 1;
    return count;
}

bool ro_key_index_add(ro_key_index *index, uint32_t key, uint32_t article) {
    key_table *table = &index->tables[key >> (32 - TABLE_BITS)];
    uint32_t articles[RO_MOST_OF_KEY];
    uint32_t known = ro_key_index_find(index, key, articles);
    if (known == RO_MOST_OF_KEY) return true;
    if (known && articles[known - 1] == article) return true;
    if (table->count >= table->capacity / 4 * 3 && !grow(table)) return false;
    put(table, (entry){key, article + 1});
    table->count++;
    return true;
}

size_t ro_key_index_bytes(const ro_key_index *index) {
    size_t bytes = sizeof *index;
    for (unsigned i = 0; i < TABLES; i++) bytes += index->tables[i].capacity * sizeof(entry);
    return bytes;
}

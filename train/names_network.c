/* SPDX-License-Identifier: Apache-2.0 */
#include "names_network.h"

#include <math.h>
#include <string.h>

struct names_activations {
    float x[NAME_ROWS * NAME_INPUT];
    float c[NAME_ROWS * NAME_OPEN], mc[NAME_ROWS * NAME_OPEN], dc[NAME_ROWS * NAME_OPEN];
    float gates[NAME_ROWS * 3 * NAME_RECURRENT], dgates[NAME_ROWS * 3 * NAME_RECURRENT];
    float cell[NAME_ROWS * NAME_RECURRENT], h[NAME_ROWS * NAME_RECURRENT];
    float dh[NAME_ROWS * NAME_RECURRENT];
    float gathered[NAME_ROWS * NAME_GATHERED], mgathered[NAME_ROWS * NAME_GATHERED];
    float dgathered[NAME_ROWS * NAME_GATHERED];
    float m[NAME_ROWS * NAME_MIX], mm[NAME_ROWS * NAME_MIX], dm[NAME_ROWS * NAME_MIX];
    float labels[NAME_ROWS * NAME_LABELS], dlabels[NAME_ROWS * NAME_LABELS];
    float alpha[NAME_ROWS][RO_LABEL_COUNT], beta[NAME_ROWS][RO_LABEL_COUNT];
    uint8_t from[NAME_ROWS][RO_LABEL_COUNT];
    bool kept[NAME_ROWS][RO_NAME_FEATURES_MOST];
};

names_activations *names_activations_new(void) {
    return zeroed(1, sizeof(names_activations));
}

void names_init(names_network *net, size_t table_rows, random_state *random) {
#define MAKE(field, rows, columns, fan)                                                            \
    net->field = weights_new(#field, rows, columns, (fan) ? sqrt(3.0 / (fan)) : 0, random)
    MAKE(open, NAME_INPUT, NAME_OPEN, NAME_INPUT);
    MAKE(open_bias, 1, NAME_OPEN, 0);
    MAKE(domain, NAME_DOMAINS, NAME_OPEN, 0);
    MAKE(gate, NAME_OPEN, 3 * NAME_RECURRENT, NAME_OPEN);
    MAKE(gate_bias, 1, 3 * NAME_RECURRENT, 0);
    MAKE(mix, NAME_GATHERED, NAME_MIX, NAME_GATHERED);
    MAKE(mix_bias, 1, NAME_MIX, 0);
    MAKE(label, NAME_MIX, NAME_LABELS, NAME_MIX);
    MAKE(label_bias, 1, NAME_LABELS, 0);
    MAKE(steps, RO_LABEL_COUNT, NAME_LABELS, 0);
#undef MAKE
    net->table = weights_new("table", table_rows, NAME_MIX, 0.01, random);
}

void names_dense(names_network *net, weights *list[NAME_DENSE]) {
    weights *all[NAME_DENSE] = {&net->open,       &net->open_bias, &net->domain,   &net->gate,
                                &net->gate_bias,  &net->mix,       &net->mix_bias, &net->label,
                                &net->label_bias, &net->steps};
    memcpy(list, all, sizeof all);
}

static void add_features(const names_network *net, names_activations *a, const names_batch *b,
                         random_state *random, double p) {
    uint64_t bits = 0, limit = (uint64_t)(p * 65536);
    float keep = random ? (float)(1 / (1 - p)) : 1;
    for (size_t t = 0; t < b->rows; t++) {
        const seen_word *w = b->words[t];
        float *m = a->m + t * NAME_MIX;
        for (size_t f = 0; f < w->feature_count; f++) {
            if (random) {
                bits = f % 4 ? bits >> 16 : random_bits(random);
                a->kept[t][f] = (bits & 0xFFFF) >= limit;
                if (!a->kept[t][f]) continue;
            }
            const float *row = net->table.value + (size_t)w->features[f] * NAME_MIX;
            for (size_t j = 0; j < NAME_MIX; j++) m[j] += row[j] * keep;
        }
    }
}

static void forward(names_network *net, names_activations *a, const names_batch *b,
                    random_state *random, double dropout, double feature_dropout) {
    size_t n = b->rows;
    run_places runs = {n, b->runs, b->start, b->length};
    for (size_t t = 0; t < n; t++)
        for (size_t j = 0; j < NAME_INPUT; j++)
            a->x[t * NAME_INPUT + j] = (float)b->words[t]->input[j] / NAME_INPUT_SCALE;
    linear(n, a->x, &net->open, &net->open_bias, a->c);
    for (size_t r = 0; r < b->runs; r++)
        for (size_t t = b->start[r]; t < b->start[r] + b->length[r]; t++)
            for (size_t j = 0; j < NAME_OPEN; j++)
                a->c[t * NAME_OPEN + j] += net->domain.value[b->domain[r] * NAME_OPEN + j];
    leaky(n * NAME_OPEN, a->c);
    drop(n * NAME_OPEN, a->c, a->mc, random, dropout);
    linear(n, a->c, &net->gate, &net->gate_bias, a->gates);
    gates_forward(&runs, NAME_HIDDEN, a->gates, a->cell, a->h);
    for (size_t t = 0; t < n; t++) {
        float *to = a->gathered + t * NAME_GATHERED;
        memcpy(to, a->c + t * NAME_OPEN, NAME_OPEN * sizeof *to);
        memcpy(to + NAME_OPEN, a->h + t * NAME_RECURRENT, NAME_RECURRENT * sizeof *to);
    }
    drop(n * NAME_GATHERED, a->gathered, a->mgathered, random, dropout);
    linear(n, a->gathered, &net->mix, &net->mix_bias, a->m);
    add_features(net, a, b, random, feature_dropout);
    leaky(n * NAME_MIX, a->m);
    drop(n * NAME_MIX, a->m, a->mm, random, dropout);
    linear(n, a->m, &net->label, &net->label_bias, a->labels);
}

static float log_sum(const float *values, size_t count) {
    float top = values[0], sum = 0;
    for (size_t i = 1; i < count; i++) top = values[i] > top ? values[i] : top;
    if (top < -1e8f) return top;
    for (size_t i = 0; i < count; i++) sum += expf(values[i] - top);
    return top + logf(sum);
}

static const float never = -1e9f;

/* The step between two labels; a stretch begins, and ends, as if behind no name. */
static float step_of(const names_network *net, int from, int to) {
    return ro_label_follows((ro_name_label)from, (ro_name_label)to)
               ? net->steps.value[from * NAME_LABELS + to]
               : never;
}

/* Log of the sum of all paths over words [first, end); gradients of it times @p sign. With
 * @p free every label is allowed. */
static double paths(names_network *net, names_activations *a, const names_batch *b, size_t first,
                    size_t end, bool free, float sign) {
    enum { L = RO_LABEL_COUNT };
    static float step[L][L];
    for (int x = 0; x < L; x++)
        for (int y = 0; y < L; y++) step[x][y] = step_of(net, x, y);
    float terms[L];
    for (size_t t = first; t < end; t++)
        for (int y = 0; y < L; y++) {
            bool open = free || (b->words[t]->allowed >> y & 1);
            for (int x = 0; open && x < L; x++)
                terms[x] = (t > first ? a->alpha[t - 1][x] : x ? never : 0) + step[x][y];
            a->alpha[t][y] =
                open ? log_sum(terms, L) + a->labels[t * NAME_LABELS + (size_t)y] : never;
        }
    for (size_t t = end; t-- > first;)
        for (int x = 0; x < L; x++) {
            if (t + 1 == end) {
                a->beta[t][x] = step[x][0];
                continue;
            }
            for (int y = 0; y < L; y++) {
                bool open = free || (b->words[t + 1]->allowed >> y & 1);
                terms[y] = open ? step[x][y] + a->labels[(t + 1) * NAME_LABELS + (size_t)y] +
                                      a->beta[t + 1][y]
                                : never;
            }
            a->beta[t][x] = log_sum(terms, L);
        }
    for (int x = 0; x < L; x++) terms[x] = a->alpha[end - 1][x] + step[x][0];
    float all = log_sum(terms, L);
    for (size_t t = first; t < end; t++)
        for (int y = 0; y < L; y++) {
            float p = expf(a->alpha[t][y] + a->beta[t][y] - all);
            if (p < 1e-6f) continue;
            a->dlabels[t * NAME_LABELS + (size_t)y] += sign * p;
            if (t == first) net->steps.gradient[y] += sign * p;
            if (t + 1 == end) net->steps.gradient[y * NAME_LABELS] += sign * p;
            for (int x = 0; t > first && x < L; x++) {
                float q = a->alpha[t - 1][x] + step[x][y] + a->labels[t * NAME_LABELS + (size_t)y] +
                          a->beta[t][y] - all;
                if (q > -14) net->steps.gradient[x * NAME_LABELS + y] += sign * expf(q);
            }
        }
    return (double)all;
}

static size_t stretch_end(const names_batch *b, size_t t) {
    size_t end = t + 1;
    while (end < b->rows && b->words[end]->allowed && !b->words[end]->opens) end++;
    return end;
}

static void backward(names_network *net, names_activations *a, const names_batch *b,
                     double feature_dropout) {
    size_t n = b->rows;
    run_places runs = {n, b->runs, b->start, b->length};
    linear_back(n, a->m, &net->label, &net->label_bias, a->dlabels, a->dm, false);
    masked(n * NAME_MIX, a->dm, a->mm);
    leaky_back(n * NAME_MIX, a->m, a->dm);
    float keep = (float)(1 / (1 - feature_dropout));
    for (size_t t = 0; t < n; t++)
        for (size_t f = 0; f < b->words[t]->feature_count; f++) {
            if (!a->kept[t][f]) continue;
            float *g = net->table.gradient + (size_t)b->words[t]->features[f] * NAME_MIX;
            for (size_t j = 0; j < NAME_MIX; j++) g[j] += a->dm[t * NAME_MIX + j] * keep;
        }
    linear_back(n, a->gathered, &net->mix, &net->mix_bias, a->dm, a->dgathered, false);
    masked(n * NAME_GATHERED, a->dgathered, a->mgathered);
    for (size_t t = 0; t < n; t++) {
        const float *from = a->dgathered + t * NAME_GATHERED;
        memcpy(a->dc + t * NAME_OPEN, from, NAME_OPEN * sizeof *from);
        memcpy(a->dh + t * NAME_RECURRENT, from + NAME_OPEN, NAME_RECURRENT * sizeof *from);
    }
    gates_backward(&runs, NAME_HIDDEN, a->gates, a->cell, a->dh, a->dgates);
    linear_back(n, a->c, &net->gate, &net->gate_bias, a->dgates, a->dc, true);
    masked(n * NAME_OPEN, a->dc, a->mc);
    leaky_back(n * NAME_OPEN, a->c, a->dc);
    linear_back(n, a->x, &net->open, &net->open_bias, a->dc, NULL, false);
    for (size_t r = 0; r < b->runs; r++)
        for (size_t t = b->start[r]; t < b->start[r] + b->length[r]; t++)
            for (size_t j = 0; j < NAME_OPEN; j++)
                net->domain.gradient[b->domain[r] * NAME_OPEN + j] += a->dc[t * NAME_OPEN + j];
}

double names_learn(names_network *net, names_activations *a, const names_batch *b,
                   random_state *random, double dropout, double feature_dropout) {
    double loss = 0;
    forward(net, a, b, random, dropout, feature_dropout);
    memset(a->dlabels, 0, b->rows * NAME_LABELS * sizeof(float));
    for (size_t t = 0, end; t < b->rows; t = end) {
        end = t + 1;
        if (!b->words[t]->allowed) continue;
        end = stretch_end(b, t);
        loss += paths(net, a, b, t, end, true, 1) - paths(net, a, b, t, end, false, -1);
    }
    backward(net, a, b, feature_dropout);
    return loss;
}

static void best_path(const names_network *net, names_activations *a, size_t first, size_t end,
                      uint8_t *best) {
    for (size_t t = first; t < end; t++)
        for (int y = 0; y < RO_LABEL_COUNT; y++) {
            float most = 2 * never;
            for (int x = 0; x < RO_LABEL_COUNT; x++) {
                float value = (t > first ? a->alpha[t - 1][x] : x ? never : 0) + step_of(net, x, y);
                if (value > most) most = value, a->from[t][y] = (uint8_t)x;
            }
            a->alpha[t][y] = most + a->labels[t * NAME_LABELS + (size_t)y];
        }
    int last = 0;
    for (int x = 1; x < RO_LABEL_COUNT; x++)
        if (a->alpha[end - 1][x] + step_of(net, x, 0) >
            a->alpha[end - 1][last] + step_of(net, last, 0))
            last = x;
    for (size_t t = end; t-- > first;) {
        best[t] = (uint8_t)last;
        last = a->from[t][last];
    }
}

void names_decode(names_network *net, names_activations *a, const names_batch *b, uint8_t *best) {
    forward(net, a, b, NULL, 0, 0);
    memset(best, 0, b->rows);
    for (size_t t = 0, end; t < b->rows; t = end) {
        end = t + 1;
        if (!b->words[t]->allowed) continue;
        end = stretch_end(b, t);
        best_path(net, a, t, end, best);
    }
}

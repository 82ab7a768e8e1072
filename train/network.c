/* SPDX-License-Identifier: Apache-2.0 */
#include "network.h"

#include <math.h>
#include <string.h>

#include "layers.h"

enum { LONGEST = 512 };

struct activations {
    float x[MOST_ROWS * INPUT], dx[MOST_ROWS * INPUT], mx[MOST_ROWS * INPUT];
    float vectors[MOST_ROWS * VECTOR];
    float window[MOST_ROWS * 3 * INPUT], dwindow[MOST_ROWS * 3 * INPUT];
    float c[MOST_ROWS * WINDOW], dc[MOST_ROWS * WINDOW], mc[MOST_ROWS * WINDOW];
    float gates[LAYERS][MOST_ROWS * GATES], dgates[MOST_ROWS * GATES];
    float cell[LAYERS][MOST_ROWS * RECURRENT];
    float h[LAYERS][MOST_ROWS * RECURRENT], dh[LAYERS][MOST_ROWS * RECURRENT];
    float mh[LAYERS][MOST_ROWS * RECURRENT];
    float r[MOST_ROWS * RECURRENT], dr[MOST_ROWS * RECURRENT];
    float tags[MOST_ROWS * TAGS], begins[MOST_ROWS * LANES];
    float head[MOST_ROWS * ARC], dhead[MOST_ROWS * ARC];
    float dependent[MOST_ROWS * ARC], ddependent[MOST_ROWS * ARC];
    float lhead[MOST_ROWS * LABEL], dlhead[MOST_ROWS * LABEL];
    float ldependent[MOST_ROWS * LABEL], dldependent[MOST_ROWS * LABEL];
    float hidden[MOST_ROWS * LABEL], dhidden[MOST_ROWS * LABEL];
    float labels[MOST_ROWS * LABELS];
    float scores[LONGEST + 1];
    int32_t heads[MOST_ROWS]; /* found */
};

struct lesson {
    float tags[MOST_ROWS * TAGS], labels[MOST_ROWS * LABELS], begins[MOST_ROWS];
    float heads[MOST_ROWS * (LONGEST + 1)];
    size_t start[MOST_ROWS]; /* of each word's heads */
};

lesson *lesson_new(void) {
    return zeroed(1, sizeof(lesson));
}

void lesson_clear(lesson *l, const batch *b) {
    size_t at = 0;
    memset(l->tags, 0, b->rows * TAGS * sizeof(float));
    memset(l->labels, 0, b->rows * LABELS * sizeof(float));
    memset(l->begins, 0, b->rows * sizeof(float));
    for (size_t s = 0; s < b->sentences; s++)
        for (size_t i = 0; i < b->length[s]; i++) {
            l->start[b->start[s] + i] = at;
            at += b->length[s] + 1;
        }
    memset(l->heads, 0, at * sizeof(float));
}

activations *activations_new(void) {
    return zeroed(1, sizeof(activations));
}

/* Half the width of the uniform distribution that keeps the variance of @p fan
 * inputs. Source: Glorot and Bengio 2010 */
static double spread(int fan) {
    return fan > 0 ? sqrt(3.0 / fan) : 0;
}

void network_init(network *net, size_t table_rows, random_state *random) {
#define MAKE(field, rows, columns, fan)                                                            \
    net->field = weights_new(#field, rows, columns, spread(fan), random)
    net->table = weights_new("table", table_rows, INPUT, 0.05, random);
    memset(net->table.value, 0, INPUT * sizeof(float));
    net->project = weights_new("project", VECTOR, INPUT, 0.1, random);
    MAKE(window, 3 * INPUT, WINDOW, 3 * INPUT);
    MAKE(window_bias, 1, WINDOW, 0);
    for (int l = 0; l < LAYERS; l++) {
        MAKE(gate[l], l ? RECURRENT : WINDOW, GATES, l ? RECURRENT : WINDOW);
        MAKE(gate_bias[l], 1, GATES, 0);
    }
    MAKE(tag, RECURRENT, TAGS, RECURRENT);
    MAKE(tag_bias, 1, TAGS, 0);
    MAKE(begin, RECURRENT, LANES, RECURRENT);
    MAKE(begin_bias, 1, LANES, 0);
    MAKE(head, RECURRENT, ARC, RECURRENT);
    MAKE(head_bias, 1, ARC, 0);
    MAKE(dependent, RECURRENT, ARC, RECURRENT);
    MAKE(dependent_bias, 1, ARC, 0);
    MAKE(root, 1, ARC, ARC);
    MAKE(distance, 1, 32, 0);
    MAKE(label_head, RECURRENT, LABEL, RECURRENT);
    MAKE(label_dependent, RECURRENT, LABEL, RECURRENT);
    MAKE(label_bias, 1, LABEL, 0);
    MAKE(label_root, 1, LABEL, LABEL);
    MAKE(label_distance, DISTANCES, LABEL, LABEL);
    MAKE(label, LABEL, LABELS, LABEL);
    MAKE(label_out_bias, 1, LABELS, 0);
#undef MAKE
}

void network_dense(network *net, weights *list[DENSE], size_t *count) {
    weights *all[] = {
        &net->project,    &net->window,         &net->window_bias,     &net->tag,
        &net->tag_bias,   &net->begin,          &net->begin_bias,      &net->head,
        &net->head_bias,  &net->dependent,      &net->dependent_bias,  &net->root,
        &net->distance,   &net->label_head,     &net->label_dependent, &net->label_bias,
        &net->label_root, &net->label_distance, &net->label,           &net->label_out_bias};
    size_t n = sizeof all / sizeof *all;
    memcpy(list, all, sizeof all);
    for (int l = 0; l < LAYERS; l++) {
        list[n++] = &net->gate[l];
        list[n++] = &net->gate_bias[l];
    }
    *count = n;
}

static void embed(network *net, activations *a, const batch *b, const run_plan *plan) {
    bool all = plan->pass == PASS_TEACH;
    for (size_t t = 0; t < b->rows; t++) {
        float *v = a->vectors + t * VECTOR;
        const float *vector = all ? b->word_vector[t] : b->vector[t];
        if (vector)
            memcpy(v, vector, VECTOR * sizeof *v);
        else
            memset(v, 0, VECTOR * sizeof *v);
    }
    linear(b->rows, a->vectors, &net->project, NULL, a->x);
    for (size_t t = 0; t < b->rows; t++)
        for (size_t k = 0; k < RO_WORD_KEYS; k++) {
            uint32_t key = all && k == 0 ? b->word[t] : b->keys[t][k];
            if (!key) continue;
            const float *row = net->table.value + key * (size_t)INPUT;
            for (size_t j = 0; j < INPUT; j++) a->x[t * INPUT + j] += row[j];
        }
    drop(b->rows * INPUT, a->x, a->mx, plan->pass == PASS_LEARN ? plan->random : NULL,
         plan->dropout);
}

/* Lay the words before and after beside each word; nothing beyond a sentence. */
static void lay_windows(activations *a, const batch *b) {
    memset(a->window, 0, b->rows * 3 * INPUT * sizeof(float));
    for (size_t s = 0; s < b->sentences; s++)
        for (size_t i = 0; i < b->length[s]; i++)
            for (size_t k = 0; k < 3; k++) {
                if (i + k < 1 || i + k - 1 >= b->length[s]) continue;
                size_t t = b->start[s] + i;
                memcpy(a->window + (t * 3 + k) * INPUT, a->x + (t + k - 1) * INPUT,
                       INPUT * sizeof(float));
            }
}

static void gather_windows(activations *a, const batch *b) {
    memset(a->dx, 0, b->rows * INPUT * sizeof(float));
    for (size_t s = 0; s < b->sentences; s++)
        for (size_t i = 0; i < b->length[s]; i++)
            for (size_t k = 0; k < 3; k++) {
                if (i + k < 1 || i + k - 1 >= b->length[s]) continue;
                size_t t = b->start[s] + i;
                for (size_t j = 0; j < INPUT; j++)
                    a->dx[(t + k - 1) * INPUT + j] += a->dwindow[(t * 3 + k) * INPUT + j];
            }
}

/* Turn scores into probabilities, and those into the gradient or the lesson; return
 * the loss. @p taught is the place of this choice in the lesson, or NULL. */
static double decide(const run_plan *plan, float *scores, size_t count, size_t target,
                     float *taught, size_t *best) {
    float top = scores[0];
    *best = 0;
    for (size_t i = 1; i < count; i++)
        if (scores[i] > top) {
            top = scores[i];
            *best = i;
        }
    float right = scores[target], sum = 0;
    for (size_t i = 0; i < count; i++) sum += scores[i] = expf(scores[i] - top);
    for (size_t i = 0; i < count; i++) scores[i] /= sum;
    if (plan->pass == PASS_TEACH) {
        for (size_t i = 0; i < count; i++) taught[i] += plan->share * scores[i];
    } else {
        for (size_t i = 0; taught && i < count; i++) scores[i] -= plan->share * taught[i];
        scores[target] -= taught ? 1 - plan->share : 1;
    }
    return log((double)sum) - (double)(right - top);
}

/* Score every head of every word; keep the best and, while learning, the gradients. */
static void run_heads(network *net, activations *a, const batch *b, const run_plan *plan,
                      losses *loss) {
    for (size_t s = 0; s < b->sentences; s++) {
        size_t n = b->length[s], first = b->start[s];
        for (size_t i = 0; i < n; i++) {
            size_t t = first + i;
            const float *d = a->dependent + t * ARC;
            a->scores[0] = dot(d, net->root.value, ARC);
            for (size_t k = 0; k < n; k++)
                a->scores[k + 1] =
                    k == i ? -1e9f
                           : dot(d, a->head + (first + k) * ARC, ARC) +
                                 net->distance.value[ro_distance_bucket((long)k - (long)i)];
            size_t best;
            float *taught = plan->lesson ? plan->lesson->heads + plan->lesson->start[t] : NULL;
            loss->head += decide(plan, a->scores, n + 1, (size_t)(b->head[t] + 1), taught, &best);
            loss->heads_right += best == (size_t)(b->head[t] + 1);
            a->heads[t] = (int32_t)best - 1;
            if (plan->pass != PASS_LEARN) continue;
            float *dd = a->ddependent + t * ARC;
            for (size_t k = 0; k <= n; k++) {
                float g = a->scores[k];
                if (k == i + 1 || (g < 3e-5f && g > -3e-5f)) continue;
                const float *h = k ? a->head + (first + k - 1) * ARC : net->root.value;
                float *dh = k ? a->dhead + (first + k - 1) * ARC : net->root.gradient;
                for (size_t j = 0; j < ARC; j++) {
                    dd[j] += g * h[j];
                    dh[j] += g * d[j];
                }
                if (k) net->distance.gradient[ro_distance_bucket((long)k - 1 - (long)i)] += g;
            }
        }
    }
}

static void label_gradients(network *net, activations *a, const batch *b) {
    memset(a->dlhead, 0, b->rows * LABEL * sizeof(float));
    for (size_t s = 0; s < b->sentences; s++)
        for (size_t i = 0; i < b->length[s]; i++) {
            size_t t = b->start[s] + i;
            long h = b->head[t];
            float *to =
                h < 0 ? net->label_root.gradient : a->dlhead + (b->start[s] + (size_t)h) * LABEL;
            float *far = net->label_distance.gradient +
                         (h < 0 ? 0 : ro_distance_bucket(h - (long)i)) * LABEL;
            for (size_t j = 0; j < LABEL; j++) {
                to[j] += a->dhidden[t * LABEL + j];
                far[j] += a->dhidden[t * LABEL + j];
            }
        }
}

/* The label of each word given its head: the one found where it is evaluated, else gold. */
static void run_labels(network *net, activations *a, const batch *b, const run_plan *plan,
                       losses *loss) {
    for (size_t s = 0; s < b->sentences; s++)
        for (size_t i = 0; i < b->length[s]; i++) {
            size_t t = b->start[s] + i;
            long h = plan->pass == PASS_EVALUATE ? a->heads[t] : b->head[t];
            const float *from =
                h < 0 ? net->label_root.value : a->lhead + (b->start[s] + (size_t)h) * LABEL;
            const float *far =
                net->label_distance.value + (h < 0 ? 0 : ro_distance_bucket(h - (long)i)) * LABEL;
            for (size_t j = 0; j < LABEL; j++)
                a->hidden[t * LABEL + j] = from[j] + far[j] + a->ldependent[t * LABEL + j];
        }
    leaky(b->rows * LABEL, a->hidden);
    linear(b->rows, a->hidden, &net->label, &net->label_out_bias, a->labels);
    for (size_t t = 0; t < b->rows; t++) {
        size_t best;
        loss->label += decide(plan, a->labels + t * LABELS, LABELS, b->label[t],
                              plan->lesson ? plan->lesson->labels + t * LABELS : NULL, &best);
        loss->labels_right += best == b->label[t] && a->heads[t] == b->head[t];
    }
    if (plan->pass != PASS_LEARN) return;
    linear_back(b->rows, a->hidden, &net->label, &net->label_out_bias, a->labels, a->dhidden,
                false);
    leaky_back(b->rows * LABEL, a->hidden, a->dhidden);
    label_gradients(net, a, b);
    linear_back(b->rows, a->r, &net->label_head, NULL, a->dlhead, a->dr, true);
    linear_back(b->rows, a->r, &net->label_dependent, &net->label_bias, a->dhidden, a->dr, true);
}

/* Whether each word begins a sentence: one logistic unit. */
static void run_begins(network *net, activations *a, const batch *b, const run_plan *plan,
                       losses *loss) {
    linear(b->rows, a->r, &net->begin, &net->begin_bias, a->begins);
    for (size_t s = 0; s < b->sentences; s++)
        for (size_t i = 0; i < b->length[s]; i++) {
            size_t t = b->start[s] + i;
            float *out = a->begins + t * LANES, y = out[0], p = 1 / (1 + expf(-y));
            float target = b->begins[t];
            memset(out, 0, LANES * sizeof *out);
            if (i == 0) continue; /* where the run begins */
            loss->begin += log1p(exp((double)(b->begins[t] ? -y : y)));
            loss->begins_right += b->begins[t] && y > 0;
            loss->begins += b->begins[t];
            loss->begins_found += y > 0;
            if (plan->pass == PASS_TEACH) plan->lesson->begins[t] += plan->share * p;
            if (plan->lesson) target += plan->share * (plan->lesson->begins[t] - target);
            out[0] = p - target;
        }
    if (plan->pass == PASS_LEARN)
        linear_back(b->rows, a->r, &net->begin, &net->begin_bias, a->begins, a->dr, true);
}

static void run_tags(network *net, activations *a, const batch *b, const run_plan *plan,
                     losses *loss) {
    linear(b->rows, a->r, &net->tag, &net->tag_bias, a->tags);
    for (size_t t = 0; t < b->rows; t++) {
        size_t best;
        loss->tag += decide(plan, a->tags + t * TAGS, TAGS, b->tag[t],
                            plan->lesson ? plan->lesson->tags + t * TAGS : NULL, &best);
        loss->tags_right += best == b->tag[t];
    }
    if (plan->pass == PASS_LEARN)
        linear_back(b->rows, a->r, &net->tag, &net->tag_bias, a->tags, a->dr, false);
}

static void forward(network *net, activations *a, const batch *b, const run_plan *plan) {
    random_state *random = plan->pass == PASS_LEARN ? plan->random : NULL;
    double dropout = plan->dropout;
    size_t n = b->rows;
    run_places runs = {n, b->sentences, b->start, b->length};
    embed(net, a, b, plan);
    lay_windows(a, b);
    linear(n, a->window, &net->window, &net->window_bias, a->c);
    leaky(n * WINDOW, a->c);
    drop(n * WINDOW, a->c, a->mc, random, dropout);
    const float *in = a->c;
    for (int l = 0; l < LAYERS; l++) {
        linear(n, in, &net->gate[l], &net->gate_bias[l], a->gates[l]);
        gates_forward(&runs, HIDDEN, a->gates[l], a->cell[l], a->h[l]);
        drop(n * RECURRENT, a->h[l], a->mh[l], random, dropout);
        in = a->h[l];
    }
    memcpy(a->r, a->h[0], n * RECURRENT * sizeof(float));
    for (int l = 1; l < LAYERS; l++)
        for (size_t i = 0; i < n * RECURRENT; i++) a->r[i] += a->h[l][i];
}

static void backward(network *net, activations *a, const batch *b) {
    size_t n = b->rows;
    run_places runs = {n, b->sentences, b->start, b->length};
    for (int l = 0; l < LAYERS; l++) memcpy(a->dh[l], a->dr, n * RECURRENT * sizeof(float));
    for (int l = LAYERS - 1; l >= 0; l--) {
        masked(n * RECURRENT, a->dh[l], a->mh[l]);
        gates_backward(&runs, HIDDEN, a->gates[l], a->cell[l], a->dh[l], a->dgates);
        linear_back(n, l ? a->h[l - 1] : a->c, &net->gate[l], &net->gate_bias[l], a->dgates,
                    l ? a->dh[l - 1] : a->dc, l > 0);
    }
    masked(n * WINDOW, a->dc, a->mc);
    leaky_back(n * WINDOW, a->c, a->dc);
    linear_back(n, a->window, &net->window, &net->window_bias, a->dc, a->dwindow, false);
    gather_windows(a, b);
    masked(n * INPUT, a->dx, a->mx);
    linear_back(n, a->vectors, &net->project, NULL, a->dx, NULL, false);
    for (size_t t = 0; t < n; t++)
        for (size_t k = 0; k < RO_WORD_KEYS; k++) {
            if (!b->keys[t][k]) continue;
            float *g = net->table.gradient + b->keys[t][k] * (size_t)INPUT;
            for (size_t j = 0; j < INPUT; j++) g[j] += a->dx[t * INPUT + j];
        }
}

losses network_run(network *net, activations *a, const batch *b, const run_plan *plan) {
    losses loss = {.words = b->rows};
    size_t n = b->rows;
    forward(net, a, b, plan);
    run_tags(net, a, b, plan, &loss);
    run_begins(net, a, b, plan, &loss);
    linear(n, a->r, &net->head, &net->head_bias, a->head);
    leaky(n * ARC, a->head);
    linear(n, a->r, &net->dependent, &net->dependent_bias, a->dependent);
    memset(a->dhead, 0, n * ARC * sizeof(float));
    memset(a->ddependent, 0, n * ARC * sizeof(float));
    run_heads(net, a, b, plan, &loss);
    if (plan->pass == PASS_LEARN) {
        leaky_back(n * ARC, a->head, a->dhead);
        linear_back(n, a->r, &net->head, &net->head_bias, a->dhead, a->dr, true);
        linear_back(n, a->r, &net->dependent, &net->dependent_bias, a->ddependent, a->dr, true);
    }
    linear(n, a->r, &net->label_head, NULL, a->lhead);
    linear(n, a->r, &net->label_dependent, &net->label_bias, a->ldependent);
    run_labels(net, a, b, plan, &loss);
    if (plan->pass == PASS_LEARN) backward(net, a, b);
    return loss;
}

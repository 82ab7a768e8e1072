/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Products of matrices. Where the processor multiplies tiles (Intel AMX), operands are
 * rounded to 16 bits (bfloat16) and sums kept in 32; else all is done in 32.
 */
#define _DEFAULT_SOURCE /* syscall */
#include <stdint.h>
#include <string.h>

#include "matrix.h"

/* The largest operand: words of a batch by gates, or a matrix of weights. */
enum { MOST = 1 << 22 };

#if defined(__AMX_BF16__) && defined(__linux__)
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TILE = 16, DEPTH = 32, REQUEST_TILES = 0x1023, TILE_DATA = 18 };

/* Operands as tiles take them: pairs of neighbours along k in one number. */
static uint32_t left[MOST], right[MOST];

static uint32_t round_up(size_t n, size_t to) {
    return (uint32_t)((n + to - 1) / to * to);
}

static uint32_t bits16(float x) {
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u + 0x7FFF + (u >> 16 & 1)) >> 16;
}

static void use_tiles(void) {
    struct {
        uint8_t palette, start, reserved[14];
        uint16_t row_bytes[16];
        uint8_t rows[16];
    } config = {.palette = 1};
    for (int i = 0; i < 8; i++) {
        config.row_bytes[i] = TILE * sizeof(float);
        config.rows[i] = TILE;
    }
    syscall(SYS_arch_prctl, REQUEST_TILES, TILE_DATA);
    _tile_loadconfig(&config);
}

/* out[r][p] = the pair p of row r of a matrix with @p rows rows and @p k columns; rows
 * and pairs beyond are 0. */
static void pack_rows(const float *in, size_t rows, size_t k, uint32_t *out) {
    size_t all = round_up(rows, 2 * TILE), pairs = round_up(k, DEPTH) / 2;
    for (size_t r = 0; r < all; r++) {
        uint32_t *to = out + r * pairs;
        memset(to, 0, pairs * sizeof *to);
        if (r >= rows) continue;
        const float *from = in + r * k;
        for (size_t p = 0; p < k / 2; p++)
            to[p] = bits16(from[2 * p]) | bits16(from[2 * p + 1]) << 16;
        if (k % 2) to[k / 2] = bits16(from[k - 1]);
    }
}

/* out[p][c] = the pair of rows 2p and 2p+1 of column c of a matrix of @p k rows. */
static void pack_columns(const float *in, size_t columns, size_t k, uint32_t *out) {
    size_t all = round_up(columns, 2 * TILE), pairs = round_up(k, DEPTH) / 2;
    for (size_t p = 0; p < pairs; p++) {
        uint32_t *to = out + p * all;
        memset(to, 0, all * sizeof *to);
        if (2 * p >= k) continue;
        const float *first = in + 2 * p * columns, *second = first + columns;
        for (size_t c = 0; c < columns; c++) to[c] = bits16(first[c]);
        for (size_t c = 0; 2 * p + 1 < k && c < columns; c++) to[c] |= bits16(second[c]) << 16;
    }
}

/* b = transpose of a, which is m×n; both are multiples of TILE. */
static void turn(size_t m, size_t n, const uint32_t *a, uint32_t *b) {
    for (size_t i = 0; i < m; i += TILE)
        for (size_t j = 0; j < n; j += TILE)
            for (size_t x = i; x < i + TILE; x++)
                for (size_t y = j; y < j + TILE; y++) b[y * m + x] = a[x * n + y];
}

static void write_tile(const float *tile, size_t m, size_t n, float *c, size_t stride, bool add) {
    if (m == TILE && n == TILE) { /* sizes that compilers know */
        for (size_t i = 0; i < TILE; i++)
            for (size_t j = 0; j < TILE; j++)
                c[i * stride + j] = tile[i * TILE + j] + (add ? c[i * stride + j] : 0);
        return;
    }
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++)
            c[i * stride + j] = tile[i * TILE + j] + (add ? c[i * stride + j] : 0);
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The product of what lies packed in left and right. */
static void multiply_packed(size_t m, size_t n, size_t k, float *c, bool add) {
    size_t pairs = round_up(k, DEPTH) / 2, wide = round_up(n, 2 * TILE);
    float tile[4][TILE * TILE] __attribute__((aligned(64)));
    for (size_t i = 0; i < m; i += 2 * TILE)
        for (size_t j = 0; j < n; j += 2 * TILE) {
            _tile_zero(0);
            _tile_zero(1);
            _tile_zero(2);
            _tile_zero(3);
            for (size_t p = 0; p < pairs; p += TILE) {
                const uint32_t *a = left + i * pairs + p, *b = right + p * wide + j;
                _tile_loadd(4, a, pairs * sizeof *a);
                _tile_loadd(5, a + TILE * pairs, pairs * sizeof *a);
                _tile_loadd(6, b, wide * sizeof *b);
                _tile_loadd(7, b + TILE, wide * sizeof *b);
                _tile_dpbf16ps(0, 4, 6);
                _tile_dpbf16ps(1, 4, 7);
                _tile_dpbf16ps(2, 5, 6);
                _tile_dpbf16ps(3, 5, 7);
            }
            _tile_stored(0, tile[0], TILE * sizeof(float));
            _tile_stored(1, tile[1], TILE * sizeof(float));
            _tile_stored(2, tile[2], TILE * sizeof(float));
            _tile_stored(3, tile[3], TILE * sizeof(float));
            for (size_t t = 0; t < 4; t++) {
                size_t r = i + t / 2 * TILE, s = j + t % 2 * TILE;
                if (r < m && s < n)
                    write_tile(tile[t], least(TILE, m - r), least(TILE, n - s), c + r * n + s, n,
                               add);
            }
        }
}

void multiply(size_t m, size_t n, size_t k, const float *a, const float *b, float *c, bool add) {
    use_tiles();
    pack_rows(a, m, k, left);
    pack_columns(b, n, k, right);
    multiply_packed(m, n, k, c, add);
}

void multiply_columns(size_t m, size_t n, size_t k, const float *a, const float *b, float *c) {
    use_tiles();
    pack_columns(a, m, k, right);
    turn(round_up(k, DEPTH) / 2, round_up(m, 2 * TILE), right, left);
    pack_columns(b, n, k, right);
    multiply_packed(m, n, k, c, true);
}

void multiply_rows(size_t m, size_t n, size_t k, const float *a, const float *b, float *c,
                   bool add) {
    use_tiles();
    pack_rows(b, n, k, left);
    turn(round_up(n, 2 * TILE), round_up(k, DEPTH) / 2, left, right);
    pack_rows(a, m, k, left);
    multiply_packed(m, n, k, c, add);
}

#else

typedef float lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4)));

static float turned[MOST];

/* b = transpose of a, which is m×n. */
static void transpose(size_t m, size_t n, const float *a, float *b) {
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) b[j * m + i] = a[i * n + j];
}

/* As many sums as stay in registers over the whole of k, in vectors of the processor's own
 * width: a compiler makes of wider ones what is slow. */
#ifdef __AVX512F__
enum { ROWS = 8, WIDTH = 16 };
#else
enum { ROWS = 6, WIDTH = 8 };
#endif
typedef float vector __attribute__((vector_size(WIDTH * sizeof(float)), aligned(4)));

/* ROWS rows by two vectors. */
static void block(size_t n, size_t k, const float *a, const float *b, float *c, bool add) {
    vector s[ROWS][2];
    for (int i = 0; i < ROWS; i++)
        for (int v = 0; v < 2; v++)
            s[i][v] = add ? *(const vector *)(c + (size_t)i * n + v * WIDTH) : (vector){0};
    for (size_t p = 0; p < k; p++) {
        vector left = *(const vector *)(b + p * n), right = *(const vector *)(b + p * n + WIDTH);
        for (int i = 0; i < ROWS; i++) {
            float x = a[(size_t)i * k + p];
            s[i][0] += x * left;
            s[i][1] += x * right;
        }
    }
    for (int i = 0; i < ROWS; i++)
        for (int v = 0; v < 2; v++) *(vector *)(c + (size_t)i * n + v * WIDTH) = s[i][v];
}

static void block_1x1(size_t n, size_t k, const float *a, const float *b, float *c, bool add) {
    lanes s = add ? *(const lanes *)c : (lanes){0};
    for (size_t p = 0; p < k; p++) s += a[p] * *(const lanes *)(b + p * n);
    *(lanes *)c = s;
}

void multiply(size_t m, size_t n, size_t k, const float *a, const float *b, float *c, bool add) {
    size_t i = 0;
    for (; i + ROWS <= m; i += ROWS) {
        size_t j = 0;
        for (; j + 2 * WIDTH <= n; j += 2 * WIDTH)
            block(n, k, a + i * k, b + j, c + i * n + j, add);
        for (; j < n; j += LANES)
            for (size_t r = i; r < i + ROWS; r++)
                block_1x1(n, k, a + r * k, b + j, c + r * n + j, add);
    }
    for (; i < m; i++)
        for (size_t j = 0; j < n; j += LANES) block_1x1(n, k, a + i * k, b + j, c + i * n + j, add);
}

void multiply_columns(size_t m, size_t n, size_t k, const float *a, const float *b, float *c) {
    transpose(k, m, a, turned);
    multiply(m, n, k, turned, b, c, true);
}

void multiply_rows(size_t m, size_t n, size_t k, const float *a, const float *b, float *c,
                   bool add) {
    transpose(n, k, b, turned);
    multiply(m, n, k, a, turned, c, add);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Products of whole-number matrices, in which the network spends most of its time.
 *
 * There is one kernel for each kind of processor. All give the same sums, so that a
 * text is analysed alike on every machine; the weights are laid out for the kernel
 * once, when the model is read.
 */
#ifndef RO_LANG_MULTIPLY_H
#define RO_LANG_MULTIPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RO_KERNEL_ROWS = 4, RO_KERNEL_OUTPUTS = 16 };

typedef struct ro_kernel {
    const char *name;
    /** Pairs of inputs lie beside each other for all outputs; else a row an output. */
    bool paired;
    /** sums[r][o] = the product of row r of @p a, @p in wide, and output o of the laid
     *  out weights @p w. @p rows is a multiple of RO_KERNEL_ROWS, @p out of
     *  RO_KERNEL_OUTPUTS, @p in of 2. Values below 4096 in @p a and up to 127 in @p w
     *  cannot overflow for up to 3072 inputs. */
    void (*multiply)(const int16_t *a, size_t rows, size_t in, const int16_t *w, size_t out,
                     int32_t *sums);
} ro_kernel;

/** The kernels of this build that this processor can run, ended by NULL, best last;
 *  the first is plain C. */
enum { RO_MOST_KERNELS = 4 };
void ro_kernels(const ro_kernel *list[RO_MOST_KERNELS]);
const ro_kernel *ro_kernel_best(void);

/** The kernel in plain C, for weights that are made as it goes: a row an output. Any
 *  even @p out will do. */
extern const ro_kernel ro_kernel_plain;

static inline size_t ro_kernel_outputs(size_t out) {
    return (out + RO_KERNEL_OUTPUTS - 1) / RO_KERNEL_OUTPUTS * RO_KERNEL_OUTPUTS;
}

/** Lay out @p bytes, @p out rows of @p in, in @p laid_out, room for @p in times
 *  ro_kernel_outputs(out). */
void ro_kernel_lay_out(const ro_kernel *kernel, const int8_t *bytes, size_t in, size_t out,
                       int16_t *laid_out);

#endif

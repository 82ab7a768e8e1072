/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Products of whole-number matrices, in which the network spends most of its time.
 *
 * There is one kernel for each kind of processor. All give the same sums, so that a
 * text is analysed alike on every machine; the weights are laid out for the kernel
 * once, when the model is read.
 */
#ifndef RO_LANG_COMMON_MULTIPLY_H
#define RO_LANG_COMMON_MULTIPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RO_KERNEL_ROWS = 4, RO_KERNEL_OUTPUTS = 16, RO_KERNEL_GROUP = 32 };

typedef struct ro_kernel {
    const char *name;
    /** Whether outputs lie in groups of RO_KERNEL_GROUP (the last may be half of one), in
     *  a group four inputs of each output beside those of the next; else a row an output. */
    bool grouped;
    int offset; /* added to each weight; taken from the sums again */
    /** sums[r][o] = the product of row r of @p a, @p in wide, and output o of the weights
     *  that ro_kernel_lay_out made. @p rows is a multiple of RO_KERNEL_ROWS, @p out of
     *  RO_KERNEL_OUTPUTS, @p in of 4. No value of @p a is -128. */
    void (*multiply)(const int8_t *a, size_t rows, size_t in, const int8_t *weights, size_t out,
                     int32_t *sums);
} ro_kernel;

/** The kernels of this build that this processor can run, ended by NULL, best last;
 *  the first is plain C. */
enum { RO_MOST_KERNELS = 4 };
void ro_kernels(const ro_kernel *list[RO_MOST_KERNELS]);
const ro_kernel *ro_kernel_best(void);

static inline size_t ro_kernel_outputs(size_t out) {
    return (out + RO_KERNEL_OUTPUTS - 1) / RO_KERNEL_OUTPUTS * RO_KERNEL_OUTPUTS;
}

/** Lay out @p weights, @p out rows of @p in, in @p laid_out, room for @p in times
 *  ro_kernel_outputs(out). */
void ro_kernel_lay_out(const ro_kernel *kernel, const int8_t *weights, size_t in, size_t out,
                       int8_t *laid_out);

#endif

// What Java calls (org.receptive.engine.kernels.cpp.NativeLibrary). Plain C, single-threaded, no
// state, no allocation, no checks: Java has validated every size before it gets here, and calls
// from several threads on disjoint ranges. Pointers may lead into the Java heap, so every call is
// kept short (about a millisecond).
#pragma once

#include <stdint.h>

#if defined(_WIN32)
#define RECEPTIVE_API extern "C" __declspec(dllexport)
#else
#define RECEPTIVE_API extern "C" __attribute__((visibility("default")))
#endif

// How a convolution is computed. Mirrors ConvolutionPlan.Method.
enum {
  RECEPTIVE_FILTERS_IN_LANES = 0,  // a register holds one pixel of several filters
  RECEPTIVE_PIXELS_IN_LANES = 1,   // a register holds several pixels of one filter
  RECEPTIVE_POINTWISE = 2          // pixels in lanes, and the input needs no packing: 1x1, stride 1
};

// A convolution with every size decided. Mirrors ConvolutionPlan, field by field; behind it lie
// `steps` offsets and `phases` phase numbers.
struct receptive_convolution {
  int32_t method;
  int32_t images, channels, height, width;
  int32_t filters, out_height, out_width;
  int32_t groups;
  int32_t kernel_height, kernel_width;
  int32_t stride_height, stride_width;
  int32_t pad_top, pad_left;
  int32_t dilation_height, dilation_width;
  int32_t relu;
  // Work is cut into units of `block_rows` output rows x `block_filters` filters.
  int32_t block_rows, row_blocks;
  int32_t block_filters, filter_blocks;  // per group
  int32_t steps;                         // products per output value: channels/groups * kh * kw
  // The packed input of a unit: channel, row, phase, position (see pack.hpp).
  int32_t packed_rows, phases, phase_length, row_pitch, channel_pitch;
};

// Floats per register, and the number of pixels (or filters) that a tile of two registers is wide.
RECEPTIVE_API int32_t receptive_lanes(void);
RECEPTIVE_API int32_t receptive_tile(void);

// What one core of this machine reads from memory while it computes, in 10^9 bytes a second.
RECEPTIVE_API int32_t receptive_memory_gigabytes(void);

// Brings weights [filters][channels/groups][kh][kw] and bias (or null) into the order in which the
// kernels read them: for each block of filters the biases, then for each step one value a filter.
RECEPTIVE_API void receptive_convolution_pack(const receptive_convolution* plan,
                                              const float* weights, const float* bias,
                                              float* packed);

// Computes units begin..end of the output. `scratch` holds one packed input; `input` and `output`
// are whole N x C x H x W arrays. `packed_block` is what `scratch` already holds: unit /
// filter_blocks of the last call with the same input, or -1.
RECEPTIVE_API void receptive_convolution_run(const receptive_convolution* plan, const float* input,
                                             const float* packed_weights, float* output,
                                             float* scratch, int64_t packed_block, int64_t begin,
                                             int64_t end);

// Neurons begin..end of a fully connected layer, for all images:
// output[n][o] = bias[o] + sum of input[n][i] * weights[o][i]; bias may be null.
RECEPTIVE_API void receptive_linear(const float* input, const float* weights, const float* bias,
                                    float* output, int64_t in_features, int64_t out_features,
                                    int64_t images, int64_t begin, int64_t end);

// A pooling window over planes of height x width; padding never counts as a value.
struct receptive_pooling {
  int32_t height, width, out_height, out_width;
  int32_t kernel_height, kernel_width, stride_height, stride_width;
  int32_t pad_top, pad_left, pad_bottom, pad_right;
  int32_t dilation_height, dilation_width;
  int32_t count_padding;  // of the mean: whether padding is in the divisor
};

// Planes begin..end of a max pooling; NaN wins.
RECEPTIVE_API void receptive_max_pool(const receptive_pooling* pooling, const float* input,
                                      float* output, int64_t begin, int64_t end);

// Planes begin..end of a mean pooling.
RECEPTIVE_API void receptive_avg_pool(const receptive_pooling* pooling, const float* input,
                                      float* output, int64_t begin, int64_t end);

// Values begin..end: x if x >= 0 or NaN, else slope * x (0 for ReLU).
RECEPTIVE_API void receptive_leaky_relu(const float* input, float* output, float slope,
                                        int64_t begin, int64_t end);

// Values begin..end: a + b.
RECEPTIVE_API void receptive_add(const float* a, const float* b, float* output, int64_t begin,
                                 int64_t end);

// Planes begin..end: (x - mean) * scale + shift, with one of each a channel.
RECEPTIVE_API void receptive_scale(const float* input, const float* mean, const float* scale,
                                   const float* shift, float* output, int64_t channels,
                                   int64_t area, int64_t begin, int64_t end);

// Planes begin..end of x / (k + factor * sum of squares)^beta, over the channel itself and as many
// before and behind it.
RECEPTIVE_API void receptive_local_response_norm(const float* input, float* output,
                                                 int64_t channels, int64_t area, int64_t before,
                                                 int64_t behind, float factor, float beta, float k,
                                                 int64_t begin, int64_t end);

// What follows works on activations in blocks of 16 channels (blocked/map.hpp), in memory that a
// network's plan has laid out. Pointers to activations point at pixel (0, 0) of the first block.

// Where an activation lies, in floats and pixels; for planar ones a block is a channel's plane.
struct receptive_map {
  int64_t image_pitch, block_pitch, row_pitch;
  int64_t height, width;
  int64_t top, left, bottom, right;  // the halo of zeros
};

// What follows a sum. Mirrors Epilogue in Java.
enum {
  RECEPTIVE_IDENTITY = 0,
  RECEPTIVE_RELU = 1,
  RECEPTIVE_LEAKY_RELU = 2,  // slope
  RECEPTIVE_CLAMP = 3,       // slope is the low bound, high the other
  RECEPTIVE_SIGMOID = 4,     // alone, not behind a convolution
  RECEPTIVE_TANH = 5,        // alone
  RECEPTIVE_HARD_SWISH = 6,
  RECEPTIVE_HARD_SIGMOID = 7,  // alone; slope, and high is the shift
  RECEPTIVE_ELU = 8,           // alone; slope
  RECEPTIVE_EXP = 9,           // this and all that follow alone
  RECEPTIVE_ABS = 10,
  RECEPTIVE_NEGATE = 11,
  RECEPTIVE_LOG = 12,
  RECEPTIVE_SQRT = 13,
  RECEPTIVE_RECIPROCAL = 14,
  RECEPTIVE_FLOOR = 15,
  RECEPTIVE_CEIL = 16,
  RECEPTIVE_ROUND = 17,  // a half goes to the even number
  RECEPTIVE_SIGN = 18,
  RECEPTIVE_SIN = 19,
  RECEPTIVE_COS = 20,
  RECEPTIVE_SOFTPLUS = 21,
  RECEPTIVE_SOFTSIGN = 22,
  RECEPTIVE_MISH = 23
};

// An operation on blocked activations with every size decided. Mirrors BlockedCall in Java. Fields
// that an operation does not need are 0.
struct receptive_blocked {
  receptive_map in, out, residual;  // residual: the second summand
  int64_t images;
  int64_t channels;                      // that are real: of conversions
  int64_t input_blocks, output_blocks;   // blocks of 16 channels (channels if planar)
  int64_t planar;                        // whether the input of a convolution is planar
  int64_t kernel_height, kernel_width, stride_height, stride_width;
  int64_t dilation_height, dilation_width;
  int64_t pad_top, pad_left, pad_bottom, pad_right;
  int64_t activation;
  int64_t band_rows, bands;  // work is cut into bands of rows (Winograd: chunks of tiles)
  int64_t filters_inside;    // whether neighbouring units differ in their filters, not their rows
  int64_t filter_parts;      // Winograd: parts of the filters that a chunk is computed in
  int64_t winograd;          // 2 or 4: the side of an output tile
  int64_t maximum;           // pooling: maximum, else mean
  int64_t count_padding;     // mean: whether padding is in the divisor
};

// Filters that are computed together (a group), and pixels of a tile.
RECEPTIVE_API int32_t receptive_blocked_filters(void);
RECEPTIVE_API int32_t receptive_blocked_tile(void);

// Packs groups begin..end of weights [filters][channels][taps] into
// [group][block][tap][channel][filter]; `channels_together` is 16, or 1 for planar input.
RECEPTIVE_API void receptive_blocked_pack(int64_t filters, int64_t channels, int64_t taps,
                                          int64_t channels_together, const float* weights,
                                          float* packed, int64_t begin, int64_t end);

// Units begin..end (images x bands x groups) of a direct convolution. residual may be null; bias
// holds one value for each filter, to the end of the last group.
RECEPTIVE_API void receptive_blocked_run(const receptive_blocked* plan, const float* input,
                                         const float* weights, const float* bias,
                                         const float* residual, float* output, float slope,
                                         float high, int64_t begin, int64_t end);

// The same on planes that have no zeros around: `scratch` holds, for each plane, what one row of the
// output reads, with zeros where the picture ends.
RECEPTIVE_API void receptive_picture_run(const receptive_blocked* plan, const float* input,
                                         const float* weights, const float* bias,
                                         const float* residual, float* output, float slope,
                                         float high, float* scratch, int64_t begin, int64_t end);

// Transforms groups begin..end of 3x3 weights into [product][group][channel][filter].
RECEPTIVE_API void receptive_winograd_pack(int64_t tile, int64_t filters, int64_t channels,
                                           const float* weights, float* packed, int64_t begin,
                                           int64_t end);

// Units begin..end (chunks of tiles x parts of the filters) of a Winograd convolution. Scratch:
// products * (band_rows * (input_blocks * 16 + filters of a part, in whole groups)
//             + 16 * (1 + groups of a part)) + 16 floats.
RECEPTIVE_API void receptive_winograd_run(const receptive_blocked* plan, const float* input,
                                          const float* weights, const float* bias,
                                          const float* residual, float* output, float slope,
                                          float high, float* scratch, int64_t begin, int64_t end);

// Packs depthwise weights [channels][taps] into [block][tap][16].
RECEPTIVE_API void receptive_depthwise_pack(int64_t channels, int64_t taps, const float* weights,
                                            float* packed);

// Units begin..end (images x bands x blocks) of a depthwise convolution.
RECEPTIVE_API void receptive_depthwise_run(const receptive_blocked* plan, const float* input,
                                           const float* weights, const float* bias,
                                           const float* residual, float* output, float slope,
                                           float high, int64_t begin, int64_t end);

// Units begin..end (images x bands x blocks) of a pooling; NaN wins a maximum.
RECEPTIVE_API void receptive_blocked_pool(const receptive_blocked* plan, const float* input,
                                          float* output, int64_t begin, int64_t end);

// Units begin..end (images x bands x blocks) of activation(a + b), or another operation on two
// values. `each` is 16, or 0 where b has one pixel for all of a's.
RECEPTIVE_API void receptive_blocked_pair(const receptive_blocked* plan, int64_t operation,
                                          int64_t each, const float* a, const float* b,
                                          float* output, float slope, float high, int64_t begin,
                                          int64_t end);

// Units begin..end (images x bands x blocks) of an interpolation: output row y is the sum of
// `row_taps` input rows positions[y][..] by weights[y][..], and so are columns. plan.planar: planes
// instead of blocks. Scratch: one row of the input.
RECEPTIVE_API void receptive_resample(const receptive_blocked* plan, int64_t row_taps,
                                      const int32_t* row_positions, const float* row_weights,
                                      int64_t column_taps, const int32_t* column_positions,
                                      const float* column_weights, const float* input,
                                      float* output, float* scratch, int64_t begin, int64_t end);

// Units begin..end (images x bands x blocks) of the sums that a transposed convolution ends with.
// Its input holds, for each group of filters (in blocks, or planes), the products of every tap:
// tap, then filter. Output row y is the sum over starts[y]..starts[y + 1] of kernel row taps[i] at
// input row positions[i], and so are columns.
RECEPTIVE_API void receptive_overlap(const receptive_blocked* plan, const int32_t* row_starts,
                                     const int32_t* row_taps, const int32_t* row_positions,
                                     const int32_t* column_starts, const int32_t* column_taps,
                                     const int32_t* column_positions, int64_t tap_pitch,
                                     int64_t group_filters, int64_t taps, const float* bias,
                                     const float* input, float* output, float slope, float high,
                                     int64_t begin, int64_t end);

// Units begin..end (images x bands x blocks) of activation((x - mean) * scale + shift), one of each
// a channel; mean may be null: activation(x).
RECEPTIVE_API void receptive_blocked_scale(const receptive_blocked* plan, const float* input,
                                           const float* mean, const float* scale,
                                           const float* shift, float* output, float slope,
                                           float high, int64_t begin, int64_t end);

// Units begin..end (images x bands x blocks): planar to blocked, and back.
RECEPTIVE_API void receptive_to_blocks(const receptive_blocked* plan, const float* input,
                                       float* output, int64_t begin, int64_t end);
RECEPTIVE_API void receptive_to_planes(const receptive_blocked* plan, const float* input,
                                       float* output, int64_t begin, int64_t end);

// Planes begin..end of a planar activation, with a halo around the copy.
RECEPTIVE_API void receptive_pad_planes(const receptive_blocked* plan, const float* input,
                                        float* output, int64_t begin, int64_t end);

// Whether values begin..end are all finite: 1, or 0 if one is NaN or infinite.
RECEPTIVE_API int32_t receptive_all_finite(const float* values, int64_t begin, int64_t end);

// Values begin..end: an activation of any kind; input and output may be the same.
RECEPTIVE_API void receptive_activate(const float* input, float* output, int64_t activation,
                                      float slope, float high, int64_t begin, int64_t end);

// What follows works on dense arrays of any rank.

// What is done with two values. Mirrors PairOperation in Java.
enum {
  RECEPTIVE_ADD = 0,
  RECEPTIVE_SUBTRACT = 1,
  RECEPTIVE_MULTIPLY = 2,
  RECEPTIVE_DIVIDE = 3,
  RECEPTIVE_MAXIMUM = 4,
  RECEPTIVE_MINIMUM = 5,
  RECEPTIVE_SLOPE = 6  // a, or a * b where a is negative
};

// The output's lengths, and how far neighbours lie apart in both inputs: 0 where one is repeated.
struct receptive_strides {
  int64_t rank;
  int64_t lengths[8], a[8], b[8];
};

// Values begin..end of the output: a operation b.
RECEPTIVE_API void receptive_pair(const receptive_strides* shape, int64_t operation,
                                  const float* a, const float* b, float* output, int64_t begin,
                                  int64_t end);

// The output's lengths.
struct receptive_arrangement {
  int64_t rank;
  int64_t lengths[8];
};

// Values begin..end of the output: input[sum over axes of table[axis][index]], or `otherwise` where
// a table holds -1. Tables follow each other; before each stand two numbers: of the last one, where
// the indices begin and end that are neighbours in the input.
RECEPTIVE_API void receptive_arrange(const receptive_arrangement* shape, const int32_t* tables,
                                     float otherwise, const float* input, float* output,
                                     int64_t begin, int64_t end);

// Bands begin..end (matrices x bands of as many rows as a register has floats) of rows x columns
// matrices, made of columns x rows ones.
RECEPTIVE_API void receptive_transpose(int64_t rows, int64_t columns, const float* input,
                                       float* output, int64_t begin, int64_t end);

// Rows begin..end, each `width` floats.
RECEPTIVE_API void receptive_copy_rows(const float* input, int64_t input_pitch, float* output,
                                       int64_t output_pitch, int64_t width, int64_t begin,
                                       int64_t end);

// The means of rows begin..end of `width` floats.
RECEPTIVE_API void receptive_mean_rows(const float* input, int64_t width, float* output,
                                       int64_t begin, int64_t end);

// Matrices begin..end of rows x width floats: the mean of their rows.
RECEPTIVE_API void receptive_mean_columns(const float* input, int64_t rows, int64_t width,
                                          float* output, int64_t begin, int64_t end);

// Softmax (or its logarithm) over `count` values, each `step` behind the last. Units begin..end:
// outer indices x pieces of 64 of the inner ones.
RECEPTIVE_API void receptive_softmax(const float* input, float* output, int64_t count,
                                     int64_t step, int64_t logarithm, int64_t begin, int64_t end);

// What becomes of the values of a line. Mirrors Reduce.Operation in Java.
enum {
  RECEPTIVE_REDUCE_SUM = 0,
  RECEPTIVE_REDUCE_MAXIMUM = 1,  // NaN wins, here and with the minimum
  RECEPTIVE_REDUCE_MINIMUM = 2,
  RECEPTIVE_REDUCE_PRODUCT = 3,
  RECEPTIVE_REDUCE_MAGNITUDES = 4,
  RECEPTIVE_REDUCE_SQUARES = 5,
  RECEPTIVE_REDUCE_LENGTH = 6
};

// One value for each line of `count` values, each `step` behind the last. Units begin..end: outer
// indices x pieces of 16 of the inner ones.
RECEPTIVE_API void receptive_reduce(int64_t operation, const float* input, int64_t count,
                                    int64_t step, float* output, int64_t begin, int64_t end);

// The `count` largest (or smallest) values of each line of `length`, in order, or their places.
// Lines begin..end: outer x inner indices. `ranks` is working memory, one for each value of a line.
RECEPTIVE_API void receptive_top(const float* input, float* output, int64_t length, int64_t step,
                                 int64_t count, int64_t largest, int64_t indices, uint64_t* ranks,
                                 int64_t begin, int64_t end);

// Planes begin..end: (x - mean) / sqrt(variance + epsilon) * weight + bias, by the plane's own mean
// and variance, with one weight and bias a channel.
RECEPTIVE_API void receptive_instance_norm(const float* input, const float* weight,
                                           const float* bias, float epsilon, float* output,
                                           int64_t channels, int64_t area, int64_t begin,
                                           int64_t end);

// Planes begin..end of height x width: the maximum or the mean of each of rows x columns bins.
RECEPTIVE_API void receptive_bins(const float* input, float* output, int64_t height, int64_t width,
                                  int64_t rows, int64_t columns, int64_t maximum, int64_t begin,
                                  int64_t end);

// Rows begin..end of a product of matrices, rows x sum and sum x columns.
RECEPTIVE_API void receptive_product(const float* a, const float* b, float* output, int64_t rows,
                                     int64_t sum, int64_t columns, int64_t begin, int64_t end);

// Zeroed memory for the given number of floats, or null; free gives it back.
RECEPTIVE_API void* receptive_allocate(int64_t floats);
RECEPTIVE_API void receptive_free(void* memory);

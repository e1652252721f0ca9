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

// Outputs begin..end (one image's neurons after the other's) of a fully connected layer:
// output[n][o] = bias[o] + sum of input[n][i] * weights[o][i]; bias may be null.
RECEPTIVE_API void receptive_linear(const float* input, const float* weights, const float* bias,
                                    float* output, int64_t in_features, int64_t out_features,
                                    int64_t begin, int64_t end);

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

// Planes begin..end of x / (k + factor * sum of squares over `size` channels)^beta.
RECEPTIVE_API void receptive_local_response_norm(const float* input, float* output,
                                                 int64_t channels, int64_t area, int64_t size,
                                                 float factor, float beta, float k, int64_t begin,
                                                 int64_t end);

// Max and mean pooling, plane by plane.
#include <algorithm>
#include <limits>

#include "receptive.h"

namespace {

// The kernel taps of one output position along one axis that lie inside the input.
struct Taps {
  int first, end;  // taps
  int position;    // of tap 0 in the input; may be negative

  Taps(int out, int stride, int pad, int kernel, int dilation, int size)
      : position(out * stride - pad) {
    first = position >= 0 ? 0 : (-position + dilation - 1) / dilation;
    end = position >= size ? 0 : std::min(kernel, (size - position + dilation - 1) / dilation);
    end = std::max(first, end);
  }
};

// Calls f(plane's input, output value, row taps, column taps) for each output of planes begin..end.
template <class F>
void each(const receptive_pooling& p, const float* input, float* output, int64_t begin,
          int64_t end, F f) {
  float* out = output + begin * p.out_height * p.out_width;
  for (int64_t plane = begin; plane < end; plane++) {
    const float* in = input + plane * p.height * p.width;
    for (int y = 0; y < p.out_height; y++) {
      const Taps rows(y, p.stride_height, p.pad_top, p.kernel_height, p.dilation_height, p.height);
      for (int x = 0; x < p.out_width; x++) {
        f(in, *out++, rows,
          Taps(x, p.stride_width, p.pad_left, p.kernel_width, p.dilation_width, p.width));
      }
    }
  }
}

// The cells of a window that count in a mean: the input's, or those of the padded input.
int64_t divisor(const receptive_pooling& p, const Taps& rows, const Taps& columns) {
  if (!p.count_padding) {
    return static_cast<int64_t>(rows.end - rows.first) * (columns.end - columns.first);
  }
  const int height = p.height + p.pad_bottom - rows.position + p.dilation_height - 1;
  const int width = p.width + p.pad_right - columns.position + p.dilation_width - 1;
  return static_cast<int64_t>(std::min(p.kernel_height, height / p.dilation_height)) *
         std::min(p.kernel_width, width / p.dilation_width);
}

}  // namespace

RECEPTIVE_API void receptive_max_pool(const receptive_pooling* pooling, const float* input,
                                      float* output, int64_t begin, int64_t end) {
  const receptive_pooling& p = *pooling;
  each(p, input, output, begin, end,
       [&](const float* in, float& out, const Taps& rows, const Taps& columns) {
         float max = -std::numeric_limits<float>::infinity();
         for (int r = rows.first; r < rows.end; r++) {
           const float* row = in + static_cast<int64_t>(rows.position + r * p.dilation_height) *
                                       p.width;
           for (int c = columns.first; c < columns.end; c++) {
             const float x = row[columns.position + c * p.dilation_width];
             // Written so that a NaN, once in, stays: no comparison with it is true.
             max = x <= max ? max : (max != max ? max : x);
           }
         }
         out = max;
       });
}

RECEPTIVE_API void receptive_avg_pool(const receptive_pooling* pooling, const float* input,
                                      float* output, int64_t begin, int64_t end) {
  const receptive_pooling& p = *pooling;
  each(p, input, output, begin, end,
       [&](const float* in, float& out, const Taps& rows, const Taps& columns) {
         double sum = 0;
         for (int r = rows.first; r < rows.end; r++) {
           const float* row = in + static_cast<int64_t>(rows.position + r * p.dilation_height) *
                                       p.width;
           for (int c = columns.first; c < columns.end; c++) {
             sum += row[columns.position + c * p.dilation_width];
           }
         }
         // A window that sees only padding which does not count has no mean: 0, as PyTorch gives.
         const int64_t cells = std::max<int64_t>(1, divisor(p, rows, columns));
         out = static_cast<float>(sum / static_cast<double>(cells));
       });
}

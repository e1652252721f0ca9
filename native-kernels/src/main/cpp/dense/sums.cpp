// Means over some axes, softmax along one, and products of matrices, on dense arrays.
#include <algorithm>
#include <cmath>
#include <limits>

#include "../receptive.h"
#include "../smooth.hpp"

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;

// Values that are summed one by one before their sum is added to the whole: so errors stay small.
constexpr int64_t kPiece = 4096;

// The sum of a stretch, in four registers that do not wait for one another.
float sum_of(const float* values, int64_t count) {
  Vec sums[4] = {V::zero(), V::zero(), V::zero(), V::zero()};
  int64_t i = 0;
  for (; i + 4 * V::lanes <= count; i += 4 * V::lanes) {
    RECEPTIVE_UNROLL
    for (int k = 0; k < 4; k++) sums[k] = V::add(sums[k], V::load(values + i + k * V::lanes));
  }
  float sum = V::sum(V::add(V::add(sums[0], sums[1]), V::add(sums[2], sums[3])));
  for (; i < count; i++) sum += values[i];
  return sum;
}

double long_sum(const float* values, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < count; i += kPiece) {
    sum += sum_of(values + i, std::min(kPiece, count - i));
  }
  return sum;
}

// The largest of a stretch, or NaN if one of them is.
float most_of(const float* values, int64_t count) {
  Vec most = V::broadcast(-std::numeric_limits<float>::infinity());
  int64_t i = 0;
  for (; i + V::lanes <= count; i += V::lanes) most = V::maxOrNan(V::load(values + i), most);
  float lanes[V::lanes];
  V::store(lanes, most);
  float whole = -std::numeric_limits<float>::infinity();
  const auto take = [&whole](float x) { whole = x > whole || x != x ? x : whole; };
  for (float lane : lanes) take(lane);
  for (; i < count; i++) take(values[i]);
  return whole;
}

// Softmax of values that lie together: registers along them, not across.
void softmax_row(const float* in, float* out, int64_t count, bool logarithm) {
  constexpr int64_t piece = 256;
  const float most = most_of(in, count);
  double whole = 0;
  for (int64_t i = 0; i < count; i += piece) {
    const int64_t width = std::min(piece, count - i);
    float kept[piece];
    float* powers = logarithm ? kept : out + i;
    each_value(in + i, powers, width, [most](float x) { return exponential(x - most); });
    whole += sum_of(powers, width);
  }
  if (logarithm) {
    const float log = static_cast<float>(std::log(whole));
    for (int64_t i = 0; i < count; i++) out[i] = in[i] - most - log;
  } else {
    const float share = static_cast<float>(1.0 / whole);
    for (int64_t i = 0; i < count; i++) out[i] *= share;
  }
}

// Columns of `outer` rows, some at a time.
void sum_columns(const float* in, int64_t outer, int64_t pitch, int64_t columns, float factor,
                 float* out) {
  constexpr int64_t piece = 64;
  for (int64_t x = 0; x < columns; x += piece) {
    const int64_t count = std::min(piece, columns - x);
    double sums[piece] = {};
    for (int64_t row = 0; row < outer; row += 64) {
      float part[piece] = {};
      const int64_t last = std::min(outer, row + 64);
      for (int64_t r = row; r < last; r++) {
        const float* from = in + r * pitch + x;
        for (int64_t i = 0; i < count; i++) part[i] += from[i];
      }
      for (int64_t i = 0; i < count; i++) sums[i] += part[i];
    }
    for (int64_t i = 0; i < count; i++) out[x + i] = static_cast<float>(sums[i] * factor);
  }
}

// Rows x columns of a product stay in registers for the whole sum.
template <int ROWS>
void product_rows(const float* a, const float* b, float* out, int64_t sum, int64_t columns) {
  int64_t x = 0;
  for (; x < columns; x += 2 * V::lanes) {
    const int first = static_cast<int>(std::min<int64_t>(V::lanes, columns - x));
    const int second =
        static_cast<int>(std::max<int64_t>(0, std::min<int64_t>(V::lanes, columns - x - V::lanes)));
    const bool whole = second == V::lanes;
    Vec sums[ROWS][2];
    RECEPTIVE_UNROLL
    for (int r = 0; r < ROWS; r++) sums[r][0] = sums[r][1] = V::zero();
    for (int64_t k = 0; k < sum; k++) {
      const float* row = b + k * columns + x;
      const Vec left = whole ? V::load(row) : V::loadFirst(row, first);
      const Vec right = whole    ? V::load(row + V::lanes)
                        : second ? V::loadFirst(row + V::lanes, second)
                                 : V::zero();
      RECEPTIVE_UNROLL
      for (int r = 0; r < ROWS; r++) {
        const Vec factor = V::broadcast(a[r * sum + k]);
        sums[r][0] = V::fma(factor, left, sums[r][0]);
        sums[r][1] = V::fma(factor, right, sums[r][1]);
      }
    }
    RECEPTIVE_UNROLL
    for (int r = 0; r < ROWS; r++) {
      V::storeFirst(out + r * columns + x, sums[r][0], first);
      if (second > 0) V::storeFirst(out + r * columns + x + V::lanes, sums[r][1], second);
    }
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_mean_rows(const float* input, int64_t width, float* output,
                                       int64_t begin, int64_t end) {
  for (int64_t row = begin; row < end; row++) {
    output[row] = static_cast<float>(receptive::long_sum(input + row * width, width) /
                                     static_cast<double>(width));
  }
}

RECEPTIVE_API void receptive_mean_columns(const float* input, int64_t rows, int64_t width,
                                          float* output, int64_t begin, int64_t end) {
  const double factor = 1.0 / static_cast<double>(rows);
  for (int64_t outer = begin; outer < end; outer++) {
    receptive::sum_columns(input + outer * rows * width, rows, width, width,
                           static_cast<float>(factor), output + outer * width);
  }
}

RECEPTIVE_API void receptive_softmax(const float* input, float* output, int64_t count,
                                     int64_t step, int64_t logarithm, int64_t begin, int64_t end) {
  using namespace receptive;
  constexpr int64_t piece = 64;
  const int64_t pieces = (step + piece - 1) / piece;
  if (step == 1) {
    for (int64_t row = begin; row < end; row++) {
      softmax_row(input + row * count, output + row * count, count, logarithm != 0);
    }
    return;
  }
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t x = unit % pieces * piece, width = std::min(piece, step - x);
    const float* in = input + unit / pieces * count * step + x;
    float* out = output + unit / pieces * count * step + x;
    float most[piece], sums[piece];
    std::fill(most, most + width, -std::numeric_limits<float>::infinity());
    for (int64_t i = 0; i < count; i++) {
      for (int64_t w = 0; w < width; w++) {
        const float value = in[i * step + w];
        most[w] = value > most[w] || value != value ? value : most[w];
      }
    }
    double whole[piece] = {};
    for (int64_t i = 0; i < count; i++) {
      for (int64_t w = 0; w < width; w++) {
        const float value = exponential(in[i * step + w] - most[w]);
        if (!logarithm) out[i * step + w] = value;
        whole[w] += value;
      }
    }
    for (int64_t w = 0; w < width; w++) {
      sums[w] = logarithm ? static_cast<float>(std::log(whole[w]))
                          : static_cast<float>(1.0 / whole[w]);
    }
    for (int64_t i = 0; i < count; i++) {
      for (int64_t w = 0; w < width; w++) {
        float& to = out[i * step + w];
        to = logarithm ? in[i * step + w] - most[w] - sums[w] : to * sums[w];
      }
    }
  }
}

RECEPTIVE_API void receptive_product(const float* a, const float* b, float* output, int64_t rows,
                                     int64_t sum, int64_t columns, int64_t begin, int64_t end) {
  using namespace receptive;
  (void)rows;
  int64_t row = begin;
  for (; row + 4 <= end; row += 4) {
    product_rows<4>(a + row * sum, b, output + row * columns, sum, columns);
  }
  for (; row < end; row++) product_rows<1>(a + row * sum, b, output + row * columns, sum, columns);
}

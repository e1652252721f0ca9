// Planes and lines that become something else as a whole: sums and extremes along an axis, the
// largest few, norms by a plane's own statistics, means and maxima of bins.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "../receptive.h"
#include "../simd/simd.hpp"

namespace receptive {
namespace {

// Lines that are worked on side by side, or parts of one line: additions that do not wait for one
// another, in the same order in every run.
constexpr int64_t kTogether = 16;

// One reduction: what is kept of the values before and one value more, of two such, and the end.
template <class With, class Joined, class Result>
void reduce(const float* in, int64_t count, int64_t step, double start, float* out, int64_t begin,
            int64_t end, With with, Joined joined, Result result) {
  const int64_t pieces = (step + kTogether - 1) / kTogether;
  for (int64_t unit = begin; unit < end; unit++) {
    double kept[kTogether];
    std::fill(kept, kept + kTogether, start);
    if (step == 1) {
      const float* line = in + unit * count;
      int64_t i = 0;
      for (; i + kTogether <= count; i += kTogether) {
        for (int64_t k = 0; k < kTogether; k++) kept[k] = with(kept[k], line[i + k]);
      }
      for (int64_t k = 0; i < count; i++, k++) kept[k] = with(kept[k], line[i]);
      for (int64_t half = kTogether / 2; half > 0; half /= 2) {
        for (int64_t k = 0; k < half; k++) kept[k] = joined(kept[k], kept[k + half]);
      }
      out[unit] = static_cast<float>(result(kept[0]));
      continue;
    }
    const int64_t x = unit % pieces * kTogether, width = std::min(kTogether, step - x);
    const float* lines = in + unit / pieces * count * step + x;
    if (width == kTogether) {
      for (int64_t i = 0; i < count; i++) {
        for (int64_t k = 0; k < kTogether; k++) kept[k] = with(kept[k], lines[i * step + k]);
      }
    } else {
      for (int64_t i = 0; i < count; i++) {
        for (int64_t k = 0; k < width; k++) kept[k] = with(kept[k], lines[i * step + k]);
      }
    }
    float* to = out + unit / pieces * step + x;
    for (int64_t k = 0; k < width; k++) to[k] = static_cast<float>(result(kept[k]));
  }
}

double sum_of(double a, double b) { return a + b; }
double product_of(double a, double b) { return a * b; }
double larger_of(double a, double b) { return b > a || b != b ? b : a; }
double smaller_of(double a, double b) { return b < a || b != b ? b : a; }
double as_it_is(double x) { return x; }

// Numbers in the order of their values as whole numbers: -0 is 0, NaN behind all others.
uint32_t rank_of(float value) {
  uint32_t bits;
  value += 0.0f;
  std::memcpy(&bits, &value, sizeof bits);
  if (value != value) bits = 0x7fc00000u;
  return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

// Where the bins of an axis begin and end; neighbours may share a pixel.
int64_t bin_begin(int64_t bin, int64_t size, int64_t bins) { return bin * size / bins; }
int64_t bin_end(int64_t bin, int64_t size, int64_t bins) {
  return ((bin + 1) * size + bins - 1) / bins;
}

float bin_maximum(const float* plane, int64_t width, int64_t top, int64_t bottom, int64_t left,
                  int64_t right) {
  using V = Simd;
  V::Vec most = V::broadcast(-std::numeric_limits<float>::infinity());
  float rest = -std::numeric_limits<float>::infinity();
  const auto larger = [](float kept, float x) { return x > kept || x != x ? x : kept; };
  for (int64_t y = top; y < bottom; y++) {
    const float* row = plane + y * width;
    int64_t x = left;
    for (; x + V::lanes <= right; x += V::lanes) most = V::maxOrNan(V::load(row + x), most);
    for (; x < right; x++) rest = larger(rest, row[x]);
  }
  float lanes[V::lanes];
  V::store(lanes, most);
  for (const float lane : lanes) rest = larger(rest, lane);
  return rest;
}

float bin_mean(const float* plane, int64_t width, int64_t top, int64_t bottom, int64_t left,
               int64_t right) {
  double sum = 0;
  for (int64_t y = top; y < bottom; y++) {
    for (int64_t x = left; x < right; x++) sum += plane[y * width + x];
  }
  return static_cast<float>(sum / static_cast<double>((bottom - top) * (right - left)));
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_reduce(int64_t operation, const float* input, int64_t count,
                                    int64_t step, float* output, int64_t begin, int64_t end) {
  using namespace receptive;
  const double infinity = std::numeric_limits<double>::infinity();
  const auto run = [&](double start, auto with, auto joined, auto result) {
    reduce(input, count, step, start, output, begin, end, with, joined, result);
  };
  const auto square = [](double kept, float x) { return kept + static_cast<double>(x) * x; };
  switch (operation) {
    case RECEPTIVE_REDUCE_SUM:
      return run(0, [](double kept, float x) { return kept + x; }, sum_of, as_it_is);
    case RECEPTIVE_REDUCE_MAXIMUM:
      return run(-infinity, [](double kept, float x) { return larger_of(kept, x); }, larger_of,
                 as_it_is);
    case RECEPTIVE_REDUCE_MINIMUM:
      return run(infinity, [](double kept, float x) { return smaller_of(kept, x); }, smaller_of,
                 as_it_is);
    case RECEPTIVE_REDUCE_PRODUCT:
      return run(1, [](double kept, float x) { return kept * x; }, product_of, as_it_is);
    case RECEPTIVE_REDUCE_MAGNITUDES:
      return run(0, [](double kept, float x) { return kept + std::fabs(x); }, sum_of, as_it_is);
    case RECEPTIVE_REDUCE_SQUARES:
      return run(0, square, sum_of, as_it_is);
    default:
      return run(0, square, sum_of, [](double x) { return std::sqrt(x); });
  }
}

RECEPTIVE_API void receptive_top(const float* input, float* output, int64_t length, int64_t step,
                                 int64_t count, int64_t largest, int64_t indices, uint64_t* ranks,
                                 int64_t begin, int64_t end) {
  using namespace receptive;
  for (int64_t unit = begin; unit < end; unit++) {
    const float* in = input + unit / step * length * step + unit % step;
    float* out = output + unit / step * count * step + unit % step;
    // A rank and behind it the place: all are different, and equal values come in their order.
    for (int64_t i = 0; i < length; i++) {
      const uint32_t rank = rank_of(in[i * step]);
      ranks[i] = static_cast<uint64_t>(largest ? ~rank : rank) << 32 | static_cast<uint64_t>(i);
    }
    if (count < length) std::nth_element(ranks, ranks + count, ranks + length);
    std::sort(ranks, ranks + count);
    for (int64_t i = 0; i < count; i++) {
      const int64_t place = static_cast<int64_t>(ranks[i] & 0xffffffffu);
      out[i * step] = indices ? static_cast<float>(place) : in[place * step];
    }
  }
}

RECEPTIVE_API void receptive_instance_norm(const float* input, const float* weight,
                                           const float* bias, float epsilon, float* output,
                                           int64_t channels, int64_t area, int64_t begin,
                                           int64_t end) {
  using namespace receptive;
  for (int64_t plane = begin; plane < end; plane++) {
    const float* in = input + plane * area;
    float* out = output + plane * area;
    double sums[kTogether] = {}, squares[kTogether] = {};
    for (int64_t i = 0; i < area; i++) sums[i % kTogether] += in[i];
    double mean = 0, variance = 0;
    for (const double sum : sums) mean += sum;
    mean /= static_cast<double>(area);
    for (int64_t i = 0; i < area; i++) {
      const double distance = in[i] - mean;
      squares[i % kTogether] += distance * distance;
    }
    for (const double sum : squares) variance += sum;
    variance /= static_cast<double>(area);
    const int64_t c = plane % channels;
    const double scale = weight[c] / std::sqrt(variance + static_cast<double>(epsilon));
    const double shift = bias[c];
    for (int64_t i = 0; i < area; i++) out[i] = static_cast<float>((in[i] - mean) * scale + shift);
  }
}

RECEPTIVE_API void receptive_bins(const float* input, float* output, int64_t height, int64_t width,
                                  int64_t rows, int64_t columns, int64_t maximum, int64_t begin,
                                  int64_t end) {
  using namespace receptive;
  for (int64_t plane = begin; plane < end; plane++) {
    const float* in = input + plane * height * width;
    float* out = output + plane * rows * columns;
    for (int64_t y = 0; y < rows; y++) {
      const int64_t top = bin_begin(y, height, rows), bottom = bin_end(y, height, rows);
      for (int64_t x = 0; x < columns; x++) {
        const int64_t left = bin_begin(x, width, columns), right = bin_end(x, width, columns);
        *out++ = maximum ? bin_maximum(in, width, top, bottom, left, right)
                         : bin_mean(in, width, top, bottom, left, right);
      }
    }
  }
}

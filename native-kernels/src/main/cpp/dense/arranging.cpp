// Values joined in pairs, and values put in another order, on dense arrays of any rank.
#include <algorithm>
#include <cmath>

#include "../receptive.h"
#include "../simd/simd.hpp"

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;

constexpr int kMostAxes = 8;

// Where the first value of a row lies; counts rows as an odometer does.
struct Row {
  const receptive_strides& shape;
  int64_t index[kMostAxes];
  int64_t a, b;

  Row(const receptive_strides& strides, int64_t row) : shape(strides), a(0), b(0) {
    for (int64_t axis = shape.rank - 2; axis >= 0; axis--) {
      index[axis] = row % shape.lengths[axis];
      row /= shape.lengths[axis];
      a += index[axis] * shape.a[axis];
      b += index[axis] * shape.b[axis];
    }
  }

  void next() {
    for (int64_t axis = shape.rank - 2; axis >= 0; axis--) {
      a += shape.a[axis];
      b += shape.b[axis];
      if (++index[axis] < shape.lengths[axis]) return;
      a -= shape.a[axis] * shape.lengths[axis];
      b -= shape.b[axis] * shape.lengths[axis];
      index[axis] = 0;
    }
  }
};

// A step of 0 repeats one value. The usual steps are known when this is compiled.
template <int A, int B, class F>
void pairs(const float* a, int64_t a_step, const float* b, int64_t b_step, float* out,
           int64_t count, F f) {
  const int64_t a_by = A >= 0 ? A : a_step, b_by = B >= 0 ? B : b_step;
  for (int64_t i = 0; i < count; i++) out[i] = f(a[i * a_by], b[i * b_by]);
}

template <class F>
void pair_rows(const receptive_strides& shape, const float* a, const float* b, float* out,
               int64_t begin, int64_t end, F f) {
  const int64_t width = shape.lengths[shape.rank - 1];
  const int64_t a_step = shape.a[shape.rank - 1], b_step = shape.b[shape.rank - 1];
  int64_t x = begin % width;
  for (Row row(shape, begin / width); begin < end; row.next()) {
    const int64_t count = std::min(width - x, end - begin);
    const float* left = a + row.a + x * a_step;
    const float* right = b + row.b + x * b_step;
    if (a_step == 1 && b_step == 1) {
      pairs<1, 1>(left, 1, right, 1, out + begin, count, f);
    } else if (a_step == 1 && b_step == 0) {
      const float repeated = *right;
      pairs<1, 0>(left, 1, &repeated, 0, out + begin, count, f);
    } else if (a_step == 0 && b_step == 1) {
      const float repeated = *left;
      pairs<0, 1>(&repeated, 0, right, 1, out + begin, count, f);
    } else {
      pairs<-1, -1>(left, a_step, right, b_step, out + begin, count, f);
    }
    begin += count;
    x = 0;
  }
}

// One row of an arrangement: the part that lies together is copied, the rest value by value.
void arranged_row(const float* in, const int32_t* at, int64_t first, int64_t last,
                  float otherwise, float* out) {
  const int64_t begin = at[-2], end = at[-1];
  for (int64_t x = first; x < last;) {
    if (x >= begin && x < end) {
      const int64_t count = std::min(end, last) - x;
      std::copy(in + at[x], in + at[x] + count, out + x);
      x += count;
    } else {
      out[x] = at[x] < 0 ? otherwise : in[at[x]];
      x++;
    }
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_pair(const receptive_strides* shape, int64_t operation,
                                  const float* a, const float* b, float* output, int64_t begin,
                                  int64_t end) {
  using namespace receptive;
  switch (operation) {
    case RECEPTIVE_ADD:
      return pair_rows(*shape, a, b, output, begin, end, [](float x, float y) { return x + y; });
    case RECEPTIVE_SUBTRACT:
      return pair_rows(*shape, a, b, output, begin, end, [](float x, float y) { return x - y; });
    case RECEPTIVE_MULTIPLY:
      return pair_rows(*shape, a, b, output, begin, end, [](float x, float y) { return x * y; });
    case RECEPTIVE_DIVIDE:
      return pair_rows(*shape, a, b, output, begin, end, [](float x, float y) { return x / y; });
    case RECEPTIVE_MAXIMUM:  // NaN wins
      return pair_rows(*shape, a, b, output, begin, end,
                       [](float x, float y) { return x > y || x != x ? x : y; });
    case RECEPTIVE_MINIMUM:
      return pair_rows(*shape, a, b, output, begin, end,
                       [](float x, float y) { return x < y || x != x ? x : y; });
    default:  // PRelu: b is the slope
      return pair_rows(*shape, a, b, output, begin, end,
                       [](float x, float y) { return x < 0 ? y * x : x; });
  }
}

RECEPTIVE_API void receptive_arrange(const receptive_arrangement* shape, const int32_t* tables,
                                     float otherwise, const float* input, float* output,
                                     int64_t begin, int64_t end) {
  using namespace receptive;
  const int64_t rank = shape->rank;
  const int32_t* table[kMostAxes];
  for (int64_t axis = 0, at = 0; axis < rank; axis++) {
    table[axis] = tables + at + 2;
    at += 2 + shape->lengths[axis];
  }
  const int32_t* inner = table[rank - 1];
  const int64_t width = shape->lengths[rank - 1];
  int64_t x = begin % width;
  for (int64_t number = begin / width; begin < end; number++) {
    const int64_t count = std::min(width - x, end - begin);
    int64_t from = 0, rest = number;
    for (int64_t axis = rank - 2; axis >= 0 && from >= 0; axis--) {
      const int32_t offset = table[axis][rest % shape->lengths[axis]];
      from = offset < 0 ? -1 : from + offset;
      rest /= shape->lengths[axis];
    }
    float* row = output + begin - x;
    if (from < 0) {
      std::fill(row + x, row + x + count, otherwise);
    } else {
      arranged_row(input + from, inner, x, x + count, otherwise, row);
    }
    begin += count;
    x = 0;
  }
}

RECEPTIVE_API void receptive_transpose(int64_t rows, int64_t columns, const float* input,
                                       float* output, int64_t begin, int64_t end) {
  using namespace receptive;
  const int64_t bands = (rows + V::lanes - 1) / V::lanes;
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t row = unit % bands * V::lanes;
    const float* in = input + unit / bands * rows * columns + row;
    float* out = output + unit / bands * rows * columns + row * columns;
    const int count = static_cast<int>(std::min<int64_t>(V::lanes, rows - row));
    int64_t x = 0;
    for (; x + V::lanes <= columns; x += V::lanes) {
      Vec lines[V::lanes];
      for (int i = 0; i < V::lanes; i++) {
        const float* line = in + (x + i) * rows;
        lines[i] = count == V::lanes ? V::load(line) : V::loadFirst(line, count);
      }
      V::template storeTransposed<V::lanes>(lines, out + x, columns, count);
    }
    for (; x < columns; x++) {
      for (int i = 0; i < count; i++) out[i * columns + x] = in[x * rows + i];
    }
  }
}

RECEPTIVE_API void receptive_copy_rows(const float* input, int64_t input_pitch, float* output,
                                       int64_t output_pitch, int64_t width, int64_t begin,
                                       int64_t end) {
  for (int64_t row = begin; row < end; row++) {
    std::copy(input + row * input_pitch, input + row * input_pitch + width,
              output + row * output_pitch);
  }
}

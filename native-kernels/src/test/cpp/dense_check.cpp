// The loops on dense arrays of any rank, against their definitions, on arrays of exactly their size.
#include <algorithm>
#include <vector>

#include "../../main/cpp/receptive.h"
#include "check.hpp"

namespace check {
namespace {

// Two inputs of which each repeats some axes.
void check_pair(int round) {
  receptive_strides shape{};
  shape.rank = draw(1, 4);
  int64_t size = 1, left = 1, right = 1;
  for (int64_t axis = shape.rank - 1; axis >= 0; axis--) {
    shape.lengths[axis] = draw(1, 20);
    const bool a = draw(0, 3) > 0, b = draw(0, 3) > 0;
    shape.a[axis] = a ? left : 0;
    shape.b[axis] = b ? right : 0;
    left *= a ? shape.lengths[axis] : 1;
    right *= b ? shape.lengths[axis] : 1;
    size *= shape.lengths[axis];
  }
  Block<float> a = random_block(left), b = random_block(right), out(size);
  const int operation = draw(RECEPTIVE_ADD, RECEPTIVE_SLOPE);
  in_two(size, [&](int64_t begin, int64_t end) {
    receptive_pair(&shape, operation, a.get(), b.get(), out.get(), begin, end);
  });
  for (int64_t i = 0; i < size; i++) {
    int64_t rest = i, x = 0, y = 0;
    for (int64_t axis = shape.rank - 1; axis >= 0; axis--) {
      x += rest % shape.lengths[axis] * shape.a[axis];
      y += rest % shape.lengths[axis] * shape.b[axis];
      rest /= shape.lengths[axis];
    }
    const float p = a[x], q = b[y];
    const float expected[] = {p + q,          p - q,          p * q,           p / q,
                              std::max(p, q), std::min(p, q), p < 0 ? q * p : p};
    require(out[i] == expected[operation], "a pair", round);
  }
}

// A part of every axis, with something around it.
void check_arrange(int round) {
  receptive_arrangement shape{};
  shape.rank = draw(1, 4);
  int64_t size = 1, step = 1;
  std::vector<std::vector<int32_t>> tables(shape.rank);
  for (int64_t axis = shape.rank - 1; axis >= 0; axis--) {
    const int length = draw(1, 12), before = draw(0, 2), after = draw(0, 2);
    const bool back = draw(0, 3) == 0;
    for (int i = -before; i < length + after; i++) {
      const int at = back ? length - 1 - i : i;
      tables[axis].push_back(i < 0 || i >= length ? -1 : static_cast<int32_t>(at * step));
    }
    shape.lengths[axis] = length + before + after;
    size *= shape.lengths[axis];
    step *= length;
  }
  std::vector<int32_t> all;
  for (int64_t axis = 0; axis < shape.rank; axis++) {
    const std::vector<int32_t>& table = tables[axis];
    size_t begin = 0;
    while (table[begin] < 0) begin++;
    size_t end = begin + 1;
    while (end < table.size() && table[end] == table[begin] + static_cast<int32_t>(end - begin)) {
      end++;
    }
    all.push_back(static_cast<int32_t>(begin));
    all.push_back(static_cast<int32_t>(end));
    all.insert(all.end(), table.begin(), table.end());
  }
  Block<float> in = random_block(step), out(size);
  in_two(size, [&](int64_t begin, int64_t end) {
    receptive_arrange(&shape, all.data(), 7, in.get(), out.get(), begin, end);
  });
  for (int64_t i = 0; i < size; i++) {
    int64_t rest = i, from = 0;
    for (int64_t axis = shape.rank - 1; axis >= 0; axis--) {
      const int32_t offset = tables[axis][rest % shape.lengths[axis]];
      from = offset < 0 || from < 0 ? -1 : from + offset;
      rest /= shape.lengths[axis];
    }
    require(out[i] == (from < 0 ? 7 : in[from]), "an arrangement", round);
  }
}

void check_transpose(int round) {
  const int matrices = draw(1, 3), rows = draw(1, 40), columns = draw(1, 40);
  Block<float> in = random_block(static_cast<size_t>(matrices) * rows * columns), out(in.count);
  const int lanes = receptive_lanes();
  in_two(matrices * ((rows + lanes - 1) / lanes), [&](int64_t begin, int64_t end) {
    receptive_transpose(rows, columns, in.get(), out.get(), begin, end);
  });
  for (int m = 0; m < matrices; m++) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        const size_t base = static_cast<size_t>(m) * rows * columns;
        require(out[base + r * columns + c] == in[base + c * rows + r], "a transposition", round);
      }
    }
  }
}

void check_sums(int round) {
  const int outer = draw(1, 4), step = draw(0, 1) ? 1 : draw(1, 80);
  const int count = draw(1, step == 1 ? 700 : 90);
  Block<float> in = random_block(static_cast<size_t>(outer) * count * step);
  Block<float> means(outer * step), soft(in.count);
  in_two(outer, [&](int64_t begin, int64_t end) {
    if (step == 1) {
      receptive_mean_rows(in.get(), count, means.get(), begin, end);
    } else {
      receptive_mean_columns(in.get(), count, step, means.get(), begin, end);
    }
  });
  const bool logarithm = draw(0, 1) == 1;
  in_two(outer * ((step + 63) / 64), [&](int64_t begin, int64_t end) {
    receptive_softmax(in.get(), soft.get(), count, step, logarithm, begin, end);
  });
  for (int o = 0; o < outer; o++) {
    for (int s = 0; s < step; s++) {
      const auto at = [&](int i) { return (static_cast<size_t>(o) * count + i) * step + s; };
      double sum = 0, whole = 0;
      for (int i = 0; i < count; i++) {
        sum += in[at(i)];
        whole += std::exp(static_cast<double>(in[at(i)]));
      }
      require(close(means[o * step + s], sum / count), "a mean", round);
      for (int i = 0; i < count; i++) {
        const double part = std::exp(static_cast<double>(in[at(i)])) / whole;
        require(close(soft[at(i)], logarithm ? std::log(part) : part, 1e-5), "softmax", round);
      }
    }
  }
}

void check_product(int round) {
  const int rows = draw(1, 9), sum = draw(1, 30), columns = draw(1, 70);
  Block<float> a = random_block(rows * sum), b = random_block(sum * columns), out(rows * columns);
  in_two(rows, [&](int64_t begin, int64_t end) {
    receptive_product(a.get(), b.get(), out.get(), rows, sum, columns, begin, end);
  });
  for (int r = 0; r < rows; r++) {
    for (int c = 0; c < columns; c++) {
      double expected = 0;
      for (int k = 0; k < sum; k++) expected += static_cast<double>(a[r * sum + k]) * b[k * columns + c];
      require(close(out[r * columns + c], expected), "a product", round);
    }
  }
}

}  // namespace

void check_dense(int round) {
  check_pair(round);
  check_arrange(round);
  check_transpose(round);
  check_sums(round);
  check_product(round);
}

}  // namespace check

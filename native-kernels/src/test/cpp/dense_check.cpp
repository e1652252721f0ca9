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

// Lines that become one value each, and the largest few of them in order.
void check_reductions(int round) {
  const int outer = draw(1, 3), count = draw(1, 60), step = draw(0, 1) ? 1 : draw(1, 40);
  const int operation = draw(RECEPTIVE_REDUCE_SUM, RECEPTIVE_REDUCE_LENGTH);
  Block<float> in = random_block(static_cast<size_t>(outer) * count * step), out(outer * step);
  in_two(outer * ((step + 15) / 16), [&](int64_t begin, int64_t end) {
    receptive_reduce(operation, in.get(), count, step, out.get(), begin, end);
  });
  const int some = draw(1, count), largest = draw(0, 1), indices = draw(0, 1);
  Block<float> top(static_cast<size_t>(outer) * some * step);
  Block<uint64_t> ranks(count);
  in_two(outer * step, [&](int64_t begin, int64_t end) {
    receptive_top(in.get(), top.get(), count, step, some, largest, indices, ranks.get(), begin, end);
  });
  for (int line = 0; line < outer * step; line++) {
    const auto value = [&](int i) {
      return in[(static_cast<size_t>(line / step) * count + i) * step + line % step];
    };
    double sum = 0, most = -INFINITY, least = INFINITY, product = 1, magnitudes = 0, squares = 0;
    std::vector<int> order;
    for (int i = 0; i < count; i++) {
      const double x = value(i);
      sum += x;
      most = std::max(most, x);
      least = std::min(least, x);
      product *= x;
      magnitudes += std::fabs(x);
      squares += x * x;
      order.push_back(i);
    }
    const double expected[] = {sum, most, least, product, magnitudes, squares, std::sqrt(squares)};
    require(close(out[line], expected[operation], 1e-6), "a reduction", round);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return largest ? value(a) > value(b) : value(a) < value(b);
    });
    for (int i = 0; i < some; i++) {
      const size_t at = (static_cast<size_t>(line / step) * some + i) * step + line % step;
      const float right = indices ? static_cast<float>(order[i]) : value(order[i]);
      require(top[at] == right, "the largest few", round);
    }
  }
}

// Planes by their own statistics, and bins of them.
void check_planes_whole(int round) {
  const int images = draw(1, 2), channels = draw(1, 4), height = draw(1, 20), width = draw(1, 20);
  const int planes = images * channels, area = height * width;
  Block<float> in = random_block(static_cast<size_t>(planes) * area), out(in.count);
  Block<float> weight = random_block(channels), bias = random_block(channels);
  in_two(planes, [&](int64_t begin, int64_t end) {
    receptive_instance_norm(in.get(), weight.get(), bias.get(), 0.01f, out.get(), channels, area,
                            begin, end);
  });
  const int rows = draw(1, 7), columns = draw(1, 25), maximum = draw(0, 1);
  Block<float> bins(static_cast<size_t>(planes) * rows * columns);
  in_two(planes, [&](int64_t begin, int64_t end) {
    receptive_bins(in.get(), bins.get(), height, width, rows, columns, maximum, begin, end);
  });
  for (int plane = 0; plane < planes; plane++) {
    const float* values = in.get() + static_cast<size_t>(plane) * area;
    double mean = 0, variance = 0;
    for (int i = 0; i < area; i++) mean += values[i] / static_cast<double>(area);
    for (int i = 0; i < area; i++) variance += std::pow(values[i] - mean, 2) / area;
    for (int i = 0; i < area; i++) {
      const double expected = (values[i] - mean) / std::sqrt(variance + 0.01) *
                                  weight[plane % channels] + bias[plane % channels];
      require(close(out[static_cast<size_t>(plane) * area + i], expected, 1e-5), "an instance norm",
              round);
    }
    for (int bin = 0; bin < rows * columns; bin++) {
      const int y = bin / columns, x = bin % columns;
      double sum = 0, most = -INFINITY;
      int count = 0;
      for (int i = 0; i < area; i++) {
        // Pixel i is in the bin unless it ends before the bin begins, or begins behind its end.
        const int r = i / width, c = i % width;
        if ((r + 1) * rows <= y * height || r * rows >= (y + 1) * height) continue;
        if ((c + 1) * columns <= x * width || c * columns >= (x + 1) * width) continue;
        sum += values[i];
        most = std::max<double>(most, values[i]);
        count++;
      }
      const float given = bins[static_cast<size_t>(plane) * rows * columns + bin];
      require(close(given, maximum ? most : sum / count, 1e-6), "a bin", round);
    }
  }
}

void check_elementary(int round) {
  const int function = draw(RECEPTIVE_EXP, RECEPTIVE_MISH), count = draw(1, 40);
  Block<float> in = random_block(count), out(count);
  for (size_t i = 0; i < in.count; i++) in[i] *= static_cast<float>(draw(1, 30));
  receptive_activate(in.get(), out.get(), function, 0, 0, 0, count);
  for (size_t i = 0; i < in.count; i++) {
    const double x = in[i], soft = std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x)));
    const double expected[] = {std::exp(x),       std::fabs(x),
                               -x,                std::log(x),
                               std::sqrt(x),      1 / x,
                               std::floor(x),     std::ceil(x),
                               std::nearbyint(x), x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0,
                               std::sin(x),       std::cos(x),
                               soft,              x / (1 + std::fabs(x)),
                               x * std::tanh(soft)};
    const double right = expected[function - RECEPTIVE_EXP];
    require(right != right ? out[i] != out[i] : close(out[i], right, 3e-6), "a function", round);
  }
}

}  // namespace

void check_dense(int round) {
  check_pair(round);
  check_arrange(round);
  check_transpose(round);
  check_sums(round);
  check_product(round);
  check_reductions(round);
  check_planes_whole(round);
  check_elementary(round);
}

}  // namespace check

// Runs every kernel on random shapes, compares with plain loops, and lets the sanitizers watch:
// each array is a heap block of exactly the size that Java promises.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "check.hpp"
#include "receptive.h"

namespace {

using namespace check;

// A random layer, planned as ConvolutionPlan does it, but with random cuts.
struct Layer {
  receptive_convolution plan{};
  std::vector<int32_t> offsets, phases;

  Layer() {
    receptive_convolution& p = plan;
    p.groups = draw(0, 2) == 0 ? draw(1, 6) : 1;
    p.channels = p.groups * draw(1, draw(0, 2) == 0 ? 1 : 7);
    p.filters = p.groups * draw(1, p.groups > 1 ? 6 : 70);
    p.images = draw(1, 2);
    const bool pointwise = draw(0, 4) == 0;
    p.kernel_height = pointwise ? 1 : draw(1, 5);
    p.kernel_width = pointwise ? 1 : draw(1, 5);
    p.stride_height = pointwise ? 1 : draw(1, 3);
    p.stride_width = pointwise ? 1 : draw(1, 4);
    p.dilation_height = draw(1, 2);
    p.dilation_width = draw(1, 2);
    p.pad_top = pointwise ? 0 : draw(0, 3);
    p.pad_left = pointwise ? 0 : draw(0, 3);
    p.relu = draw(0, 1);
    const int tall = (p.kernel_height - 1) * p.dilation_height + 1;
    const int wide = (p.kernel_width - 1) * p.dilation_width + 1;
    p.height = tall + draw(0, 12);
    p.width = wide + draw(0, 40);
    p.out_height = (p.height + p.pad_top - tall) / p.stride_height + 1;
    p.out_width = (p.width + p.pad_left - wide) / p.stride_width + 1;
    p.steps = p.channels / p.groups * p.kernel_height * p.kernel_width;
    p.method = pointwise ? RECEPTIVE_POINTWISE : draw(0, 1);
    cut();
    place(wide, tall);
  }

  void cut() {
    receptive_convolution& p = plan;
    const int filters = p.filters / p.groups;
    p.block_filters = p.method == RECEPTIVE_FILTERS_IN_LANES ? 2 * receptive_lanes()
                                                             : draw(1, std::min(filters, receptive_tile()));
    p.filter_blocks = (filters + p.block_filters - 1) / p.block_filters;
    const int rows = p.method == RECEPTIVE_POINTWISE
                         ? (p.out_height * p.out_width + receptive_lanes() - 1) / receptive_lanes()
                         : p.out_height;
    p.block_rows = draw(1, rows);
    p.row_blocks = (rows + p.block_rows - 1) / p.block_rows;
  }

  void place(int wide, int tall) {
    receptive_convolution& p = plan;
    if (p.method == RECEPTIVE_POINTWISE) {
      phases = {0};
      for (int c = 0; c < p.steps; c++) offsets.push_back(c * p.height * p.width);
    } else {
      for (int tap = 0; tap < p.kernel_width; tap++) {
        phases.push_back(tap * p.dilation_width % p.stride_width);
      }
      std::sort(phases.begin(), phases.end());
      phases.erase(std::unique(phases.begin(), phases.end()), phases.end());
      p.packed_rows = (p.block_rows - 1) * p.stride_height + tall;
      p.phase_length = p.out_width + (wide - 1) / p.stride_width;
      p.row_pitch = static_cast<int>(phases.size()) * p.phase_length;
      p.channel_pitch = p.packed_rows * p.row_pitch;
      for (int c = 0; c < p.channels / p.groups; c++) {
        for (int y = 0; y < p.kernel_height; y++) {
          for (int x = 0; x < p.kernel_width; x++) {
            const int column = x * p.dilation_width;
            const auto phase =
                std::find(phases.begin(), phases.end(), column % p.stride_width) - phases.begin();
            offsets.push_back(c * p.channel_pitch + y * p.dilation_height * p.row_pitch +
                              static_cast<int>(phase) * p.phase_length + column / p.stride_width);
          }
        }
      }
    }
    p.phases = static_cast<int>(phases.size());
  }

  Block<int32_t> described() const {
    const size_t fields = sizeof(plan) / sizeof(int32_t);
    Block<int32_t> all(fields + offsets.size() + phases.size());
    std::memcpy(all.get(), &plan, sizeof(plan));
    std::copy(offsets.begin(), offsets.end(), all.get() + fields);
    std::copy(phases.begin(), phases.end(), all.get() + fields + offsets.size());
    return all;
  }
};

double plain(const receptive_convolution& p, Block<float>& in, Block<float>& w, int n, int f, int y,
             int x) {
  const int channels = p.channels / p.groups, group = f / (p.filters / p.groups);
  double sum = 0;
  for (int c = 0; c < channels; c++) {
    for (int r = 0; r < p.kernel_height; r++) {
      for (int s = 0; s < p.kernel_width; s++) {
        const int iy = y * p.stride_height + r * p.dilation_height - p.pad_top;
        const int ix = x * p.stride_width + s * p.dilation_width - p.pad_left;
        if (iy < 0 || ix < 0 || iy >= p.height || ix >= p.width) continue;
        const size_t at = ((static_cast<size_t>(n) * p.channels + group * channels + c) * p.height + iy) * p.width + ix;
        sum += static_cast<double>(in[at]) *
               w[((static_cast<size_t>(f) * channels + c) * p.kernel_height + r) * p.kernel_width + s];
      }
    }
  }
  return sum;
}

void check_convolution(int round) {
  Layer layer;
  const receptive_convolution& p = layer.plan;
  Block<float> in = random_block(static_cast<size_t>(p.images) * p.channels * p.height * p.width);
  Block<float> weights = random_block(static_cast<size_t>(p.filters) * p.steps);
  Block<float> bias = random_block(p.filters);
  const bool biased = draw(0, 1) == 1;
  Block<int32_t> described = layer.described();
  const auto* plan = reinterpret_cast<const receptive_convolution*>(described.get());
  const size_t lanes = p.method == RECEPTIVE_FILTERS_IN_LANES
                           ? static_cast<size_t>(p.groups) * p.filter_blocks * p.block_filters
                           : p.filters;
  Block<float> packed(lanes * (p.steps + 1));
  receptive_convolution_pack(plan, weights.get(), biased ? bias.get() : nullptr, packed.get());
  Block<float> scratch(static_cast<size_t>(p.channels / p.groups) * p.channel_pitch + 64);
  Block<float> out(static_cast<size_t>(p.images) * p.filters * p.out_height * p.out_width);
  const int64_t units = static_cast<int64_t>(p.images) * p.groups * p.row_blocks * p.filter_blocks;
  const int64_t half = units / 2;
  receptive_convolution_run(plan, in.get(), packed.get(), out.get(), scratch.get(), -1, half, units);
  receptive_convolution_run(plan, in.get(), packed.get(), out.get(), scratch.get(), -1, 0, half);
  size_t at = 0;
  for (int n = 0; n < p.images; n++) {
    for (int f = 0; f < p.filters; f++) {
      for (int y = 0; y < p.out_height; y++) {
        for (int x = 0; x < p.out_width; x++, at++) {
          double expected = plain(p, in, weights, n, f, y, x) + (biased ? bias[f] : 0);
          if (p.relu) expected = std::max(expected, 0.0);
          require(close(out[at], expected), "convolution", round);
        }
      }
    }
  }
}

void check_linear(int round) {
  const int n = draw(1, 9), features = draw(1, 100), neurons = draw(1, 20);
  Block<float> in = random_block(n * features), w = random_block(neurons * features);
  Block<float> bias = random_block(neurons), out(n * neurons);
  const int half = draw(0, neurons);
  receptive_linear(in.get(), w.get(), bias.get(), out.get(), features, neurons, n, 0, half);
  receptive_linear(in.get(), w.get(), bias.get(), out.get(), features, neurons, n, half, neurons);
  for (int i = 0; i < n * neurons; i++) {
    double sum = bias[i % neurons];
    for (int j = 0; j < features; j++) {
      sum += static_cast<double>(in[i / neurons * features + j]) * w[i % neurons * features + j];
    }
    require(close(out[i], sum), "linear", round);
  }
}

void check_pooling(int round) {
  receptive_pooling p{};
  p.kernel_height = draw(1, 4);
  p.kernel_width = draw(1, 4);
  p.stride_height = draw(1, 3);
  p.stride_width = draw(1, 3);
  p.pad_top = p.pad_bottom = draw(0, p.kernel_height / 2);
  p.pad_left = p.pad_right = draw(0, p.kernel_width / 2);
  p.dilation_height = p.dilation_width = 1;
  p.height = p.kernel_height + draw(0, 9);
  p.width = p.kernel_width + draw(0, 20);
  p.out_height = (p.height + 2 * p.pad_top - p.kernel_height) / p.stride_height + 1;
  p.out_width = (p.width + 2 * p.pad_left - p.kernel_width) / p.stride_width + 1;
  const int planes = draw(1, 3);
  Block<float> in = random_block(static_cast<size_t>(planes) * p.height * p.width);
  Block<float> max(static_cast<size_t>(planes) * p.out_height * p.out_width), mean(max.count);
  receptive_max_pool(&p, in.get(), max.get(), 0, planes);
  receptive_avg_pool(&p, in.get(), mean.get(), 0, planes);
  size_t at = 0;
  for (int plane = 0; plane < planes; plane++) {
    for (int y = 0; y < p.out_height; y++) {
      for (int x = 0; x < p.out_width; x++, at++) {
        double largest = -INFINITY, sum = 0;
        int count = 0;
        for (int r = 0; r < p.kernel_height; r++) {
          for (int s = 0; s < p.kernel_width; s++) {
            const int iy = y * p.stride_height + r - p.pad_top, ix = x * p.stride_width + s - p.pad_left;
            if (iy < 0 || ix < 0 || iy >= p.height || ix >= p.width) continue;
            const float value = in[(static_cast<size_t>(plane) * p.height + iy) * p.width + ix];
            largest = std::max<double>(largest, value);
            sum += value;
            count++;
          }
        }
        require(max[at] == static_cast<float>(largest), "max pooling", round);
        require(close(mean[at], sum / count), "mean pooling", round);
      }
    }
  }
}

void check_planes(int round) {
  const int images = draw(1, 2), channels = draw(1, 9), area = draw(1, 600), before = draw(0, 3), behind = draw(0, 3);
  const int planes = images * channels;
  Block<float> in = random_block(static_cast<size_t>(planes) * area), out(in.count);
  const float beta = draw(0, 1) == 0 ? 0.75f : 0.6f;
  receptive_local_response_norm(in.get(), out.get(), channels, area, before, behind, 0.1f, beta, 2, 0,
                                planes);
  for (size_t i = 0; i < in.count; i++) {
    const int c = static_cast<int>(i / area % channels);
    double sum = 0;
    for (int o = std::max(0, c - before); o <= std::min(channels - 1, c + behind); o++) {
      const double value = in[i + static_cast<ptrdiff_t>(o - c) * area];
      sum += value * value;
    }
    require(close(out[i], in[i] / std::pow(2 + 0.1 * sum, beta)), "local response norm", round);
  }
  Block<float> mean = random_block(channels), scale = random_block(channels), shift = random_block(channels);
  receptive_scale(in.get(), mean.get(), scale.get(), shift.get(), out.get(), channels, area, 0, planes);
  for (size_t i = 0; i < in.count; i++) {
    const size_t c = i / area % channels;
    require(close(out[i], (static_cast<double>(in[i]) - mean[c]) * scale[c] + shift[c]), "scale", round);
  }
  receptive_leaky_relu(in.get(), out.get(), 0.1f, 0, in.count);
  for (size_t i = 0; i < in.count; i++) {
    require(out[i] == (in[i] < 0 ? 0.1f * in[i] : in[i]), "leaky ReLU", round);
  }
  receptive_add(in.get(), in.get(), out.get(), 0, in.count);
  for (size_t i = 0; i < in.count; i++) require(out[i] == 2 * in[i], "add", round);
}

}  // namespace

int main() {
  const int rounds = 400;
  for (int round = 0; round < rounds; round++) {
    check_convolution(round);
    check_linear(round);
    check_pooling(round);
    check_planes(round);
    check::check_blocked(round);
    check::check_dense(round);
  }
  std::printf("%d rounds, %d lanes: all right\n", rounds, receptive_lanes());
}

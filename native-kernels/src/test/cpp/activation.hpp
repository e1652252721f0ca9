// Activations in blocks of 16 channels in memory of their own, and windows that slide over them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "check.hpp"
#include "receptive.h"

namespace check {

constexpr int kBlock = 16;
inline const float kNothing = std::numeric_limits<float>::quiet_NaN();

struct Halo {
  int64_t top = 0, left = 0, bottom = 0, right = 0;

  // Often wider than this reader needs: another one may need more.
  Halo widened() const {
    Halo h = *this;
    if (draw(0, 2) == 0) {
      h.top += draw(0, 2);
      h.left += draw(0, 2);
      h.bottom += draw(0, 2);
      h.right += draw(0, 2);
    }
    return h;
  }
};

// An activation in memory of its own.
struct Activation {
  receptive_map map{};
  int64_t images, channels, pixel, blocks, gap;
  Block<float> data;

  Activation(int64_t images, int64_t channels, int64_t height, int64_t width, Halo halo, bool planar)
      : images(images),
        channels(channels),
        pixel(planar ? 1 : kBlock),
        blocks((channels + pixel - 1) / pixel),
        gap(planar || draw(0, 1) ? 0 : kBlock),
        data(0) {
    map = {0, 0, 0, height, width, halo.top, halo.left, halo.bottom, halo.right};
    map.row_pitch = (halo.left + width + halo.right) * pixel;
    map.block_pitch = (halo.top + height + halo.bottom) * map.row_pitch + gap;
    map.image_pitch = blocks * map.block_pitch;
    data = Block<float>(images * map.image_pitch - gap);
  }

  float* origin() { return data.get() + map.top * map.row_pitch + map.left * pixel; }

  float& at(int64_t n, int64_t c, int64_t y, int64_t x) {
    return origin()[n * map.image_pitch + c / pixel * map.block_pitch + y * map.row_pitch +
                    x * pixel + c % pixel];
  }

  // Values everywhere, zeros in the halo; channels that fill up the last block hold numbers, too.
  void fill() {
    std::fill(data.get(), data.get() + data.count, 0.0f);
    each([&](int64_t n, int64_t c, int64_t y, int64_t x) { at(n, c, y, x) = uniform(); });
  }

  void forget() { std::fill(data.get(), data.get() + data.count, kNothing); }

  template <class F>
  void each(F f) {
    for (int64_t n = 0; n < images; n++) {
      for (int64_t c = 0; c < blocks * pixel; c++) {
        for (int64_t y = 0; y < map.height; y++) {
          for (int64_t x = 0; x < map.width; x++) f(n, c, y, x);
        }
      }
    }
  }

  // Every pixel as expected, what fills up the block finite, the halo 0, the gaps untouched.
  template <class Expected>
  void compare(const char* what, int round, double tolerance, bool halo, Expected expected) {
    each([&](int64_t n, int64_t c, int64_t y, int64_t x) {
      const float value = at(n, c, y, x);
      if (c < channels) {
        require(close(value, expected(n, c, y, x), tolerance), what, round);
      } else {
        require(std::isfinite(value), what, round);
      }
      at(n, c, y, x) = 0;
    });
    if (!halo) return;
    for (int64_t b = 0; b < images * blocks; b++) {
      const float* block = data.get() + b * map.block_pitch;
      const int64_t size = map.block_pitch - gap;
      for (int64_t i = 0; i < size; i++) require(block[i] == 0, what, round);
      if (b + 1 < images * blocks) {
        for (int64_t i = size; i < map.block_pitch; i++) require(std::isnan(block[i]), what, round);
      }
    }
  }

  double padded(int64_t n, int64_t c, int64_t y, int64_t x) {
    return y < 0 || x < 0 || y >= map.height || x >= map.width ? 0 : at(n, c, y, x);
  }
};

struct Ending {
  int64_t activation = draw(RECEPTIVE_IDENTITY, RECEPTIVE_CLAMP);
  float slope = activation == RECEPTIVE_CLAMP ? -0.5f : 0.1f, high = 0.75f;

  double apply(double x) const {
    switch (activation) {
      case RECEPTIVE_RELU:
        return std::max(x, 0.0);
      case RECEPTIVE_LEAKY_RELU:
        return x < 0 ? slope * x : x;
      case RECEPTIVE_CLAMP:
        return std::min(std::max<double>(x, slope), static_cast<double>(high));
      case RECEPTIVE_SIGMOID:
        return 1 / (1 + std::exp(-x));
      case RECEPTIVE_TANH:
        return std::tanh(x);
      default:
        return x;
    }
  }
};

// A window of random size over an input that it fits.
struct Sliding {
  receptive_blocked plan{};
  int64_t height, width, out_height, out_width;
  Halo halo;  // that it reads

  Sliding(int most_kernel, int most_stride, int most_dilation, int most_pad) {
    receptive_blocked& p = plan;
    p.kernel_height = draw(1, most_kernel);
    p.kernel_width = draw(1, most_kernel);
    p.stride_height = draw(1, most_stride);
    p.stride_width = draw(1, most_stride);
    p.dilation_height = draw(1, most_dilation);
    p.dilation_width = draw(1, most_dilation);
    p.pad_top = draw(0, most_pad);
    p.pad_left = draw(0, most_pad);
    p.pad_bottom = draw(0, most_pad);
    p.pad_right = draw(0, most_pad);
    const int64_t tall = (p.kernel_height - 1) * p.dilation_height + 1;
    const int64_t wide = (p.kernel_width - 1) * p.dilation_width + 1;
    height = std::max<int64_t>(1, tall - p.pad_top - p.pad_bottom) + draw(0, 9);
    width = std::max<int64_t>(1, wide - p.pad_left - p.pad_right) + draw(0, 33);
    out_height = (height + p.pad_top + p.pad_bottom - tall) / p.stride_height + 1;
    out_width = (width + p.pad_left + p.pad_right - wide) / p.stride_width + 1;
    halo.top = p.pad_top;
    halo.left = p.pad_left;
    halo.bottom =
        std::max<int64_t>(0, (out_height - 1) * p.stride_height + tall - p.pad_top - height);
    halo.right = std::max<int64_t>(0, (out_width - 1) * p.stride_width + wide - p.pad_left - width);
  }

  void cut(int64_t rows) {
    plan.band_rows = draw(1, static_cast<int>(rows));
    plan.bands = (rows + plan.band_rows - 1) / plan.band_rows;
  }
};

inline int some_channels() { return draw(0, 3) == 0 ? draw(1, 3) : draw(1, 70); }

inline Halo some_halo() { return Halo{draw(0, 2), draw(0, 2), draw(0, 2), draw(0, 2)}; }

}  // namespace check

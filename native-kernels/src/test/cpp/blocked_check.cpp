// The kernels on blocks of 16 channels, on odd sizes, halos, remainders and bands, against loops.
// Every activation is a heap block that ends with its last halo; what must not be written is NaN.
#include "activation.hpp"

namespace check {
namespace {

// Input, output and second summand of a convolution, and its numbers.
struct Convolution {
  Sliding window;
  Ending ending;
  Activation in, out, more;
  bool summed = draw(0, 1) == 1;
  Block<float> weights;

  Convolution(Sliding sliding, int images, int channels, int filters, bool planar, bool depthwise)
      : window(sliding),
        in(images, channels, sliding.height, sliding.width, sliding.halo.widened(), planar),
        out(images, filters, sliding.out_height, sliding.out_width, some_halo(), false),
        more(images, filters, sliding.out_height, sliding.out_width, some_halo(), false),
        weights(random_block(static_cast<size_t>(filters) * (depthwise ? 1 : channels) *
                             sliding.plan.kernel_height * sliding.plan.kernel_width)) {
    receptive_blocked& p = window.plan;
    in.fill();
    more.fill();
    out.forget();
    p.in = in.map;
    p.out = out.map;
    p.residual = more.map;
    p.images = images;
    p.channels = filters;
    p.input_blocks = in.blocks;
    p.output_blocks = out.blocks;
    p.planar = planar;
    p.activation = ending.activation;
    p.filter_parts = 1;
    window.cut(sliding.out_height);
  }

  const float* residual() { return summed ? more.origin() : nullptr; }

  double expected(Block<float>& bias, bool depthwise, int64_t n, int64_t f, int64_t y, int64_t x) {
    const receptive_blocked& p = window.plan;
    const int64_t channels = depthwise ? 1 : in.channels;
    double sum = bias[f];
    const float* w = weights.get() + f * channels * p.kernel_height * p.kernel_width;
    for (int64_t c = 0; c < channels; c++) {
      for (int64_t r = 0; r < p.kernel_height; r++) {
        for (int64_t s = 0; s < p.kernel_width; s++) {
          sum += *w++ * in.padded(n, depthwise ? f : c,
                                  y * p.stride_height + r * p.dilation_height - p.pad_top,
                                  x * p.stride_width + s * p.dilation_width - p.pad_left);
        }
      }
    }
    return ending.apply(sum + (summed ? more.at(n, f, y, x) : 0));
  }

  void compare(const char* what, int round, double tolerance, Block<float>& bias, bool depthwise) {
    out.compare(what, round, tolerance, true, [&](int64_t n, int64_t f, int64_t y, int64_t x) {
      return expected(bias, depthwise, n, f, y, x);
    });
  }
};

int64_t filter_groups(int64_t filters) {
  return (filters + receptive_blocked_filters() - 1) / receptive_blocked_filters();
}

void check_direct(int round) {
  const bool planar = draw(0, 2) == 0;
  const int kernel = draw(0, 2) == 0 ? 1 : 4;
  Convolution c(Sliding(kernel, 3, 2, kernel == 1 ? 0 : 2), draw(1, 2),
                planar ? draw(1, 4) : some_channels(), some_channels(), planar, false);
  receptive_blocked& p = c.window.plan;
  p.filters_inside = draw(0, 1);
  const int64_t taps = p.kernel_height * p.kernel_width, together = planar ? 1 : kBlock;
  const int64_t groups = filter_groups(c.out.channels), width = receptive_blocked_filters();
  Block<float> packed(groups * width * c.in.blocks * together * taps);
  receptive_blocked_pack(c.out.channels, c.in.channels, taps, together, c.weights.get(),
                         packed.get(), 0, groups);
  Block<float> bias(groups * width);
  for (int64_t f = 0; f < c.out.channels; f++) bias[f] = uniform();
  in_two(p.images * p.bands * groups, [&](int64_t begin, int64_t end) {
    receptive_blocked_run(&p, c.in.origin(), packed.get(), bias.get(), c.residual(),
                          c.out.origin(), c.ending.slope, c.ending.high, begin, end);
  });
  c.compare("direct convolution", round, 1e-4, bias, false);
}

// Planes without zeros around, and memory for exactly what a row of outputs reads.
void check_picture(int round) {
  Sliding sliding(5, 3, 2, 3);
  sliding.halo = Halo{0, 0, 0, 0};
  Convolution c(sliding, draw(1, 2), draw(1, 4), some_channels(), true, false);
  receptive_blocked& p = c.window.plan;
  p.filters_inside = draw(0, 1);
  const int64_t taps = p.kernel_height * p.kernel_width;
  const int64_t groups = filter_groups(c.out.channels), width = receptive_blocked_filters();
  Block<float> packed(groups * width * c.in.blocks * taps);
  receptive_blocked_pack(c.out.channels, c.in.channels, taps, 1, c.weights.get(), packed.get(), 0,
                         groups);
  Block<float> bias(groups * width);
  for (int64_t f = 0; f < c.out.channels; f++) bias[f] = uniform();
  const int64_t rows = (p.kernel_height - 1) * p.dilation_height + 1;
  const int64_t columns =
      (p.out.width - 1) * p.stride_width + (p.kernel_width - 1) * p.dilation_width + 1;
  Block<float> scratch(c.in.blocks * rows * columns);
  in_two(p.images * p.bands * groups, [&](int64_t begin, int64_t end) {
    receptive_picture_run(&p, c.in.origin(), packed.get(), bias.get(), c.residual(),
                          c.out.origin(), c.ending.slope, c.ending.high, scratch.get(), begin, end);
  });
  c.compare("convolution of a picture", round, 1e-4, bias, false);
}

void check_winograd(int round) {
  const int64_t tile = draw(0, 1) ? 4 : 2, products = (tile + 2) * (tile + 2);
  Sliding sliding(1, 1, 1, 2);
  receptive_blocked& s = sliding.plan;
  s.kernel_height = s.kernel_width = 3;
  sliding.height = std::max<int64_t>(1, 3 - s.pad_top - s.pad_bottom) + draw(0, 9);
  sliding.width = std::max<int64_t>(1, 3 - s.pad_left - s.pad_right) + draw(0, 22);
  sliding.out_height = sliding.height + s.pad_top + s.pad_bottom - 2;
  sliding.out_width = sliding.width + s.pad_left + s.pad_right - 2;
  sliding.halo = Halo{s.pad_top, s.pad_left, s.pad_bottom, s.pad_right};
  Convolution c(sliding, draw(1, 2), some_channels(), some_channels(), false, false);
  receptive_blocked& p = c.window.plan;
  const int64_t groups = filter_groups(c.out.channels), width = receptive_blocked_filters();
  const int64_t tiles = p.images * ((sliding.out_height + tile - 1) / tile) *
                        ((sliding.out_width + tile - 1) / tile);
  p.winograd = tile;
  c.window.cut(tiles);
  p.filter_parts = draw(1, static_cast<int>(groups));
  Block<float> packed(groups * width * products * c.in.blocks * kBlock);
  receptive_winograd_pack(tile, c.out.channels, c.in.channels, c.weights.get(), packed.get(), 0,
                          groups);
  Block<float> bias(groups * width);
  for (int64_t f = 0; f < c.out.channels; f++) bias[f] = uniform();
  const int64_t part = (groups + p.filter_parts - 1) / p.filter_parts * width;
  Block<float> scratch(products * (p.band_rows * (c.in.blocks * kBlock + part) +
                                   kBlock * (1 + part / width)) +
                       kBlock);
  in_two(p.bands * p.filter_parts, [&](int64_t begin, int64_t end) {
    receptive_winograd_run(&p, c.in.origin(), packed.get(), bias.get(), c.residual(),
                           c.out.origin(), c.ending.slope, c.ending.high, scratch.get(), begin,
                           end);
  });
  c.compare("Winograd convolution", round, 1e-3, bias, false);
}

void check_depthwise(int round) {
  const int channels = some_channels();
  Sliding sliding = draw(0, 1) ? Sliding(4, 3, 2, 2) : Sliding(3, 1, 1, 1);
  Convolution c(sliding, draw(1, 2), channels, channels, false, true);
  receptive_blocked& p = c.window.plan;
  const int64_t taps = p.kernel_height * p.kernel_width;
  Block<float> packed(c.out.blocks * kBlock * taps), bias(c.out.blocks * kBlock);
  receptive_depthwise_pack(channels, taps, c.weights.get(), packed.get());
  for (int64_t f = 0; f < channels; f++) bias[f] = uniform();
  in_two(p.images * p.bands * c.out.blocks, [&](int64_t begin, int64_t end) {
    receptive_depthwise_run(&p, c.in.origin(), packed.get(), bias.get(), c.residual(),
                            c.out.origin(), c.ending.slope, c.ending.high, begin, end);
  });
  c.compare("depthwise convolution", round, 1e-4, bias, true);
}

// Windows along one axis; rounded up, the last one may hang over, but starts inside.
int64_t windows(int64_t size, int64_t before, int64_t after, int64_t kernel, int64_t dilation,
                int64_t stride, bool up) {
  const int64_t free = size + before + after - ((kernel - 1) * dilation + 1);
  const int64_t count = (free + (up ? stride - 1 : 0)) / stride + 1;
  return (count - 1) * stride < size + before ? count : count - 1;
}

void check_pool(int round) {
  const bool maximum = draw(0, 1) == 1;
  Sliding sliding(4, 3, maximum ? 2 : 1, 0);
  receptive_blocked& p = sliding.plan;
  p.pad_top = draw(0, static_cast<int>(p.kernel_height / 2));
  p.pad_left = draw(0, static_cast<int>(p.kernel_width / 2));
  p.pad_bottom = draw(0, static_cast<int>(p.kernel_height / 2));
  p.pad_right = draw(0, static_cast<int>(p.kernel_width / 2));
  const bool up = draw(0, 1) == 1;
  const int64_t rows = windows(sliding.height, p.pad_top, p.pad_bottom, p.kernel_height,
                               p.dilation_height, p.stride_height, up);
  const int64_t columns = windows(sliding.width, p.pad_left, p.pad_right, p.kernel_width,
                                  p.dilation_width, p.stride_width, up);
  const int channels = some_channels(), images = draw(1, 2);
  // Pooling never reads a halo: it may be missing, and holds no zeros that count.
  Activation in(images, channels, sliding.height, sliding.width, some_halo(), false);
  Activation out(images, channels, rows, columns, some_halo(), false);
  in.fill();
  out.forget();
  p.in = in.map;
  p.out = out.map;
  p.images = images;
  p.output_blocks = out.blocks;
  p.maximum = maximum;
  p.count_padding = draw(0, 1);
  sliding.cut(rows);
  in_two(images * p.bands * out.blocks, [&](int64_t begin, int64_t end) {
    receptive_blocked_pool(&p, in.origin(), out.origin(), begin, end);
  });
  out.compare("pooling on blocks", round, 1e-4, true, [&](int64_t n, int64_t c, int64_t y, int64_t x) {
    double largest = -INFINITY, sum = 0;
    int inside = 0, counted = 0;
    for (int64_t r = 0; r < p.kernel_height; r++) {
      for (int64_t s = 0; s < p.kernel_width; s++) {
        const int64_t iy = y * p.stride_height + r * p.dilation_height - p.pad_top;
        const int64_t ix = x * p.stride_width + s * p.dilation_width - p.pad_left;
        counted += iy < sliding.height + p.pad_bottom && ix < sliding.width + p.pad_right;
        if (iy < 0 || ix < 0 || iy >= sliding.height || ix >= sliding.width) continue;
        largest = std::max<double>(largest, in.at(n, c, iy, ix));
        sum += in.at(n, c, iy, ix);
        inside++;
      }
    }
    return maximum ? largest : sum / (p.count_padding ? counted : inside);
  });
}

// Sums, scales and activations of a whole activation.
void check_passes(int round) {
  const int images = draw(1, 2), channels = some_channels();
  const int height = draw(1, 9), width = draw(1, 30);
  Activation a(images, channels, height, width, some_halo(), false);
  Activation b(images, channels, height, width, some_halo(), false);
  Activation out(images, channels, height, width, some_halo(), false);
  a.fill();
  b.fill();
  Sliding sliding(1, 1, 1, 0);
  receptive_blocked& p = sliding.plan;
  p.in = a.map;
  p.out = out.map;
  p.residual = b.map;
  p.images = images;
  p.channels = channels;
  p.input_blocks = p.output_blocks = out.blocks;
  sliding.cut(height);
  Ending ending;
  p.activation = ending.activation;
  out.forget();
  const int64_t units = images * p.bands * out.blocks;
  in_two(units, [&](int64_t begin, int64_t end) {
    receptive_blocked_pair(&p, RECEPTIVE_ADD, 16, a.origin(), b.origin(), out.origin(), ending.slope, ending.high,
                          begin, end);
  });
  out.compare("sum on blocks", round, 1e-4, true, [&](int64_t n, int64_t c, int64_t y, int64_t x) {
    return ending.apply(static_cast<double>(a.at(n, c, y, x)) + b.at(n, c, y, x));
  });
  ending.activation = draw(RECEPTIVE_IDENTITY, RECEPTIVE_TANH);
  p.activation = ending.activation;
  const bool scaled = draw(0, 1) == 1;
  Block<float> mean = random_block(out.blocks * kBlock), scale = random_block(mean.count);
  Block<float> shift = random_block(mean.count);
  out.forget();
  in_two(units, [&](int64_t begin, int64_t end) {
    receptive_blocked_scale(&p, a.origin(), scaled ? mean.get() : nullptr,
                            scaled ? scale.get() : nullptr, scaled ? shift.get() : nullptr,
                            out.origin(), ending.slope, ending.high, begin, end);
  });
  out.compare("scale on blocks", round, 1e-4, true, [&](int64_t n, int64_t c, int64_t y, int64_t x) {
    const double value = a.at(n, c, y, x);
    return ending.apply(scaled ? (value - mean[c]) * scale[c] + shift[c] : value);
  });
}

// Planes to blocks, back, and planes with a halo.
void check_conversions(int round) {
  const int images = draw(1, 2), channels = some_channels();
  const int height = draw(0, 4) == 0 ? 1 : draw(1, 9), width = draw(0, 4) == 0 ? 1 : draw(1, 40);
  const auto planar_halo = [] { return draw(0, 1) ? some_halo() : Halo{}; };
  Activation planes(images, channels, height, width, planar_halo(), true);
  Activation blocks(images, channels, height, width, planar_halo(), false);
  Activation back(images, channels, height, width, Halo{}, true);
  Activation padded(images, channels, height, width, some_halo(), true);
  planes.fill();
  blocks.forget();
  Sliding sliding(1, 1, 1, 0);
  receptive_blocked& p = sliding.plan;
  p.images = images;
  p.channels = channels;
  p.input_blocks = p.output_blocks = blocks.blocks;
  sliding.cut(height);
  const int64_t units = images * p.bands * blocks.blocks;
  p.in = planes.map;
  p.out = blocks.map;
  in_two(units, [&](int64_t begin, int64_t end) {
    receptive_to_blocks(&p, planes.origin(), blocks.origin(), begin, end);
  });
  p.in = blocks.map;
  p.out = back.map;
  back.forget();
  in_two(units, [&](int64_t begin, int64_t end) {
    receptive_to_planes(&p, blocks.origin(), back.origin(), begin, end);
  });
  const auto same = [&](int64_t n, int64_t c, int64_t y, int64_t x) {
    return static_cast<double>(planes.at(n, c, y, x));
  };
  blocks.compare("planes to blocks", round, 0, true, same);
  back.compare("blocks to planes", round, 0, true, same);
  p.in = planes.map;
  p.out = padded.map;
  padded.forget();
  in_two(images * channels, [&](int64_t begin, int64_t end) {
    receptive_pad_planes(&p, planes.origin(), padded.origin(), begin, end);
  });
  padded.compare("planes with a halo", round, 0, true, same);
}

void check_rows(int round) {
  const int count = draw(1, 300);
  Block<float> values = random_block(count), out(count);
  require(receptive_all_finite(values.get(), 0, count) == 1, "all finite", round);
  Ending ending;
  ending.activation = draw(RECEPTIVE_IDENTITY, RECEPTIVE_TANH);
  in_two(count, [&](int64_t begin, int64_t end) {
    receptive_activate(values.get(), out.get(), ending.activation, ending.slope, ending.high,
                       begin, end);
  });
  for (int i = 0; i < count; i++) {
    require(close(out[i], ending.apply(values[i])), "activation of a row", round);
  }
  values[draw(0, count - 1)] = draw(0, 1) ? kNothing : INFINITY;
  require(receptive_all_finite(values.get(), 0, count) == 0, "one not finite", round);
  auto* memory = static_cast<float*>(receptive_allocate(count));
  for (int i = 0; i < count; i++) require(memory[i] == 0, "allocated memory", round);
  receptive_free(memory);
}

}  // namespace

void check_blocked(int round) {
  check_direct(round);
  check_picture(round);
  check_winograd(round);
  check_depthwise(round);
  check_pool(round);
  check_passes(round);
  check_conversions(round);
  check_rows(round);
}

}  // namespace check

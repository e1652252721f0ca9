// Direct convolution on blocks: which unit of work reads and writes what, and the packed weights.
#include "direct.hpp"

#include <algorithm>

namespace receptive {
namespace {

using B = Blocking<Simd>;
constexpr int kFilters = B::wide * kBlock;

// A unit of work: one band of output rows of one image x one group of filters.
struct Unit {
  int64_t image, band, group;

  Unit(const receptive_blocked& plan, int64_t number) {
    const int64_t groups = (plan.output_blocks + B::wide - 1) / B::wide;
    if (plan.filters_inside) {
      group = number % groups;
      number /= groups;
      band = number % plan.bands;
      image = number / plan.bands;
    } else {
      band = number % plan.bands;
      number /= plan.bands;
      image = number % plan.images;
      group = number / plan.images;
    }
  }
};

template <int REGS>
void rows(DirectTile tile, const receptive_blocked& plan, int64_t begin, int64_t end) {
  // Narrow maps take two rows at once: half a tile would wait for its own sums.
  constexpr int pair = B::tile >= 4 ? 2 : 1;
  const bool planar = plan.planar != 0;
  const bool narrow = pair == 2 && !planar && plan.out.width <= B::tile / 2;
  for (int64_t y = begin; y < end;) {
    const int64_t step = narrow && y + 1 < end ? pair : 1;
    if (step == 2) {
      direct_row_of<Simd, pair, REGS>(tile, plan.out.width, planar);
    } else {
      direct_row_of<Simd, 1, REGS>(tile, plan.out.width, planar);
    }
    y += step;
    tile.input += step * tile.pixel_row;
    tile.output += step * tile.output_row;
    if (tile.residual != nullptr) tile.residual += step * tile.residual_row;
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API int32_t receptive_blocked_filters(void) { return receptive::kFilters; }

RECEPTIVE_API int32_t receptive_blocked_tile(void) { return receptive::B::tile; }

RECEPTIVE_API void receptive_blocked_pack(int64_t filters, int64_t channels, int64_t taps,
                                          int64_t channels_together, const float* weights,
                                          float* packed, int64_t begin, int64_t end) {
  using namespace receptive;
  const int64_t blocks = (channels + channels_together - 1) / channels_together;
  const int64_t steps = blocks * taps * channels_together;
  const int64_t filter_blocks = (filters + kBlock - 1) / kBlock;
  for (int64_t group = begin; group < end; group++) {
    const int64_t width = std::min<int64_t>(kFilters, (filter_blocks - group * B::wide) * kBlock);
    float* out = packed + group * kFilters * steps;
    const int64_t real = std::min(width, filters - group * kFilters);
    const float* from = weights + group * kFilters * channels * taps;
    for (int64_t block = 0; block < blocks; block++) {
      for (int64_t tap = 0; tap < taps; tap++) {
        for (int64_t c = block * channels_together; c < (block + 1) * channels_together; c++) {
          const int64_t lanes = c < channels ? real : 0;
          for (int64_t lane = 0; lane < lanes; lane++) {
            out[lane] = from[(lane * channels + c) * taps + tap];
          }
          std::fill(out + lanes, out + width, 0.0f);
          out += width;
        }
      }
    }
  }
}

namespace receptive {
namespace {

// What a row of outputs reads of a picture, with zeros where the picture ends.
struct Surrounded {
  const receptive_blocked& plan;
  float* scratch;
  int64_t width, height;  // of a plane

  Surrounded(const receptive_blocked& p, float* memory)
      : plan(p),
        scratch(memory),
        width((p.out.width - 1) * p.stride_width + (p.kernel_width - 1) * p.dilation_width + 1),
        height((p.kernel_height - 1) * p.dilation_height + 1) {}

  // For the outputs begin..end of row y.
  void fill(const float* image, int64_t y, int64_t begin, int64_t end) const {
    const int64_t top = y * plan.stride_height - plan.pad_top;
    const int64_t first = begin * plan.stride_width - plan.pad_left;
    const int64_t last = (end - 1) * plan.stride_width - plan.pad_left +
                         (plan.kernel_width - 1) * plan.dilation_width + 1;
    const int64_t from = std::clamp<int64_t>(0, first, last);
    const int64_t to = std::clamp<int64_t>(plan.in.width, from, last);
    for (int64_t c = 0; c < plan.input_blocks; c++) {
      for (int64_t r = 0; r < height; r++) {
        float* row = scratch + (c * height + r) * width;
        if (top + r < 0 || top + r >= plan.in.height) {
          std::fill(row, row + (last - first), 0.0f);
          continue;
        }
        const float* in = image + c * plan.in.block_pitch + (top + r) * plan.in.row_pitch;
        std::fill(row, row + (from - first), 0.0f);
        std::copy(in + from, in + to, row + (from - first));
        std::fill(row + (to - first), row + (last - first), 0.0f);
      }
    }
  }

  // The outputs of a row whose windows lie inside the picture; none of a row above or below.
  struct Inside {
    int64_t begin, end;
  };
  Inside inside(int64_t y) const {
    const int64_t top = y * plan.stride_height - plan.pad_top;
    if (top < 0 || top + height > plan.in.height) return {0, 0};
    const int64_t begin = (plan.pad_left + plan.stride_width - 1) / plan.stride_width;
    const int64_t free = plan.in.width + plan.pad_left - (plan.kernel_width - 1) * plan.dilation_width;
    const int64_t end = free <= 0 ? 0 : (free - 1) / plan.stride_width + 1;
    return begin < end ? Inside{begin, std::min(end, plan.out.width)} : Inside{0, 0};
  }
};

struct Direct {
  const receptive_blocked& plan;
  const float* input;
  const float* weights;
  const float* bias;
  const float* residual;
  float* output;
  Epilogue epilogue;
  int64_t together;

  Direct(const receptive_blocked& p, const float* in, const float* w, const float* start,
         const float* more, float* out, float slope, float high)
      : plan(p),
        input(in),
        weights(w),
        bias(start),
        residual(more),
        output(out),
        epilogue{p.activation, slope, high},
        together(p.planar ? 1 : kBlock) {}

  DirectTile tile() const {
    DirectTile tile;
    tile.blocks = plan.input_blocks;
    tile.block_pitch = plan.in.block_pitch;
    tile.kernel_height = plan.kernel_height;
    tile.kernel_width = plan.kernel_width;
    tile.tap_row = plan.dilation_height * plan.in.row_pitch;
    tile.tap_column = plan.dilation_width * together;
    tile.pixel_row = plan.stride_height * plan.in.row_pitch;
    tile.pixel_column = plan.stride_width * together;
    tile.output_row = plan.out.row_pitch;
    tile.output_block = plan.out.block_pitch;
    tile.residual_row = plan.residual.row_pitch;
    tile.residual_block = plan.residual.block_pitch;
    tile.epilogue = epilogue;
    return tile;
  }

  // Rows first..last of the output, by a tile that stands at its weights.
  template <int REGS>
  void band(DirectTile tile, const Unit& unit, int64_t first, int64_t last,
            const Surrounded* surrounded) const {
    const int64_t block = unit.group * B::wide;
    const float* image = input + unit.image * plan.in.image_pitch;
    float* out = output + unit.image * plan.out.image_pitch + block * plan.out.block_pitch;
    tile.output = out + first * plan.out.row_pitch;
    tile.residual = residual == nullptr
                        ? nullptr
                        : residual + unit.image * plan.residual.image_pitch +
                              block * plan.residual.block_pitch + first * plan.residual.row_pitch;
    if (surrounded == nullptr) {
      tile.input = image - plan.pad_top * plan.in.row_pitch - plan.pad_left * together +
                   first * tile.pixel_row;
      rows<REGS>(tile, plan, first, last);
    } else {
      for (int64_t y = first; y < last; y++) {
        picture_row<REGS>(tile, image, y, *surrounded);
        tile.output += tile.output_row;
        if (tile.residual != nullptr) tile.residual += tile.residual_row;
      }
    }
    for (int64_t b = 0; b < REGS / B::per_block; b++) {
      zero_halo<Simd>(plan.out, out + b * plan.out.block_pitch, first, last);
    }
  }

  // What lies inside is read where it is, the rest with zeros around.
  template <int REGS>
  void picture_row(const DirectTile& tile, const float* image, int64_t y,
                   const Surrounded& surrounded) const {
    const Surrounded::Inside inside = surrounded.inside(y);
    const auto part = [&](int64_t begin, int64_t end, bool plain) {
      if (begin == end) return;
      DirectTile here = tile;
      if (plain) {
        here.input = image + (y * plan.stride_height - plan.pad_top) * plan.in.row_pitch +
                     begin * plan.stride_width - plan.pad_left;
      } else {
        surrounded.fill(image, y, begin, end);
        here.input = surrounded.scratch;
        here.block_pitch = surrounded.height * surrounded.width;
        here.tap_row = plan.dilation_height * surrounded.width;
      }
      here.output += begin * kBlock;
      if (here.residual != nullptr) here.residual += begin * kBlock;
      direct_row_of<Simd, 1, REGS>(here, end - begin, true);
    };
    part(0, inside.begin, false);
    part(inside.begin, inside.end, true);
    part(inside.end, plan.out.width, false);
  }

  void run(int64_t begin, int64_t end, const Surrounded* surrounded) const {
    const int64_t steps = plan.input_blocks * plan.kernel_height * plan.kernel_width * together;
    DirectTile at = tile();
    for (int64_t number = begin; number < end; number++) {
      const Unit unit(plan, number);
      const int64_t first = unit.band * plan.band_rows;
      const int64_t last = std::min(plan.out.height, first + plan.band_rows);
      at.weights = weights + unit.group * kFilters * steps;
      at.bias = bias + unit.group * kFilters;
      if (B::wide == 1 || (unit.group + 1) * B::wide <= plan.output_blocks) {
        band<B::regs>(at, unit, first, last, surrounded);
      } else {
        band<B::per_block>(at, unit, first, last, surrounded);
      }
    }
  }
};

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_blocked_run(const receptive_blocked* plan, const float* input,
                                         const float* weights, const float* bias,
                                         const float* residual, float* output, float slope,
                                         float high, int64_t begin, int64_t end) {
  using namespace receptive;
  Direct(*plan, input, weights, bias, residual, output, slope, high).run(begin, end, nullptr);
}

RECEPTIVE_API void receptive_picture_run(const receptive_blocked* plan, const float* input,
                                         const float* weights, const float* bias,
                                         const float* residual, float* output, float slope,
                                         float high, float* scratch, int64_t begin, int64_t end) {
  using namespace receptive;
  const Surrounded surrounded(*plan, scratch);
  Direct(*plan, input, weights, bias, residual, output, slope, high).run(begin, end, &surrounded);
}

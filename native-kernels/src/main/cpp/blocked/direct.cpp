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

RECEPTIVE_API void receptive_blocked_run(const receptive_blocked* given, const float* input,
                                         const float* weights, const float* bias,
                                         const float* residual, float* output, float slope,
                                         float high, int64_t begin, int64_t end) {
  using namespace receptive;
  const receptive_blocked& plan = *given;
  const int64_t together = plan.planar ? 1 : kBlock;
  const int64_t steps = plan.input_blocks * plan.kernel_height * plan.kernel_width * together;
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
  tile.epilogue = {plan.activation, slope, high};
  for (int64_t number = begin; number < end; number++) {
    const Unit unit(plan, number);
    const int64_t first = unit.band * plan.band_rows;
    const int64_t last = std::min(plan.out.height, first + plan.band_rows);
    const int64_t block = unit.group * B::wide;
    tile.input = input + unit.image * plan.in.image_pitch - plan.pad_top * plan.in.row_pitch -
                 plan.pad_left * together + first * tile.pixel_row;
    tile.weights = weights + unit.group * kFilters * steps;
    tile.bias = bias + unit.group * kFilters;
    float* out = output + unit.image * plan.out.image_pitch + block * plan.out.block_pitch;
    tile.output = out + first * plan.out.row_pitch;
    tile.residual = residual == nullptr
                        ? nullptr
                        : residual + unit.image * plan.residual.image_pitch +
                              block * plan.residual.block_pitch + first * plan.residual.row_pitch;
    if (B::wide == 1 || block + B::wide <= plan.output_blocks) {
      rows<B::regs>(tile, plan, first, last);
      for (int64_t b = 0; b < B::wide; b++) {
        zero_halo<Simd>(plan.out, out + b * plan.out.block_pitch, first, last);
      }
    } else {
      rows<B::per_block>(tile, plan, first, last);
      zero_halo<Simd>(plan.out, out, first, last);
    }
  }
}

// Direct convolution: which unit of work reads and writes what.
#include <algorithm>

#include "../receptive.h"
#include "filters_in_lanes.hpp"
#include "pack.hpp"
#include "pixels_in_lanes.hpp"

namespace receptive {
namespace {

// A unit of work: one image, one group, a block of output rows, a block of filters.
struct Unit {
  int image, group, row_block, filter_block;

  Unit(const receptive_convolution& plan, int64_t number) {
    filter_block = static_cast<int>(number % plan.filter_blocks);
    number /= plan.filter_blocks;
    row_block = static_cast<int>(number % plan.row_blocks);
    number /= plan.row_blocks;
    group = static_cast<int>(number % plan.groups);
    image = static_cast<int>(number / plan.groups);
  }
};

struct Convolution {
  const receptive_convolution& plan;
  const float* input;
  const float* weights;
  float* output;
  float* scratch;

  const int32_t* offsets() const { return reinterpret_cast<const int32_t*>(&plan + 1); }
  int group_filters() const { return plan.filters / plan.groups; }
  int64_t out_plane() const { return static_cast<int64_t>(plan.out_height) * plan.out_width; }

  const float* group_input(const Unit& unit) const {
    const int64_t channel = static_cast<int64_t>(unit.image) * plan.channels +
                            unit.group * (plan.channels / plan.groups);
    return input + channel * plan.height * plan.width;
  }

  float* first_output(const Unit& unit) const {
    const int64_t filter = static_cast<int64_t>(unit.image) * plan.filters +
                           unit.group * group_filters() + unit.filter_block * plan.block_filters;
    return output + filter * out_plane();
  }

  int filters_of(const Unit& unit) const {
    return std::min(plan.block_filters, group_filters() - unit.filter_block * plan.block_filters);
  }

  void run(int64_t packed, int64_t begin, int64_t end) const {
    for (int64_t number = begin; number < end; number++) {
      const Unit unit(plan, number);
      if (plan.method == RECEPTIVE_POINTWISE) {
        pointwise(unit);
        continue;
      }
      const int first_row = unit.row_block * plan.block_rows;
      const int rows = std::min(plan.block_rows, plan.out_height - first_row);
      // Neighbouring units differ in their filters only, and share what is packed.
      if (packed != number / plan.filter_blocks) {
        packed = number / plan.filter_blocks;
        Packer{plan, offsets() + plan.steps}.pack(group_input(unit), first_row, rows, scratch);
      }
      if (plan.method == RECEPTIVE_FILTERS_IN_LANES) {
        filters_in_lanes(unit, first_row, rows);
      } else {
        pixels_in_lanes(unit, first_row, rows);
      }
    }
  }

  void filters_in_lanes(const Unit& unit, int first_row, int rows) const {
    const int64_t block = static_cast<int64_t>(unit.group) * plan.filter_blocks + unit.filter_block;
    FilterTile tile;
    tile.input = scratch;
    tile.input_row = static_cast<std::ptrdiff_t>(plan.stride_height) * plan.row_pitch;
    tile.offsets = offsets();
    tile.steps = plan.steps;
    tile.weights = weights + block * plan.block_filters * (plan.steps + 1);
    tile.output = first_output(unit) + static_cast<int64_t>(first_row) * plan.out_width;
    tile.output_row = plan.out_width;
    tile.output_plane = out_plane();
    tile.filters = filters_of(unit);
    tile.relu = plan.relu != 0;
    if (tile.filters > Simd::lanes) {
      filter_rows<Simd, 2>(tile, rows, plan.out_width);
    } else {
      filter_rows<Simd, 1>(tile, rows, plan.out_width);
    }
  }

  PixelTile pixel_tile_for(const Unit& unit) const {
    const int64_t filter = static_cast<int64_t>(unit.group) * group_filters() +
                           unit.filter_block * plan.block_filters;
    PixelTile tile;
    tile.offsets = offsets();
    tile.steps = plan.steps;
    tile.weights = weights + filter * (plan.steps + 1);
    tile.weight_step = filters_of(unit);
    tile.output_plane = out_plane();
    tile.relu = plan.relu != 0;
    return tile;
  }

  // Slots are rows below each other, a register wide.
  void pixels_in_lanes(const Unit& unit, int first_row, int rows) const {
    PixelTile tile = pixel_tile_for(unit);
    tile.input_slot = static_cast<std::ptrdiff_t>(plan.stride_height) * plan.row_pitch;
    tile.output_slot = plan.out_width;
    float* out = first_output(unit) + static_cast<int64_t>(first_row) * plan.out_width;
    if (depthwise() && (plan.kernel_height == 3 || plan.kernel_height == 5)) {
      tile.input = scratch;
      tile.output = out;
      if (plan.kernel_height == 3) {
        depthwise_rows<NarrowSimd, 3>(tile, rows, plan.out_width);
      } else {
        depthwise_rows<NarrowSimd, 5>(tile, rows, plan.out_width);
      }
      return;
    }
    for (int x = 0; x < plan.out_width; x += Simd::lanes) {
      tile.input = scratch + x;
      tile.output = out + x;
      tile.pixels = std::min(Simd::lanes, plan.out_width - x);
      pixel_column_of<Simd>(filters_of(unit), tile, rows);
    }
  }

  // One filter a channel whose neighbouring output rows read neighbouring input rows.
  bool depthwise() const {
    return plan.channels == plan.groups && plan.filters == plan.groups &&
           plan.stride_height == 1 && plan.dilation_height == 1;
  }

  // Slots are pieces of the plane, which is one row; block_rows counts slots here.
  void pointwise(const Unit& unit) const {
    PixelTile tile = pixel_tile_for(unit);
    tile.input_slot = Simd::lanes;
    tile.output_slot = Simd::lanes;
    const int64_t first = static_cast<int64_t>(unit.row_block) * plan.block_rows * Simd::lanes;
    const int64_t pixels =
        std::min<int64_t>(out_plane() - first, static_cast<int64_t>(plan.block_rows) * Simd::lanes);
    tile.input = group_input(unit) + first;
    tile.output = first_output(unit) + first;
    tile.pixels = Simd::lanes;
    const int whole = static_cast<int>(pixels / Simd::lanes);
    pixel_column_of<Simd>(filters_of(unit), tile, whole);
    tile.pixels = static_cast<int>(pixels % Simd::lanes);
    if (tile.pixels > 0) {
      tile.input += static_cast<int64_t>(whole) * Simd::lanes;
      tile.output += static_cast<int64_t>(whole) * Simd::lanes;
      pixel_column_of<Simd>(filters_of(unit), tile, 1);
    }
  }
};

// One block of `count` filters from `first` on, in lanes of `width`; lanes without a filter are 0.
void pack_block(const receptive_convolution& plan, const float* weights, const float* bias,
                int64_t first, int count, int width, float* out) {
  for (int lane = 0; lane < width; lane++) {
    out[lane] = lane < count && bias != nullptr ? bias[first + lane] : 0.0f;
    const float* filter = weights + (first + lane) * plan.steps;
    for (int step = 0; step < plan.steps; step++) {
      out[static_cast<int64_t>(step + 1) * width + lane] = lane < count ? filter[step] : 0.0f;
    }
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API int32_t receptive_lanes(void) { return receptive::Simd::lanes; }

RECEPTIVE_API int32_t receptive_tile(void) { return receptive::Simd::tile; }

RECEPTIVE_API void receptive_convolution_pack(const receptive_convolution* plan,
                                              const float* weights, const float* bias,
                                              float* packed) {
  const int group_filters = plan->filters / plan->groups;
  for (int group = 0; group < plan->groups; group++) {
    for (int first = 0; first < group_filters; first += plan->block_filters) {
      const int count = std::min(plan->block_filters, group_filters - first);
      const int width = plan->method == RECEPTIVE_FILTERS_IN_LANES ? plan->block_filters : count;
      receptive::pack_block(*plan, weights, bias,
                            static_cast<int64_t>(group) * group_filters + first, count, width,
                            packed);
      packed += static_cast<int64_t>(width) * (plan->steps + 1);
    }
  }
}

RECEPTIVE_API void receptive_convolution_run(const receptive_convolution* plan, const float* input,
                                             const float* packed_weights, float* output,
                                             float* scratch, int64_t packed_block, int64_t begin,
                                             int64_t end) {
  receptive::Convolution{*plan, input, packed_weights, output, scratch}.run(packed_block, begin,
                                                                            end);
}

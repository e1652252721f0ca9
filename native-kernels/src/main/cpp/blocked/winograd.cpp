// 3x3 convolution with stride 1 by Winograd's minimal filtering, on blocks of 16 channels:
//
//   for a chunk of tiles: transform their inputs             V[product][block][tile][16]
//   for every product (16 or 36):
//     for every group of filters: a matrix product over the channels   S[group][product][tile][filter]
//   for every group: transform the sums to outputs, add the bias and the shortcut, activate, store
//
// The weights stream by in the order in which they lie, once for a chunk, and meet the V of one
// product, which stays in the first or second cache.
#include "winograd.hpp"

#include <algorithm>
#include <cstdint>

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;
using B = Blocking<V>;
constexpr int kFilters = B::wide * kBlock;

// One product: sums of COUNT tiles x REGS registers of filters over all channels. Meanwhile LINES
// cache lines of `next`, the weights of the product after this one, are fetched for each channel:
// they come from memory, and the processor looks no further ahead than a few channels. From the
// second cache to the first they are fetched some channels ahead.
template <int COUNT, int REGS, int LINES>
void product(const float* in, int64_t block_pitch, const float* w, int64_t blocks,
             const float* next, float* out) {
  constexpr int width = REGS * V::lanes;
  Vec sum[COUNT][REGS];
  RECEPTIVE_UNROLL
  for (int j = 0; j < COUNT; j++) {
    RECEPTIVE_UNROLL
    for (int n = 0; n < REGS; n++) sum[j][n] = V::zero();
  }
  for (int64_t b = 0; b < blocks; b++, in += block_pitch) {
    for (int first = 0; first < kBlock; first += kWritten) {
      RECEPTIVE_UNROLL
      for (int c = first; c < first + kWritten; c++) {
        Vec weight[REGS];
        RECEPTIVE_UNROLL
        for (int n = 0; n < REGS; n++) weight[n] = V::load(w + c * width + n * V::lanes);
        RECEPTIVE_UNROLL
        for (int l = 0; l < width; l += kLine) RECEPTIVE_FETCH_NEAR(w + (c + kAhead) * width + l);
        RECEPTIVE_UNROLL
        for (int l = 0; l < LINES; l++) RECEPTIVE_FETCH(next + (c * LINES + l) * kLine);
        RECEPTIVE_UNROLL
        for (int j = 0; j < COUNT; j++) {
          const Vec x = V::broadcast(in[j * kBlock + c]);
          RECEPTIVE_UNROLL
          for (int n = 0; n < REGS; n++) sum[j][n] = V::fma(x, weight[n], sum[j][n]);
        }
      }
    }
    w += kBlock * width;
    next += kBlock * LINES * kLine;
  }
  RECEPTIVE_UNROLL
  for (int j = 0; j < COUNT; j++) {
    RECEPTIVE_UNROLL
    for (int n = 0; n < REGS; n++) V::store(out + (j * REGS + n) * V::lanes, sum[j][n]);
  }
}

template <int REGS, int LINES, int COUNT = B::tile>
RECEPTIVE_INLINE void product_of(int64_t count, const float* in, int64_t pitch, const float* w,
                                 int64_t blocks, const float* next, float* out) {
  if constexpr (COUNT == 1) {
    product<1, REGS, LINES>(in, pitch, w, blocks, next, out);
  } else if (count == COUNT) {
    product<COUNT, REGS, LINES>(in, pitch, w, blocks, next, out);
  } else {
    product_of<REGS, LINES, COUNT - 1>(count, in, pitch, w, blocks, next, out);
  }
}

template <int M>
struct Run {
  static constexpr int reach = Winograd<M>::reach;
  static constexpr int products = reach * reach;

  const receptive_blocked& plan;
  const float* input;
  const float* weights;
  const float* bias;
  const float* residual;
  float* output;
  Epilogue epilogue;
  float* transformed;
  float* sums;
  int64_t first, count;  // tiles of this chunk

  int64_t across() const { return (plan.out.width + M - 1) / M; }
  int64_t down() const { return (plan.out.height + M - 1) / M; }

  // From a product to the next, and a line more: else those of a tile often take the same place in
  // the cache, and more of them than there is room for.
  int64_t transformed_pitch() const { return plan.input_blocks * count * kBlock + kLine; }
  int64_t sums_pitch() const { return count * kFilters + kLine; }

  struct Place {
    int64_t image, y, x;  // of the tile's first output
  };
  Place place(int64_t tile) const {
    const int64_t row = tile / across();
    return {row / down(), row % down() * M, tile % across() * M};
  }

  void transform_inputs() const {
    for (int64_t block = 0; block < plan.input_blocks; block++) {
      for (int64_t t = 0; t < count; t++) {
        const Place at = place(first + t);
        const int64_t y = at.y - plan.pad_top, x = at.x - plan.pad_left;
        const float* in = input + at.image * plan.in.image_pitch + block * plan.in.block_pitch +
                          y * plan.in.row_pitch + x * kBlock;
        // What lies beyond the halo is read by outputs that do not exist.
        const int64_t rows = std::min<int64_t>(reach, plan.in.height + plan.in.bottom - y);
        const int64_t columns = std::min<int64_t>(reach, plan.in.width + plan.in.right - x);
        float* out = transformed + (block * count + t) * kBlock;
        for (int lane = 0; lane < kBlock; lane += V::lanes) {
          if (rows == reach && columns == reach) {
            transform_input<true>(in + lane, reach, reach, out + lane);
          } else {
            transform_input<false>(in + lane, rows, columns, out + lane);
          }
        }
      }
    }
  }

  template <bool WHOLE>
  void transform_input(const float* in, int64_t rows, int64_t columns, float* out) const {
    Vec half[reach][reach], d[reach], o[reach];
    RECEPTIVE_UNROLL
    for (int j = 0; j < reach; j++) {
      RECEPTIVE_UNROLL
      for (int i = 0; i < reach; i++) {
        d[i] = WHOLE || (i < rows && j < columns) ? V::load(in + i * plan.in.row_pitch + j * kBlock)
                                                  : V::zero();
      }
      Winograd<M>::template input<V>(d, o);
      RECEPTIVE_UNROLL
      for (int i = 0; i < reach; i++) half[i][j] = o[i];
    }
    const int64_t pitch = transformed_pitch();
    RECEPTIVE_UNROLL
    for (int i = 0; i < reach; i++) {
      Winograd<M>::template input<V>(half[i], o);
      RECEPTIVE_UNROLL
      for (int j = 0; j < reach; j++) V::store(out + (i * reach + j) * pitch, o[j]);
    }
  }

  // The weights of a product for a group of filters: [product][group][channel][filter].
  const float* weights_of(int64_t product, int64_t group) const {
    const int64_t channels = plan.input_blocks * kBlock;
    return weights + (product * plan.output_blocks * kBlock + group * kFilters) * channels;
  }

  // The sums of a product for a group of filters.
  float* sums_of(int64_t product, int64_t group) const {
    return sums + (group * products + product) * sums_pitch();
  }

  template <int REGS>
  void multiply(int64_t product, const float* weight, const float* next, float* out) const {
    constexpr int lines = REGS * V::lanes / kLine;  // of weights, for each channel
    const int64_t pitch = count * kBlock, blocks = plan.input_blocks;
    const float* in = transformed + product * transformed_pitch();
    int64_t pieces = (count + B::tile - 1) / B::tile;
    const bool alone = pieces == 1;
    for (int64_t t = 0, piece = 0; t < count; pieces--, piece++) {
      const int64_t some = (count - t + pieces - 1) / pieces;
      const float* from = in + t * kBlock;
      float* to = out + t * REGS * V::lanes;
      // The first piece fetches all of the next weights, or the first two a half each.
      if (alone) {
        product_of<REGS, lines>(some, from, pitch, weight, blocks, next, to);
      } else if (piece < 2) {
        product_of<REGS, (lines + 1) / 2>(some, from, pitch, weight, blocks, next, to);
        next += blocks * kBlock * ((lines + 1) / 2) * kLine;
      } else {
        product_of<REGS, 0>(some, from, pitch, weight, blocks, next, to);
      }
      t += some;
    }
  }

  template <int REGS, class Activation>
  void transform_outputs(int64_t block, const float* in, Activation activate) const {
    for (int64_t t = 0; t < count; t++) {
      const Place at = place(first + t);
      const int64_t rows = std::min<int64_t>(M, plan.out.height - at.y);
      const int64_t columns = std::min<int64_t>(M, plan.out.width - at.x);
      for (int n = 0; n < REGS; n++) {
        const int64_t b = block + n / B::per_block, lane = n % B::per_block * V::lanes;
        const float* more = residual == nullptr
                                ? nullptr
                                : residual + at.image * plan.residual.image_pitch +
                                      b * plan.residual.block_pitch +
                                      at.y * plan.residual.row_pitch + at.x * kBlock + lane;
        float* out = output + at.image * plan.out.image_pitch + b * plan.out.block_pitch +
                     at.y * plan.out.row_pitch + at.x * kBlock + lane;
        const float* sums_in = in + (t * REGS + n) * V::lanes;
        const Vec start = V::load(bias + b * kBlock + lane);
        if (rows == M && columns == M) {
          transform_output<true>(sums_in, start, more, out, M, M, activate);
        } else {
          transform_output<false>(sums_in, start, more, out, rows, columns, activate);
        }
      }
      if (at.x == 0) {
        for (int64_t b = block; b < block + REGS / B::per_block; b++) {
          zero_halo<V>(plan.out,
                       output + at.image * plan.out.image_pitch + b * plan.out.block_pitch, at.y,
                       at.y + rows);
        }
      }
    }
  }

  template <bool WHOLE, class Activation>
  void transform_output(const float* in, Vec start, const float* more, float* out, int64_t rows,
                        int64_t columns, Activation activate) const {
    const int64_t pitch = sums_pitch();
    Vec half[M][reach], m[reach], o[M];
    RECEPTIVE_UNROLL
    for (int j = 0; j < reach; j++) {
      RECEPTIVE_UNROLL
      for (int i = 0; i < reach; i++) m[i] = V::load(in + (i * reach + j) * pitch);
      Winograd<M>::template output<V>(m, o);
      RECEPTIVE_UNROLL
      for (int i = 0; i < M; i++) half[i][j] = o[i];
    }
    RECEPTIVE_UNROLL
    for (int i = 0; i < M; i++) {
      if (!WHOLE && i >= rows) break;
      Winograd<M>::template output<V>(half[i], o);
      RECEPTIVE_UNROLL
      for (int j = 0; j < M; j++) o[j] = V::add(o[j], start);
      if (more != nullptr) {
        RECEPTIVE_UNROLL
        for (int j = 0; j < M; j++) {
          if (!WHOLE && j >= columns) break;
          o[j] = V::add(o[j], V::load(more + i * plan.residual.row_pitch + j * kBlock));
        }
      }
      RECEPTIVE_UNROLL
      for (int j = 0; j < M; j++) {
        if (!WHOLE && j >= columns) break;
        V::store(out + i * plan.out.row_pitch + j * kBlock, activate(o[j]));
      }
    }
  }

  bool whole(int64_t group) const {
    return B::wide == 1 || (group + 1) * B::wide <= plan.output_blocks;
  }

  void groups(int64_t begin, int64_t end) const {
    for (int64_t k = 0; k < products; k++) {
      for (int64_t group = begin; group < end; group++) {
        const float* next = group + 1 < end ? weights_of(k, group + 1)
                                               : weights_of(k + 1, begin);
        float* out = sums_of(k, group - begin);
        if (whole(group)) {
          multiply<B::regs>(k, weights_of(k, group), next, out);
        } else {
          multiply<B::per_block>(k, weights_of(k, group), next, out);
        }
      }
    }
    epilogue.with<V>([&](auto activate) {
      for (int64_t group = begin; group < end; group++) {
        const float* in = sums_of(0, group - begin);
        if (whole(group)) {
          transform_outputs<B::regs>(group * B::wide, in, activate);
        } else {
          transform_outputs<B::per_block>(group * B::wide, in, activate);
        }
      }
    });
  }
};

template <int M>
void run(const receptive_blocked& plan, const float* input, const float* weights,
         const float* bias, const float* residual, float* output, Epilogue epilogue,
         float* scratch, int64_t begin, int64_t end) {
  Run<M> run{plan, input, weights, bias, residual, output, epilogue, nullptr, nullptr, 0, 0};
  const int64_t tiles = plan.images * run.across() * run.down();
  const int64_t groups = (plan.output_blocks + B::wide - 1) / B::wide;
  // Heap arrays are not aligned to cache lines; Java gives 16 floats more.
  const auto address = reinterpret_cast<std::uintptr_t>(scratch);
  run.transformed = scratch + (64 - address % 64) % 64 / sizeof(float);
  run.count = plan.band_rows;
  run.sums = run.transformed + Run<M>::products * run.transformed_pitch();
  int64_t ready = -1;
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t chunk = unit / plan.filter_parts, part = unit % plan.filter_parts;
    run.first = chunk * plan.band_rows;
    run.count = std::min(plan.band_rows, tiles - run.first);
    if (ready != chunk) {
      run.transform_inputs();
      ready = chunk;
    }
    run.groups(part * groups / plan.filter_parts, (part + 1) * groups / plan.filter_parts);
  }
}

// One channel of up to kFilters filters, a lane each, in double precision: G g G^T. The filters lie
// `pitch` floats apart, product after product goes to out + product * product_pitch.
template <int M>
void transform_filters(const float* weights, int64_t pitch, int64_t filters, int64_t width,
                       float* out, int64_t product_pitch) {
  constexpr int reach = Winograd<M>::reach;
  double taps[9][kFilters] = {}, half[3][kFilters];
  for (int64_t lane = 0; lane < filters; lane++) {
    for (int tap = 0; tap < 9; tap++) taps[tap][lane] = weights[lane * pitch + tap];
  }
  for (int i = 0; i < reach; i++) {
    const double* g = Winograd<M>::g[i];
    for (int j = 0; j < 3; j++) {
      for (int lane = 0; lane < kFilters; lane++) {
        half[j][lane] = g[0] * taps[j][lane] + g[1] * taps[3 + j][lane] + g[2] * taps[6 + j][lane];
      }
    }
    for (int j = 0; j < reach; j++) {
      const double* h = Winograd<M>::g[j];
      float* to = out + (i * reach + j) * product_pitch;
      for (int64_t lane = 0; lane < width; lane++) {
        to[lane] = static_cast<float>(h[0] * half[0][lane] + h[1] * half[1][lane] +
                                      h[2] * half[2][lane]);
      }
    }
  }
}

template <int M>
void pack(int64_t filters, int64_t channels, const float* weights, float* packed, int64_t begin,
          int64_t end) {
  constexpr int products = Winograd<M>::reach * Winograd<M>::reach;
  const int64_t padded = (channels + kBlock - 1) / kBlock * kBlock;
  const int64_t filter_blocks = (filters + kBlock - 1) / kBlock;
  for (int64_t group = begin; group < end; group++) {
    const int64_t width = std::min<int64_t>(kFilters, (filter_blocks - group * B::wide) * kBlock);
    const int64_t real = std::min(width, filters - group * kFilters);
    float* out = packed + group * padded * kFilters;
    for (int64_t c = 0; c < padded; c++) {
      const bool exists = c < channels;
      const float* from = exists ? weights + (group * kFilters * channels + c) * 9 : weights;
      transform_filters<M>(from, channels * 9, exists ? real : 0, width, out + c * width,
                           padded * filter_blocks * kBlock);
    }
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_winograd_pack(int64_t tile, int64_t filters, int64_t channels,
                                           const float* weights, float* packed, int64_t begin,
                                           int64_t end) {
  if (tile == 4) {
    receptive::pack<4>(filters, channels, weights, packed, begin, end);
  } else {
    receptive::pack<2>(filters, channels, weights, packed, begin, end);
  }
}

RECEPTIVE_API void receptive_winograd_run(const receptive_blocked* plan, const float* input,
                                          const float* weights, const float* bias,
                                          const float* residual, float* output, float slope,
                                          float high, float* scratch, int64_t begin, int64_t end) {
  const receptive::Epilogue epilogue{plan->activation, slope, high};
  if (plan->winograd == 4) {
    receptive::run<4>(*plan, input, weights, bias, residual, output, epilogue, scratch, begin, end);
  } else {
    receptive::run<2>(*plan, input, weights, bias, residual, output, epilogue, scratch, begin, end);
  }
}

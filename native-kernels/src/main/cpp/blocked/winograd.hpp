// The transforms of Winograd's minimal filtering F(m x m, 3 x 3) (Lavin and Gray, 2015): a tile of
// m x m outputs reads (m+2) x (m+2) inputs and costs (m+2)^2 instead of 9 m^2 multiplications.
//
//   output = A^T [ (G g G^T) * (B^T d B) ] A        (* element by element)
#pragma once

#include "map.hpp"

namespace receptive {

template <int M>
struct Winograd;

// F(2 x 2): 16 products for 4 outputs, 2.25 times fewer; all its constants are exact.
template <>
struct Winograd<2> {
  static constexpr int reach = 4;
  static constexpr double g[4][3] = {{1, 0, 0}, {.5, .5, .5}, {.5, -.5, .5}, {0, 0, 1}};

  template <class V>
  static RECEPTIVE_INLINE void input(const typename V::Vec* d, typename V::Vec* o) {
    o[0] = V::sub(d[0], d[2]);
    o[1] = V::add(d[1], d[2]);
    o[2] = V::sub(d[2], d[1]);
    o[3] = V::sub(d[1], d[3]);
  }
  template <class V>
  static RECEPTIVE_INLINE void output(const typename V::Vec* m, typename V::Vec* o) {
    o[0] = V::add(m[0], V::add(m[1], m[2]));
    o[1] = V::sub(V::sub(m[1], m[2]), m[3]);
  }
};

// F(4 x 4): 36 products for 16 outputs, 4 times fewer; loses about one decimal digit.
template <>
struct Winograd<4> {
  static constexpr int reach = 6;
  static constexpr double g[6][3] = {{1. / 4, 0, 0},
                                     {-1. / 6, -1. / 6, -1. / 6},
                                     {-1. / 6, 1. / 6, -1. / 6},
                                     {1. / 24, 1. / 12, 1. / 6},
                                     {1. / 24, -1. / 12, 1. / 6},
                                     {0, 0, 1}};

  template <class V>
  static RECEPTIVE_INLINE typename V::Vec times(float f, typename V::Vec a, typename V::Vec b) {
    return V::fma(V::broadcast(f), a, b);
  }
  template <class V>
  static RECEPTIVE_INLINE void input(const typename V::Vec* d, typename V::Vec* o) {
    const typename V::Vec even = times<V>(-4, d[2], d[4]), odd = times<V>(-4, d[1], d[3]);
    const typename V::Vec low = V::sub(d[4], d[2]);
    const typename V::Vec high = V::mul(V::broadcast(2), V::sub(d[3], d[1]));
    o[0] = times<V>(4, d[0], times<V>(-5, d[2], d[4]));
    o[1] = V::add(even, odd);
    o[2] = V::sub(even, odd);
    o[3] = V::add(low, high);
    o[4] = V::sub(low, high);
    o[5] = times<V>(4, d[1], times<V>(-5, d[3], d[5]));
  }
  template <class V>
  static RECEPTIVE_INLINE void output(const typename V::Vec* m, typename V::Vec* o) {
    const typename V::Vec a = V::add(m[1], m[2]), b = V::sub(m[1], m[2]);
    const typename V::Vec c = V::add(m[3], m[4]), d = V::sub(m[3], m[4]);
    o[0] = V::add(m[0], V::add(a, c));
    o[1] = times<V>(2, d, b);
    o[2] = times<V>(4, c, a);
    o[3] = V::add(times<V>(8, d, b), m[5]);
  }
};

}  // namespace receptive

// What the checks share: random numbers, heap blocks of exactly their size, and comparisons.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>

namespace check {

inline std::mt19937& generator() {
  static std::mt19937 numbers(42);
  return numbers;
}

inline int draw(int low, int high) {
  return std::uniform_int_distribution<int>(low, high)(generator());
}

inline float uniform() {
  return std::uniform_real_distribution<float>(-1, 1)(generator());
}

// A block of exactly `count` values, so that one step beyond it is noticed.
template <class T>
struct Block {
  size_t count;
  std::unique_ptr<T[]> values;
  explicit Block(size_t n) : count(n), values(new T[n]()) {}
  T* get() { return values.get(); }
  T& operator[](size_t i) { return values[i]; }
};

inline Block<float> random_block(size_t count) {
  Block<float> block(count);
  for (size_t i = 0; i < count; i++) block[i] = uniform();
  return block;
}

inline void require(bool holds, const char* what, int round) {
  if (!holds) {
    std::fprintf(stderr, "%s is wrong in round %d\n", what, round);
    std::exit(1);
  }
}

// Winograd loses some digits.
inline bool close(float a, double b, double tolerance = 1e-4) {
  return std::fabs(a - b) <= tolerance * (1 + std::fabs(b));
}

// Runs units 0..units in two ranges, the later one first, as threads would.
template <class Run>
void in_two(int64_t units, Run run) {
  const int64_t half = units / 2;
  run(half, units);
  run(0, half);
}

// The kernels on blocks of 16 channels (blocked_check.cpp).
void check_blocked(int round);

// The loops on dense arrays (dense_check.cpp).
void check_dense(int round);

}  // namespace check

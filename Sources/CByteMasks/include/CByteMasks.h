#ifndef GATE_CBYTEMASKS_H
#define GATE_CBYTEMASKS_H

// What Swift's SIMD types do one byte after the other: comparing many bytes at once, with a bit for each as the answer.

#include <stdint.h>
#include <string.h>

typedef uint8_t gate_64_bytes __attribute__((ext_vector_type(64)));
typedef _Bool gate_64_answers __attribute__((ext_vector_type(64)));

/// Which of 64 bytes are letters of base64 in either alphabet; the first in the lowest bit.
static inline uint64_t gate_letters(const uint8_t *bytes) {
  gate_64_bytes all;
  memcpy(&all, bytes, sizeof all);
  // What wraps around is too large. `/` stands ahead of the digits.
  gate_64_answers answers = __builtin_convertvector(
      (((all | 0x20) - 'a') < 26) | ((all - '/') < 11) | (all == '+') | (all == '-') | (all == '_'), gate_64_answers);
  uint64_t bits;
  memcpy(&bits, &answers, sizeof bits);
  return bits;
}

/// The same of the `count` bytes that are left of a text, fewer than 64; what would be behind them is none.
static inline uint64_t gate_last_letters(const uint8_t *bytes, long count) {
  uint8_t padded[64] = {0};
  memcpy(padded, bytes, (size_t)count);
  return gate_letters(padded);
}

#endif

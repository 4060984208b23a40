#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Shannon's entropy as gitleaks counts it: of characters, in bits, each with the number of bytes as the whole.
enum GitleaksEntropy {
  static func of(_ secret: ArraySlice<UInt8>) -> Double {
    if secret.isEmpty { return 0 }
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in String(decoding: secret, as: UTF8.self).unicodeScalars { counts[scalar, default: 0] += 1 }
    return counts.values.reduce(0) { sum, count in
      let share = Double(count) / Double(secret.count)
      return sum - share * log2(share)
    }
  }
}

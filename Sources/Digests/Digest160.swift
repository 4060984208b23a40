#if canImport(CommonCrypto)
  import CommonCrypto
#else
  import CCrypto
#endif

/// SHA-1 (FIPS 180-4), by which git names objects and seals its index. Not for anything that must withstand an attacker.
package enum Digest160 {
  /// How many bytes a digest has.
  package static let byteCount = 20

  /// The digest of `bytes`.
  package static func of(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var stream = Stream()
    stream.update(bytes)
    return stream.finish()
  }
}

extension Digest160 {
  /// A digest in the making: takes bytes in pieces. A value, so a common beginning is hashed once and copied.
  package struct Stream {
    #if canImport(CommonCrypto)
      private var context = CC_SHA1_CTX()
    #else
      private var context = SHA_CTX()
    #endif

    /// The digest of nothing, so far.
    package init() {
      #if canImport(CommonCrypto)
        CC_SHA1_Init(&context)
      #else
        SHA1_Init(&context)
      #endif
    }

    /// Adds `bytes`; how they are split over calls makes no difference.
    package mutating func update(_ bytes: some Collection<UInt8>) {
      if bytes.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil {
        Array(bytes).withUnsafeBytes { update($0) }
      }
    }

    /// Adds the bytes of `buffer`.
    package mutating func update(_ buffer: UnsafeRawBufferPointer) {
      guard let base = buffer.baseAddress else { return }
      #if canImport(CommonCrypto)
        // CommonCrypto counts in 32 bits.
        var start = 0
        while start < buffer.count {
          let count = min(buffer.count - start, 1 << 30)
          CC_SHA1_Update(&context, base + start, CC_LONG(count))
          start += count
        }
      #else
        SHA1_Update(&context, base, buffer.count)
      #endif
    }

    /// The digest of all that was added, 20 bytes; more may be added afterwards.
    package func finish() -> [UInt8] {
      var copy = context
      return [UInt8](unsafeUninitializedCapacity: Digest160.byteCount) { buffer, count in
        #if canImport(CommonCrypto)
          CC_SHA1_Final(buffer.baseAddress, &copy)
        #else
          SHA1_Final(buffer.baseAddress, &copy)
        #endif
        count = Digest160.byteCount
      }
    }
  }
}

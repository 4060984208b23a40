#if canImport(CommonCrypto)
  import CommonCrypto
#else
  import CCrypto
#endif

/// SHA-256 (FIPS 180-4), and HMAC (RFC 2104) over it.
package enum Digest256 {
  /// How many bytes a digest has.
  package static let byteCount = 32

  /// The digest of `bytes`.
  package static func of(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var stream = Stream()
    stream.update(bytes)
    return stream.finish()
  }

  /// The keyed digest of `message`: HMAC-SHA-256.
  package static func authenticated(_ message: some Collection<UInt8>, key: some Collection<UInt8>) -> [UInt8] {
    let blockSize = 64
    var block = key.count > blockSize ? of(key) : Array(key)
    block += [UInt8](repeating: 0, count: blockSize - block.count)
    var inner = Stream()
    inner.update(block.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = Stream()
    outer.update(block.map { $0 ^ 0x5c })
    outer.update(inner.finish())
    return outer.finish()
  }

  /// `bytes` in lowercase hexadecimal.
  package static func hex(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Digest256 {
  /// A digest in the making: takes bytes in pieces. A value, so a common beginning is hashed once and copied.
  package struct Stream {
    #if canImport(CommonCrypto)
      private var context = CC_SHA256_CTX()
    #else
      private var context = SHA256_CTX()
    #endif

    /// The digest of nothing, so far.
    package init() {
      #if canImport(CommonCrypto)
        CC_SHA256_Init(&context)
      #else
        SHA256_Init(&context)
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
          CC_SHA256_Update(&context, base + start, CC_LONG(count))
          start += count
        }
      #else
        SHA256_Update(&context, base, buffer.count)
      #endif
    }

    /// The digest of all that was added, 32 bytes; more may be added afterwards.
    package func finish() -> [UInt8] {
      var copy = context
      return [UInt8](unsafeUninitializedCapacity: Digest256.byteCount) { buffer, count in
        #if canImport(CommonCrypto)
          CC_SHA256_Final(buffer.baseAddress, &copy)
        #else
          SHA256_Final(buffer.baseAddress, &copy)
        #endif
        count = Digest256.byteCount
      }
    }
  }
}

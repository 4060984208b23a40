internal import CZlib

/// Inflates stream after stream with the same working memory. For one thread at a time.
final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isReady = inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deallocate()
  }

  /// The stream at the start of `input`, which must hold `count` bytes, no more and no fewer.
  ///
  /// - Returns: `nil` where it does not.
  func whole(_ input: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    // zlib counts in 32 bits; what is larger goes in parts, as no history's speed depends on it.
    if count >= 1 << 30 { return Inflation.whole(input, count: count) }
    // No stream grows more than 1032 times: a size that cannot be true is not allocated.
    guard isReady, count / 1032 <= input.count, inflateReset(stream) == Z_OK else { return nil }
    let source = UnsafeRawBufferPointer(rebasing: input.prefix(1 << 30))
    var isWhole = false
    // One byte of room to spare shows a stream that is longer, and lets zlib see the end of one that is not.
    let output = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, written in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
      stream.pointee.avail_in = UInt32(source.count)
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(count + 1)
      let code = inflate(stream, Z_FINISH)
      written = count + 1 - Int(stream.pointee.avail_out)
      isWhole = code == Z_STREAM_END && written == count
    }
    return isWhole ? output : nil
  }
}

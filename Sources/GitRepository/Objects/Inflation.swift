internal import CZlib

/// zlib's streams, one buffer to another (RFC 1950).
enum Inflation {
  /// The first `count` bytes of the stream at the start of `input`, or fewer where it holds fewer.
  ///
  /// - Returns: `nil` where the stream is damaged or ends too early.
  static func prefix(_ count: Int, of input: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let (output, isComplete) = inflate(input, into: count) else { return nil }
    return isComplete || output.count == count ? output : nil
  }

  /// The stream at the start of `input`, which must hold `count` bytes, no more and no fewer.
  ///
  /// - Returns: `nil` where it does not.
  static func whole(_ input: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    // No stream grows more than 1032 times: a size that cannot be true is not allocated.
    guard count / 1032 <= input.count else { return nil }
    // One byte of room to spare shows a stream that is longer, and lets zlib see the end of one that is not.
    guard count < .max, let (output, isComplete) = inflate(input, into: count + 1) else { return nil }
    return isComplete && output.count == count ? output : nil
  }

  private static func inflate(
    _ input: UnsafeRawBufferPointer, into capacity: Int
  ) -> (output: [UInt8], isComplete: Bool)? {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var code = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var source = input[...]
      stream.next_out = buffer.baseAddress
      // zlib counts in 32 bits, so that large buffers are handed over in parts.
      while code == Z_OK, count < capacity {
        let part = UnsafeRawBufferPointer(rebasing: source.prefix(1 << 30))
        stream.next_in = UnsafeMutablePointer(mutating: part.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(part.count)
        let room = min(capacity - count, 1 << 30)
        stream.avail_out = UInt32(room)
        code = CZlib.inflate(&stream, Z_NO_FLUSH)
        let taken = part.count - Int(stream.avail_in)
        let written = room - Int(stream.avail_out)
        source = source.dropFirst(taken)
        count += written
        if taken == 0, written == 0 { break }
      }
    }
    return code == Z_OK || code == Z_STREAM_END ? (output, code == Z_STREAM_END) : nil
  }
}

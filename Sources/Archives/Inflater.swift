internal import CZlib

/// Deflated data (RFC 1951), raw or in gzip's frame (RFC 1952), unpacked to a bounded size.
enum Inflater {
  enum Frame {
    case none
    case gzip

    fileprivate var windowBits: Int32 { self == .none ? -15 : 15 + 16 }
  }

  enum Outcome {
    /// What it unpacks to, and how many bytes of the input that took.
    case complete([UInt8], consumed: Int)
    /// It unpacks to more than the limit.
    case tooLarge
    /// It is damaged or ends too early, after so many unpacked bytes.
    case damaged(count: Int)
  }

  private static let smallestPart = 64 << 10
  private static let largestPart = 16 << 20

  /// Unpacks the stream at the start of `input`, which may be followed by anything.
  static func inflate(_ input: UnsafeRawBufferPointer, frame: Frame, limit: Int) -> Outcome {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, frame.windowBits, ZLIB_VERSION, size) == Z_OK else { return .damaged(count: 0) }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var source = input[...]
    while true {
      // zlib counts in 32 bits.
      let part = UnsafeRawBufferPointer(rebasing: source.prefix(1 << 30))
      stream.next_in = UnsafeMutablePointer(mutating: part.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(part.count)
      // Room for one byte more than allowed shows that there is more.
      let room = min(min(max(smallestPart, output.count), largestPart), limit - output.count + 1)
      let code = grow(&output, by: room, &stream)
      let taken = part.count - Int(stream.avail_in)
      source = source.dropFirst(taken)
      if output.count > limit { return .tooLarge }
      if code == Z_STREAM_END { return .complete(output, consumed: input.count - source.count) }
      if code != Z_OK || (taken == 0 && stream.avail_out > 0) { return .damaged(count: output.count) }
    }
  }

  private static func grow(_ output: inout [UInt8], by room: Int, _ stream: inout z_stream) -> Int32 {
    var code = Z_OK
    let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(room)
      code = CZlib.inflate(&stream, Z_NO_FLUSH)
      count = room - Int(stream.avail_out)
    }
    output += part
    return code
  }
}

/// Keeps the start and the end of a stream of bytes and counts what lies between.
struct OutputCapture {
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private let headLimit: Int
  private let tailLimit: Int
  private var dropped = 0

  init(limit: Int) {
    headLimit = max(0, limit) - max(0, limit) / 2
    tailLimit = max(0, limit) / 2
  }

  var isTruncated: Bool { dropped > 0 || tail.count > tailLimit }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    let toHead = bytes.prefix(max(0, headLimit - head.count))
    head += toHead
    let rest = bytes.dropFirst(toHead.count)
    if rest.isEmpty { return }
    tail += rest
    // Trimming only at twice the limit makes the cost of moving bytes constant per byte appended.
    if tail.count > 2 * tailLimit { trim() }
  }

  private mutating func trim() {
    let excess = tail.count - tailLimit
    if excess <= 0 { return }
    dropped += excess
    tail.removeFirst(excess)
  }

  /// All that was kept, with a line that says how much is missing where something is.
  consuming func bytes() -> [UInt8] {
    trim()
    if dropped == 0 { return head + tail }
    return head + Array("\n[… \(dropped) bytes left out …]\n".utf8) + tail
  }
}

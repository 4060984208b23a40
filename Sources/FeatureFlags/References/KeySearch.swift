/// Finds many keys in a text at once: every run of the bytes that words are made of is looked up by its hash, so that the
/// number of keys makes no difference.
package struct KeySearch: Sendable {
  /// One of the forms in which a key is looked for.
  struct Form: Hashable, Sendable {
    var key: String
    /// The form, where it is not the key itself.
    var alias: String?

    var text: String { alias ?? key }
  }

  /// A form in a text.
  struct Hit {
    var form: Int
    var range: Range<Int>
  }

  let forms: [Form]
  private let texts: [[UInt8]]
  /// The forms by the hash of their first run.
  private let buckets: [UInt32: [Int32]]
  /// Which hashes there are, 16 bits of each.
  private let filter: [UInt64]
  private let lengths: ClosedRange<Int>
  private static let filterBits = 18
  private static let maximumHits = 2000

  init(_ forms: [Form]) {
    self.forms = forms
    texts = forms.map { Array($0.text.utf8) }
    var buckets: [UInt32: [Int32]] = [:]
    var filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
    var (shortest, longest) = (Int.max, 0)
    for (number, text) in texts.enumerated() {
      let run = text.prefix { Self.isRun[Int($0)] }
      if run.isEmpty { continue }
      let hash = run.withUnsafeBufferPointer { Self.hash($0, 0, $0.count) }
      buckets[hash, default: []].append(Int32(number))
      let bit = Int(hash >> (32 - UInt32(Self.filterBits)))
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
      (shortest, longest) = (min(shortest, run.count), max(longest, run.count))
    }
    // The longest form first, so that `a.b` is not taken for `a`.
    let texts = self.texts
    for hash in buckets.keys { buckets[hash]?.sort { texts[Int($0)].count > texts[Int($1)].count } }
    self.buckets = buckets
    self.filter = filter
    lengths = longest == 0 ? 1...1 : shortest...longest
  }

  package var isEmpty: Bool { buckets.isEmpty }

  private static let isRun: [Bool] = (0..<256).map { FlagKeyText.isRun(UInt8($0)) }

  /// Where the forms stand as whole words, in order.
  func hits(in bytes: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    if isEmpty { return hits }
    bytes.withUnsafeBufferPointer { bytes in
      Self.isRun.withUnsafeBufferPointer { isRun in
        filter.withUnsafeBufferPointer { filter in
          var offset = 0
          let count = bytes.count
          while offset < count {
            while offset < count, !isRun[Int(bytes[offset])] { offset &+= 1 }
            var start = offset
            while offset < count, isRun[Int(bytes[offset])] { offset &+= 1 }
            while start < offset, bytes[start] == 0x2D { start &+= 1 }
            guard offset &- start >= lengths.lowerBound, offset &- start <= lengths.upperBound else { continue }
            let hash = Self.hash(bytes, start, offset)
            let bit = Int(hash >> (32 - UInt32(Self.filterBits)))
            guard filter[bit &>> 6] & (1 &<< UInt64(bit & 63)) != 0 else { continue }
            if let hit = hit(hash, bytes, start, end: offset) {
              offset = max(offset, hit.range.upperBound)
              hits.append(hit)
              if hits.count == Self.maximumHits { return }
            }
          }
        }
      }
    }
    return hits
  }

  private func hit(_ hash: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, end: Int) -> Hit? {
    for number in buckets[hash] ?? [] {
      let text = texts[Int(number)]
      let stop = start + text.count
      guard stop >= end, stop <= bytes.count else { continue }
      guard (0..<text.count).allSatisfy({ bytes[start + $0] == text[$0] }) else { continue }
      if stop < bytes.count, stop > end, Self.isRun[Int(bytes[stop])] { continue }
      return Hit(form: Int(number), range: start..<stop)
    }
    return nil
  }

  /// Of the first and the last bytes and their number, which is enough to tell most words apart.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    let count = end &- start
    if count >= 8, let base = bytes.baseAddress {
      head = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
      tail = UnsafeRawPointer(base + end - 8).loadUnaligned(as: UInt64.self)
    } else {
      for place in start..<end { head = head &<< 8 | UInt64(bytes[place]) }
    }
    var mixed = (head ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed &>> 29
    mixed = (mixed ^ tail) &* 0xBF58_476D_1CE4_E5B9
    return UInt32(truncatingIfNeeded: mixed &>> 32)
  }
}

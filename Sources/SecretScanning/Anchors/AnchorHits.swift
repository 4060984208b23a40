/// One place at which an anchor occurs.
struct AnchorHit: Hashable, Comparable {
  /// Offset of the first byte.
  var start: UInt32
  /// Which anchor, by its number.
  var anchor: UInt16

  static func < (left: Self, right: Self) -> Bool {
    left.start == right.start ? left.anchor < right.anchor : left.start < right.start
  }
}

/// Collects hits, at most so many of each anchor, so that no input takes memory without bound.
struct AnchorHits {
  private(set) var hits: [AnchorHit] = []
  private var counts: [Int32]
  private var isExceeded = false
  /// Of each anchor, in bytes.
  private let lengths: [Int32]
  private let limit: Int32
  /// For each anchor whether the limit does not hold for it; empty where it holds for all.
  private let isFiltered: [Bool]
  /// Anchors that occur more often than the limit; the hits kept are then not all.
  var exceeded: [Int] { isExceeded ? counts.indices.filter { counts[$0] > limit && !isUnlimited($0) } : [] }

  init(anchors: [Anchor], limit: Int) {
    // A closure and not a key path, which would be walked for every anchor.
    self.init(lengths: anchors.map { Int32($0.bytes.count) }, limit: limit)
  }

  /// - Parameters:
  ///   - lengths: of each anchor, in bytes.
  ///   - isFiltered: for each anchor whether it may have any number of hits; those take memory in proportion to the text.
  init(lengths: [Int32], limit: Int, isFiltered: [Bool] = []) {
    self.isFiltered = isFiltered
    counts = Array(repeating: 0, count: lengths.count)
    self.lengths = lengths
    self.limit = Int32(clamping: min(limit, Int(Int32.max) - 1))
  }

  /// Notes that `anchor` ends before the offset `end`.
  mutating func add(anchor: Int, end: Int) {
    guard counts[anchor] < limit || isUnlimited(anchor) else {
      counts[anchor] = limit &+ 1
      isExceeded = true
      return
    }
    counts[anchor] &+= 1
    hits.append(AnchorHit(start: UInt32(end - Int(lengths[anchor])), anchor: UInt16(anchor)))
  }

  private func isUnlimited(_ anchor: Int) -> Bool { !isFiltered.isEmpty && isFiltered[anchor] }

  /// Forgets those hits that `isWanted` denies.
  mutating func keep(where isWanted: (AnchorHit) -> Bool) { hits.removeAll { !isWanted($0) } }

  /// Puts the hits in order of their start: engines report by start or by end, so that few have to move, and none far.
  mutating func sort() {
    hits.withUnsafeMutableBufferPointer { hits in
      for next in hits.indices.dropFirst() where hits[next] < hits[next - 1] {
        let hit = hits[next]
        var place = next
        while place > 0, hit < hits[place - 1] {
          hits[place] = hits[place - 1]
          place -= 1
        }
        hits[place] = hit
      }
    }
  }
}

/// Finds all anchors at once. Every engine gives exactly the same hits.
protocol AnchorEngine: Sendable {
  /// Adds every occurrence of every anchor, overlapping ones too, in order of their ends or of their starts.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, into hits: inout AnchorHits) throws(SecretScanningError)
}

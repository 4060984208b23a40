internal import GateModel

/// Where a snapshot tree is not what it is to be: its manifest beside its new contents.
struct SnapshotDifference {
  struct Pair: Sendable {
    /// A position among the items.
    var item: Int
    /// A position among the entries of the manifest.
    var entry: Int
  }

  /// What the manifest knows as it is to be; whether it still lies there so is another question.
  private(set) var kept: [Pair] = []
  /// The items that are to be written.
  private(set) var written: [Int] = []
  /// The entries that are to go, and nothing comes in their place.
  private(set) var removed: [Int] = []
  /// The entries that items are written in place of, by item.
  private(set) var replaced: [Int: Int] = [:]

  /// - Parameter conversions: how each item is checked out now, `nil` where that is as it was.
  init(_ contents: SnapshotContents, _ manifest: SnapshotManifest, conversions: [UInt64]?) {
    kept.reserveCapacity(contents.items.count)
    var entry = 0
    for (position, item) in contents.items.enumerated() {
      var order = -1
      while entry < manifest.entries.count {
        order = manifest.order(of: manifest.entries[entry], to: item.path)
        if order >= 0 { break }
        removed.append(entry)
        entry += 1
      }
      guard order == 0, entry < manifest.entries.count else {
        written.append(position)
        continue
      }
      let known = manifest.entries[entry]
      let isSame =
        known.kind == item.kind.rawValue && known.id == item.id && known.isProvisional == 0
        && conversions.map { $0[position] == known.conversion } ?? true
      if isSame { kept.append(Pair(item: position, entry: entry)) } else { replace(Pair(item: position, entry: entry)) }
      entry += 1
    }
    removed += entry..<max(entry, manifest.entries.count)
  }

  /// Writes the item of a pair again.
  private mutating func replace(_ pair: Pair) {
    written.append(pair.item)
    replaced[pair.item] = pair.entry
  }

  /// Moves what was kept and is not there any more to what is to be written.
  mutating func rewrite(_ pairs: [Pair]) {
    if pairs.isEmpty { return }
    let items = Set(pairs.map(\.item))
    kept.removeAll { items.contains($0.item) }
    for pair in pairs { replace(pair) }
    written.sort()
  }

  /// Whether nothing is to be done.
  var isEmpty: Bool { written.isEmpty && removed.isEmpty }
}

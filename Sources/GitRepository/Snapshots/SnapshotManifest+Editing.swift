internal import GateModel

/// Of a large tree there is one manifest in memory, which is changed in place.
extension SnapshotManifest {
  /// Makes the entries those of `contents`, one for each item and at its position.
  ///
  /// - Parameter written: what came of the items that were to be written, in their order.
  mutating func apply(
    _ difference: SnapshotDifference, _ contents: SnapshotContents, _ written: [SnapshotWriter.Result]
  ) {
    remove(difference.removed)
    var added: [(position: Int, entry: Entry)] = []
    for (position, result) in zip(difference.written, written) where difference.replaced[position] == nil {
      added.append((position, entry(for: contents.items[position], result)))
    }
    insert(added)
    for (position, result) in zip(difference.written, written) where difference.replaced[position] != nil {
      entries[position].replace(by: contents.items[position], result)
    }
  }

  /// Removes the entries at `positions`, which ascend.
  private mutating func remove(_ positions: [Int]) {
    guard let first = positions.first else { return }
    var gone = positions[...]
    var target = first
    for position in first..<entries.count {
      if gone.first == position {
        gone.removeFirst()
      } else {
        entries[target] = entries[position]
        target += 1
      }
    }
    entries.removeSubrange(target...)
  }

  /// Inserts entries so that they then are at their positions, which ascend.
  private mutating func insert(_ added: [(position: Int, entry: Entry)]) {
    guard let filler = added.first?.entry else { return }
    var source = entries.count
    entries.append(contentsOf: repeatElement(filler, count: added.count))
    var target = entries.count
    for (position, entry) in added.reversed() {
      while target - 1 > position {
        target -= 1
        source -= 1
        entries[target] = entries[source]
      }
      target -= 1
      entries[target] = entry
    }
  }

  /// Drops the paths of what is no longer there, where they are more than the others.
  mutating func compactPaths() {
    let used = entries.reduce(0) { $0 + Int($1.pathCount) } + directories.reduce(0) { $0 + Int($1.pathCount) }
    if paths.count <= 2 * used + 4096 { return }
    var compact: [UInt8] = []
    compact.reserveCapacity(used)
    func moved(_ start: UInt32, _ count: UInt32) -> UInt32 {
      compact += paths[Int(start)..<Int(start) + Int(count)]
      return UInt32(truncatingIfNeeded: compact.count) - count
    }
    for position in entries.indices {
      entries[position].pathStart = moved(entries[position].pathStart, entries[position].pathCount)
    }
    for position in directories.indices {
      directories[position].pathStart = moved(directories[position].pathStart, directories[position].pathCount)
    }
    paths = compact
  }

  private mutating func entry(for item: SnapshotItem, _ result: SnapshotWriter.Result) -> Entry {
    var entry = Entry(
      pathStart: UInt32(truncatingIfNeeded: paths.count), pathCount: UInt32(truncatingIfNeeded: item.path.bytes.count),
      kind: 0, isProvisional: 0, id: item.id, conversion: 0, mark: result.mark)
    paths += item.path.bytes
    entry.replace(by: item, result)
    return entry
  }
}

extension SnapshotManifest.Entry {
  /// Notes what was written at the path.
  fileprivate mutating func replace(by item: SnapshotItem, _ result: SnapshotWriter.Result) {
    kind = item.kind.rawValue
    id = item.id
    conversion = result.conversion
    isProvisional = result.shortcoming == nil ? 0 : 1
    mark = result.mark
  }
}

import GateModel

/// How the files of a table lie in an archive.
struct ArchiveMatch {
  /// Of each file of the table its place in the archive, -1 where the archive does not have its path.
  private(set) var oldOf: [Int32] = []
  /// Of each file of the archive its place in the table, -1 where the table does not have its path.
  private(set) var newOf: [Int32]
  /// Of each file of the table whether the archive has the same version of it.
  private(set) var isSame: [Bool] = []
  /// Files of the table whose path the archive does not have, or has as gone (or the other way round), or as another kind of
  /// entry: for others they are new or not there any more.
  private(set) var come: [Int] = []
  /// Files of the archive whose path the table does not have.
  private(set) var left: [Int] = []

  init(_ table: FileTable, _ archive: GraphArchive) {
    oldOf.reserveCapacity(table.count)
    isSame.reserveCapacity(table.count)
    newOf = Array(repeating: -1, count: archive.count)
    var old = 0
    for file in 0..<table.count {
      let path = table.paths[file].bytes
      var order = old < archive.count ? Self.order(archive.path(old), path) : 1
      while order < 0 {
        left.append(old)
        old += 1
        order = old < archive.count ? Self.order(archive.path(old), path) : 1
      }
      guard order == 0 else {
        oldOf.append(-1)
        isSame.append(false)
        come.append(file)
        continue
      }
      oldOf.append(Int32(old))
      newOf[old] = Int32(file)
      let version = table.versions[file]
      let oldVersion = archive.version(old)
      isSame.append(version == oldVersion)
      if version?.mode.isFile != oldVersion?.mode.isFile { come.append(file) }
      old += 1
    }
    left += old..<max(old, archive.count)
  }

  /// Negative where `left` comes before `right`, 0 where they are equal.
  private static func order(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> Int {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        let count = min(left.count, right.count)
        var place = 0
        // Mostly they are equal.
        while place + 8 <= count,
          left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            == right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        {
          place += 8
        }
        while place < count {
          if left[place] != right[place] { return left[place] < right[place] ? -1 : 1 }
          place += 1
        }
        return left.count - right.count
      }
    }
  }
}

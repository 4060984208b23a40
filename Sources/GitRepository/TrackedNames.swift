internal import GateModel

/// The names in one directory of the index: files, and directories that hold some.
struct TrackedNames {
  struct Name {
    /// The name, for a directory with a slash behind it, so that names have the order of the index.
    var text: Range<Int>
    /// Where the entries stand.
    var entries: Range<Int>
    var isSubmodule: Bool
  }

  private var texts: [UInt8] = []
  private var names: [Name] = []

  /// The names that the entries at `positions`, all of one directory, have behind `length` bytes of their paths.
  init(_ index: IndexSnapshot, in positions: Range<Int>, below length: Int) throws(GitError) {
    if positions.isEmpty { return }
    try index.visit(positions) { position, item throws(GitError) in
      let isSubmodule = item.isSubmodule
      item.withPath { path in
        let rest = UnsafeRawBufferPointer(rebasing: path[length...])
        let end = rest.firstIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? rest.count
        add(UnsafeRawBufferPointer(rebasing: rest[..<end]), position, isSubmodule: isSubmodule)
      }
    }
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, _ position: Int, isSubmodule: Bool) {
    if let last = names.last, last.text.count == text.count, order(of: last, to: text) == 0 {
      names[names.count - 1].entries = last.entries.lowerBound..<(position + 1)
      return
    }
    names.append(
      Name(
        text: texts.count..<(texts.count + text.count), entries: position..<(position + 1), isSubmodule: isSubmodule))
    texts.append(contentsOf: text)
  }

  /// The tracked file or submodule called `name`.
  func file(_ name: [UInt8]) -> Name? { find(name) }

  /// Where the entries below the directory called `name` stand; empty where nothing in it is tracked.
  func directory(_ name: [UInt8]) -> Range<Int> { find(name + [UInt8(ascii: "/")])?.entries ?? 0..<0 }

  private func find(_ text: [UInt8]) -> Name? {
    text.withUnsafeBytes { text in
      var low = 0
      var high = names.count
      while low < high {
        let middle = (low + high) / 2
        if order(of: names[middle], to: text) < 0 { low = middle + 1 } else { high = middle }
      }
      return low < names.count && order(of: names[low], to: text) == 0 ? names[low] : nil
    }
  }

  private func order(of name: Name, to text: UnsafeRawBufferPointer) -> Int {
    texts.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[name.text]).order(to: text) }
  }
}

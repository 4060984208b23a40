#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// Collects from trees which of them holds an object under which name.
struct NameCollector {
  /// For each object the tree that names it, the one with the lowest number among those that were seen; -1 for none.
  private(set) var parents: [Int32]
  /// For each object the number of its name in that tree.
  private(set) var names: [Int32]
  private(set) var words: [[UInt8]] = []
  private var known: [[UInt8]: Int32] = [:]
  /// What trees name and the repository does not hold, each with a tree that does.
  private(set) var missing: [ObjectID: Int32] = [:]
  private let idByteCount: Int

  init(count: Int, idByteCount: Int) {
    parents = [Int32](repeating: -1, count: count)
    names = parents
    self.idByteCount = idByteCount
  }

  /// Takes in the entries of a tree that `base`, another tree which was or will be taken in, does not have alike.
  ///
  /// - Returns: whether the tree could be read to its end.
  mutating func add(_ tree: Int, _ bytes: [UInt8], since base: [UInt8]?, in catalog: ObjectCatalog) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let changed = base.map { $0.withUnsafeBytes { Self.difference(of: bytes, from: $0) } } ?? 0..<bytes.count
      var start = 0
      while start < bytes.count {
        guard let space = Self.find(0x20, in: bytes, from: start), let end = Self.find(0, in: bytes, from: space + 1),
          bytes.count - end > idByteCount
        else { return false }
        let next = end + 1 + idByteCount
        if next > changed.lowerBound, start < changed.upperBound {
          // Of a submodule, 160000, only the name of a commit is recorded, which lies elsewhere.
          let isSubmodule = space - start == 6 && bytes[start] == 0x31 && bytes[start + 1] == 0x36
          if !isSubmodule {
            let id = UnsafeRawBufferPointer(rebasing: bytes[(end + 1)..<next])
            record(id, name: UnsafeRawBufferPointer(rebasing: bytes[(space + 1)..<end]), tree, catalog)
          }
        }
        start = next
      }
      return true
    }
  }

  /// Takes in what another thread collected.
  mutating func merge(_ other: NameCollector) {
    let translated = other.words.map { number(of: $0) }
    for index in parents.indices where other.parents[index] >= 0 {
      if parents[index] < 0 || other.parents[index] < parents[index] {
        parents[index] = other.parents[index]
        names[index] = translated[Int(other.names[index])]
      }
    }
    missing.merge(other.missing) { min($0, $1) }
  }

  private mutating func record(
    _ id: UnsafeRawBufferPointer, name: UnsafeRawBufferPointer, _ tree: Int, _ catalog: ObjectCatalog
  ) {
    guard let child = catalog.number(of: id) else {
      if let id = ObjectID(copying: id) { missing[id] = min(missing[id] ?? .max, Int32(tree)) }
      return
    }
    if parents[child] >= 0, parents[child] <= Int32(tree) { return }
    parents[child] = Int32(tree)
    names[child] = number(of: Array(name))
  }

  private mutating func number(of name: [UInt8]) -> Int32 {
    if let number = known[name] { return number }
    let number = Int32(words.count)
    words.append(name)
    known[name] = number
    return number
  }

  /// Where `bytes` differ from `base`: what lies outside is the same from the start, or from the end.
  private static func difference(of bytes: UnsafeRawBufferPointer, from base: UnsafeRawBufferPointer) -> Range<Int> {
    let shared = min(bytes.count, base.count)
    var start = 0
    while start < shared, bytes[start] == base[start] { start += 1 }
    var tail = 0
    while tail < shared - start, bytes[bytes.count - 1 - tail] == base[base.count - 1 - tail] { tail += 1 }
    return start..<(bytes.count - tail)
  }

  private static func find(_ byte: Int32, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, byte, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}

/// Under which path the trees of a repository hold each object.
struct ObjectPaths: Sendable {
  /// Deeper than any checkout can be.
  private static let depthLimit = 1024

  private let parents: [Int32]
  private let names: [Int32]
  private let words: [[UInt8]]

  init(_ collector: NameCollector) {
    parents = collector.parents
    names = collector.names
    words = collector.words
  }

  /// A path of the object, from a tree that no other one holds; `nil` where no tree holds it.
  func path(of number: Int) -> RepositoryPath? {
    var parts: [Int32] = []
    var number = number
    while parents[number] >= 0, parts.count < Self.depthLimit {
      parts.append(names[number])
      number = Int(parents[number])
    }
    if parts.isEmpty { return nil }
    return RepositoryPath(bytes: Array(parts.reversed().map { words[Int($0)] }.joined(separator: [UInt8(ascii: "/")])))
  }

  /// The path of the tree, empty for one that no other holds.
  func directory(of tree: Int) -> RepositoryPath { path(of: tree) ?? RepositoryPath(bytes: []) }
}

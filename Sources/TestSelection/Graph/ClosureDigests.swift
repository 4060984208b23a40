import Digests
import GateModel

/// One digest for each file over all that it needs, at any distance: equal for two contents where the closures are, whatever
/// else differs. It needs no base: a test file with a pass under its digest need not run.
///
/// A Merkle tree over the components of the graph: the digest of a component is one over path, mode and blob of its files and
/// the digests of what they need. Files that are gone have no part in it.
package struct ClosureDigests: Sendable {
  private let componentOf: [Int32]
  /// Of each component, one behind the other.
  private let digests: [UInt8]
  /// Configuration, and data that any test may read.
  private let common: [UInt8]

  private static let size = Digest256.byteCount

  package init(_ graph: SourceGraph) {
    let components = GraphComponents(graph.needs)
    let loose = LooseDigests(graph)
    var all = OpaqueDigests(graph)
    componentOf = components.componentOf
    digests = Self.digests(graph, components, loose, &all)
    var common = loose.common
    for file in 0..<graph.count where graph.roles[file] == .configuration && !graph.table.isGone(file) {
      let start = Int(componentOf[file]) * Self.size
      common += digests[start..<(start + Self.size)]
      // What is not followed in it may make tests of anything.
      if graph.faults[file] != nil { common += all.files }
    }
    self.common = Digest256.of(common)
  }

  /// The digest of the closure of the file at the place `file`, its own content included; 32 bytes.
  package func digest(of file: Int) -> [UInt8] {
    let start = Int(componentOf[file]) * Self.size
    return Digest256.of(Array("gate closure 1\0".utf8) + common + digests[start..<(start + Self.size)])
  }

  private static func digests(
    _ graph: SourceGraph, _ components: GraphComponents, _ loose: LooseDigests, _ all: inout OpaqueDigests
  ) -> [UInt8] {
    let members = PlaceLists(components.componentOf, count: components.count)
    let isOpaque = Set(graph.opaque)
    var digests: [UInt8] = []
    digests.reserveCapacity(components.count * size)
    var isAbsent = [Bool](repeating: false, count: components.count)
    var neededBy = [Int32](repeating: -1, count: components.count)
    var needed: [Int32] = []
    var bytes: [UInt8] = []
    for component in 0..<components.count {
      bytes.removeAll(keepingCapacity: true)
      needed.removeAll(keepingCapacity: true)
      for node in members[component].map(Int.init) {
        if node < graph.count {
          guard FileRecord.append(node, of: graph, to: &bytes) else { continue }
          if graph.roles[node].isSource {
            bytes += loose.digest(readBy: node)
            if graph.faults[node] != nil { bytes += [3] + all.files }
          }
          if isOpaque.contains(node) { bytes += [4] + all.modules }
        }
        for link in graph.needs.range(node) {
          let target = components.componentOf[Int(graph.needs.targets[link])]
          guard target != Int32(component), !isAbsent[Int(target)], neededBy[Int(target)] != Int32(component) else {
            continue
          }
          neededBy[Int(target)] = Int32(component)
          needed.append(target)
        }
      }
      // What is gone contributes nothing, nor a directory with nothing else in it: the digest is that of the content alone.
      isAbsent[component] = bytes.isEmpty && needed.isEmpty
      append(&needed, digests, to: &bytes)
      digests += Digest256.of(bytes)
    }
    return digests
  }

  /// Adds what stands for the components `needed`, in the order of their digests, for their numbers depend on files outside of
  /// the closure.
  private static func append(_ needed: inout [Int32], _ digests: [UInt8], to bytes: inout [UInt8]) {
    digests.withUnsafeBytes { raw in
      // The first bytes of a digest tell it from others, but for one case in billions of billions.
      func order(_ component: Int32) -> UInt64 {
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: Int(component) * size, as: UInt64.self))
      }
      func digest(_ component: Int32) -> Slice<UnsafeRawBufferPointer> {
        raw[(Int(component) * size)..<(Int(component + 1) * size)]
      }
      needed.sort {
        let (left, right) = (order($0), order($1))
        return left != right ? left < right : digest($0).lexicographicallyPrecedes(digest($1))
      }
      for component in needed {
        bytes.append(1)
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: digest(component)))
      }
    }
  }
}

/// What stands for one file in a digest.
enum FileRecord {
  /// Adds path, mode and blob, so that no two files or lists of files look alike.
  ///
  /// - Returns: `false` for a file that is gone, of which nothing is added.
  static func append(_ file: Int, of graph: SourceGraph, to bytes: inout [UInt8]) -> Bool {
    guard let version = graph.table.versions[file] else { return false }
    let path = graph.table.paths[file].bytes
    bytes.append(0)
    for number in [UInt32(path.count), version.mode.rawValue, UInt32(version.id.count)] {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += path
    version.id.append(to: &bytes)
    return true
  }

  /// One digest over those of `files` that are there.
  static func digest(of files: some Sequence<Int>, _ graph: SourceGraph) -> [UInt8] {
    var stream = Digest256.Stream()
    var bytes: [UInt8] = []
    for file in files {
      bytes.removeAll(keepingCapacity: true)
      if append(file, of: graph, to: &bytes) { stream.update(bytes) }
    }
    return stream.finish()
  }
}

/// What files whose needs cannot be told depend on, made where there are any.
private struct OpaqueDigests {
  private let graph: SourceGraph

  init(_ graph: SourceGraph) { self.graph = graph }

  /// Over all modules and all that any of them may need.
  private(set) lazy var modules: [UInt8] = {
    if graph.faults.keys.contains(where: { graph.roles[$0].isSource }) { return files }
    let needed = (0..<graph.count).filter {
      graph.roles[$0].isSource || graph.roles[$0] == .data || !graph.users.isEmpty($0)
    }
    return FileRecord.digest(of: needed, graph)
  }()

  /// Over everything.
  private(set) lazy var files: [UInt8] = FileRecord.digest(of: 0..<graph.count, graph)
}

/// Data that nobody names: files that others depend on without a link.
private struct LooseDigests {
  /// Over what every test may read.
  let common: [UInt8]
  /// Over what each group of readers may read.
  private var digests: [[UInt8]] = []
  /// The innermost group of each file, -1 where there is none.
  private var groupOf: [Int32]

  init(_ graph: SourceGraph) {
    let data = LooseData(graph)
    var readByAll: [Int] = []
    var readBy: [Range<Int>: [Int]] = [:]
    for file in 0..<graph.count where !graph.table.isGone(file) && LooseData.isLoose(file, in: graph) {
      if let readers = data.ownReaders(of: file) {
        readBy[readers, default: []].append(file)
      } else {
        readByAll.append(file)
      }
    }
    common = FileRecord.digest(of: readByAll, graph)
    groupOf = Array(repeating: -1, count: graph.count)
    // Directories before those below them, whose readers may read what lies in both.
    let groups = readBy.sorted {
      ($0.key.lowerBound, $1.key.upperBound) < ($1.key.lowerBound, $0.key.upperBound)
    }
    for (readers, files) in groups {
      let outer = groupOf[readers.lowerBound]
      let enclosing = outer < 0 ? [] : digests[Int(outer)]
      for reader in readers { groupOf[reader] = Int32(digests.count) }
      digests.append(Digest256.of(enclosing + FileRecord.digest(of: files, graph)))
    }
  }

  /// The digest of what the source file at the place `file` may read, empty where that is nothing.
  func digest(readBy file: Int) -> [UInt8] { groupOf[file] < 0 ? [] : [2] + digests[Int(groupOf[file])] }
}

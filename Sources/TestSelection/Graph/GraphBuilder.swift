package import GateModel
import Synchronization

/// Builds the graph of one content: only what an archive does not have is read, and only what may have other links than there is
/// linked.
package struct GraphBuilder: Sendable {
  /// Gives the bytes of a file, `nil` where it is too large to be read.
  package typealias Reader = @Sendable (SnapshotFile) throws -> [UInt8]?
  /// Calls its body for each number below `count`, on several threads, and returns when all is done.
  package typealias Spread = @Sendable (_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void

  private let stack: any SourceStack
  private let spread: Spread

  /// So many files are read, or linked, by one thread at a time.
  private static let chunkSize = 64

  package init(_ stack: any SourceStack, spread: @escaping Spread = { count, body in (0..<count).forEach(body) }) {
    self.stack = stack
    self.spread = spread
  }

  /// The graph of the files of `table`.
  ///
  /// - Parameter archive: what is known of this content or another one.
  package func graph(of table: FileTable, knowing archive: GraphArchive? = nil, reading read: @escaping Reader)
    -> BuiltGraph
  {
    let directories = DirectoryTree(table)
    var build = GraphBuild(stack, directories, archive)
    let unread = build.unread
    build.add(
      gather(unread.count) { place in
        let file = unread[place]
        return table.versions[file].map { facts(of: SnapshotFile(path: table.paths[file], version: $0), read) }
      }, of: unread)
    if build.hasOtherPaths || build.hasOtherFacts {
      let linker = stack.linker(
        for: FileIndex(directories), roles: build.pathRoles, declarations: build.declarations)
      build.chooseUnlinked(linker)
      build.setRoles(linker)
      let unlinked = build.unlinked
      let facts = unlinked.map { build.facts(of: $0) }
      build.links = gather(unlinked.count) { linker.links(of: unlinked[$0], facts[$0] ?? FileFacts()) }
    }
    return build.result
  }

  private func facts(of file: SnapshotFile, _ read: Reader) -> ReadFacts {
    var facts = FileFacts()
    var isLasting = true
    do {
      if let bytes = try read(file) {
        facts = stack.facts(of: bytes, at: file.path)
      } else {
        facts.fault = "is too large to be read"
      }
    } catch {
      facts.fault = "could not be read: \(error)"
      isLasting = false
    }
    var bytes: [UInt8] = []
    FactsCoding.append(facts, to: &bytes)
    return ReadFacts(
      facts: facts, isLasting: isLasting, bytes: bytes,
      words: stack.words(of: facts, at: file.path).map { GraphArchiveWriter.bytes(ofWords: $0) })
  }

  /// What `body` returns for each number below `count`, in their order.
  private func gather<Value: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Value) -> [Value] {
    if count <= Self.chunkSize { return (0..<count).map(body) }
    let chunkCount = (count + Self.chunkSize - 1) / Self.chunkSize
    let chunks = Mutex<[[Value]]>(Array(repeating: [], count: chunkCount))
    spread(chunkCount) { chunk in
      let start = chunk * Self.chunkSize
      let values = (start..<min(count, start + Self.chunkSize)).map(body)
      chunks.withLock { $0[chunk] = values }
    }
    return chunks.withLock { Array($0.joined()) }
  }
}

/// Facts that were just read.
struct ReadFacts: Sendable {
  var facts: FileFacts
  /// Whether they are the same the next time, so may be kept.
  var isLasting: Bool
  /// The facts and ``SourceStack/words(of:at:)`` as archives keep them; made with the facts, which several threads do.
  var bytes: [UInt8]
  var words: [UInt8]?
}

/// A graph, and what to keep of it.
package struct BuiltGraph: Sendable {
  package let graph: SourceGraph
  /// How many files were read, and how many linked: the others were known.
  package let readCount: Int
  package let linkedCount: Int
  /// Whether building it took so much more than the archive knew that it should be kept.
  package let isWorthKeeping: Bool
  let makeArchive: @Sendable () -> [UInt8]

  /// The bytes of its ``GraphArchive``.
  package var archive: [UInt8] { makeArchive() }
}

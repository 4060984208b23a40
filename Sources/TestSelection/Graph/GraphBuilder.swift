package import GateModel

/// Builds the graph of one content.
package struct GraphBuilder: Sendable {
  /// Gives the bytes of a file, `nil` where it is too large to be read.
  package typealias Reader = @Sendable (SnapshotFile) throws -> [UInt8]?

  private let stack: any SourceStack

  package init(_ stack: any SourceStack) {
    self.stack = stack
  }

  /// The graph of the files of `table`.
  package func graph(of table: FileTable, reading read: Reader) -> SourceGraph {
    let index = FileIndex(table)
    var roles = table.paths.map { stack.role(of: $0) }
    var facts: [Int: FileFacts] = [:]
    for file in 0..<table.count {
      guard let version = table.versions[file] else { continue }
      if !version.mode.isFile {
        // A link or a submodule is another one's content, which is not followed.
        if roles[file] != .test { roles[file] = .configuration }
      } else if stack.hasFacts(table.paths[file]) {
        facts[file] = self.facts(of: SnapshotFile(path: table.paths[file], version: version), read)
      }
    }
    let declarations = facts.filter { !$0.value.declares.isEmpty }.sorted { $0.key < $1.key }
      .map { Declaration(file: $0.key, names: $0.value.declares) }
    let linker = stack.linker(for: index, roles: roles, declarations: declarations)
    let links = (0..<table.count).map { file in facts[file].map { linker.links(of: file, $0) } ?? FileLinks() }
    return SourceGraph(
      index.directories, roles: roles.indices.map { linker.role(of: $0, roles[$0]) }, links: links,
      faults: facts.compactMapValues(\.fault))
  }

  private func facts(of file: SnapshotFile, _ read: Reader) -> FileFacts {
    var facts = FileFacts()
    do {
      if let bytes = try read(file) { return stack.facts(of: bytes, at: file.path) }
      facts.fault = "is too large to be read"
    } catch {
      facts.fault = "could not be read: \(error)"
    }
    return facts
  }
}

import GateModel

@testable import GitRepository

/// Does with an index all that gate does with one. Whatever the bytes are, it must end, with an error at worst.
///
/// The fuzzer runs it as well (`Tests/Fuzz`).
enum IndexExercise {
  /// The index of these bytes, joined with what it builds on.
  static func index(
    _ bytes: [UInt8], _ format: Repository.ObjectFormat, shared: [UInt8]? = nil
  ) throws(GitError) -> IndexFile {
    let file = try read(bytes, format)
    guard let link = file.content(of: .splitIndex) else { return file }
    var base: IndexFile?
    if let shared { base = try read(shared, format) }
    return try read(SplitIndex(file, link: link).image(over: base), format)
  }

  /// Reads every entry and every extension, looks everything up, and writes a new index.
  static func read(_ file: IndexFile) throws(GitError) {
    var cursor = try IndexCursor(file)
    var replacements: [IndexReplacement] = []
    while !cursor.isAtEnd {
      let path = try cursor.path()
      if !cursor.isDirectory {
        let entry = try cursor.decoded()
        if entry.stage == 0 {
          replacements = [IndexReplacement(path: path, version: entry.version, status: entry.status)]
        }
        _ = try file.cursor(notBefore: path)
      }
      try cursor.advance()
    }
    for position in [file.count / 2, 0, file.count - 1, file.count] where position >= 0 {
      try cursor.seek(to: position)
    }
    _ = file.fileSystemMonitor
    if let tree = try file.cacheTree() {
      for node in tree.nodes.indices { _ = tree.children(of: node) }
    }
    let written = try IndexWriter(file).bytes(replacing: replacements)
    _ = try read(written, file.format)
  }

  /// Compares the index with a tree of `repository`.
  static func compare(_ file: IndexFile, with tree: ObjectID?, in repository: borrowing Repository) throws(GitError) {
    _ = try StagedComparison.differences(of: file, from: tree, trees: TreeReader(repository))
  }

  private static func read(_ bytes: [UInt8], _ format: Repository.ObjectFormat) throws(GitError) -> IndexFile {
    try IndexFile(LocalPath("index"), IndexBytes(copying: bytes, written: nil), format)
  }
}

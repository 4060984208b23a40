import GateModel
import GitRepository
import LocalFiles
import TestSelection

/// The graphs of who needs which file, each kept in a file of its own between runs.
struct TestGraphs: Sendable {
  /// Larger files are taken for something that says nothing of other files.
  private static let sizeLimit: UInt64 = 4 << 20
  /// In bytes: PATH_MAX.
  private static let linkLimit: UInt64 = 4096

  private let archives: KeptArchives

  /// - Parameter directory: `nil` to keep none.
  init(directory: LocalPath?) { archives = KeptArchives(directory: directory, keptCount: 16) }

  /// The graph of all that `content` holds.
  ///
  /// - Parameters:
  ///   - gone: paths that it does not hold any more, whose users are asked for.
  ///   - check: whose graph it is.
  func graph(
    of content: any ContentSource, gone: [RepositoryPath], _ stack: any SourceStack, for check: CheckID
  ) throws(CheckError) -> SourceGraph {
    let table = FileTable(try content.files(), gone: gone) { link in
      try content.bytes(of: link.version.id, limit: Self.linkLimit)
    }
    let name = Self.name(check, stack)
    let archive = archives.load(name).flatMap { GraphArchive($0, mark: stack.mark) }
    let builder = GraphBuilder(stack) { count, body in ParallelWork.run(count: count, body) }
    let built = builder.graph(of: table, knowing: archive) { file in
      guard try content.size(of: file.version.id) <= Self.sizeLimit else { return nil }
      return try content.bytes(of: file.version.id, limit: Self.sizeLimit)
    }
    if built.isWorthKeeping { archives.save(built.archive, as: name) }
    return built.graph
  }

  /// Where the definitions in the texts of `content` are read, and in those of what was there before.
  ///
  /// - Parameter check: whose they are.
  func texts(of content: any ContentSource, _ stack: any SourceStack, for check: CheckID) -> DefinitionTexts {
    let name = Self.name(check, stack, ending: ".definitions")
    return DefinitionTexts(spread: { count, body in ParallelWork.run(count: count, body) }) {
      archives.load(name)
    } keep: { bytes in
      archives.save(bytes, as: name)
    } reading: { file in
      guard try content.size(of: file.version.id) <= Self.sizeLimit else { return nil }
      return try content.bytes(of: file.version.id, limit: Self.sizeLimit)
    }
  }

  /// The name of the file: no two stacks share one.
  private static func name(_ check: CheckID, _ stack: any SourceStack, ending: String = ".graph") -> String {
    KeptArchives.name("\(check)-\(stack.mark)", ending: ending)
  }
}

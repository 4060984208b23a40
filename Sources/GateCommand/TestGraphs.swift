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
  /// In bytes: a graph of a million files is smaller.
  private static let archiveLimit = 512 << 20
  /// So many are kept: of other checks, and of versions of gate that read other things in a text.
  private static let keptCount = 16

  /// `nil` to keep none.
  let directory: LocalPath?

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
    let place = directory?.appending(Self.name(check, stack))
    let archive = place.flatMap { load($0) }.flatMap { GraphArchive($0, mark: stack.mark) }
    let builder = GraphBuilder(stack) { count, body in ParallelWork.run(count: count, body) }
    let built = builder.graph(of: table, knowing: archive) { file in
      guard try content.size(of: file.version.id) <= Self.sizeLimit else { return nil }
      return try content.bytes(of: file.version.id, limit: Self.sizeLimit)
    }
    if let place, built.isWorthKeeping { save(built.archive, at: place) }
    return built.graph
  }

  /// Where the definitions in the texts of `content` are read, and in those of what was there before.
  ///
  /// - Parameter check: whose they are.
  func texts(of content: any ContentSource, _ stack: any SourceStack, for check: CheckID) -> DefinitionTexts {
    let place = directory?.appending(Self.name(check, stack, ending: ".definitions"))
    return DefinitionTexts(spread: { count, body in ParallelWork.run(count: count, body) }) {
      place.flatMap { load($0) }
    } keep: { bytes in
      if let place { save(bytes, at: place) }
    } reading: { file in
      guard try content.size(of: file.version.id) <= Self.sizeLimit else { return nil }
      return try content.bytes(of: file.version.id, limit: Self.sizeLimit)
    }
  }

  /// The name of the file: no two stacks share one, and checks rarely need to.
  private static func name(_ check: CheckID, _ stack: any SourceStack, ending: String = ".graph") -> String {
    let plain = "\(check)-\(stack.mark)".map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
    return String(plain.prefix(200)) + ending
  }

  private func load(_ path: LocalPath) -> [UInt8]? {
    do throws(FileError) {
      return try LocalFiles.read(path, limit: Self.archiveLimit)
    } catch {
      // Whatever it is, the graph is built anew.
      return nil
    }
  }

  private func save(_ bytes: [UInt8], at path: LocalPath) {
    guard let directory, !bytes.isEmpty, bytes.count <= Self.archiveLimit else { return }
    do throws(FileError) {
      try LocalFiles.createDirectory(directory, withParents: true)
      try LocalFiles.writeAtomically(bytes, to: path)
      try removeOld(in: directory)
    } catch {
      // A cache that cannot be written to is slow, not wrong.
      return
    }
  }

  private func removeOld(in directory: LocalPath) throws(FileError) {
    let files = try LocalFiles.list(directory).map { directory.appending(bytes: $0) }
    guard files.count > Self.keptCount else { return }
    let dated = files.compactMap { file in LocalFiles.status(file).map { (file, $0.modified) } }
    for (file, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(Self.keptCount) { try LocalFiles.removeFile(file) }
  }
}

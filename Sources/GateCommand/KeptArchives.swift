import GateModel
import LocalFiles

/// Files of one kind that are kept between runs, each of which can be made anew.
struct KeptArchives: Sendable {
  /// In bytes: what is known of a million files is less.
  private static let limit = 512 << 20

  /// `nil` to keep none.
  let directory: LocalPath?
  /// So many are kept: of other checks, of checks that had other names, and of versions of gate that read other things in a text.
  let keptCount: Int

  /// The name of the file for `owner`: others rarely need the same one.
  static func name(_ owner: String, ending: String) -> String {
    let plain = owner.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
    return String(plain.prefix(200)) + ending
  }

  /// What was kept as `name`, `nil` where that is nothing, or cannot be read.
  func load(_ name: String) -> [UInt8]? {
    guard let directory else { return nil }
    do throws(FileError) {
      return try LocalFiles.read(directory.appending(name), limit: Self.limit)
    } catch {
      // Whatever it is, what it held is made anew.
      return nil
    }
  }

  func save(_ bytes: [UInt8], as name: String) {
    guard let directory, !bytes.isEmpty, bytes.count <= Self.limit else { return }
    do throws(FileError) {
      try LocalFiles.createDirectory(directory, withParents: true)
      try LocalFiles.writeAtomically(bytes, to: directory.appending(name))
      try removeOld(in: directory)
    } catch {
      // A cache that cannot be written to is slow, not wrong.
      return
    }
  }

  private func removeOld(in directory: LocalPath) throws(FileError) {
    let files = try LocalFiles.list(directory).map { directory.appending(bytes: $0) }
    guard files.count > keptCount else { return }
    let dated = files.compactMap { file in LocalFiles.status(file).map { (file, $0.modified) } }
    for (file, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(keptCount) { try LocalFiles.removeFile(file) }
  }
}

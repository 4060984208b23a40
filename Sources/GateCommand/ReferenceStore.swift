import GateModel
import LocalFiles

/// What is known of references to flags, by blob id, kept between runs in a file for each check.
struct ReferenceStore: Sendable {
  /// In bytes: what is known of a million files is less.
  private static let limit = 512 << 20
  /// So many are kept: of other checks, and of checks that had other names.
  private static let keptCount = 8

  /// `nil` to keep none.
  let directory: LocalPath?

  func load(_ check: CheckID) -> [UInt8]? {
    guard let place = place(check) else { return nil }
    do throws(FileError) {
      return try LocalFiles.read(place, limit: Self.limit)
    } catch {
      // Whatever it is, the files are read anew.
      return nil
    }
  }

  func save(_ bytes: [UInt8], of check: CheckID) {
    guard let directory, let place = place(check), !bytes.isEmpty, bytes.count <= Self.limit else { return }
    do throws(FileError) {
      try LocalFiles.createDirectory(directory, withParents: true)
      try LocalFiles.writeAtomically(bytes, to: place)
      let files = try LocalFiles.list(directory).map { directory.appending(bytes: $0) }
      guard files.count > Self.keptCount else { return }
      let dated = files.compactMap { file in LocalFiles.status(file).map { (file, $0.modified) } }
      for (file, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(Self.keptCount) { try LocalFiles.removeFile(file) }
    } catch {
      // A cache that cannot be written to is slow, not wrong.
      return
    }
  }

  private func place(_ check: CheckID) -> LocalPath? {
    let plain = "\(check)".map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
    return directory?.appending(String(plain.prefix(200)) + ".references")
  }
}

import GateModel
import LocalFiles
import SecretScanning

/// Compiled anchors in the user's cache directory, a file each, readable by the user alone.
struct CompiledAnchors: AnchorStore {
  private let directory: LocalPath

  /// So many are kept: of other versions of gate, and of other choices of rules.
  private static let keptCount = 8
  /// Far more than all rules come to.
  private static let sizeLimit = 64 << 20

  /// `nil` where the user has no cache directory.
  init?(_ environment: [String: String]) {
    for (variable, below) in [("XDG_CACHE_HOME", "gate/anchors"), ("HOME", ".cache/gate/anchors")] {
      let base = LocalPath(environment[variable] ?? "")
      if base.isAbsolute {
        directory = base.appending(below)
        return
      }
    }
    return nil
  }

  func load(_ name: String) -> [UInt8]? {
    do throws(FileError) {
      return try LocalFiles.read(directory.appending(name), limit: Self.sizeLimit)
    } catch {
      // Whatever it is, the anchors are compiled anew.
      return nil
    }
  }

  func save(_ bytes: [UInt8], as name: String) {
    do throws(FileError) {
      try LocalFiles.createDirectory(directory, withParents: true, mode: 0o700)
      try LocalFiles.writeAtomically(bytes, to: directory.appending(name), mode: 0o600)
      try removeOld()
    } catch {
      // A cache that cannot be written to is slow, not wrong.
      return
    }
  }

  private func removeOld() throws(FileError) {
    let files = try LocalFiles.list(directory).map { directory.appending(bytes: $0) }
    let dated = files.compactMap { file in LocalFiles.status(file).map { (file, $0.modified) } }
    for (file, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(Self.keptCount) { try LocalFiles.removeFile(file) }
  }
}

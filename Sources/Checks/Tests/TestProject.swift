import GateModel
import LocalFiles

/// The files among which tests are run.
struct TestProject: Sendable {
  private static let sizeLimit = 4 << 20

  /// Where they lie.
  let directory: LocalPath
  /// The check's root in it.
  let root: RepositoryPath

  /// The nearest directory above `file`, not above the check's root, that holds one of `names`; the root where none does.
  func nearest(_ names: [String], above file: RepositoryPath) -> RepositoryPath {
    var place = file.parent
    while let directory = place, directory.bytes.count > root.bytes.count {
      if names.contains(where: { has($0, in: directory) }) { return directory }
      place = directory.parent
    }
    return root
  }

  /// Whether `directory` holds a file `name`.
  func has(_ name: String, in directory: RepositoryPath) -> Bool {
    LocalFiles.status(self.directory.appending(directory).appending(name), followingLinks: true) != nil
  }

  /// The text of a file of the project, `nil` where there is none that can be read.
  func text(_ name: String, in directory: RepositoryPath) -> String? {
    let path = self.directory.appending(directory).appending(name)
    guard let bytes = try? LocalFiles.read(path, limit: Self.sizeLimit) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The path of `file` as an argument of a command that runs in `directory`.
  func argument(_ file: RepositoryPath, from directory: RepositoryPath) -> [UInt8] {
    let path = file.relative(to: directory)
    return path.bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + path.bytes : path.bytes
  }
}

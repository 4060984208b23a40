import GateModel
import LocalFiles

/// Everything below a directory, byte by byte.
struct TreeState: Hashable {
  /// What a path was.
  enum Entry: Hashable {
    case directory
    case link(target: [UInt8])
    /// A digest of the bytes stands for them.
    case file(digest: String, isExecutable: Bool)
    case other
  }

  /// How a path differs between two states.
  enum Difference: String {
    case added = "added"
    case removed = "removed"
    case changed = "changed"
  }

  /// A file that is larger was not written by hand, and to hold it in memory is asked too much.
  private static let sizeLimit = 1 << 30

  private(set) var entries: [RepositoryPath: Entry] = [:]

  /// - Throws: `CheckError` where something cannot be read: what was not seen cannot be compared.
  init(_ root: LocalPath, digest: ([UInt8]) -> String) throws(CheckError) {
    var pending = [RepositoryPath(bytes: [])]
    while let directory = pending.popLast() {
      do throws(FileError) {
        for name in try LocalFiles.list(root.appending(directory)) {
          let path = RepositoryPath(
            bytes: directory.bytes.isEmpty ? name : directory.bytes + [UInt8(ascii: "/")] + name)
          let place = root.appending(path)
          guard let status = LocalFiles.status(place) else { continue }
          if status.isDirectory {
            entries[path] = .directory
            pending.append(path)
          } else if status.isLink {
            entries[path] = .link(target: try LocalFiles.readLink(place))
          } else if status.isRegularFile {
            let bytes = try LocalFiles.read(place, limit: Self.sizeLimit)
            entries[path] = .file(digest: digest(bytes), isExecutable: status.isExecutable)
          } else {
            entries[path] = .other
          }
        }
      } catch {
        throw CheckError("the copy for the rehearsal could not be read: \(error)")
      }
    }
  }

  /// What differs in `later`, in path order; an empty directory that came or went is no difference, for git knows none.
  func differences(to later: TreeState) -> [(path: RepositoryPath, difference: Difference)] {
    var found: [(path: RepositoryPath, difference: Difference)] = []
    for (path, entry) in entries where entry != .directory {
      guard let other = later.entries[path], other != .directory else {
        found.append((path, .removed))
        continue
      }
      if other != entry { found.append((path, .changed)) }
    }
    for (path, entry) in later.entries where entry != .directory {
      if entries[path] == nil || entries[path] == .directory { found.append((path, .added)) }
    }
    return found.sorted { $0.path < $1.path }
  }
}

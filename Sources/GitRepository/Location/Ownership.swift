#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// git's guard against repositories that another user planted (git-config(1), `safe.directory`).
///
/// Done here and not by libgit2, which would read `safe.directory` from wherever the process's own environment points.
struct Ownership {
  /// Directories and files that must belong to the user.
  var paths: [LocalPath]
  /// What `safe.directory` may name: the root of the work tree, or the git directory of a bare repository.
  var root: LocalPath
  /// The values of `safe.directory`, from files outside of the repository alone.
  var safeDirectories: [String]
  var home: String?
  var sudoUser: UInt32?

  /// The first of ``paths`` that belongs to another user or cannot be seen.
  var foreignPath: LocalPath? {
    let user = geteuid()
    return paths.first { path in
      guard let owner = FileStatus(of: path)?.owner else { return true }
      return owner != user && !(user == 0 && owner == sudoUser)
    }
  }

  /// - Throws: `GitError` of kind ``GitError/Kind/unsafeOwnership`` when another user owns the repository and it is not
  ///   declared safe.
  func validate() throws(GitError) {
    guard let foreign = foreignPath, !isDeclaredSafe else { return }
    throw GitError(
      .unsafeOwnership, "the repository at \(root) is not used: \(foreign) belongs to another user",
      hint: "if you trust it: git config --global --add safe.directory \(Self.shellWord(root.description))")
  }

  private var isDeclaredSafe: Bool {
    let names = [root, root.resolved]
    var isSafe = false
    for value in safeDirectories {
      if value.isEmpty {
        // An empty value forgets what was said before it.
        isSafe = false
      } else if value == "*" {
        isSafe = true
      } else if value.hasSuffix("/*") {
        let directory = LocalPath(expanded(String(value.dropLast(2))))
        isSafe = isSafe || names.contains { $0 != directory && $0.relative(to: directory) != nil }
      } else {
        let directory = LocalPath(expanded(value))
        isSafe = isSafe || names.contains(directory) || names.contains(directory.resolved)
      }
    }
    return isSafe
  }

  private func expanded(_ value: String) -> String {
    guard let home, value.hasPrefix("~/") else { return value }
    return home + value.dropFirst()
  }

  private static func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "/._-+".utf8.contains(byte)
      }
    }
    return isPlain ? text : "'\(text)'"
  }
}

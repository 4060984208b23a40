import Foundation
package import GateModel

/// A repository made by the real `git` in a temporary directory, away from the machine's own configuration.
///
///     let repository = try TestRepository()
///     try repository.write("a.txt", "one\n")
///     try repository.git("add", ".")
///     try repository.commit("first")
package final class TestRepository: Sendable {
  private let temporary: TemporaryDirectory
  /// The root of the working tree.
  package let root: LocalPath
  /// What git is run with, and what code under test should be given: fixed names and dates, an own empty `HOME`.
  package let environment: [String: String]

  /// Where nothing of the repository lies: `HOME`, clones and linked work trees go here.
  package var surroundings: LocalPath { temporary.path }

  /// - Parameter options: further arguments of `git init`.
  package init(_ options: String...) throws {
    temporary = try TemporaryDirectory()
    root = temporary.path.appending("repository")
    let home = temporary.path.appending("home")
    for directory in [root, home] {
      guard directory.withCString({ mkdir($0, 0o755) }) == 0 else {
        throw TestSupportError("could not make \(directory)")
      }
    }
    environment = Self.hermetic(home: home)
    try git(["init", "--quiet", "--initial-branch=main"] + options + ["."])
  }

  /// An environment in which git sees neither the user nor the machine.
  ///
  /// Not by `GIT_CONFIG_GLOBAL=/dev/null`: run as root, `git config --global` would put a file in place of the device.
  package static func hermetic(home: LocalPath) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": home.description, "XDG_CONFIG_HOME": home.description + "/.config",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_AUTHOR_DATE": "2001-02-03T04:05:06Z",
      "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.com", "GIT_COMMITTER_DATE": "2001-02-03T04:05:06Z",
      "LC_ALL": "C", "TZ": "UTC",
    ]
  }

  /// Runs `git` in the root and returns its standard output.
  ///
  /// - Throws: `TestSupportError` with what git said when its status is not 0.
  @discardableResult
  package func git(_ arguments: String...) throws -> String { try git(arguments) }

  /// The same, with the arguments in an array, and in another directory or environment where wanted.
  @discardableResult
  package func git(
    _ arguments: [String], in directory: LocalPath? = nil, adding variables: [String: String] = [:],
    stdin: [UInt8] = []
  ) throws -> String {
    String(decoding: try gitBytes(arguments, in: directory, adding: variables, stdin: stdin), as: UTF8.self)
  }

  /// The same, with standard output as bytes.
  package func gitBytes(
    _ arguments: [String], in directory: LocalPath? = nil, adding variables: [String: String] = [:],
    stdin: [UInt8] = []
  ) throws -> [UInt8] {
    let result = try runProcess(
      "git", arguments, environment: environment.merging(variables) { $1 }, directory: directory ?? root, stdin: stdin)
    guard result.status == 0 else {
      throw TestSupportError("git \(arguments.joined(separator: " ")): \(result.status)\n\(result.errors)")
    }
    return result.stdout
  }

  /// Makes an empty bare repository beside this one, and names it `origin`.
  package func addRemote() throws {
    let remote = surroundings.appending("remote.git")
    try git("init", "--quiet", "--bare", "\(remote)")
    try git("remote", "add", "origin", "\(remote)")
  }

  /// Commits the index with a fixed author and date; returns the commit.
  @discardableResult
  package func commit(_ message: String) throws -> ObjectID {
    try git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
    return try id("HEAD")
  }

  /// The object that git resolves `revision` to.
  package func id(_ revision: String) throws -> ObjectID {
    let text = try git("rev-parse", "--verify", revision).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let id = ObjectID(hex: text) else { throw TestSupportError("git rev-parse said \(text)") }
    return id
  }

  /// Writes a file below the root, making its directories.
  package func write(_ path: RepositoryPath, _ contents: String) throws {
    try write(path, bytes: Array(contents.utf8))
  }

  /// Writes a file below the root, making its directories. Replaces what is there, a link as well.
  package func write(_ path: RepositoryPath, bytes: [UInt8], executable: Bool = false) throws {
    try makeDirectories(for: path)
    let local = root.appending(path)
    local.withCString { _ = unlink($0) }
    let mode: mode_t = executable ? 0o755 : 0o644
    let descriptor = local.withCString { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode) }
    guard descriptor >= 0 else {
      throw TestSupportError("could not write \(local): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw TestSupportError("could not write \(local)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a symbolic link below the root, in place of what is there.
  package func link(_ path: RepositoryPath, to target: String) throws {
    try makeDirectories(for: path)
    let local = root.appending(path)
    local.withCString { _ = unlink($0) }
    guard local.withCString({ symlink(target, $0) }) == 0 else { throw TestSupportError("could not link \(local)") }
  }

  /// Removes a file or link below the root from the working tree.
  package func remove(_ path: RepositoryPath) throws {
    guard root.appending(path).withCString({ unlink($0) }) == 0 else { throw TestSupportError("no \(path) to remove") }
  }

  /// Removes a directory below the root where nothing is in it.
  package func removeDirectoryIfEmpty(_ path: RepositoryPath) throws {
    let code = root.appending(path).withCString { rmdir($0) }
    guard code == 0 || errno == ENOTEMPTY || errno == EEXIST || errno == ENOENT else {
      throw TestSupportError("could not remove \(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Sets or clears the executable bit of a file.
  package func setExecutable(_ path: RepositoryPath, _ isExecutable: Bool) throws {
    let mode: mode_t = isExecutable ? 0o755 : 0o644
    guard root.appending(path).withCString({ chmod($0, mode) }) == 0 else { throw TestSupportError("no \(path)") }
  }

  /// The bytes of a file below the root.
  package func read(_ path: RepositoryPath) throws -> [UInt8] {
    let local = root.appending(path)
    guard let file = local.withCString({ fopen($0, "rb") }) else { throw TestSupportError("no file \(local)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  private func makeDirectories(for path: RepositoryPath) throws {
    guard let parent = path.parent, !parent.bytes.isEmpty else { return }
    try makeDirectories(for: parent)
    let code = root.appending(parent).withCString { mkdir($0, 0o755) }
    guard code == 0 || errno == EEXIST else { throw TestSupportError("could not make \(parent)") }
  }
}

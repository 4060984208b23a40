package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds programs by name: in the repository's own tool directories first, then along a `PATH`.
package struct ToolLocator: Sendable {
  /// The directories that are searched, in order.
  package let directories: [LocalPath]
  private let workingDirectory: LocalPath

  /// Searches `node_modules/.bin` and `.venv/bin` of each of `roots`, then the entries of `path`, those that are relative
  /// (an empty one is `.`) seen from `workingDirectory`.
  package init(path: String, roots: [LocalPath] = [], workingDirectory: LocalPath) {
    self.workingDirectory = workingDirectory
    let own = roots.flatMap { [$0.appending("node_modules/.bin"), $0.appending(".venv/bin")] }
    let entries = path.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let searched = path.isEmpty ? [] : entries.map { workingDirectory.resolving(LocalPath(bytes: $0)) }
    directories = own + searched
  }

  /// The program called `name`; a name with a `/` in it is a path seen from the working directory, as in a shell.
  ///
  /// - Returns: `nil` where there is no executable file of that name.
  package func locate(_ name: String) -> LocalPath? {
    if name.isEmpty || name.utf8.contains(0) { return nil }
    if name.utf8.contains(UInt8(ascii: "/")) {
      let path = workingDirectory.resolving(LocalPath(name))
      return Self.isProgram(path) ? path : nil
    }
    return directories.lazy.map { $0.appending(name) }.first(where: Self.isProgram)
  }

  private static func isProgram(_ path: LocalPath) -> Bool {
    path.withCString { pointer in
      var status = stat()
      return stat(pointer, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(pointer, X_OK) == 0
    }
  }
}

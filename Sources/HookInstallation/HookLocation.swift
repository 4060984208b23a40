package import GateModel

/// Where git looks for the hooks of a repository.
package struct HookLocation: Hashable, Sendable {
  /// The configuration file that a setting comes from (git-config(1), `--show-scope`).
  package enum Scope: String, Hashable, Sendable, CaseIterable {
    case system
    case global
    case local
    case worktree
    /// `git -c` or the environment: holds for this process alone.
    case command

    /// Whether the setting is the repository's own.
    var isOfRepository: Bool { self == .local || self == .worktree }
  }

  /// The setting `core.hooksPath`.
  package struct Configured: Hashable, Sendable {
    /// As git understands it (`git config --type=path`): `~` replaced, otherwise as written.
    package var path: LocalPath
    package var scope: Scope

    package init(path: LocalPath, scope: Scope) {
      self.path = path
      self.scope = scope
    }
  }

  /// The git directory that all work trees share. Absolute.
  package var commonDirectory: LocalPath
  /// The root of the work tree, `nil` for a bare repository. Absolute.
  package var workTree: LocalPath?
  /// `core.hooksPath`, `nil` where it is not set.
  package var configured: Configured?

  package init(commonDirectory: LocalPath, workTree: LocalPath?, configured: Configured? = nil) {
    self.commonDirectory = commonDirectory
    self.workTree = workTree
    self.configured = configured
  }

  /// The directory whose hooks git runs. A relative `core.hooksPath` starts from where hooks run: the root of the work tree
  /// (each its own), or the git directory of a bare repository.
  package var hooksDirectory: LocalPath {
    guard let configured else { return commonDirectory.appending("hooks") }
    let base = workTree ?? commonDirectory
    var path = configured.path
    while path.bytes.starts(with: "./".utf8) { path = LocalPath(bytes: path.bytes.dropFirst(2)) }
    return path.bytes == Array(".".utf8) ? base : base.resolving(path)
  }

  /// Whether the hooks belong to this repository: they lie in it, or its own configuration says where.
  var isOfRepository: Bool {
    guard let configured, !configured.scope.isOfRepository else { return true }
    let directory = hooksDirectory
    // A path that climbs may lead out of what it starts with.
    if directory.bytes.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) {
      return false
    }
    return ([commonDirectory] + [workTree].compactMap { $0 }).contains { directory.relative(to: $0) != nil }
  }

  /// Whether husky owns the directory: it fills `.husky/_` anew with every `npm install`.
  var isOfHusky: Bool {
    let directory = hooksDirectory
    return directory.name.elementsEqual("_".utf8) && directory.parent.name.elementsEqual(".husky".utf8)
  }
}

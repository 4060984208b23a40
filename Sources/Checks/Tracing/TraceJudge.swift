import GateModel
import LocalFiles

/// Picks out of what traced processes used what may change a verdict unnoticed.
struct TraceJudge {
  private let surroundings: TraceSurroundings
  private let tracked: TrackedFiles
  private let named: NamedInputs

  init(_ surroundings: TraceSurroundings, tracked: TrackedFiles, named: NamedInputs) {
    self.surroundings = surroundings
    self.tracked = tracked
    self.named = named
  }

  /// What no key names.
  func places(_ accesses: TracedAccesses) -> Set<ToolTrace.Place> {
    let installed = installations(accesses.executed)
    var found: Set<ToolTrace.Place> = []
    for path in accesses.read { found.formUnion(read(path, accesses, installed)) }
    for path in accesses.seen {
      // The name by which a file was reached is one more file where it is a link, and that there is a file may count alone.
      if let inside = surroundings.inside(path), tracked.contains(inside), !named.names(inside) {
        found.insert(ToolTrace.Place(.tracked, inside))
      }
    }
    for path in accesses.listed {
      guard let inside = surroundings.inside(path), !isMadeByTools(inside),
        tracked.files(in: inside).contains(where: { !named.names($0) })
      else { continue }
      found.insert(ToolTrace.Place(.listed, inside))
    }
    for path in accesses.absent where !isWritten(path, accesses) {
      if let place = absent(path, installed) { found.insert(place) }
    }
    return found
  }

  private func read(
    _ path: LocalPath, _ accesses: TracedAccesses, _ installed: Set<LocalPath>
  ) -> [ToolTrace.Place] {
    if let inside = surroundings.inside(path) {
      if tracked.contains(inside) { return named.names(inside) ? [] : [ToolTrace.Place(.tracked, inside)] }
      if Self.isGitData(inside) { return [ToolTrace.Place(.history, RepositoryPath(".git"))] }
      let isOwn = isMadeByTools(inside) || isInstalled(path, installed) || isWritten(path, accesses)
      return isOwn || accesses.listed.contains(path) ? [] : [ToolTrace.Place(.untracked, inside)]
    }
    if named.namesOutside(path) { return [] }
    if let below = surroundings.belowHome(path) {
      let isOwn = isKeptBelowHome(below) || isMadeByTools(below) || isInstalled(path, installed)
      return isOwn || isWritten(path, accesses) ? [] : [ToolTrace.Place(.outside, RepositoryPath(bytes: path.bytes))]
    }
    let outside = RepositoryPath(bytes: path.bytes)
    if surroundings.isPassing(path) || isInstalled(path, installed) || isMadeByTools(outside)
      || isWritten(path, accesses) || !path.isAbsolute
    {
      return []
    }
    return Self.isGitData(outside) ? [] : [ToolTrace.Place(.outside, outside)]
  }

  private func absent(_ path: LocalPath, _ installed: Set<LocalPath>) -> ToolTrace.Place? {
    if let inside = surroundings.inside(path) {
      // The root of a repository is looked for by these, and their being there is no part of its content.
      if inside.bytes.isEmpty || Self.isGitData(inside) || isMadeByTools(inside) || isInstalled(path, installed) {
        return nil
      }
      // Where a snapshot stands for the working tree, that has what the snapshot need not have.
      return named.names(inside) || tracked.contains(inside) ? nil : ToolTrace.Place(.absent, inside)
    }
    guard let below = surroundings.belowHome(path), !below.bytes.isEmpty, !named.namesOutside(path),
      !isKeptBelowHome(below),
      !isMadeByTools(below),
      !Self.isGitData(below), !isInstalled(path, installed)
    else { return nil }
    return ToolTrace.Place(.outsideAbsent, RepositoryPath(bytes: path.bytes))
  }

  /// Whether the processes made the file, or a directory that it lies in.
  private func isWritten(_ path: LocalPath, _ accesses: TracedAccesses) -> Bool {
    var path = path
    while path.bytes.count > 1 {
      if accesses.written.contains(path) { return true }
      path = path.parent
    }
    return false
  }

  /// `PREFIX` of every program `PREFIX/bin/NAME` that was started, unless that is all of the repository or the home.
  private func installations(_ programs: Set<LocalPath>) -> Set<LocalPath> {
    // A virtual environment's Python is a link to the one whose libraries it uses.
    let real = programs.compactMap { try? LocalFiles.realPath($0) }
    let prefixes = programs.union(real).map(\.parent).filter { Self.programDirectories.contains(Array($0.name)) }
    let wide = surroundings.roots + surroundings.home + [LocalPath("/")]
    return Set(prefixes.map(\.parent)).filter { prefix in !wide.contains { $0.relative(to: prefix) != nil } }
  }

  private func isInstalled(_ path: LocalPath, _ installed: Set<LocalPath>) -> Bool {
    installed.contains { path.relative(to: $0) != nil }
  }

  private static let programDirectories = Set(["bin", "sbin"].map { Array($0.utf8) })

  private static let versionControl = Set(
    [".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", ".sl"].map { Array($0.utf8) })

  private static func isGitData(_ path: RepositoryPath) -> Bool {
    path.bytes.split(separator: UInt8(ascii: "/")).contains { versionControl.contains(Array($0)) }
  }

  /// Directories and files that package managers fill, and tools keep for themselves.
  private static let ownNames = Set(
    [
      "node_modules", ".venv", "venv", "site-packages", "dist-packages", "__pycache__", ".ruff_cache", ".mypy_cache",
      ".pytest_cache", ".hypothesis", ".tox", ".nox", ".eslintcache", ".cache", ".parcel-cache", ".turbo", ".yarn",
      ".pnpm-store", ".gradle", ".terraform", "pyvenv.cfg",
    ].map { Array($0.utf8) })

  private func isMadeByTools(_ path: RepositoryPath) -> Bool {
    path.bytes.split(separator: UInt8(ascii: "/")).contains { Self.ownNames.contains(Array($0)) }
  }

  /// Below a user's home: installations of tools and packages, and caches.
  private static let homeDirectories = [
    ".cache", ".local/lib", ".local/bin", ".local/share", ".local/state", ".local/pipx", ".cargo/bin",
    ".cargo/registry",
    ".cargo/git", ".rustup", ".pyenv", ".nvm", ".asdf", ".volta", ".npm", ".bun", ".deno", ".gem", ".rbenv", ".sdkman",
    ".m2",
    ".swiftly", ".swiftpm", "go/pkg", ".terminfo", ".inputrc",
  ].map { RepositoryPath($0) }

  private func isKeptBelowHome(_ path: RepositoryPath) -> Bool {
    Self.homeDirectories.contains { path.isInside($0) }
  }
}

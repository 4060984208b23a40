import GateModel
import LocalFiles

/// Compiled Python modules that are older than their sources and that Python runs all the same.
///
/// CPython takes a module's compiled form from `__pycache__` where the second of the source's last change and its size are those
/// that the compiled form notes (PEP 3147; the 16 bytes at its start are PEP 552's). A module that is edited within a second of its
/// last run, to the same length, is therefore executed as it was before the edit. pytest's rewritten modules are kept by the same
/// rule. A compiled form that was written before its source was, yet agrees with it in both, is such a one for certain.
enum StaleBytecode {
  /// The first of `paths` below `directory` whose compiled form is not of it.
  static func first(among paths: some Sequence<RepositoryPath>, in directory: LocalPath) -> RepositoryPath? {
    var sources: [RepositoryPath: [RepositoryPath]] = [:]
    for path in paths where path.bytes.suffix(3).elementsEqual(".py".utf8) {
      sources[path.parent ?? RepositoryPath(bytes: []), default: []].append(path)
    }
    return sources.sorted { $0.key < $1.key }.lazy.compactMap { first(of: $0.value, in: directory, $0.key) }.first
  }

  private static func first(
    of sources: [RepositoryPath], in directory: LocalPath, _ package: RepositoryPath
  ) -> RepositoryPath? {
    let cache = directory.appending(package.appending("__pycache__"))
    // Without the directory nothing is compiled; one that cannot be read is none to Python either.
    guard let names = try? LocalFiles.list(cache), !names.isEmpty else { return nil }
    // `module.cpython-311.pyc`, `module.cpython-311.opt-1.pyc`, `module.cpython-311-pytest-9.2.0.pyc`
    let compiled = Dictionary(grouping: names) { $0.prefix { $0 != UInt8(ascii: ".") } }
    return sources.sorted().first { path in
      guard let names = compiled[path.name.dropLast(3)] else { return false }
      guard let source = LocalFiles.status(directory.appending(path), followingLinks: true) else { return false }
      return names.contains { isStale(cache.appending(bytes: $0), source) }
    }
  }

  private static func isStale(_ compiled: LocalPath, _ source: FileStatus) -> Bool {
    guard let status = LocalFiles.status(compiled), status.isRegularFile else { return false }
    // Of one tick of the file system's clock: what came first cannot be told.
    guard status.modified <= source.modified else { return false }
    guard let head = try? LocalFiles.readHead(compiled, count: 16), head.count == 16 else { return false }
    func number(at offset: Int) -> UInt32 {
      head[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    // Any flag says that the source's hash is noted, not its time.
    return number(at: 4) == 0
      && number(at: 8) == UInt32(truncatingIfNeeded: source.modified / 1_000_000_000)
      && number(at: 12) == UInt32(truncatingIfNeeded: source.size)
  }
}

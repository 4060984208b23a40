internal import Digests
internal import GateModel

/// The ignore files that apply in a directory of the working tree, from the weakest to the strongest (gitignore(5)).
struct IgnoreRules: Sendable {
  private static let sizeLimit = 16 << 20

  private struct List {
    /// How many components of a path lead to the directory that the patterns are relative to.
    var depth: Int
    var patterns: [IgnorePattern]
  }

  private var lists: [List] = []
  private let foldsCase: Bool
  /// The bytes of the files that hold everywhere.
  private var text: [UInt8] = []

  /// The rules that hold everywhere: the user's own and those in `info/exclude`.
  init(_ repository: borrowing Repository) throws(GitError) {
    foldsCase = try repository.configuration.isTrue("core.ignoreCase", fallback: false)
    let location = repository.location
    var own = location.xdgHome.map { LocalPath($0 + "/git/ignore") }
    if let named = try repository.configurationPath("core.excludesFile") {
      own = (location.workTree ?? location.gitDirectory).resolving(named)
    }
    for file in [own, location.commonDirectory.appending("info/exclude")] {
      guard let file else { continue }
      add(file, depth: 0, followsLinks: true)
      text += (FileBytes.read(file, limit: Self.sizeLimit, followsLinks: true) ?? []) + [0]
    }
  }

  /// Says what these rules are, together with those of `files`; never 0.
  func fingerprint(with files: [SnapshotItem]) -> UInt64 {
    let texts = files.map { "\($0.id) \($0.path)\n" }.joined()
    let digest = Digest256.of(text + [foldsCase ? 1 : 0] + Array(texts.utf8))
    return digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } | 1
  }

  /// These rules and those of the `.gitignore` in `directory`, whose path has `depth` components.
  func entering(_ directory: LocalPath, depth: Int) -> IgnoreRules {
    var rules = self
    // As git does, a link in the working tree is not followed for this.
    rules.add(directory.appending(".gitignore"), depth: depth, followsLinks: false)
    return rules
  }

  /// Whether a path in the current directory is ignored; that none of its parents is has been asked before.
  func ignores(_ components: [ArraySlice<UInt8>], isDirectory: Bool) -> Bool {
    for list in lists.reversed() {
      let relative = components[list.depth...]
      for pattern in list.patterns.reversed() where pattern.matches(relative, isDirectory: isDirectory) {
        return !pattern.isNegated
      }
    }
    return false
  }

  private mutating func add(_ file: LocalPath, depth: Int, followsLinks: Bool) {
    // A file that is missing or unreadable has no rules: git only warns about it.
    guard let bytes = FileBytes.read(file, limit: Self.sizeLimit, followsLinks: followsLinks) else { return }
    var text = bytes[...]
    if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
    let patterns = text.split(separator: UInt8(ascii: "\n")).compactMap { line in
      IgnorePattern(line: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, foldsCase: foldsCase)
    }
    if !patterns.isEmpty { lists.append(List(depth: depth, patterns: patterns)) }
  }
}

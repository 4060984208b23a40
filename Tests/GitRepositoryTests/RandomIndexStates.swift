import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// Takes one repository through index states as wild as git can make them, the same for the same seed.
///
/// Almost all is done with `git update-index --index-info`, which needs no working tree: a state costs a few processes.
struct RandomIndexStates {
  /// How the index lies on disk, apart from its version.
  enum Form: String, CaseIterable, Sendable { case whole, split, sparse, withoutChecksum, sha256 }

  private static let names: [[UInt8]] =
    [
      "a", "b.txt", "-dash", "with space", "new\nline", "tab\tquote\"", "ünï", "a-b", "a.b", "back\\slash", "dir", "z",
    ].map { Array($0.utf8) } + [[0xff, 0xfe, 0x80], [0x01, 0x7f], [UInt8](repeating: 0x6c, count: 200)]
  let repository: TestRepository
  let form: Form
  /// Commits of trees like those that the index has been.
  private(set) var commits: [ObjectID] = []
  private let zero: String
  private var generator: SeededGenerator
  private var blobs: [ObjectID] = []
  /// `git ls-files -s`, as far as it matters here: every path once.
  private var paths: [RepositoryPath] = []

  init(_ form: Form, seed: UInt64) throws {
    self.form = form
    generator = SeededGenerator(seed: seed)
    repository = form == .sha256 ? try TestRepository("--object-format=sha256") : try TestRepository()
    zero = String(repeating: "0", count: form == .sha256 ? 64 : 40)
    try repository.git("config", "core.autocrlf", "false")
    try makeBlobs()
    try edit(12)
    try commit()
    switch form {
    case .whole, .withoutChecksum, .sha256: break
    case .split:
      try repository.git("config", "splitIndex.maxPercentChange", "100")
      try repository.git("config", "core.splitIndex", "true")
      try repository.git("update-index", "--split-index")
    case .sparse: try repository.git("sparse-checkout", "set", "--skip-checks", "--cone", "--sparse-index", "dir", "a")
    }
  }

  /// One more state of the index.
  mutating func step() throws {
    if chance(8), let commit = commits.randomElement(using: &generator) { try readTree(of: commit) }
    try edit(Int.random(in: 0...5, using: &generator))
    if chance(6) { try flag() }
    if chance(5) { try announce() }
    // Makes the cache tree whole, unless something is in conflict.
    if chance(3) { _ = try run(["write-tree"]) }
    if chance(4) { try commit() }
    if form == .withoutChecksum { try removeChecksum() }
  }

  /// Puts `HEAD` at one of the commits, or where there is none.
  mutating func moveHead() throws -> ObjectID? {
    let commit = chance(12) ? nil : commits.randomElement(using: &generator)
    try repository.write(".git/HEAD", (commit.map { "\($0)" } ?? "ref: refs/heads/unborn") + "\n")
    return commit
  }

  /// Some path, more often than not one that the index does not hold.
  mutating func anyPath() -> RepositoryPath {
    var parts: [[UInt8]] = []
    for _ in 0...Int.random(in: 0...3, using: &generator) {
      parts.append(Self.names.randomElement(using: &generator) ?? [])
    }
    return RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))
  }

  /// New content for some of `entries`.
  mutating func replacements(of entries: [IndexEntry]) -> [IndexReplacement] {
    (0..<3).compactMap { _ in
      guard let entry = entries.randomElement(using: &generator), let id = blobs.randomElement(using: &generator) else {
        return nil
      }
      let mode: FileMode = chance(2) ? .executable : .regular
      return IndexReplacement(path: entry.path, version: FileVersion(mode: mode, id: id), status: .unknown)
    }
  }

  private mutating func makeBlobs() throws {
    var list = ""
    // Families of files that resemble one another more or less.
    for family in 0..<6 {
      var lines = (0..<20).map { "line \($0) of \(family) \(Int.random(in: 0..<1_000_000, using: &generator))" }
      for member in 0..<5 {
        for index in lines.indices where Int.random(in: 0..<8, using: &generator) == 0 { lines[index] += " changed" }
        let name = "blob-\(family)-\(member)"
        try repository.write(RepositoryPath(name), lines.joined(separator: "\n") + "\n")
        list += name + "\n"
      }
    }
    let output = try repository.git(["hash-object", "-w", "--stdin-paths"], stdin: Array(list.utf8))
    blobs = output.split(separator: "\n").compactMap { ObjectID(hex: String($0)) }
    for name in list.split(separator: "\n") { try repository.remove(RepositoryPath(String(name))) }
  }

  private mutating func edit(_ count: Int) throws {
    var lines: [UInt8] = []
    // git 2.39 itself breaks a sparse index: where a path is put into a directory that stands for its files, and where a
    // file and a directory change places.
    var taken = form == .sparse ? try sparsePaths() : []
    func line(_ mode: String, _ id: String, _ stage: Int, _ path: RepositoryPath) {
      if form == .sparse {
        if taken.contains(where: { $0 != path && ($0.isInside(path) || path.isInside($0)) }) { return }
        taken.insert(path)
      }
      lines += Array("\(mode) \(id) \(stage)\t".utf8) + path.bytes + [0]
    }
    for _ in 0..<count {
      let known = paths.randomElement(using: &generator)
      let path = known ?? anyPath()
      switch Int.random(in: 0..<12, using: &generator) {
      case 0...2: line(mode(), blob(), 0, anyPath())
      case 3, 4: line(mode(), blob(), 0, path)
      case 5: line("0", zero, 0, path)
      case 6, 7:
        line("0", zero, 0, path)
        line(mode(), blob(), 0, anyPath())
      case 8: line(["120000", "160000"].randomElement(using: &generator) ?? "", blob(), 0, path)
      case 9: line(mode(), blob(), 0, path.parent.flatMap { $0.bytes.isEmpty ? nil : $0 } ?? path)
      case 10: line(mode(), blob(), 0, RepositoryPath(bytes: path.bytes + Array("/below".utf8)))
      default:
        line("0", zero, 0, path)
        for stage in 1...3 where !chance(3) { line(mode(), blob(), stage, path) }
      }
    }
    let version = form == .withoutChecksum || chance(2) ? 2 : 4
    _ = try repository.git(
      ["update-index", "--index-version", "\(version)", "--replace", "-z", "--index-info"], stdin: lines)
    try list()
  }

  /// What the index holds, a directory that stands for its files as one path.
  private func sparsePaths() throws -> Set<RepositoryPath> {
    let entries = try repository.gitBytes(["ls-files", "--sparse", "-z"]).split(separator: 0)
    return Set(entries.map { RepositoryPath(bytes: $0.last == UInt8(ascii: "/") ? $0.dropLast() : $0) })
  }

  private mutating func list() throws {
    var paths = Set<RepositoryPath>()
    for entry in try repository.gitBytes(["ls-files", "-z"]).split(separator: 0) {
      paths.insert(RepositoryPath(bytes: entry))
    }
    self.paths = paths.sorted()
  }

  private mutating func commit() throws {
    var tree = try run(["write-tree"])
    if tree.status != 0 {
      try resolve()
      tree = try run(["write-tree"])
    }
    guard tree.status == 0 else { throw TestSupportError("git write-tree: \(tree.errors)") }
    let text = try repository.git("commit-tree", "-m", "state", String(tree.output.dropLast()))
    if let commit = ObjectID(hex: String(text.dropLast())), !commits.contains(commit) { commits.append(commit) }
  }

  /// Takes out what is unmerged, for that cannot be committed.
  private mutating func resolve() throws {
    var lines: [UInt8] = []
    for entry in try repository.gitBytes(["ls-files", "-u", "-z"]).split(separator: 0) {
      lines += Array("0 \(zero) 0\t".utf8) + entry.drop { $0 != UInt8(ascii: "\t") }.dropFirst() + [0]
    }
    _ = try repository.git(["update-index", "-z", "--index-info"], stdin: lines)
    try list()
  }

  private mutating func readTree(of commit: ObjectID) throws {
    if form == .sparse {
      // A checkout is what makes directories single entries again.
      try repository.write(".git/HEAD", "\(commit)\n")
      _ = try run(["reset", "-q", "--hard"])
    } else {
      try repository.git("read-tree", "\(commit)")
    }
    try list()
  }

  private mutating func flag() throws {
    guard let path = paths.randomElement(using: &generator) else { return }
    let flags = ["--skip-worktree", "--no-skip-worktree", "--assume-unchanged"]
    // An unmerged path takes none.
    _ = try run(
      ["update-index", flags.randomElement(using: &generator) ?? "", "-z", "--stdin"], stdin: path.bytes + [0])
  }

  private mutating func announce() throws {
    if form == .sparse { return }
    let path = anyPath()
    if paths.contains(where: { $0.isInside(path) || path.isInside($0) }) { return }
    try repository.write(path, "announced\n")
    let arguments = ["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"]
    _ = try run(["--literal-pathspecs"] + arguments, stdin: path.bytes + [0])
    try repository.remove(path)
    var directory = path.parent
    while let empty = directory, !empty.bytes.isEmpty {
      try repository.removeDirectoryIfEmpty(empty)
      directory = empty.parent
    }
    try list()
  }

  /// What `index.skipHash` does, which the git at hand may not have.
  private func removeChecksum() throws {
    let bytes = try repository.read(".git/index")
    try repository.write(".git/index", bytes: bytes.dropLast(20) + [UInt8](repeating: 0, count: 20))
  }

  private mutating func mode() -> String { chance(4) ? "100755" : "100644" }

  private mutating func blob() -> String { blobs.randomElement(using: &generator).map { "\($0)" } ?? "" }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

  private func run(_ arguments: [String], stdin: [UInt8] = []) throws -> ProcessResult {
    try runProcess("git", arguments, environment: repository.environment, directory: repository.root, stdin: stdin)
  }
}

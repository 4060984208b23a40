import GateModel
import GateTestSupport
import GitRepository
import Testing

/// What the real git says, in gate's words.
struct Oracle {
  let repository: TestRepository
  /// What git is given besides the repository's environment.
  var variables: [String: String] = [:]

  /// `git diff --raw` with these arguments.
  func diff(_ arguments: String...) throws -> ChangeSet {
    let output = try repository.gitBytes(
      ["diff", "--raw", "-z", "-M", "--no-abbrev"] + arguments, adding: variables)
    var fields = output.split(separator: 0, omittingEmptySubsequences: true)[...]
    var changes: [Change] = []
    while let head = fields.popFirst() {
      let words = String(decoding: head.dropFirst(), as: UTF8.self).split(separator: " ").map(String.init)
      let path = try self.path(fields.popFirst())
      let old = try version(words[0], words[2])
      let new = try version(words[1], words[3])
      switch try #require(words[4].first) {
      case "A": changes.append(Change(.added, path, new: new))
      case "D": changes.append(Change(.deleted, path, old: old))
      case "T": changes.append(Change(.typeChanged, path, old: old, new: new))
      case "M": changes.append(Change(old?.id == new?.id ? .modeChanged : .modified, path, old: old, new: new))
      case "U": changes.append(Change(.conflicted, path, old: old))
      case "R":
        let target = try self.path(fields.popFirst())
        changes.append(Change(.renamed, target, oldPath: path, old: old, new: new))
      default: throw TestSupportError("git diff says \(words)")
      }
    }
    return ChangeSet(changes)
  }

  /// What the index holds without stages and announcements.
  func indexFiles() throws -> [SnapshotFile] {
    let announced = Set(try status().filter { $0.code == ".A" }.map(\.path))
    return try repository.gitBytes(["ls-files", "-s", "-z"], adding: variables).split(separator: 0).compactMap { line in
      let words = String(decoding: line.prefix { $0 != UInt8(ascii: "\t") }, as: UTF8.self).split(separator: " ")
      let path = RepositoryPath(bytes: line.drop { $0 != UInt8(ascii: "\t") }.dropFirst())
      guard words[2] == "0", !announced.contains(path) else { return nil }
      return SnapshotFile(path: path, version: try #require(try version(String(words[0]), String(words[1]))))
    }
  }

  /// What a commit holds.
  func files(of revision: String) throws -> [SnapshotFile] {
    try repository.gitBytes(["ls-tree", "-r", "-z", "--full-tree", revision]).split(separator: 0).map { line in
      let words = String(decoding: line.prefix { $0 != UInt8(ascii: "\t") }, as: UTF8.self).split(separator: " ")
      let path = RepositoryPath(bytes: line.drop { $0 != UInt8(ascii: "\t") }.dropFirst())
      return SnapshotFile(path: path, version: try #require(try version(String(words[0]), String(words[2]))))
    }
  }

  /// How git sees the working tree.
  func workTreeState() throws -> WorkTreeState {
    var state = WorkTreeState(changed: [], untracked: [])
    for (code, path) in try status() {
      if code == "??" {
        state.untracked.append(path)
      } else if code.last != "." {
        state.changed.append(path)
      }
    }
    state.changed.sort()
    state.untracked.sort()
    return state
  }

  /// Paths with the two letters that `git status` gives them: in the index, in the working tree.
  private func status() throws -> [(code: String, path: RepositoryPath)] {
    let arguments = ["--no-optional-locks", "status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"]
    return try repository.gitBytes(arguments, adding: variables).split(separator: 0).map { line in
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      // How many fields precede the path, by the kind of line (git-status(1), "Porcelain Format Version 2").
      let skipped = ["1": 7, "u": 9, "?": 0][String(decoding: fields[0], as: UTF8.self)]
      let parts = fields[1].split(
        separator: UInt8(ascii: " "), maxSplits: try #require(skipped), omittingEmptySubsequences: false)
      let path = try #require(parts.last)
      // git marks a repository within the working tree with a slash.
      let trimmed = path.last == UInt8(ascii: "/") ? path.dropLast() : path
      let code = skipped == 0 ? "??" : String(decoding: parts[0], as: UTF8.self)
      return (code, RepositoryPath(bytes: trimmed))
    }
  }

  private func path(_ field: ArraySlice<UInt8>?) throws -> RepositoryPath {
    RepositoryPath(bytes: try #require(field))
  }

  private func version(_ mode: String, _ id: String) throws -> FileVersion? {
    let number = try #require(UInt32(mode, radix: 8))
    guard let mode = FileMode(gitMode: number) else { return nil }
    return FileVersion(mode: mode, id: try #require(ObjectID(hex: id)))
  }
}

extension TestRepository {
  /// Opens the repository with gate's reader, as if called in the root.
  func open(in directory: LocalPath? = nil, adding variables: [String: String] = [:]) throws -> Repository {
    try Repository.open(from: directory ?? root, environment: environment.merging(variables) { $1 })
  }

  /// The repository with three files in one commit.
  static func withCommit() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write("a.txt", "one\ntwo\nthree\n")
    try repository.write("dir/b.txt", "bee\n")
    try repository.write("dir/deep/c.sh", bytes: Array("echo c\n".utf8), executable: true)
    try repository.git("add", ".")
    try repository.commit("first")
    return repository
  }
}

import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// git is the oracle: whatever the index is like, gate says of it what git says, by either of its two ways.
///
/// `GATE_INDEX_STATES=5000` looks at so many states instead of a few.
@Suite struct IndexPropertyTests {
  private static let states = ProcessInfo.processInfo.environment["GATE_INDEX_STATES"].flatMap { Int($0) } ?? 160
  /// One repository serves so many.
  private static let statesOfOne = 20

  struct Walk: Sendable, CustomTestStringConvertible {
    var form: RandomIndexStates.Form
    var seed: Int
    var testDescription: String { "\(form) \(seed)" }
  }

  private static let walks = (0..<max(1, states / statesOfOne)).map { seed in
    Walk(form: RandomIndexStates.Form.allCases[seed % RandomIndexStates.Form.allCases.count], seed: seed)
  }

  @Test(arguments: walks.filter { $0.form == .sha256 })
  func `an index of SHA-256 is no different`(walk: Walk) throws {
    var states = try RandomIndexStates(walk.form, seed: UInt64(walk.seed))
    let oracle = Oracle(repository: states.repository)
    let objects = ObjectDatabase(try states.repository.open().location)
    for number in 0..<Self.statesOfOne {
      try states.step()
      var tree: ObjectID?
      if let head = try states.moveHead() { tree = try states.repository.id("\(head)^{tree}") }
      let file = try states.repository.indexFile()
      let differences = try StagedComparison.differences(of: file, from: tree, trees: TreeReader(objects))
      let detection = RenameDetection { id in try? objects.bytes(of: id, limit: RenameDetection.sizeLimit) }
      let found = detection.changes(from: differences).filter { $0.status != .intentToAdd }
      let staged = try oracle.diff("--cached")
      if ChangeSet(found) != staged {
        Issue.record("state \(number): \(Self.difference(ChangeSet(found), staged))")
      }
      if number % 3 == 0 { try expectTree(states.repository, "state \(number)") }
    }
  }

  @Test(arguments: walks.filter { $0.form != .sha256 })
  func `in any state of the index gate says what git says`(walk: Walk) throws {
    var states = try RandomIndexStates(walk.form, seed: UInt64(walk.seed))
    let oracle = Oracle(repository: states.repository)
    for number in 0..<Self.statesOfOne {
      try states.step()
      for _ in 0..<2 {
        let head = try states.moveHead()
        guard let staged = try staged(oracle, head, walk.form) else { continue }
        let opened = try states.repository.open()
        // git says nothing of what is merely announced.
        let found = ChangeSet(try opened.stagedChanges().changes.filter { $0.status != .intentToAdd })
        if found != staged { Issue.record("state \(number): \(Self.difference(found, staged))") }
        if let head {
          let matches = try opened.matchesIndex(commit: head)
          #expect(matches == staged.isEmpty, "state \(number)")
        }
        if walk.form == .whole { try expectSameByLibgit2(opened, head, "state \(number)") }
      }
      try expectEntries(&states, "state \(number)")
      try expectTree(states.repository, "state \(number)")
      if number % 3 == 0 { try expectWritten(&states, "state \(number)") }
    }
  }

  /// What git says, `nil` where it cannot say it.
  private func staged(
    _ oracle: Oracle, _ head: ObjectID?, _ form: RandomIndexStates.Form
  ) throws -> ChangeSet? {
    do {
      return try oracle.diff("--cached")
    } catch {
      // git 2.39 aborts where a file of HEAD is a directory that stands for its files in the index. Unless something is
      // in conflict it can say the same of the tree that it would record.
      guard form == .sparse, let head, "\(error)".contains("S_ISSPARSEDIR") else { throw error }
      guard let tree = try? oracle.repository.git("write-tree") else { return nil }
      return try oracle.diff("\(head)", String(tree.dropLast()))
    }
  }

  /// What only one of two change sets has.
  private static func difference(_ found: ChangeSet, _ expected: ChangeSet) -> String {
    func list(_ one: ChangeSet, without other: ChangeSet) -> String {
      one.changes.filter { !other.changes.contains($0) }.map { change in
        "\(change.status) \(change.oldPath.map { "\($0) -> " } ?? "")\(change.path) \(change.old.map { "\($0.id)" } ?? "")"
      }.joined(separator: ", ")
    }
    return "found \(list(found, without: expected)); expected \(list(expected, without: found))"
  }

  private func expectSameByLibgit2(
    _ opened: borrowing Repository, _ head: ObjectID?, _ state: Comment
  ) throws {
    let index = try IndexSnapshot(readingByLibgit2: opened.location)
    var tree: ObjectID?
    if let head { tree = try opened.tree(ofCommit: head) }
    #expect(try opened.changeSet(opened.stagedDifferences(in: index, from: tree)) == opened.stagedChanges(), state)
    #expect(try opened.indexSnapshot().entries == index.entries, state)
  }

  private func expectEntries(_ states: inout RandomIndexStates, _ state: Comment) throws {
    let opened = try states.repository.open()
    var expected: [String] = []
    for line in try states.repository.gitBytes(["ls-files", "-s", "-z"]).split(separator: 0) {
      expected.append(RepositoryPath(bytes: line).description)
    }
    let entries = try opened.indexSnapshot().entries
    #expect(Self.lines(entries) == expected, state)
    let files = entries.filter { $0.stage == 0 && !$0.isIntentToAdd }
      .map { SnapshotFile(path: $0.path, version: $0.version) }
    let content = try opened.indexContent()
    #expect(try content.files() == files, state)
    for file in files { #expect(try content.version(at: file.path) == file.version, state) }
    for _ in 0..<5 {
      let path = states.anyPath()
      #expect(try content.version(at: path) == files.first { $0.path == path }?.version, state)
      let below = entries.filter { $0.path != path && $0.path.isInside(path) }
      #expect(try opened.indexSnapshot().entries(below: path) == below, state)
    }
  }

  /// An index that gate made must be, to git, the old one with the new content, and record just that.
  private func expectWritten(_ states: inout RandomIndexStates, _ state: Comment) throws {
    let repository = states.repository
    var entries = try repository.open().indexSnapshot().entries
    let file = try repository.indexFile()
    let replacements = states.replacements(
      of: try entries.filter { entry in
        let cursor = try file.cursor(notBefore: entry.path)
        return entry.stage == 0 && !cursor.isAtEnd && cursor.order(to: entry.path) == 0
      })
    for replacement in replacements {
      for index in entries.indices where entries[index].path == replacement.path {
        entries[index].version = replacement.version
        entries[index].isIntentToAdd = false
      }
    }
    try repository.write(".git/index.made", bytes: IndexWriter(file).bytes(replacing: replacements))
    let variables = ["GIT_INDEX_FILE": repository.root.appending(".git/index.made").description]
    let listed = try repository.gitBytes(["ls-files", "-s", "-z"], adding: variables).split(separator: 0)
    #expect(listed.map { RepositoryPath(bytes: $0).description } == Self.lines(entries), state)
    if entries.contains(where: { $0.stage != 0 }) { return }
    // Where the cache tree still vouched for a directory that was touched, git would record the old one.
    let tree = String(try repository.git(["write-tree"], adding: variables).dropLast())
    let files = entries.filter { !$0.isIntentToAdd }.map { SnapshotFile(path: $0.path, version: $0.version) }
    #expect(try Oracle(repository: repository).files(of: tree) == files, state)
  }

  /// The tree that the index would become, and how many files that has.
  private func expectTree(_ repository: TestRepository, _ state: Comment) throws {
    let opened = try repository.open()
    let found = try opened.indexContent().wholeTree()
    // `git write-tree` leaves what is merely announced out, and says no more of it.
    if try opened.indexSnapshot().entries.contains(where: { $0.stage != 0 || $0.isIntentToAdd }) {
      #expect(found == nil, state)
      return
    }
    // On a copy: git puts the trees that it makes into the index, and later states should not all have them.
    let copy = repository.root.appending(".git/index.copy").description
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: repository.root.appending(".git/index").description, toPath: copy)
    let tree = try #require(
      ObjectID(hex: String(try repository.git(["write-tree"], adding: ["GIT_INDEX_FILE": copy]).dropLast())))
    let files = try Oracle(repository: repository).files(of: "\(tree)")
    #expect(found == WholeTree(id: tree, fileCount: files.count), state)
    try expectContent(repository, tree, files, state)
  }

  /// A commit's content, with whatever the index then knows of its directories.
  private func expectContent(
    _ repository: TestRepository, _ tree: ObjectID, _ files: [SnapshotFile], _ state: Comment
  ) throws {
    let commit = try repository.git("commit-tree", "-m", "x", "\(tree)").trimmingCharacters(in: .newlines)
    let content = try repository.open().commitContent(#require(ObjectID(hex: commit)))
    for file in files.prefix(5) { #expect(try content.version(at: file.path) == file.version, state) }
    #expect(try content.wholeTree() == WholeTree(id: tree, fileCount: files.count), state)
    #expect(try content.files() == files, state)
  }

  /// The entries as `git ls-files -s` lists them.
  private static func lines(_ entries: [IndexEntry]) -> [String] {
    entries.map { entry in
      let mode = String(entry.version.mode.rawValue, radix: 8)
      let head = Array("\(mode) \(entry.version.id) \(entry.stage)\t".utf8)
      return RepositoryPath(bytes: head + entry.path.bytes).description
    }
  }
}

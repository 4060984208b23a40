import GateModel
import GateTestSupport
import GitRepository
import Testing

/// What commits on the way recorded and their end does not hold.
@Suite struct EarlierVersionTests {
  private func write(_ repository: TestRepository, _ path: RepositoryPath, _ text: String) throws -> FileVersion {
    try repository.write(path, text)
    try repository.git("add", "-A")
    try repository.commit(text)
    return FileVersion(mode: .regular, id: try repository.id("HEAD:\(path)"))
  }

  @Test func `what was changed again or removed is earlier, what stays and what is excluded is not`() throws {
    let repository = try TestRepository()
    _ = try write(repository, "kept", "before")
    let base = try repository.id("HEAD")
    let first = try write(repository, "a", "one")
    let firstCommit = try repository.id("HEAD")
    let second = try write(repository, "a", "two")
    let secondCommit = try repository.id("HEAD")
    _ = try write(repository, "a", "three")
    let removed = try write(repository, "b/c", "gone")
    let removedCommit = try repository.id("HEAD")
    try repository.remove("b/c")
    _ = try write(repository, "stays", "here")
    _ = try write(repository, "end", "last")
    let opened = try repository.open()
    let tip = try repository.id("HEAD")
    let found = try opened.earlierVersions(before: tip, excluding: [base])
    #expect(
      found == [
        HistoricFile(file: SnapshotFile(path: "b/c", version: removed), commit: removedCommit),
        HistoricFile(file: SnapshotFile(path: "a", version: second), commit: secondCommit),
        HistoricFile(file: SnapshotFile(path: "a", version: first), commit: firstCommit),
      ])
    #expect(try opened.earlierVersions(before: tip, excluding: [tip]).isEmpty)
    #expect(try opened.earlierVersions(before: firstCommit, excluding: []).isEmpty)
  }

  @Test func `a merge records what none of its parents has, and every side counts`() throws {
    let repository = try TestRepository()
    _ = try write(repository, "f", "base")
    let base = try repository.id("HEAD")
    try repository.git("checkout", "-q", "-b", "side")
    let side = try write(repository, "s", "side")
    try repository.git("checkout", "-q", "main")
    _ = try write(repository, "m", "main")
    try repository.git("merge", "-q", "--no-commit", "--no-ff", "side")
    try repository.write("evil", "of the merge\n")
    try repository.git("add", ".")
    try repository.commit("merge")
    let evil = FileVersion(mode: .regular, id: try repository.id("HEAD:evil"))
    try repository.git("rm", "-q", "evil", "s")
    try repository.commit("clean")
    let found = try repository.open().earlierVersions(before: try repository.id("HEAD"), excluding: [base])
    #expect(
      Set(found.map(\.file)) == [
        SnapshotFile(path: "evil", version: evil), SnapshotFile(path: "s", version: side),
      ])
  }

  @Test func `the first commit of all counts, and what a remote has does not`() throws {
    let repository = try TestRepository()
    let first = try write(repository, "a", "one")
    _ = try write(repository, "a", "two")
    let tip = try repository.id("HEAD")
    #expect(try repository.open().earlierVersions(before: tip, excluding: []).map(\.file.version) == [first])
    try repository.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
    #expect(try repository.open().earlierVersions(before: tip, excluding: [], remote: "origin").isEmpty)
  }
}

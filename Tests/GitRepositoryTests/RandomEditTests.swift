import GateModel
import GateTestSupport
import GitRepository
import Testing

/// git is the oracle: after any edits gate must say what git says.
@Suite struct RandomEditTests {
  @Test(arguments: 0..<40)
  func `after random edits gate agrees with git`(seed: Int) throws {
    let repository = try TestRepository()
    let oracle = Oracle(repository: repository)
    var edits = RandomEdits(repository, seed: UInt64(seed))
    try edits.run(20)
    try repository.git("add", "-A")
    #expect(try repository.open().stagedChanges() == oracle.diff("--cached"), "unborn")
    let first = try repository.commit("first")

    try edits.run(12)
    try repository.git("add", "-A")
    let opened = try repository.open()
    #expect(try opened.stagedChanges() == oracle.diff("--cached"), "staged")
    #expect(try opened.indexContent().files() == oracle.indexFiles())
    #expect(try !opened.matchesIndex(commit: first) == !oracle.diff("--cached").isEmpty)
    let second = try repository.commit("second")
    let reopened = try Repository.open(opened.location)
    #expect(try reopened.changes(from: first, to: second) == oracle.diff("\(first)", "\(second)"), "range")
    #expect(try reopened.changes(from: second, to: first) == oracle.diff("\(second)", "\(first)"), "range, reversed")
    #expect(try reopened.commitContent(first).files() == oracle.files(of: "\(first)"))
    #expect(try reopened.matchesIndex(commit: second))

    try edits.run(8)
    try repository.git("add", "-A", "--", ".", ":(exclude)*b*")
    try edits.run(8)
    let state = try repository.open().workTreeState()
    let expected = try oracle.workTreeState()
    #expect(state == expected, "working tree")
    #expect(try repository.open().stagedChanges() == oracle.diff("--cached"), "partly staged")
  }
}

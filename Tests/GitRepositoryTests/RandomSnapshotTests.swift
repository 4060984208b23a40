import GateModel
import GateTestSupport
import GitRepository
import Testing

/// git is the oracle: whatever the index was before and is now, and whatever a tool did meanwhile, the tree is what git
/// would write.
@Suite struct RandomSnapshotTests {
  @Test(arguments: 0..<24)
  func `after random edits the tree is what git would write`(seed: Int) throws {
    let repository = try TestRepository()
    var edits = RandomEdits(repository, seed: UInt64(seed) &+ 5000)
    var generator = SeededGenerator(seed: UInt64(seed))
    for round in 0..<5 {
      try edits.run(8)
      if Bool.random(using: &generator) { try repository.write(".gitattributes", "*.txt eol=crlf\n*a* ident\n") }
      try repository.git("add", "-A", "--", ".", round % 2 == 0 ? ":(exclude)*b*" : ".")
      let snapshot = try repository.snapshot()
      try expectSame(snapshot.directory, try repository.checkout("\(round)"), "round \(round)")
      #expect(try snapshot.changedFiles().isEmpty)
      try disturb(snapshot.directory, repository, &generator)
    }
  }

  /// What a tool might do in the tree.
  private func disturb(
    _ directory: LocalPath, _ repository: TestRepository, _ generator: inout SeededGenerator
  ) throws {
    let scripts = [
      "true", "find . -type f -size -2 -exec sh -c 'echo x >> \"$1\"' sh {} ';'",
      "mkdir -p a b.txt z || true",
      "find . -mindepth 1 -maxdepth 1 -print0 | head -z -n 1 | xargs -0 -r rm -r --",
      "ln -sfn .. a-b || true; touch stray",
      "find . -type f -exec chmod 755 {} +", "find . -type l -delete",
    ]
    let script = scripts.randomElement(using: &generator) ?? "true"
    try repository.shell("cd \"$1\" && { \(script); }", directory)
  }
}

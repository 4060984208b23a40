import Checks
import GateModel
import SecretScanning
import Synchronization
import Testing

@Suite struct BlobCheckTests {
  @Test func `every changed blob is scanned, links by their target, submodules not`() async throws {
    let submodule = FileVersion(mode: .submodule, id: TestContent.id(of: [9]))
    let tree = try TestTree(["a": "SECRET", "b": "fine"], links: ["l": "SECRET"])
    var changes = try tree.all.changes.changes
    changes.append(Change(.added, "sub", new: submodule))
    let scope = CheckScope(kind: .staged, changes: ChangeSet(changes), content: tree.content)
    let outcome = try await tree.run(secrets(), in: scope)
    #expect(outcome.verdict == .failed)
    #expect(outcome.findings.map(\.path) == ["a", "l"])
    #expect(outcome.attributed)
  }

  @Test func `a file above the limit is a finding that says what to do`() async throws {
    let tree = try TestTree(["big": String(repeating: "x", count: 101)])
    let outcome = try await tree.run(secrets(maximumSize: 100))
    #expect(outcome.verdict == .failed)
    #expect(outcome.findings.map(\.rule) == ["file-too-large"])
    #expect(outcome.findings.first?.help?.contains("max_size") == true)
    #expect(try await tree.run(secrets(maximumSize: 101)).verdict == .passed)
  }

  @Test func `a blob that cannot be read is an error, not a pass`() async throws {
    let tree = try TestTree(["a": "fine"])
    let lost = Change(.added, "lost", new: FileVersion(mode: .regular, id: TestContent.id(of: [1, 2])))
    let scope = CheckScope(
      kind: .staged, changes: ChangeSet(try tree.all.changes.changes + [lost]), content: tree.content)
    let outcome = try await tree.run(secrets(), in: scope)
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("lost") == true)
  }

  @Test func `many files are all scanned and reported in order`() async throws {
    let names = (0..<500).map { RepositoryPath("f\($0)") }
    let tree = try TestTree(Dictionary(uniqueKeysWithValues: names.map { ($0, "SECRET") }))
    let outcome = try await tree.run(secrets(), width: 8)
    #expect(outcome.findings.map(\.path) == names.sorted())
  }

  @Test func `what is excepted is told beside the findings, also of the history`() async throws {
    let tree = try TestTree(["a": "SECRET", "b": "fine", ".gitleaksignore": "a:secret:1\n"])
    let outcome = try await tree.run(secrets())
    #expect(outcome.verdict == .passed)
    #expect(outcome.silenced.map(\.origin) == [".gitleaksignore:1"])
    let commit = TestContent.id(of: [7])
    let history = try tree.all.changes.files.map { HistoricFile(file: $0, commit: commit) }
    let past = try await tree.run(SecretHistoryCheck(secrets(), history: history))
    #expect(past.verdict == .passed)
    #expect(past.silenced.map(\.reason) == [commit.description])
    #expect(past.silenced.first?.finding.message.contains(commit.description.prefix(10)) == true)
  }

  @Test func `a list that cannot be read is an error with its place`() async throws {
    let tree = try TestTree(["a": "fine", ".gate-secrets": "salt: x\n"])
    let outcome = try await tree.run(secrets())
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.hasPrefix(".gate-secrets:1:1: ") == true)
  }

  @Test func `a verdict depends on the lists, and on the day where something may expire`() throws {
    let allowed = SecretException(
      .findings(rule: "secret", path: nil, fingerprint: nil), file: "gate.yml", line: 3,
      until: CalendarDay("2027-01-31"))
    func dependencies(_ files: [RepositoryPath: String], _ check: SecretsCheck) throws -> CheckDependencies {
      let scope = try TestTree(files).all
      return try check.dependencies(for: check.selection(in: scope), in: scope)
    }
    let plain = try dependencies(["a": "fine"], secrets())
    let listed = try dependencies(["a": "fine", ".gate-secrets": "x"], secrets())
    #expect(listed.inputs.map(\.path) == [".gate-secrets"])
    #expect(!plain.definition.contains("1970-01-02"))
    #expect(listed.definition.contains("1970-01-02"))
    let expiring = try dependencies(["a": "fine"], secrets(allowed: [allowed]))
    #expect(expiring.definition.contains("1970-01-02"))
  }

  @Test func `every version that the history holds is scanned, and its commit is named`() async throws {
    let tree = try TestTree(["a": "SECRET one", "b": "SECRET two", "c.md": "SECRET three", "d": "fine"])
    let commit = TestContent.id(of: [7])
    let files = try tree.all.changes.files
    // Two versions of one path, as no tree has them.
    let twice = SnapshotFile(path: "a", version: files[1].version)
    let history = (files + [twice]).map { HistoricFile(file: $0, commit: commit) }
    let selector = FileSelector(exclude: [try PathPattern("*.md")])
    let check = SecretHistoryCheck(secrets(selector: selector), history: history)
    let outcome = try await tree.run(check)
    #expect(outcome.verdict == .failed)
    #expect(outcome.findings.map(\.path) == ["a", "b", "a"])
    #expect(outcome.findings.allSatisfy { $0.range == nil })
    #expect(outcome.findings.allSatisfy { $0.message.contains(commit.description.prefix(10)) })
    #expect(try SecretHistoryCheck(secrets(), history: []).selection(in: tree.all).files.isEmpty)
  }

  @Test func `a cancelled scan is skipped`() async throws {
    let tree = try TestTree(["a": "x"])
    let check = secrets()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await tree.run(check)
    }
    #expect(try await task.value.verdict == .skipped)
  }

  @Test func `flags are examined with all definitions and every file that may refer to them`() async throws {
    let tree = try TestTree([
      "flags/a.json": "one two", "src/x.js": "one", "src/y.js": "three", "doc.md": "four",
    ])
    let check = try flags(tree)
    let outcome = try await tree.run(check, in: tree.staged(["src/y.js"]))
    #expect(outcome.findings.map(\.message) == ["three", "nothing → src/y.js"])
    #expect(outcome.findings.first?.path == "src/y.js")
    #expect(try check.selection(in: tree.staged(["doc.md"])).files.isEmpty)
    let deletion = tree.staged([], deleted: ["flags/b.json"])
    #expect(try check.selection(in: deletion).files.count == 3)
    #expect(try await tree.run(check, in: deletion).findings.map(\.message) == ["three", "flags/b.json → nothing"])
    #expect(try await tree.run(check, in: tree.all).findings.map(\.message) == ["three"])
  }

  @Test func `what was there before a change is part of what a verdict on flags depends on`() throws {
    let tree = try TestTree(["flags/a.json": "one", "src/x.js": "one", "doc.md": "four"])
    let check = try flags(tree)
    let definition = { (scope: CheckScope) in try check.dependencies(for: .nothing(""), in: scope).definition }
    let some = try definition(tree.staged(["src/x.js"]))
    #expect(try definition(tree.staged(["src/x.js", "doc.md"])) == some)
    #expect(try definition(tree.staged(["src/x.js"], deleted: ["flags/b.json"])) != some)
    #expect(try definition(tree.all) != some)
  }

  @Test func `flags without a definition file are an error`() throws {
    let tree = try TestTree(["src/x.js": "one"])
    let check = try flags(tree)
    #expect(throws: CheckError.self) { try check.selection(in: tree.all) }
  }

  private func secrets(
    maximumSize: UInt64 = 1000, selector: FileSelector = FileSelector(), allowed: [SecretException] = []
  ) -> SecretsCheck {
    let settings = CheckSettings(id: CheckID("secrets"), selector: selector)
    let silencing = SecretSilencing(allowed, today: CalendarDay(secondsSince1970: 86_400))
    return SecretsCheck(settings, maximumSize: maximumSize, version: "1", silencing: silencing) {
      bytes, path, exceptions, commit in
      var scan = SecretScan()
      if bytes.starts(with: "SECRET".utf8) {
        let finding = Finding(rule: "secret", message: "a secret", path: path)
        if let exception = exceptions.all.first {
          scan.silenced = [SilencedFinding(finding, place: .external, origin: exception.origin, reason: commit)]
        } else {
          scan.findings = [finding]
        }
      }
      return scan
    }
  }

  private func flags(_ tree: TestTree) throws -> FlagsCheck {
    let engine = FlagsCheck.Engine(version: "1", reads: { $0.name.suffix(3) == [0x2e, 0x6a, 0x73] }) {
      request throws(CheckError) in
      let words = { (file: SnapshotFile) throws(CheckError) in
        String(decoding: try request.bytes(file) ?? [], as: UTF8.self).split(separator: " ").map(String.init)
      }
      var defined: Set<String> = []
      for file in request.definitions { defined.formUnion(try words(file)) }
      var findings: [Finding] = []
      for file in request.code {
        for word in try words(file) where !defined.contains(word) {
          findings.append(Finding(rule: "unknown-flag", message: word, path: file.path))
        }
      }
      for change in request.changes ?? [] {
        let paths = [change.old, change.new].map { $0?.path.description ?? "nothing" }
        findings.append(Finding(rule: "change", severity: .note, message: paths.joined(separator: " → ")))
      }
      return findings
    }
    return FlagsCheck(
      CheckSettings(id: CheckID("flags")), definitions: [try PathPattern("flags/*.json")], references: [],
      engine: engine)
  }
}

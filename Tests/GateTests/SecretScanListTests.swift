import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate secrets scan` on files, and what the lists of their repository silence.
@Suite struct SecretScanListTests {
  private static let other = String(Sample.awsKey.dropLast()) + "E"
  private static let third = String(Sample.awsKey.dropLast()) + "F"

  /// A repository with three keys, two of them below `src`.
  private func repository() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write("src/a.txt", "key = '\(Sample.awsKey)'\n")
    try repository.write("src/b.txt", "\nkey = '\(Self.other)'\n")
    try repository.write("c.txt", "key = '\(Self.third)'\n")
    try repository.git("add", ".")
    try repository.commit("base")
    return repository
  }

  /// gate.yml and two lists, each of which silences one of the keys.
  private func silenceAll(_ repository: TestRepository) throws {
    try repository.write(
      "gate.yml",
      """
      version: 1
      checks:
        secrets:
          kind: secrets
          allow: [{ rule: aws-access-key-id, path: src/a.txt, reason: an example }]

      """)
    try repository.write(".gitleaksignore", "src/b.txt:aws-access-token:2\n")
    try repository.write(".gitleaks.toml", "[[allowlists]]\npaths = ['''^c\\.txt$''']\n")
  }

  @Test(arguments: [["."], [], ["src", "c.txt"], ["src/a.txt", "src/b.txt", "c.txt"], ["./src/../src", "c.txt"]])
  func `lists count for directories and files, however they are named`(_ paths: [String]) throws {
    let repository = try repository()
    #expect(try repository.gate(["secrets", "scan"] + paths).status == 1)
    try silenceAll(repository)
    let run = try repository.gate(["secrets", "scan"] + paths)
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.hasSuffix(", 3 silenced\n"), "\(run.output)")
    let told = try repository.gate(["secrets", "scan", "--no-ignore"] + paths)
    #expect(told.status == 1)
    #expect(told.output.components(separatedBy: "error: AWS").count == 4, "\(told.output)")
  }

  @Test func `lists count from elsewhere, for standard input, and for the whole history`() throws {
    let repository = try repository()
    try silenceAll(repository)
    let below = repository.root.appending("src")
    for paths in [["a.txt"], ["."], ["../c.txt"], ["\(repository.root)/src"]] {
      let run = try repository.gate(["secrets", "scan"] + paths, in: below)
      #expect(run.status == 0, "\(paths): \(run.everything)")
    }
    let shown = try repository.gate("secrets", "scan", "--no-ignore", "a.txt", "../c.txt", in: below)
    #expect(("\n" + shown.output).contains("\na.txt:1:8: "), "\(shown.output)")
    #expect(shown.output.contains("../c.txt:1:8: "))
    let history = try repository.gate("secrets", "scan", "--history")
    #expect(history.status == 0, "\(history.everything)")
    #expect(history.output.hasSuffix(", 3 silenced\n"), "\(history.output)")
    #expect(try repository.gate("secrets", "scan", "--history", "--no-ignore").status == 1)
    try repository.write(".gate-secrets", try list(of: Sample.awsKey))
    let input = try repository.gate(["secrets", "scan", "-"], stdin: Array("x = '\(Sample.awsKey)'\n".utf8))
    #expect(input.status == 0, "\(input.everything)")
  }

  /// A list that has `secret` alone, as `gate secrets baseline` writes it.
  private func list(of secret: String) throws -> String {
    let repository = try TestRepository.gated(
      "version: 1\nchecks: { secrets: { kind: secrets } }\n", files: ["a.txt": "key = '\(secret)'\n"])
    try repository.gate("secrets", "baseline")
    return try String(contentsOfFile: "\(repository.root)/.gate-secrets", encoding: .utf8)
  }

  @Test func `an exception that names a commit holds in the history, and is idle nowhere else`() throws {
    let repository = try repository()
    let commit = try repository.id("HEAD")
    try repository.write(
      ".gitleaksignore", "\(commit):src/a.txt:aws-access-token:1\n\(commit):src/b.txt:aws-access-token:2\n")
    try repository.write(".gitleaks.toml", "[allowlist]\npaths = ['''c.txt''']\n")
    let history = try repository.gate("secrets", "scan", "--history")
    #expect(history.status == 0, "\(history.everything)")
    let files = try repository.gate("secrets", "scan")
    #expect(files.status == 1)
    #expect(!files.output.contains("unused-exception"), "\(files.output)")
  }

  @Test func `an idle exception is told where everything was looked at`() throws {
    let repository = try repository()
    try silenceAll(repository)
    try repository.write(".gitleaksignore", "src/b.txt:aws-access-token:2\ngone.txt:aws-access-token:2\n")
    let whole = try repository.gate("secrets", "scan")
    #expect(whole.status == 0)
    #expect(whole.output.contains(".gitleaksignore:2: warning: the exception silences nothing"), "\(whole.output)")
    let outside = try repository.gate("secrets", "scan", "..", in: repository.root.appending("src"))
    #expect(outside.output.contains("../.gitleaksignore:2: warning: "), "\(outside.output)")
    for part in ["src", "src/a.txt"] {
      #expect(!(try repository.gate("secrets", "scan", part).output.contains("unused-exception")))
    }
  }

  @Test func `a directory without a repository has lists of its own`() throws {
    let repository = try TestRepository()
    let away = try TemporaryDirectory()
    try "key = '\(Sample.awsKey)'\n".write(toFile: "\(away.path)/a.txt", atomically: true, encoding: .utf8)
    try "a.txt:aws-access-token:1\n".write(toFile: "\(away.path)/.gitleaksignore", atomically: true, encoding: .utf8)
    let run = try repository.gate("secrets", "scan", "\(away.path)")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output.hasSuffix(", 1 silenced\n"), "\(run.output)")
  }

  @Test func `rules of the project's own, and those that gate.yml leaves out, count here`() throws {
    let repository = try repository()
    try repository.write(
      ".gitleaks.toml", "[[rules]]\nid = 'own'\ndescription = 'Badge'\nregex = '''badge-[0-9]{8}'''\n")
    try repository.write("src/d.txt", "badge-12345678\n")
    try repository.write("gate.yml", "version: 1\nchecks: { s: { kind: secrets, disable: [aws-access-key-id] } }\n")
    for paths in [["src/d.txt"], ["."]] {
      let run = try repository.gate(["secrets", "scan"] + paths)
      #expect(run.status == 1)
      #expect(run.output.contains("src/d.txt:1:1: error: Badge"), "\(run.output)")
      #expect(!run.output.contains("AWS"))
    }
  }

  @Test func `what the check leaves out is silenced, and counted`() throws {
    let repository = try repository()
    try repository.write("gate.yml", "version: 1\nchecks: { s: { kind: secrets, exclude: ['**'] } }\n")
    let run = try repository.gate("secrets", "scan")
    #expect(run.status == 0)
    #expect(run.output.hasSuffix(", 3 silenced\n"), "\(run.output)")
  }

  @Test(
    arguments: [
      (".gate-secrets", "salt: x\n", ".gate-secrets:1:"),
      (".gitleaks.toml", "[[rules]\n", ".gitleaks.toml:1:"),
      (".gitleaks.toml", "[[rules]]\nid = 'a'\nregex = '''a(b'''\n", ".gitleaks.toml:3:"),
      (".secrets.baseline", "{ \"results\": [", ".secrets.baseline:1:"),
      ("gate.yml", "version: 1\nchecks: { s: { kind: secrets, allow: [{ rule: a }] } }\n", "gate.yml:2:"),
    ])
  func `a damaged list ends every command with 2, and where it is damaged`(
    _ file: String, _ text: String, _ place: String
  ) throws {
    let repository = try TestRepository.gated("version: 1\nchecks: { secrets: { kind: secrets } }\n")
    try repository.write(RepositoryPath(file), text)
    try repository.write("a.txt", "x\n")
    try repository.git("add", ".")
    for arguments in [
      ["check"], ["check", "--all"], ["secrets", "scan"], ["secrets", "scan", "a.txt"],
      ["secrets", "scan", "--history"],
      ["secrets", "scan", "--staged"], ["secrets", "scan", "-"],
    ] {
      let run = try repository.gate(arguments)
      #expect(run.status == 2, "\(arguments): \(run.everything)")
      #expect(run.everything.contains(place), "\(arguments): \(run.everything)")
    }
    #expect(try repository.gate("secrets", "scan", "--no-ignore").status == 0)
  }
}

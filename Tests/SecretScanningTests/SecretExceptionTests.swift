import DocumentTree
import Digests
import GateModel
import Testing

@testable import SecretScanning

@Suite struct SecretExceptionTests {
  private static let rule = "github-personal-access-token"
  private static let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)
  private static let path = RepositoryPath("src/a b.txt")
  private static let today = CalendarDay(secondsSince1970: 1_795_500_000)

  private func scan(
    _ exceptions: [SecretException], key: [UInt8] = [], path: RepositoryPath = path, commit: String? = nil,
    text: String = "x\nTOKEN = \"\(token)\"\n"
  ) throws -> SecretScan {
    try SecretScanner.everything.get().scan(
      Array(text.utf8), path: path, with: SecretExceptions(exceptions, key: key, today: Self.today), commit: commit)
  }

  private func exception(
    rule: String? = nil, path: String? = nil, fingerprint: String? = nil, until: String? = nil
  ) throws -> SecretException {
    SecretException(
      .findings(rule: rule, path: try path.map { try PathPattern($0) }, fingerprint: fingerprint), file: "gate.yml",
      line: 7, until: until.flatMap { CalendarDay($0) }, owner: "ann", reason: "a test key")
  }

  @Test func `what an exception covers is told beside the findings`() throws {
    let scan = try scan([try exception(rule: Self.rule, path: "src/**")])
    #expect(scan.findings.isEmpty)
    let silenced = try #require(scan.silenced.first)
    #expect(silenced.place == .external)
    #expect(silenced.origin == "gate.yml:7")
    #expect(silenced.reason == "a test key (ann)")
    #expect(silenced.finding.rule == Self.rule)
  }

  @Test func `a comment is told as one`() throws {
    let scan = try scan([], text: Self.token + " # gitleaks:allow")
    #expect(scan.findings.isEmpty)
    #expect(scan.silenced.map(\.place) == [.inSource])
  }

  @Test func `all that an exception names must hold`() throws {
    let print = try #require(try scan([]).findings.first?.fingerprint)
    #expect(try scan([try exception(rule: "other")]).findings.count == 1)
    #expect(try scan([try exception(rule: Self.rule, path: "lib/**")]).findings.count == 1)
    #expect(try scan([try exception(path: "*.txt", fingerprint: "x")]).findings.count == 1)
    #expect(try scan([try exception(path: "*.txt", fingerprint: print)]).findings.isEmpty)
  }

  @Test func `an exception holds through its last day`() throws {
    #expect(Self.today.description == "2026-11-24")
    #expect(try scan([try exception(rule: Self.rule, until: "2026-11-24")]).findings.isEmpty)
    let late = try scan([try exception(rule: Self.rule, until: "2026-11-23")])
    #expect(
      late.findings.first?.message.hasSuffix("; the exception of ann at gate.yml:7 expired on 2026-11-23") == true)
    #expect(late.silenced.isEmpty)
    let both = [try exception(rule: Self.rule, until: "2026-11-23"), try exception(path: "src/**")]
    #expect(try scan(both).findings.isEmpty)
  }

  @Test func `exceptions that silence nothing are told`() throws {
    let exceptions = SecretExceptions(
      [try exception(rule: "other"), try exception(rule: "third", until: "2020-01-01")]
        + GitleaksIgnore.exceptions(Array("no fingerprint\n".utf8)), today: Self.today)
    #expect(
      exceptions.findingsOnUnused(beside: []).map(\.message) == [
        "the exception silences nothing: no rule is called `other`", "the exception expired on 2020-01-01",
        "the exception silences nothing: it is neither `file:rule:line` nor `commit:file:rule:line`",
      ])
    let used = SilencedFinding(Finding(rule: "other", message: ""), place: .external, origin: "gate.yml:7")
    #expect(exceptions.unused(beside: [used]).map(\.file) == [".gitleaksignore"])
  }

  // MARK: - gitleaks and detect-secrets

  @Test func `a .gitleaksignore names places`() throws {
    let commit = String(repeating: "ab", count: 20)
    let lines = [
      ("src/a b.txt:github-pat:2", true), ("src\\a b.txt:github-pat:2 \r", true), ("src/a b.txt:\(Self.rule):2", true),
      ("src/a b.txt:generic-api-key:2", true), ("src/a b.txt:github-pat:3", false), ("a b.txt:github-pat:2", false),
      ("src/a b.txt:aws-access-token:2", false), ("\(commit):src/a b.txt:github-pat:2", false),
      ("# src/a b.txt:github-pat:2", false), ("", false),
    ]
    for (line, isSilenced) in lines {
      let exceptions = GitleaksIgnore.exceptions(Array("\(line)\n".utf8))
      #expect(try scan(exceptions).findings.isEmpty == isSilenced, "\(line)")
    }
    let ofCommit = GitleaksIgnore.exceptions(Array("\(commit):src/a b.txt:github-pat:2".utf8))
    #expect(try scan(ofCommit, commit: commit).findings.isEmpty)
    #expect(try scan(ofCommit, commit: "cd" + commit.dropFirst(2)).findings.count == 1)
  }

  @Test func `a baseline of detect-secrets names digests in files`() throws {
    let digest = Digest256.hex(Digest160.of(Self.token.utf8))
    func list(_ path: String, _ digest: String) -> String {
      #"{"version": "1.5.0", "results": {"\#(path)": [{"type": "GitHub Token", "hashed_secret": "\#(digest)"}]}}"#
    }
    let known = try DetectSecretsBaseline.exceptions(Array(list("src/a b.txt", digest).utf8))
    #expect(try scan(known).findings.isEmpty)
    #expect(try scan(known).silenced.first?.origin == ".secrets.baseline:1")
    #expect(try scan(known, path: "src/other.txt").findings.count == 1)
    let other = String(repeating: "0", count: 40)
    #expect(try scan(DetectSecretsBaseline.exceptions(Array(list("src/a b.txt", other).utf8))).findings.count == 1)
  }

  @Test func `of a private key detect-secrets knows the name`() {
    let key = "-----BEGIN RSA " + "PRIVATE KEY-----\nMII…"
    let spellings = DetectSecretsBaseline.spellings(of: Array(key.utf8)[...]).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(spellings == [key, "BEGIN RSA " + "PRIVATE KEY"])
  }

  @Test(arguments: [
    ("{", 1, 2), ("[]", 1, 1), ("{\"results\": {\"a\": 1}}", 1, 19), ("{\"results\":\n{\"a\": [{}]}}", 2, 8),
  ])
  func `a damaged baseline of detect-secrets is an error`(text: String, line: Int, column: Int) {
    let error = #expect(throws: SilencingError.self) { try DetectSecretsBaseline.exceptions(Array(text.utf8)) }
    #expect(error?.position == SourcePosition(line: line, column: column))
  }
}

import Foundation
import GateModel
import Testing

@testable import Reporting

@Suite struct SecretTests {
  // Put together at run time: no scanner shall find one here.
  private let secret = ["AKIA", "Q7RZ", "M2PK", "XW4N", "T9VD"].joined()
  private let other = ["s3cr", "et-t", "hat-", "no-r", "ule-", "knows"].joined()

  private func finding(_ line: Int, _ column: Int?, _ endColumn: Int?, endLine: Int? = nil) -> Finding {
    Finding(
      rule: "aws-access-key-id", message: "AWS access key", path: "keys.env",
      range: SourceRange(line: line, column: column, endLine: endLine, endColumn: endColumn))
  }

  private func text(_ lines: [String], _ checks: CheckReport..., verbose: Bool = false) -> String {
    let report = Report(subject: "staged changes", checks: checks, duration: .milliseconds(5))
    return TextReport.render(
      report, style: Sample.plain, verbose: verbose, sources: MemoryLines(files: ["keys.env": lines]))
  }

  @Test func `a secret is masked and what surrounds it is shown`() throws {
    let shown = text(
      ["export AWS_ACCESS_KEY_ID=\"\(secret)\"; run \(other)"],
      Sample.failed("secrets", [finding(1, 27, 47)], kind: "secrets"))
    #expect(!shown.contains(secret) && !shown.contains(other))
    try expectGolden(shown, "secret.txt")
  }

  @Test(arguments: ["a", "\u{e9}"])
  func `of a line of megabytes what is around a secret is shown`(filling: String) {
    let head = String(repeating: "f(\(filling));", count: 100_000)
    let start = head.unicodeScalars.count + 8
    let line = head + "x.key=\"" + secret + "\",y=\"" + other + "\";" + head
    let shown = text([line], Sample.failed("secrets", [finding(1, start, start + 20)], kind: "secrets"))
    #expect(!shown.contains(secret) && !shown.contains(other) && shown.utf8.count < 1_000)
    #expect(shown.contains("keys.env:1:\(start): error"), "\(shown)")
    #expect(shown.contains("f(\(filling));x.key=\"••••••••\""), "\(shown)")
  }

  @Test func `an unknown secret at the edge of what is looked at of a long line is hidden`() {
    let long = String(repeating: "Q7rZ2mPk", count: 2_000)
    let line = String(repeating: "a;", count: 20_000) + long + ";k=" + secret + ";" + long
    let start = 40_000 + 16_000 + 4
    let shown = text([line], Sample.failed("secrets", [finding(1, start, start + 20)], kind: "secrets"))
    #expect(!shown.contains("rZ2mPk") && !shown.contains(secret))
  }

  @Test func `a diff of fixes shows no secret`() {
    var report = Report(
      subject: "staged changes", checks: [Sample.failed("secrets", [finding(1, 3, 23)], kind: "secrets")],
      duration: .milliseconds(5))
    report.fixes = FixReport(.available, diff: "-k=\(secret)\n+k = \(secret)\n")
    let sources = MemoryLines(files: ["keys.env": ["k=\(secret)"]])
    #expect(!TextReport.render(report, style: Sample.plain, verbose: false, sources: sources).contains(secret))
    #expect(!JSONReport.render(report, sources: sources).contains(secret))
  }

  @Test func `a secret whose columns are unknown hides its line`() {
    for (column, end) in [(nil, nil), (0, nil), (5, 5), (9, 2)] as [(Int?, Int?)] {
      let shown = text([secret], Sample.failed("secrets", [finding(1, column, end)], kind: "secrets"))
      #expect(!shown.contains("│"))
    }
  }

  @Test func `a secret without an end is masked to the end of its line`() {
    let shown = text(["k=\(secret) tail"], Sample.failed("secrets", [finding(1, 3, nil)], kind: "secrets"))
    #expect(shown.contains("1 │ k=••••••••\n"))
  }

  @Test func `every secret of a line is masked in the excerpt of each`() {
    let line = "a=\(secret) b=\(secret.reversed().map(String.init).joined())"
    let shown = text([line], Sample.failed("secrets", [finding(1, 3, 23), finding(1, 26, 46)], kind: "secrets"))
    #expect(!shown.contains(secret) && !shown.contains(String(secret.reversed())))
    #expect(shown.contains("│ a=•••••••• b=••••••••\n"))
  }

  @Test func `the excerpts of other checks show no secret`() {
    let long = Finding(
      rule: "E501", message: "line too long", path: "keys.env", range: SourceRange(line: 1, column: 1, endColumn: 60))
    let shown = text(
      ["key = '\(secret)' # \(other)"], Sample.failed("lint", [long]),
      Sample.failed("secrets", [finding(1, 8, 28)], kind: "secrets"))
    #expect(!shown.contains(secret) && !shown.contains(other))
    #expect(shown.contains("│ key = '••••••••' # ••••••••"))
  }

  @Test func `the lines inside a private key are hidden from every check`() {
    let body = ["head", secret, other, "foot"]
    let inside = Finding(rule: "X", message: "m", path: "keys.env", range: SourceRange(line: 3, column: 2))
    let shown = text(
      body, Sample.failed("secrets", [finding(1, 1, 5, endLine: 4)], kind: "secrets"), Sample.failed("lint", [inside]))
    #expect(!shown.contains(secret) && !shown.contains(other))
  }

  @Test(arguments: [(1, true), (0, false), (-3, false)])
  func `the last line of a secret is shown only if the secret ends before it`(endColumn: Int, isShown: Bool) {
    let last = Finding(rule: "X", message: "m", path: "keys.env", range: SourceRange(line: 2, column: 1))
    let shown = text(
      ["a", "b = 1"], Sample.failed("secrets", [finding(1, 1, endColumn, endLine: 2)], kind: "secrets"),
      Sample.failed("lint", [last]))
    #expect(shown.contains("2 │ b = 1") == isShown)
  }

  @Test(arguments: [false, true])
  func `what other tools printed of a secret is taken out`(verbose: Bool) {
    let leak = "leak: \(secret)!"
    let said = Finding(rule: "X", message: leak, path: "other.py", help: leak)
    let checks = [
      Sample.failed("secrets", [finding(1, 3, 23)], kind: "secrets", output: "raw"), Sample.failed("lint", [said]),
      Sample.failed("unit", [], output: leak), Sample.errored("types", leak, hint: leak, output: leak),
    ]
    let report = Report(subject: "staged changes", checks: checks, duration: .zero)
    let sources = MemoryLines(files: ["keys.env": ["k=\(secret)"]])
    let text = TextReport.render(report, style: Sample.plain, verbose: verbose, sources: sources)
    let json = JSONReport.render(report, sources: sources)
    #expect(!text.contains(secret) && text.contains("leak: ••••••••!"))
    #expect(!json.contains(secret) && json.contains("leak: [secret]!"))
    #expect(!text.contains("raw") && !json.contains("raw"))
  }

  @Test func `a secret that two rules find with more or less around it is taken out of output`() {
    let shown = text(
      ["key=\(secret)"],
      Sample.failed("secrets", [finding(1, 1, 25), finding(1, 5, 25)], kind: "secrets"),
      Sample.failed("unit", [], output: "[\(secret)]"))
    #expect(!shown.contains(secret) && shown.contains("[••••••••]"))
  }

  @Test func `a secret that is painted in part is taken out of output`() {
    let painted = "\(secret.prefix(4))\u{1b}[31m\(secret.dropFirst(4))\u{1b}[0m"
    let shown = text(
      ["key=\(secret)"], Sample.failed("secrets", [finding(1, 5, 25)], kind: "secrets"),
      Sample.failed("unit", [], output: painted))
    #expect(!shown.contains(secret) && shown.contains("│ ••••••••\n"))
  }

  @Test func `of a secret without columns every long piece of its line is taken out of output`() {
    let shown = text(
      ["key = \(secret)"], Sample.failed("secrets", [finding(1, nil, nil)], kind: "secrets"),
      Sample.failed("unit", [], output: "[\(secret)]"))
    #expect(!shown.contains(secret) && shown.contains("[••••••••]"))
  }

  @Test func `names to which a value is given stay readable`() {
    let line = Array("AWS_SECRET_ACCESS_KEY = x, abcdefghijklmnopqrst: y, SOME_NAME_OF_LETTERS z".unicodeScalars)
    let shown = SourceExcerpt(
      line, marked: nil, hidden: SecretMask.ranges(in: line, known: []), width: 200, symbols: Symbols(unicode: false))
    #expect(shown.text == "AWS_SECRET_ACCESS_KEY = x, ********: y, ******** z")
  }

  @Test func `no excerpt of random lines shows a known secret`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let fillers = ["\t", " ", "漢", "🙂", "=", "\"", "e\u{301}", "\u{1b}", "x", String(repeating: "y", count: 90)]
      let before = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in fillers.randomElement() }.joined()
      let after = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in fillers.randomElement() }.joined()
      let column = before.unicodeScalars.count + 1
      let shown = text(
        [before + secret + after],
        Sample.failed("secrets", [finding(1, column, column + secret.count)], kind: "secrets"),
        Sample.failed(
          "lint", [Finding(rule: "X", message: "m", path: "keys.env", range: SourceRange(line: 1, column: 1))]))
      let pieces = (0...(secret.count - 5)).map { String(secret.dropFirst($0).prefix(5)) }
      #expect(!pieces.contains { shown.contains($0) }, "\(before.debugDescription) \(after.debugDescription)")
    }
  }

  @Test func `advice is given once, and what differs by the kind of secret once a kind`() {
    func found(_ rule: String, _ line: Int, revoke: String) -> Finding {
      Finding(
        rule: rule, message: "a secret", path: "keys.env", range: SourceRange(line: line),
        help: "take it out of keys.env\n\(revoke)\nmore: explain \(rule)")
    }
    let shown = text(
      [],
      Sample.failed(
        "secrets",
        [
          found("a-key", 1, revoke: "revoke at A"), found("b-key", 2, revoke: "revoke at B"),
          found("a-key", 3, revoke: "revoke at A"),
        ], kind: "secrets"))
    for (line, count) in [("take it out", 1), ("revoke at A", 1), ("revoke at B", 1), ("more:", 1)] {
      #expect(shown.components(separatedBy: line).count == count + 1, "\(shown)")
    }
  }

  @Test func `SARIF describes the rules that are known`() throws {
    var check = Sample.failed("secrets", [finding(1, 27, 47)], kind: "secrets")
    check.rules = [
      RuleDescription(
        rule: "aws-access-key-id", title: "AWS access key id", help: "Staged:\n  - take it out",
        source: "https://docs.example/keys")
    ]
    let report = Report(subject: "staged changes", checks: [check], duration: .zero)
    let document = try JSONSerialization.jsonObject(with: Data(SARIFReport.render(report).utf8)) as? [String: Any]
    let run = (document?["runs"] as? [[String: Any]])?.first
    let driver = (run?["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rule = try #require((driver?["rules"] as? [[String: Any]])?.first)
    #expect(rule["id"] as? String == "secrets/aws-access-key-id")
    #expect(rule["helpUri"] as? String == "https://docs.example/keys")
    #expect((rule["help"] as? [String: String])?["text"] == "Staged:\n  - take it out")
    #expect((rule["shortDescription"] as? [String: String])?["text"] == "AWS access key id")
  }

  @Test func `what stands beside a secret once more is hidden as well`() {
    let line = Array("u:abc1@abc1x".unicodeScalars)
    #expect(SecretMask.ranges(in: line, known: [2..<6]) == [2..<6, 7..<11])
  }
}

import DocumentTree
import GateModel
import Testing

@testable import SecretScanning

@Suite struct SecretBaselineTests {
  private static let salt = "abcdefghijklmnopqrstuvwxyz"
  private static let first = "aaaaaaaaaaaaaaaaaaaaaaaaaa"
  private static let second = "bbbbbbbbbbbbbbbbbbbbbbbbbb"

  private func read(_ text: String) throws(SilencingError) -> SecretBaseline {
    try SecretBaseline(Array(text.utf8), file: SecretBaseline.defaultPath)
  }

  @Test func `a list is sorted and says each secret once`() throws {
    var list = SecretBaseline(random: Array(0..<16))
    list.entries = [
      .init(fingerprint: Self.second, rule: "r", path: RepositoryPath("a b%.txt")),
      .init(
        fingerprint: Self.first, rule: "r", path: RepositoryPath(bytes: [0x61, 0xff]), until: CalendarDay("2027-01-31"),
        owner: "Ann Lee", reason: "old key,\nrevoked"),
      .init(fingerprint: Self.second, rule: "s", path: "c"),
    ]
    let lines = list.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("# "))
    #expect(lines[1] == "salt: \(list.salt)")
    #expect(
      lines[2...] == [
        "\(Self.first) r a%FF until=2027-01-31 owner=Ann%20Lee reason=old key, revoked",
        "\(Self.second) r a%20b%25.txt",
      ])
    let again = try read(list.text)
    #expect(again.salt == list.salt)
    #expect(again.entries.map(\.fingerprint) == [Self.first, Self.second])
    #expect(again.entries[0].owner == "Ann Lee")
    #expect(again.entries[0].reason == "old key, revoked")
    #expect(again.entries[1].path == "a b%.txt")
    #expect(again.text == list.text)
    #expect(again.exceptions(in: SecretBaseline.defaultPath).map(\.line) == [3, 4])
  }

  @Test func `two lists that were merged by lines are one`() throws {
    let merged = try read(
      "# x\nsalt: \(Self.salt)\n\(Self.first) r a\n\(Self.second) r b reason=x\r\nsalt: \(Self.salt)\n\(Self.first) r a\n"
    )
    #expect(merged.exceptions(in: SecretBaseline.defaultPath).count == 3)
    #expect(merged.entries[1].reason == "x")
    #expect(merged.text.split(separator: "\n").count == 4)
  }

  @Test func `a secret has the same fingerprint in every file and another one under every salt`() throws {
    let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)
    func prints(_ salt: String, _ text: String, _ path: RepositoryPath) throws -> [String?] {
      let list = try read("salt: \(salt)\n")
      let exceptions = SecretExceptions(
        list.exceptions(in: "b"), key: list.key, baseline: "b", today: CalendarDay(secondsSince1970: 0))
      return try SecretScanner.everything.get().scan(Array(text.utf8), path: path, with: exceptions).findings
        .map(\.fingerprint)
    }
    let one = try prints(Self.salt, token, "a")
    #expect(one.count == 1)
    #expect(try prints(Self.salt, "\n\nx = '\(token)'", "b/c") == one)
    #expect(try prints(Self.first, token, "a") != one)
  }

  @Test func `a finding says which line would silence it, and that line does`() throws {
    let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)
    let scanner = try SecretScanner.everything.get()
    func scan(_ text: String) throws -> SecretScan {
      let list = try read(text)
      let exceptions = SecretExceptions(
        list.exceptions(in: "b"), key: list.key, baseline: "b", today: CalendarDay(secondsSince1970: 0))
      return try scanner.scan(Array(token.utf8), path: "x y", with: exceptions)
    }
    let help = try #require(try scan("salt: \(Self.salt)\n").findings.first?.help)
    let line = try #require(help.split(separator: "`").first { $0.hasSuffix(" x%20y reason=…") })
    let silenced = try scan("salt: \(Self.salt)\n\(line)\n")
    #expect(silenced.findings.isEmpty)
    #expect(silenced.silenced.first?.origin == "b:2")
    #expect(!help.contains(token))
  }

  @Test(arguments: [
    ("", 1, 1), ("salt: short\n", 1, 1), ("salt: \(salt)\nsalt: \(first)", 2, 1), ("salt: \(salt)\n\nx y z", 3, 1),
    ("salt: \(salt)\n\(first) r", 2, 1), ("salt: \(salt)\n\(first) r a until=2027-02-30", 2, 32),
    ("salt: \(salt)\n\(first) r a  because", 2, 33), ("salt: \(salt)\n<<<<<<< HEAD\n", 2, 1),
  ])
  func `what is no list is told with its place`(text: String, line: Int, column: Int) {
    let error = #expect(throws: SilencingError.self) { try read(text) }
    #expect(error?.position == SourcePosition(line: line, column: column), "\(error?.message ?? "")")
  }
}

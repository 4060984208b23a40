import GateModel
import Testing

@testable import SecretScanning

@Suite struct MaskingTests {
  private let key = "AKIA" + "Z7QXN4LRWY6TJ2HD"

  private func masked(_ text: String, _ path: RepositoryPath = "output") throws -> String? {
    try SecretScanner().masked(Array(text.utf8), path: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `each character of a secret is a dot, and the rest is as it was`() throws {
    let dots = String(repeating: "•", count: key.count)
    #expect(try masked("ü \(key), \(key)\n漢 \(key)") == "ü \(dots), \(dots)\n漢 \(dots)")
  }

  @Test func `a text without a secret is nothing`() throws {
    #expect(try masked("") == nil)
    #expect(try masked("no secret here\n") == nil)
  }

  @Test func `what a comment allows is hidden all the same`() throws {
    let text = "k = \(key) # gate:allow aws-access-key-id an old one\n"
    #expect(try SecretScanner().scan(Array(text.utf8), path: "a.py").isEmpty)
    #expect(try masked(text)?.contains(key) == false)
  }

  @Test(arguments: SecretRule.all.map(\.id))
  func `of no rule's examples a secret is left, and lines and columns stay`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    let scanner = try SecretScanner(rules: [rule])
    for example in rule.finds {
      let marked = MarkedText(example)
      let masked = try #require(try scanner.masked(marked.bytes, path: rule.examplePath))
      for range in marked.ranges { #expect(masked.firstRange(of: marked.bytes[range]) == nil, "\(example)") }
      let (before, after) = (String(decoding: marked.bytes, as: UTF8.self), String(decoding: masked, as: UTF8.self))
      #expect(lines(of: before) == lines(of: after), "\(example)")
    }
  }

  /// How many scalars each line has.
  private func lines(of text: String) -> [Int] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(\.count)
  }

  @Test func `a user who is called like the password is hidden with it`() throws {
    let name = "shop" + "Kq7Rz2"
    let dots = String(repeating: "•", count: name.count)
    #expect(
      try masked("x = postgres://\(name):\(name)@db.shop.corp.io/a")
        == "x = postgres://\(dots):\(dots)@db.shop.corp.io/a")
  }
}

import GateModel
import Testing

@testable import SecretScanning

@Suite struct SecretScannerTests {
  private let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)

  @Test func `positions count scalars, and invalid bytes one each`() throws {
    let scanner = try SecretScanner.everything.get()
    let before = Array("# ok\né😀e\u{301} ".utf8) + [0xff, 0xc3, 0xe2, 0x82, 0x20]
    let found = try scanner.scan(before + Array(token.utf8) + Array("\n".utf8), path: "a")
    // é 😀 e + accent, space; four invalid bytes; space.
    #expect(found.compactMap(Extent.init) == [Extent(line: 2, column: 11, endLine: 2, endColumn: 11 + token.count)])
  }

  @Test(arguments: [
    "«TOKEN»", "\u{feff}«TOKEN»", "a\r\n«TOKEN»\r\n", "\n\n\n  «TOKEN» «TOKEN»", "äöü «TOKEN»\n日本語 «TOKEN» x\n",
    "{\"a\": \"«TOKEN»\",\n\"b\": \"«TOKEN»\"}", "x=\"\\n«TOKEN»\\n\"",
  ])
  func `findings lie where the marks are`(text: String) throws {
    let marked = MarkedText(text.split(separator: "TOKEN", omittingEmptySubsequences: false).joined(separator: token))
    let found = try SecretScanner.everything.get().scan(marked.bytes, path: "a")
    var expected = marked.ranges.map { Extent(of: $0, in: marked.bytes) }
    if text.hasPrefix("\u{feff}") {
      // A byte order mark is no column.
      expected = expected.map {
        Extent(line: $0.line, column: $0.column - 1, endLine: $0.endLine, endColumn: $0.endColumn - 1)
      }
    }
    #expect(found.compactMap(Extent.init) == expected)
  }

  @Test func `UTF-16 and UTF-32 are read, with and without a mark`() throws {
    let scanner = try SecretScanner.everything.get()
    let text = "key:\n  é \(token)\n"
    let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    let wide = text.unicodeScalars.flatMap { [UInt8(truncatingIfNeeded: $0.value), UInt8($0.value >> 8 & 255), 0, 0] }
    let expected = [Extent(line: 2, column: 5, endLine: 2, endColumn: 5 + token.count)]
    for bytes in [[0xff, 0xfe] + little, [0xfe, 0xff] + big, little, big, [0xff, 0xfe, 0, 0] + wide] {
      #expect(try scanner.scan(bytes, path: "a").compactMap(Extent.init) == expected)
    }
  }

  @Test func `NUL bytes do not end the search`() throws {
    let bytes = [0, 1, 2, 0] + Array("\0\0\(token)\0".utf8)
    #expect(try SecretScanner.everything.get().scan(bytes, path: "a").count == 1)
  }

  @Test func `a line of megabytes is searched to its end`() throws {
    let filling = Array(repeating: Array("var a=function(b){return b};".utf8), count: 100_000).flatMap { $0 }
    let found = try SecretScanner.everything.get().scan(filling + Array(token.utf8), path: "app.min.js")
    #expect(found.compactMap(Extent.init).map(\.column) == [filling.count + 1])
  }

  @Test func `each occurrence is told once, with one fingerprint`() throws {
    let found = try findings(in: "\(token)\n\n\(token) \(token)\n")
    #expect(found.compactMap(\.range).map(\.line) == [1, 3, 3])
    #expect(Set(found.map(\.fingerprint)).count == 1)
  }

  @Test func `fingerprints depend on the key, not on place or path`() throws {
    let first = try SecretScanner(fingerprintKey: [1]).scan("a \(token)", path: "a")
    let moved = try SecretScanner(fingerprintKey: [1]).scan("\n\n\(token)", path: "b")
    let other = try SecretScanner(fingerprintKey: [2]).scan("a \(token)", path: "a")
    let fingerprint = try #require(first.first?.fingerprint)
    #expect(fingerprint.count == 26)
    #expect(moved.first?.fingerprint == fingerprint)
    #expect(other.first?.fingerprint != fingerprint)
  }

  @Test func `generic rules rest in lock files, rules of providers do not`() throws {
    let text = "\"token\": \"\(Sample.alphanumeric(32, seed: 9))\"\n\"resolved\": \"\(token)\"\n"
    #expect(try findings(in: text, path: "web/package.json").map(\.rule).contains("generic-secret"))
    #expect(try findings(in: text, path: "web/package-lock.json").map(\.rule) == ["github-personal-access-token"])
  }

  @Test func `a value without quotes is a literal in configuration only`() throws {
    let text = "DB_PASSWORD=\(Sample.alphanumeric(20))\n"
    #expect(try findings(in: text, path: ".env.production").map(\.rule) == ["generic-secret"])
    #expect(try findings(in: text, path: "main.c").isEmpty)
  }

  @Test func `disabled rules find nothing, and unknown ones are an error`() throws {
    let scanner = try SecretScanner(disabled: ["github-personal-access-token"])
    #expect(try scanner.scan(token).isEmpty)
    #expect(throws: SecretScanningError.unknownRules(["no-such-rule"])) {
      try SecretScanner(disabled: ["no-such-rule"])
    }
  }

  @Test func `a flood of anchors is bounded and told`() throws {
    let rule = try #require(SecretRule.all.first { $0.id == "jwk-private-key" })
    let scanner = try SecretScanner(rules: [rule])
    let flood = try scanner.scan(String(repeating: "\"kty\"", count: 30_000))
    #expect(flood.map(\.rule) == ["secret-scan-incomplete"])
    #expect(flood.first?.severity == .error)
  }

  @Test func `a flood of anchors that the next byte refuses is read to its end`() throws {
    let rule = try #require(SecretRule.all.first { $0.id == "stripe-secret-key" })
    let scanner = try SecretScanner(rules: [rule])
    let prefix = "sk_" + "live_"
    let flood = String(repeating: prefix + " ", count: 30_000)
    #expect(try scanner.scan(flood + prefix + Sample.alphanumeric(24, seed: 1)).map(\.rule) == [rule.id])
  }

  @Test func `a flood of secrets is bounded and told`() throws {
    let text = (0..<1_200).map { "sk_" + "live_" + Sample.alphanumeric(24, seed: UInt64($0 + 1)) }.joined(
      separator: "\n")
    let found = try findings(in: text)
    #expect(found.count == ScanPass.findingLimit + 1)
    #expect(found.last?.rule == "secret-scan-incomplete")
  }

  @Test func `random bytes never end the program`() throws {
    let scanner = try SecretScanner.everything.get()
    var generator = SeededGenerator(seed: 21)
    let anchors = scanner.index.anchors.map(\.bytes)
    for round in 0..<400 {
      var bytes: [UInt8] = round % 3 == 0 ? [0xff, 0xfe] : []
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        if Bool.random(using: &generator) { bytes += anchors.randomElement(using: &generator) ?? [] }
        let noise = Array("\"'=:/@ \n\\-._AaZz09{}".utf8)
        let count = Int.random(in: 0...20, using: &generator)
        bytes += (0..<count).map { _ in
          Bool.random(using: &generator)
            ? noise.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
        }
      }
      for finding in try scanner.scan(bytes, path: RepositoryPath(bytes: bytes.prefix(9))) {
        #expect((finding.range?.line ?? 1) >= 1)
      }
    }
  }

  @Test func `many threads give what one gives`() async throws {
    let scanner = try SecretScanner()
    let text = "a \(token)\nhttps://u:\(Sample.alphanumeric(12))@git.corp.io\n"
    let alone = try scanner.scan(text)
    try await withThrowingTaskGroup(of: [Finding].self) { group in
      for _ in 0..<16 { group.addTask { try scanner.scan(text) } }
      for try await found in group { #expect(found == alone) }
    }
    #expect(alone.count == 2)
  }
}

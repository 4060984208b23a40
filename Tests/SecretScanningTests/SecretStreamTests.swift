import GateModel
import Testing

@testable import SecretScanning

@Suite struct SecretStreamTests {
  private let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)

  /// What one scan of the whole gives, without windows.
  private func whole(_ bytes: [UInt8], _ path: RepositoryPath) throws -> [Finding] {
    let text = TextEncoding.normalized(bytes)
    var pass = try ScanPass(scanner: SecretScanner.everything.get(), bytes: text, path: path)
    try pass.run()
    var cursor = PositionCursor(text)
    let judge = SecretJudge(nil, path: path, commit: nil)
    return try pass.result(cursor: &cursor, judge: judge).findings
  }

  private func feed(_ bytes: [UInt8], to stream: inout SecretStream, pieces: some Sequence<Int>) throws -> [Finding] {
    var rest = bytes[...]
    for count in pieces where !rest.isEmpty {
      let piece = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
      try piece.withUnsafeBytes { try stream.append($0) }
    }
    #expect(rest.isEmpty)
    return try stream.finish()
  }

  @Test func `pieces and windows find what one scan finds`() throws {
    var generator = SeededGenerator(seed: 31)
    let planted = [
      token, "https://u:\(Sample.alphanumeric(12))@git.corp.io/é", "sk_" + "live_" + Sample.alphanumeric(24),
    ]
    var stream = try SecretStream(
      scanner: SecretScanner.everything.get(), path: "a.txt", windowSize: 3_000, contextSize: 1_000)
    var count = 0
    for round in 0..<8 {
      var text = round % 3 == 0 ? "\u{feff}" : ""
      while text.utf8.count < 9_000 {
        let line = ["int x = 1;", "日本語 é", "", "token", "  gitleaks" + ":allow"].randomElement(using: &generator) ?? ""
        text += line + (Int.random(in: 0..<4, using: &generator) == 0 || round == 7 ? " " : "\n")
        if Int.random(in: 0..<12, using: &generator) == 0 {
          text += " \(planted.randomElement(using: &generator) ?? "") "
        }
      }
      let bytes = Array(text.utf8)
      stream.restart(path: "b.txt")
      let pieces = (0..<100_000).lazy.map { _ in Int.random(in: 1...900, using: &generator) }
      let found = try feed(bytes, to: &stream, pieces: pieces)
      count += found.count
      #expect(try found == whole(bytes, "b.txt"))
    }
    #expect(count > 50)
  }

  @Test(arguments: [1, 2, 3, 7, 4_000])
  func `UTF-16 is read whatever the pieces are`(size: Int) throws {
    let text = String(repeating: "😀 é x\n", count: 700) + "key \(token)\n"
    let units = text.utf16.flatMap { unit -> [UInt8] in [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    let bytes: [UInt8] = [0xff, 0xfe] + units
    var stream = try SecretStream(
      scanner: SecretScanner.everything.get(), path: "a", windowSize: 4_000, contextSize: 500)
    let found = try feed(bytes, to: &stream, pieces: repeatElement(size, count: bytes.count))
    #expect(found.compactMap(Extent.init) == [Extent(line: 701, column: 5, endLine: 701, endColumn: 5 + token.count)])
  }

  @Test func `a finding on the border of two windows is told once, where it is`() throws {
    let size = SecretStream.windowSize + 2 * SecretStream.contextSize
    let line = Array("0123456789 abcde\n".utf8)
    let filling = (0..<(size / line.count + 1)).flatMap { _ in line }
    let border = size - SecretStream.contextSize
    for distance in [0, 10, token.utf8.count, -1] {
      var bytes = filling
      bytes.replaceSubrange((border - distance)..<(border - distance), with: Array("\n\(token)\n".utf8))
      bytes += filling.prefix(10_000)
      let found = try SecretScanner.everything.get().scan(bytes, path: "a")
      let lines = bytes.prefix(border - distance + 1).count { $0 == ASCII.newline }
      #expect(
        found.compactMap(Extent.init) == [
          Extent(line: lines + 1, column: 1, endLine: lines + 1, endColumn: 1 + token.count)
        ])
    }
  }

  @Test func `a key of many lines is found across the border of two windows`() throws {
    let key = Array(PrivateKeySample.block("EC PRIVATE KEY").utf8)
    var stream = try SecretStream(
      scanner: SecretScanner.everything.get(), path: "a", windowSize: 2_000, contextSize: 1_000)
    for offset in stride(from: 2_700, to: 3_100, by: 37) {
      stream.restart(path: "a")
      let bytes = Array(repeating: UInt8(ascii: "\n"), count: offset) + key + Array(repeating: 0x20, count: 4_000)
      let found = try feed(bytes, to: &stream, pieces: repeatElement(500, count: 100))
      #expect(found.map(\.rule) == ["private-key"])
      #expect(found.first?.range?.line == offset + 1)
    }
  }
}

import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import ResultCache

@Suite struct VerdictCodingTests {
  /// Whole verdicts, each field at its extremes, from a fixed seed.
  private static func verdicts(_ count: Int) -> [CachedVerdict] {
    var random = SeededGenerator(seed: 7)
    func text() -> String {
      let pieces = ["", "a", "\u{0}", "é", "e\u{301}", "\n", "🧵", "\"", "\u{10ffff}", " ", "x"]
      return (0..<Int.random(in: 0..<6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
    }
    func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? { Bool.random(using: &random) ? value() : nil }
    func number() -> Int { [0, 1, -1, 127, 128, .max, .min].randomElement(using: &random) ?? 0 }
    func finding() -> Finding {
      Finding(
        rule: text(), severity: Severity.allCases.randomElement(using: &random) ?? .note, message: text(),
        path: maybe(RepositoryPath(bytes: (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) })),
        range: maybe(
          SourceRange(line: number(), column: maybe(number()), endLine: maybe(number()), endColumn: maybe(number()))),
        help: maybe(text()), fingerprint: maybe(text()))
    }
    return (0..<count).map { _ in
      CachedVerdict(
        outcome: CheckOutcome(
          Bool.random(using: &random) ? .passed : .failed,
          findings: (0..<Int.random(in: 0..<5, using: &random)).map { _ in finding() }, output: text(),
          reason: maybe(text()), hint: maybe(text()), attributed: Bool.random(using: &random)),
        duration: Duration(
          secondsComponent: Int64(number() % 1_000_000), attosecondsComponent: Int64(number() % 1_000)),
        recordedAt: Int64(number()))
    }
  }

  @Test func `a verdict comes back as it was`() {
    for (index, verdict) in Self.verdicts(500).enumerated() {
      let key = Samples.key(index)
      let row = StoreEntry.verdict(verdict).sealed(under: key)
      #expect(StoreEntry(opening: row, under: key) == .verdict(verdict))
    }
  }

  @Test func `no shortened, lengthened or changed row opens, nor one under another key`() {
    for (index, verdict) in Self.verdicts(25).enumerated() {
      let key = Samples.key(index)
      let row = StoreEntry.verdict(verdict).sealed(under: key)
      #expect(StoreEntry(opening: row, under: Samples.key(index + 1)) == nil)
      #expect(StoreEntry(opening: row + [0], under: key) == nil)
      for length in row.indices {
        #expect(StoreEntry(opening: Array(row.prefix(length)), under: key) == nil)
        for bit in [UInt8(1), 0x80] {
          var changed = row
          changed[length] ^= bit
          #expect(StoreEntry(opening: changed, under: key) == nil)
        }
      }
    }
  }

  /// Behind the seal, as if its digest had been made to fit: the reader itself must hold.
  @Test func `bytes of any kind never bring the reader down`() {
    var random = SeededGenerator(seed: 11)
    for verdict in Self.verdicts(40) {
      var writer = ByteWriter()
      verdict.write(to: &writer)
      for length in writer.bytes.indices {
        var reader = ByteReader(writer.bytes[..<length])
        #expect(CachedVerdict(from: &reader) == nil)
        var changed = writer.bytes
        changed[length] = UInt8.random(in: 0...255, using: &random)
        var other = ByteReader(changed[...])
        // Whatever it makes of it, it may not trap, nor read on for ever.
        _ = CachedVerdict(from: &other)
      }
    }
  }

  @Test func `numbers keep their value and end where they should`() {
    for number in [0, 1, 127, 128, 300, UInt64(1) << 62, .max - 1, .max] {
      var writer = ByteWriter()
      writer.write(number)
      writer.write(Int64(bitPattern: number))
      var reader = ByteReader(writer.bytes[...])
      #expect(reader.unsigned() == number)
      #expect(reader.signed() == Int64(bitPattern: number))
      #expect(reader.isAtEnd)
    }
    for wrong in [[UInt8](repeating: 0x80, count: 20), [0x80], [], [UInt8](repeating: 0xff, count: 9) + [2]] {
      var reader = ByteReader(wrong[...])
      #expect(reader.unsigned() == nil)
    }
    var huge = ByteReader(([UInt8](repeating: 0xff, count: 9) + [1, 0])[...])
    #expect(huge.bytes() == nil)
  }

  @Test func `memos and verdicts never share a key`() {
    #expect(StoreEntry.key(ofMemo: "a") != StoreEntry.key(ofMemo: "b"))
    let memo = StoreEntry.memo(name: "a", value: "v")
    let row = memo.sealed(under: StoreEntry.key(ofMemo: "a"))
    #expect(StoreEntry(opening: row, under: StoreEntry.key(ofMemo: "a")) == memo)
    #expect(StoreEntry(opening: row, under: StoreEntry.key(ofMemo: "b")) == nil)
  }
}

import GateModel
import GateTestSupport
import Testing

@testable import SecretScanning

/// With Vectorscan or without it, the same is found.
@Suite struct EngineFindingsTests {
  private struct Scanners {
    var portable: SecretScanner
    /// `nil` where the library is missing.
    var fast: SecretScanner?

    init() throws {
      let scanner = try SecretScanner()
      portable = scanner
      portable.index.engine = PortableAnchorEngine(anchors: scanner.index.anchors)
      if let engine = VectorscanAnchorEngine(anchors: scanner.index.anchors) {
        fast = scanner
        fast?.index.engine = engine
      }
    }

    func expectAgreement(on text: [UInt8], path: RepositoryPath) throws {
      let expected = try portable.scan(text, path: path)
      if let fast { #expect(try fast.scan(text, path: path) == expected) }
      // Windows of any size tell what one scan of all tells.
      for scanner in [portable, fast].compactMap({ $0 }) {
        var stream = SecretStream(scanner: scanner, path: path)
        for start in stride(from: 0, to: text.count, by: 1_000) {
          try stream.append(Array(text[start..<min(text.count, start + 1_000)]))
        }
        #expect(try stream.finish() == expected)
      }
    }
  }

  @Test func `both engines find the same in the rules' examples, whole, cut and run together`() throws {
    let scanners = try Scanners()
    var generator = SeededGenerator(seed: 31)
    let examples = SecretRule.all.flatMap { $0.finds + $0.ignores }
      .map { $0.replacing("\u{ab}", with: "").replacing("\u{bb}", with: "") }
    for path in ["a.py", ".env", "notes.md"] as [RepositoryPath] {
      for _ in 0..<20 {
        let text = (0..<60).flatMap { _ -> [UInt8] in
          let example = Array((examples.randomElement(using: &generator) ?? "").utf8)
          switch Int.random(in: 0...5, using: &generator) {
          case 0: return Array(example.dropLast(Int.random(in: 1...9, using: &generator)))
          case 1: return Array(example.dropFirst(Int.random(in: 1...9, using: &generator))) + [0x0a]
          case 2: return Array(Sample.encoded(String(decoding: example, as: UTF8.self)).utf8) + [0x0a]
          case 3: return example
          default: return example + [0x0a]
          }
        }
        try scanners.expectAgreement(on: text, path: path)
      }
    }
  }

  @Test func `both engines find the same in texts of nothing but anchors`() throws {
    let scanners = try Scanners()
    let anchors = scanners.portable.index.anchors.map(\.bytes)
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<20 {
      let text = (0..<400).flatMap { _ -> [UInt8] in
        let anchor = anchors.randomElement(using: &generator) ?? []
        let filling = Array(Sample.alphanumeric(Int.random(in: 0...40, using: &generator)).utf8)
        return anchor + filling + [[], [0x0a], [0x22], [0x20], [0]][Int.random(in: 0...4, using: &generator)]
      }
      try scanners.expectAgreement(on: text, path: "a.env")
    }
  }

  /// Texts on which one step or another might go over the same bytes again and again.
  private static let hard = [
    "-eyJ", "\"kty\"", "\"kty\":\"RSA\",", "authorization: basic ", "bearer ", "token", "sk-live_sk_", "AKIA",
    "password=", "secret=\"", "-----BEGIN PRIVATE KEY-----", "http://a:b", "%41", "\\x41", "&#65;", "A", "\u{0}",
    "= \\\"", "{\"a\":[",
  ]

  @Test(arguments: hard) func `both engines find the same in a text that repeats itself`(_ unit: String) throws {
    let planted = "\nkey = '" + "AKIA" + "Z7QX2MWKLT5HVR3N" + "'\n"
    let text = String(repeating: unit, count: 100_000 / unit.utf8.count)
    let found = try Scanners().portable.scan(Array((text + planted).utf8), path: "a.py")
    // What was not looked at is told.
    #expect(found.contains { ["aws-access-key-id", "secret-scan-incomplete"].contains($0.rule) })
    try Scanners().expectAgreement(on: Array((text + planted + text).utf8), path: "a.py")
  }
}

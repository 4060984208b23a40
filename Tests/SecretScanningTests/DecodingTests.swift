import GateModel
import Testing

@testable import SecretScanning

@Suite struct DecodingTests {
  private static let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)
  private static let rule = "github-personal-access-token"

  private static func url(_ text: String) -> String {
    String(base64(text).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" })
  }
  private static func base64(_ text: String) -> String { Sample.encoded(text) }
  private static func hexadecimal(_ text: String) -> String {
    text.utf8.map { String($0 / 16, radix: 16) + String($0 % 16, radix: 16) }.joined()
  }
  private static func each(_ text: String, _ form: (String) -> String) -> String {
    text.utf8.map { form(hexadecimal(String(UnicodeScalar($0)))) }.joined()
  }

  /// Ways to write a text, by name; none of them holds a quote, a space or a line end.
  static let encodings: [(name: String, encode: @Sendable (String) -> String)] = [
    ("base64", { base64($0) }),
    ("base64 without padding", { base64($0).filter { $0 != "=" } }),
    ("base64url", { url($0) }),
    ("hexadecimal", { hexadecimal($0) }),
    ("hexadecimal in capitals", { hexadecimal($0).uppercased() }),
    ("percent", { each($0) { "%" + $0 } }),
    ("percent in capitals", { each($0) { "%" + $0.uppercased() } }),
    ("percent of signs", { $0.split(separator: "_").joined(separator: "%5F") }),
    ("unicode escapes", { each($0) { "\\u00" + $0 } }),
    ("unicode escapes in braces", { each($0) { "\\u{" + $0 + "}" } }),
    ("unicode escape of a sign", { $0.split(separator: "_").joined(separator: "\\u005f") }),
    ("hexadecimal escapes", { each($0) { "\\x" + $0 } }),
    ("octal escape of a sign", { $0.split(separator: "_").joined(separator: "\\137") }),
    ("references", { each($0) { "&#x" + $0 + ";" } }),
    ("decimal references", { $0.utf8.map { "&#\($0);" }.joined() }),
  ]

  @Test(arguments: encodings.map(\.name))
  func `a token is found in every encoding, behind every number of bytes`(name: String) throws {
    let encode = try #require(Self.encodings.first { $0.name == name }).encode
    let plain = try findings(in: Self.token)
    for count in 0...9 {
      let filling = String("say: a b c".prefix(count)).trimmingSpaces
      let encoded = encode(filling + (count > 0 ? " " : "") + Self.token + (count % 3 == 0 ? "" : "\nend"))
      for frame in ["|", "x = \"|\"\n", "a/b/c/|", "\"k\": [\"|\"]", "\n\n  - |\n", "<a>|</a>", "url?q=|&r=1"] {
        let text = frame.split(separator: "|", omittingEmptySubsequences: false).joined(separator: encoded)
        let found = try findings(in: text)
        #expect(found.map(\.rule) == [Self.rule], "\(text)")
        #expect(found.map(\.fingerprint) == plain.map(\.fingerprint), "\(text)")
        #expect(!found.contains { $0.message.contains(Self.token) })
      }
    }
  }

  @Test(arguments: encodings.map(\.name))
  func `of what is decoded nothing is left by masking`(name: String) throws {
    let encode = try #require(Self.encodings.first { $0.name == name }).encode
    let text = "a " + encode("the key is \(Self.token), keep it")
    let masked = try #require(try SecretScanner().masked(Array(text.utf8), path: "log"))
    #expect(try SecretScanner().scan(masked, path: "log").isEmpty)
  }

  @Test func `the finding lies where the encoded secret lies, and says how it is written`() throws {
    for (encoded, phrase) in [
      (Self.base64(Self.token), "in base64"), (Self.hexadecimal(Self.token), "in hexadecimal"),
      (Self.each(Self.token) { "%" + $0 }, "percent-encoded"), (Self.each(Self.token) { "\\u00" + $0 }, "in escapes"),
      (Self.each(Self.token) { "&#x" + $0 + ";" }, "in character references"),
    ] {
      let marked = MarkedText("first\nkey: \u{ab}\(encoded)\u{bb}\nlast\n")
      let found = try SecretScanner.everything.get().scan(marked.bytes, path: "a.txt")
      #expect(found.compactMap(Extent.init) == marked.ranges.map { Extent(of: $0, in: marked.bytes) }, "\(phrase)")
      #expect(found.first?.message.hasPrefix("GitHub personal access token, \(phrase): ") == true)
    }
  }

  @Test(arguments: [16, 48, 60, 64, 76], ["\n", "\r\n", "\n    ", "\\n", "\" +\n    \"", "\",\n  \"", "\n# "])
  func `wrapped lines are one text`(width: Int, lineEnd: String) throws {
    let filling = "a key of ours, the one that everybody has been looking for all the time: "
    let encoded = Array(Self.base64(filling + Self.token + " " + filling))
    let lines = stride(from: 0, to: encoded.count, by: width).map {
      String(encoded[$0..<min($0 + width, encoded.count)])
    }
    let found = try findings(in: "x: \"" + lines.joined(separator: lineEnd) + "\"\n")
    // Lines of sixteen letters are too short to be taken for encoded text.
    #expect(found.map(\.rule) == (width < EncodedRun.minimumLength ? [] : [Self.rule]))
  }

  @Test func `encodings in encodings are followed, so far and no further`() throws {
    var text = Self.token
    for depth in 1...4 {
      text = depth % 2 == 0 ? Self.hexadecimal(text) : Self.base64(text)
      let found = try findings(in: "v=\(text)")
      #expect(found.map(\.rule) == (depth <= ScanPass.maximumDepth ? [Self.rule] : []))
      if depth == 2 { #expect(found.first?.message.contains(", in base64, in hexadecimal: ") == true) }
    }
  }

  @Test func `a text in which not all is ASCII is read`() throws {
    let text = Self.base64("Schlüssel für Jürgen: \(Self.token) – bitte äöüß löschen, größer wäre übler")
    #expect(try findings(in: text).map(\.rule) == [Self.rule])
    let binary: [UInt8] =
      (0..<50).map { UInt8(truncatingIfNeeded: $0 &* 37 | 0x80) } + [0x12, 0x80] + Array(Self.token.utf8) + [
        0x80, 0xff,
      ]
    #expect(try findings(in: String(decoding: Base64.encode(binary), as: UTF8.self)).map(\.rule) == [Self.rule])
    let framed: [UInt8] = [0x0a, 0x28] + Array(Self.token.utf8) + [0x12, 0x09] + Array("something".utf8)
    #expect(try findings(in: String(decoding: Base64.encode(framed), as: UTF8.self)).map(\.rule) == [Self.rule])
  }

  @Test func `what a comment allows is allowed in an encoding`() throws {
    let encoded = Self.base64(Self.token)
    #expect(try findings(in: "a = \"\(encoded)\"  # gate:allow \(Self.rule) revoked").isEmpty)
    #expect(try findings(in: "a = \"\(encoded)\"  # gate:allow other revoked").count == 1)
    let inside = Self.base64("\(Self.token) # gitleaks:allow")
    #expect(try findings(in: inside).count == 1)
  }

  @Test func `a private key in base64 is a private key`() throws {
    let key = PrivateKeySample.block("RSA PRIVATE KEY")
    let found = try findings(in: "tls.key: \(Self.base64(key + "\n"))\n")
    #expect(found.map(\.rule) == ["private-key"])
    #expect(found.first?.fingerprint == (try findings(in: key).first?.fingerprint))
    #expect(try findings(in: "tls.crt: " + Self.base64(PrivateKeySample.block("CERTIFICATE"))).isEmpty)
  }

  @Test func `values of a Kubernetes secret are told by their names`() throws {
    let password = "s3cr" + "et-Pa55w0rd!"
    let login = Self.base64("bot:" + Sample.alphanumeric(20))
    let registry = Self.base64(#"{"auths":{"ghcr.io":{"auth":"\#(login)"}}}"#)
    let text = """
      apiVersion: v1
      kind: Secret
      metadata: { name: app }
      data:
        username: \(Self.base64("application"))
        password: \(Self.base64(password))
        DATABASE_URL: "\(Self.base64("postgres://app:\(Sample.alphanumeric(12))@db.internal/app"))"
        .dockerconfigjson: \(registry)
        settings.env: \(Self.base64("# ours\nMODE=production\nAPP_SECRET_KEY=\(Sample.alphanumeric(30))\n"))
      ---
      kind: ConfigMap
      data:
        greeting: \(Self.base64("password: none of your business"))
      """
    let found = try findings(in: text, path: "deploy/app.yaml")
    #expect(found.map(\.rule) == ["generic-secret", "url-password", "docker-config-auth", "generic-secret"])
    #expect(found.compactMap(\.range).map(\.line) == [6, 7, 8, 9])
    #expect(found.allSatisfy { $0.message.contains(", in base64") })
    let plain = try findings(in: "password: \"\(password)\"\n", path: "deploy/app.yaml")
    #expect(plain.first?.fingerprint == found.first?.fingerprint)
  }

  @Test func `a name tells a value in base64 outside of manifests as well`() throws {
    let value = "c0rrect-Horse!b4ttery"
    let found = try findings(in: "export DB_PASSWORD='\(Self.base64(value))'\n", path: "env.sh")
    #expect(found.map(\.rule) == ["generic-secret"])
    #expect(found.first?.fingerprint == (try findings(in: "password = \"\(value)\"").first?.fingerprint))
    #expect(try findings(in: "greeting = '\(Self.base64(value))'\n", path: "env.sh").isEmpty)
  }

  @Test func `cells of a notebook are read as the code that they are`() throws {
    let value = Sample.alphanumeric(24, seed: 6)
    let text = """
      { "cells": [ { "cell_type": "code", "outputs": [ { "text": [ "it is \\"nothing\\"\\n" ] } ], "source": [
         "client = connect(\\"db\\", password=\\"\(value)\\")\\n",
         "print(client)\\n" ] } ] }
      """
    let found = try findings(in: text, path: "work/Analysis.ipynb")
    #expect(found.map(\.rule) == ["generic-secret"])
    #expect(found.compactMap(\.range).map(\.line) == [2])
    #expect(found.first?.fingerprint == (try findings(in: "password = \"\(value)\"").first?.fingerprint))
  }

  @Test func `escaped quotes and slashes hide nothing in a string of JSON`() throws {
    let value = Sample.alphanumeric(24, seed: 6)
    #expect(try findings(in: #"{"body": "{\"api_key\": \"\#(value)\"}"}"#).map(\.rule) == ["generic-secret"])
    let url = #"{"url": "https:\/\/bot:\#(Sample.alphanumeric(16))@git.corp.io\/a.git"}"#
    #expect(try findings(in: url).map(\.rule) == ["url-password"])
  }

  @Test func `images, fonts, certificates, hashes and random bytes are no text`() throws {
    var generator = SeededGenerator(seed: 31)
    let anchors = try SecretScanner.everything.get().index.anchors
    for round in 0..<60 {
      var bytes = (0..<3_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      // An anchor by chance.
      let anchor = anchors[(round * 7) % anchors.count].bytes
      bytes.replaceSubrange(900..<(900 + anchor.count), with: anchor)
      let base64 = String(decoding: Base64.encode(bytes), as: UTF8.self)
      let hexadecimal = bytes.map { String($0 / 16, radix: 16) + String($0 % 16, radix: 16) }.joined()
      #expect(try findings(in: "data:font/woff2;base64,\(base64)").isEmpty)
      #expect(try findings(in: "blob: \(hexadecimal)").isEmpty)
    }
  }

  @Test(arguments: [6, 10, 23, EncodedRun.minimumLength, 40])
  func `runs are those that a search letter by letter finds`(minimum: Int) {
    var generator = SeededGenerator(seed: 33)
    for round in 0..<1_000 {
      // From words to runs of hundreds of letters.
      let wordLength = 4 << (round % 5)
      let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        Int.random(in: 0..<wordLength, using: &generator) == 0 ? UInt8(ascii: ".") : UInt8(ascii: "a")
      }
      var expected: [Range<Int>] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: ".") {
        if end - start >= minimum { expected.append(start..<end) }
        start = end + 1
      }
      var found: [Range<Int>] = []
      bytes.withUnsafeBufferPointer { bytes in
        var offset = 0
        while let run = EncodedRun.next(in: bytes, from: offset, minimum: minimum) {
          found.append(run.first)
          offset = run.upperBound
        }
      }
      #expect(found == expected)
    }
  }

  @Test func `letters are told many at once as they are one by one`() {
    for byte in UInt8.min...UInt8.max {
      for place in [0, 7, 31, 63, 64, 70] {
        var bytes = Array(repeating: UInt8(ascii: "a"), count: 71)
        bytes[place] = byte
        let end = bytes.withUnsafeBufferPointer { LetterRuns.end(in: $0, from: 0) }
        #expect(end == (Base64.value(of: byte) != nil ? bytes.count : place))
      }
    }
  }

  @Test func `text is found wherever in a run it stands`() {
    for count in [18, 19, 20, 24, 35] {
      let text = String("pass: tr0ub4dor and three others".prefix(count))
      for (encoded, encoding) in [(Self.base64(text), Encoding.base64), (Self.hexadecimal(text), .hexadecimal)] {
        // The last letter may stand for a part of a byte.
        let body = encoded.filter { $0 != "=" }
        for lead in 0..<30 {
          for tail in [0, 1, 2, 3, 4, 5, 24] {
            let letters = Array((String(repeating: "9", count: lead) + body + String(repeating: "9", count: tail)).utf8)
            let stretches = letters.withUnsafeBufferPointer { ReadableStretches.find(in: $0) }
            #expect(
              stretches.contains {
                $0.encoding == encoding && $0.letters.lowerBound <= lead
                  && $0.letters.upperBound >= lead + body.utf8.count
              }, "\(lead) \(body) \(tail)")
          }
        }
      }
    }
  }

  @Test func `random text with escapes and runs never ends the program, nor takes more than its budget`() throws {
    var generator = SeededGenerator(seed: 32)
    let pieces = [
      "%41", "%", "%4", "\\u0041", "\\u", "\\u{", "\\x4", "\\x41", "&#x41;", "&#", "&#x", "&quot", "\\\"", "=\\\"",
      "\n",
      "kind: Secret\n", "---", Self.base64("password = \"Tr0ub4dor&3\" and more"), "AAAA", "\\", "=", "\u{e9}",
      Self.hexadecimal("password and so on and on"), "a: ", "\"",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      var bytes = Array(text.utf8)
      if let cut = bytes.indices.randomElement(using: &generator) { bytes.removeSubrange(cut...) }
      for finding in try SecretScanner.everything.get().scan(bytes, path: "a.ipynb") {
        #expect((finding.range?.line ?? 1) >= 1)
      }
      let decoder = bytes.withUnsafeBufferPointer { TextDecoder($0, manifestKinds: [], isNotebook: true, limit: 64) }
      #expect(decoder.count <= 64 + 8_192 * 2)
    }
  }

  @Test func `text piled up in encodings is cut short, and told`() throws {
    // Every byte is part of a line with escapes of three kinds.
    let line = "%41 \\x41 &#65; " + String(repeating: "word ", count: 100) + "\n"
    var decoder = TextDecoder(unsafeEmpty, manifestKinds: [], isNotebook: false, limit: 10)
    #expect(!decoder.isCutShort && decoder.count == 0)
    decoder = Array(String(repeating: line, count: 50).utf8).withUnsafeBufferPointer {
      TextDecoder($0, manifestKinds: [], isNotebook: false, limit: 5_000)
    }
    #expect(decoder.isCutShort)
  }

  private var unsafeEmpty: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }
}

extension String {
  /// Without spaces at its end.
  fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}

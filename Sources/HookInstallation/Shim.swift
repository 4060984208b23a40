import GateModel

/// The script that is installed under the name of a hook.
enum Shim {
  /// No shim of any version is longer, in bytes.
  static let maximumByteCount = 64 << 10

  private static let marker = Array("# gate-shim ".utf8)
  private static let placeholder = Array("recorded=''\n".utf8)

  /// The version of the shim that `bytes` are, `nil` where they are something else.
  static func version(of bytes: [UInt8]) -> Int? {
    guard bytes.count <= maximumByteCount else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count > 1, lines[0].starts(with: "#!".utf8), lines[1].starts(with: marker) else { return nil }
    let number = lines[1].dropFirst(marker.count).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int(String(decoding: number, as: UTF8.self))
  }

  /// `script` with the path of gate written into it.
  static func recording(_ gate: LocalPath?, in script: [UInt8]) -> [UInt8] {
    guard let gate, let start = firstLine(placeholder, in: script) else { return script }
    let line = "recorded=".utf8 + quoted(gate.bytes) + [UInt8(ascii: "\n")]
    return script[..<start] + line + script[(start + placeholder.count)...]
  }

  /// `bytes` as one word of sh: in single quotes nothing but the quote itself means anything.
  static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + bytes.flatMap { $0 == quote ? Array(#"'\''"#.utf8) : [$0] } + [quote]
  }

  private static func firstLine(_ line: [UInt8], in script: [UInt8]) -> Int? {
    var start = 0
    while start < script.count {
      if script[start...].starts(with: line) { return start }
      guard let end = script[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    return nil
  }
}

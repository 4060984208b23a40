/// A literal text that is part of every match of a rule: where it is not, the rule need not look.
package struct Anchor: Hashable, Sendable {
  /// The bytes; in lowercase when ``ignoresCase``.
  let bytes: [UInt8]
  /// Whether ASCII letters match in either case.
  let ignoresCase: Bool

  /// An anchor that matches exactly these bytes.
  init(_ text: String) {
    bytes = Array(text.utf8)
    ignoresCase = false
  }

  /// An anchor that matches exactly these bytes, which need be no text.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    ignoresCase = false
  }

  private init(folded bytes: [UInt8]) {
    self.bytes = bytes
    ignoresCase = true
  }

  /// An anchor that matches `text` in upper case, lower case or a mixture (ASCII letters only).
  static func ignoringCase(_ text: String) -> Anchor {
    Anchor(folded: text.utf8.map(ASCII.lowercased))
  }

  /// The anchors of which each is one of `names` in any case, with each `_` as it is, as `-`, as `.` or left out, as in
  /// environment variables, headers, properties and identifiers. One at the end is not left out.
  static func spellings(of names: [String]) -> [Anchor] {
    names.flatMap { name in
      guard name.contains("_") else { return [ignoringCase(name)] }
      let words = name.split(separator: "_", omittingEmptySubsequences: false)
      let signs = words.last == "" ? ["_", "-", "."] : ["_", "-", ".", ""]
      return signs.map { ignoringCase(words.joined(separator: $0)) }
    }
  }

  /// The anchors of which each is one of `texts` in any case.
  static func ignoringCase(_ texts: [String]) -> [Anchor] { texts.map { ignoringCase($0) } }
}

extension Anchor: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

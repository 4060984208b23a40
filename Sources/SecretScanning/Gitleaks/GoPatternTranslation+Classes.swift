extension GoPatternTranslation {
  private static let names: Set<String> = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word",
    "xdigit",
  ]

  /// `[…]`; steps behind it.
  mutating func characterClass() throws(GoPattern.SyntaxError) {
    let start = offset
    output += "["
    offset += 1
    if scalar == "^" {
      output += "^"
      offset += 1
    }
    var isFirst = true
    while let scalar {
      if scalar == "]", !isFirst {
        output += "]"
        offset += 1
        return
      }
      isFirst = false
      if try namedClass() { continue }
      let lower = offset
      output += try member()
      if self.scalar == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]" {
        offset += 1
        let isSet = Self.isSet(scalars[lower...]) || Self.isSet(scalars[offset...])
        if isSet { throw error("a set is no end of a range", at: lower) }
        output += "-" + (try member())
      }
    }
    throw error("the class has no `]`", at: start)
  }

  /// Whether `\d`, `\pL`, `[:alpha:]`, … stands there.
  private static func isSet(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    if rest.starts(with: "[:".unicodeScalars) { return true }
    guard rest.first == "\\", let next = rest.dropFirst().first else { return false }
    return "dDwWsSpP".unicodeScalars.contains(next)
  }

  /// `[:name:]` or `[:^name:]`.
  private mutating func namedClass() throws(GoPattern.SyntaxError) -> Bool {
    guard has("[:") else { return false }
    let rest = scalars[(offset + 2)...]
    guard let end = rest.indices.first(where: { has(":]", at: $0) }) else { return false }
    var name = String(String.UnicodeScalarView(rest[..<end]))
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard Self.names.contains(name) else { throw error("Go knows no class of that name") }
    output += "[:" + (isNegated ? "^" : "") + name + ":]"
    offset = end + 2
    return true
  }

  private mutating func member() throws(GoPattern.SyntaxError) -> String {
    guard let scalar else { throw error("the class has no `]`") }
    if scalar != "\\" {
      offset += 1
      return Self.quoted(scalar)
    }
    switch offset + 1 < scalars.count ? scalars[offset + 1] : nil {
    case "s":
      offset += 2
      return #"\t\n\f\r "#
    case "S":
      // All but those; where PCRE2 does not read UTF-8 the last one is a byte.
      offset += 2
      return #"\x00-\x08\x0b\x0e-\x1f\x21-\x7f[:^ascii:]"#
    default: return try escapedItem()
    }
  }
}

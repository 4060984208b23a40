/// Why a query does not parse, and where: counted in characters from its start.
struct QueryError: Error {
  var message: String
  var from: Int
  var to: Int
  var help: String?
}

/// A word, sign or literal of the query language.
struct QueryToken {
  enum Kind: Equatable {
    /// A name of an attribute with its dots, or a word of the language.
    case word
    case string
    case number
    case sign
    case end
  }

  var kind: Kind
  var text: String
  var from: Int
  var to: Int
  /// How many blanks stand before it.
  var blanks: Int
}

/// Cuts a query into tokens.
///
/// The language is that of https://github.com/nikunjy/rules: names begin with a letter and go on with letters, digits, `-`,
/// `_` and `:`, with dots between; texts stand in double quotes.
struct QueryLexer {
  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func next() throws(QueryError) -> QueryToken {
    let before = place
    while place < scalars.count, scalars[place] == " " { place += 1 }
    let blanks = place - before
    guard place < scalars.count else { return token(.end, from: place, blanks) }
    let from = place
    let scalar = scalars[place]
    if Self.isLetter(scalar) {
      while place < scalars.count, Self.continuesName(scalars[place]) { place += 1 }
      return token(.word, from: from, blanks)
    }
    if scalar == "\"" { return try string(from: from, blanks) }
    if Self.isDigit(scalar) || (scalar == "-" && place + 1 < scalars.count && Self.isDigit(scalars[place + 1])) {
      place += 1
      while place < scalars.count, Self.continuesNumber(scalars[place]) { place += 1 }
      return token(.number, from: from, blanks)
    }
    if scalar.properties.isWhitespace {
      throw QueryError(
        message: "a tab, or another sign that is not seen, stands there", from: from, to: from + 1,
        help: "use blanks")
    }
    if scalar == "'" {
      throw QueryError(
        message: "a text stands in double quotes", from: from, to: from + 1, help: "write `\"` in place of `'`")
    }
    let signs: Set<Unicode.Scalar> = ["=", "!", "<", ">", "&", "|"]
    place += 1
    if signs.contains(scalar) {
      while place < scalars.count, signs.contains(scalars[place]) { place += 1 }
    }
    return token(.sign, from: from, blanks)
  }

  private mutating func string(from: Int, _ blanks: Int) throws(QueryError) -> QueryToken {
    place += 1
    while place < scalars.count, scalars[place] != "\"" { place += scalars[place] == "\\" ? 2 : 1 }
    guard place < scalars.count else {
      throw QueryError(message: "the text is not closed", from: from, to: scalars.count, help: "add `\"` at its end")
    }
    place += 1
    return token(.string, from: from, blanks)
  }

  private func token(_ kind: QueryToken.Kind, from: Int, _ blanks: Int) -> QueryToken {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[from..<place])
    return QueryToken(kind: kind, text: text, from: from, to: place, blanks: blanks)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == "-" || scalar == "_" || scalar == ":" || scalar == "."
  }

  /// Numbers, and versions such as `1.2.3-beta.1+5`.
  private static func continuesNumber(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == "." || scalar == "-" || scalar == "+"
  }
}

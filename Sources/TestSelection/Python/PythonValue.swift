/// A text as a program puts it together: literal parts, with a zero byte for each part that is computed.
struct PythonValue {
  var bytes: [UInt8] = []
  /// Whether the first part is the module's own name or package.
  var beginsWithModule = false

  static let computed: UInt8 = 0

  /// `nil` where a part is computed.
  var plainText: String? { bytes.contains(Self.computed) ? nil : String(decoding: bytes, as: UTF8.self) }

  /// The package in which every module lies that the text can name; `nil` where its beginning does not tell.
  ///
  /// `pkg.plugins.` for `pkg.plugins.{name}` is the package `pkg.plugins`, and the dots alone of `.{name}` are kept.
  var packagePrefix: String? {
    guard let end = bytes.firstIndex(of: Self.computed), let dot = bytes[..<end].lastIndex(of: UInt8(ascii: ".")) else {
      return nil
    }
    let prefix = bytes[...dot]
    guard prefix.allSatisfy({ PythonLexer.isWord($0) || $0 == UInt8(ascii: ".") }) else { return nil }
    let isRelative = prefix.allSatisfy { $0 == UInt8(ascii: ".") }
    return String(decoding: isRelative ? prefix : prefix.dropLast(), as: UTF8.self)
  }

  /// Replaces the fields of a `%` format.
  mutating func formatPercent() {
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "%"), place + 1 < bytes.count else {
        result.append(bytes[place])
        place += 1
        continue
      }
      place += 1
      if bytes[place] == UInt8(ascii: "("), let close = bytes[place...].firstIndex(of: UInt8(ascii: ")")) {
        place = close + 1
      }
      while place < bytes.count, " #0123456789.+-*".utf8.contains(bytes[place]) { place += 1 }
      result.append(place < bytes.count && bytes[place] == UInt8(ascii: "%") ? UInt8(ascii: "%") : Self.computed)
      place += 1
    }
    bytes = result
  }

  /// Replaces the fields of `format`.
  mutating func formatBraces() {
    var result: [UInt8] = []
    var depth = 0
    for byte in bytes {
      if byte == UInt8(ascii: "{") {
        if depth == 0 { result.append(Self.computed) }
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        result.append(byte)
      }
    }
    bytes = result
  }
}

// MARK: - Reading one

extension PythonReader {
  /// Reads the text at the current token with all that is joined to it.
  mutating func readValue() -> PythonValue {
    var value = PythonValue()
    if previous.isMark("+") { value.bytes.append(PythonValue.computed) }
    while token.isText {
      appendPiece(to: &value)
      advance()
      if token.isText { continue }
      if token.isMark("+") {
        advance()
        if !token.isText { value.bytes.append(PythonValue.computed) }
      } else if token.isMark("/") {
        advance()
        value.bytes.append(UInt8(ascii: "/"))
        if !token.isText { value.bytes.append(PythonValue.computed) }
      } else if token.isMark(","), callees.last??.joinsPaths == true {
        advance()
        if token.isText || token.isName || token.isMark("*") { value.bytes.append(UInt8(ascii: "/")) }
        if token.isName || token.isMark("*") { value.bytes.append(PythonValue.computed) }
      } else if token.isMark("%") {
        value.formatPercent()
        advance()
        if token.isMark("(") { advance() }
        value.beginsWithModule = value.bytes.first == PythonValue.computed && isOwnName(token)
        break
      } else if token.isMark(".") {
        advance()
        if token.word == .format {
          value.formatBraces()
          advance()
          if token.isMark("(") { advance() }
          value.beginsWithModule = value.bytes.first == PythonValue.computed && isOwnName(token)
        }
        break
      }
    }
    return value
  }

  private func isOwnName(_ token: PythonToken) -> Bool { token.word == .name || token.word == .package }

  private mutating func appendPiece(to value: inout PythonValue) {
    let string = lexer.string
    if value.bytes.isEmpty, let first = string.fields.first, first.lowerBound == string.content.lowerBound {
      let name = string.expressions.first.map { text($0) }?.filter { $0 != " " }
      value.beginsWithModule = name == "__name__" || name == "__package__"
    }
    var start = string.content.lowerBound
    // The fields of a field's format are inside of it and come before it.
    for field in string.fields.sorted(by: { $0.lowerBound < $1.lowerBound }) where field.lowerBound >= start {
      value.bytes += bytes[start..<field.lowerBound]
      value.bytes.append(PythonValue.computed)
      start = field.upperBound
    }
    value.bytes += bytes[start..<string.content.upperBound]
    for expression in string.expressions where !expression.isEmpty {
      var reader = PythonReader(bytes, expression)
      swap(&reader.needs, &needs)
      reader.read()
      swap(&reader.needs, &needs)
    }
  }
}

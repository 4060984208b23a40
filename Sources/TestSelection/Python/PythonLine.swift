/// A logical line of a Python text.
struct PythonLine {
  /// A token with its text, where it is a name.
  struct Lexeme {
    var token: PythonToken
    var name = ""
    var string = PythonString(content: 0..<0)

    func isMark(_ byte: Unicode.Scalar) -> Bool { token.isMark(byte) }
  }

  var lexemes: [Lexeme] = []
  /// How far it is indented; the line of an expression within a string has that of the line around it.
  var column = 0
  /// Counted from 1.
  var number = 1
  /// Whether it is an expression in a formatted string.
  var isEmbedded = false

  /// Whether it begins with this word.
  func begins(with word: String) -> Bool { lexemes.first?.name == word }

  var range: Range<Int> {
    guard let first = lexemes.first, let last = lexemes.last else { return 0..<0 }
    return first.token.range.lowerBound..<last.token.range.upperBound
  }

  /// The place behind the colon that ends a header; `nil` where there is none.
  var headerEnd: Int? {
    var depth = 0
    var lambdas = 0
    for (place, lexeme) in lexemes.enumerated() {
      switch lexeme.token.kind {
      case .mark(UInt8(ascii: "(")), .mark(UInt8(ascii: "[")), .mark(UInt8(ascii: "{")): depth += 1
      case .mark(UInt8(ascii: ")")), .mark(UInt8(ascii: "]")), .mark(UInt8(ascii: "}")): depth -= 1
      case .name where depth == 0 && lexeme.name == "lambda": lambdas += 1
      case .mark(UInt8(ascii: ":")) where depth == 0:
        if lambdas == 0 { return place + 1 }
        lambdas -= 1
      default: break
      }
    }
    return nil
  }

  /// A part of it.
  func part(_ range: Range<Int>) -> PythonLine {
    var part = self
    part.lexemes = Array(lexemes[range])
    return part
  }

  /// Its tokens without what lies between them, so that two lines are equal where they mean the same.
  func canonical(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count + 8)
    withUnsafeBytes(of: UInt32(column).littleEndian) { result.append(contentsOf: $0) }
    for lexeme in lexemes {
      result.append(contentsOf: bytes[lexeme.token.range])
      result.append(0)
    }
    result.append(0)
    return result
  }
}

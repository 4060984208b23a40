/// Values that are written out in code.
enum CodeValue {
  /// The value of the expression, `nil` where it is none that all languages write alike.
  static func value(of tokens: ArraySlice<CodeToken>, in code: TokenizedCode) -> FlagValue? {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    if tokens.count == 1, case .literal(let content) = first.kind {
      return String(validating: code.bytes[content], as: UTF8.self).map(FlagValue.string)
    }
    guard tokens.count <= 4, tokens.allSatisfy({ $0.kind == .word || $0.isPunctuation(".") || $0.isPunctuation("-") })
    else { return nil }
    let text = code.text(first.range.lowerBound..<last.range.upperBound)
    switch text {
    case "true", "True", "TRUE", "Boolean.TRUE": return .boolean(true)
    case "false", "False", "FALSE", "Boolean.FALSE": return .boolean(false)
    default:
      guard let digit = text.first(where: { $0 != "-" }), digit.isASCII, digit.isNumber else { return nil }
      var number = text.filter { $0 != "_" }
      if let suffix = number.last, "fFdDlLmM".contains(suffix), !number.hasPrefix("0x") { number.removeLast() }
      return Double(number).map(FlagValue.number)
    }
  }
}

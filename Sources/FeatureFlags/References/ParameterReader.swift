/// Reads the parameters of a function.
struct ParameterReader {
  private let code: TokenizedCode

  init(_ code: TokenizedCode) {
    self.code = code
  }

  /// The parameters among the tokens between the brackets; the receiver is none.
  func parameters(in range: Range<Int>) -> [CodeOutline.Parameter] {
    guard !range.isEmpty, range.count < 400 else { return [] }
    var found: [CodeOutline.Parameter] = []
    var start = range.lowerBound
    var open = 0
    for index in range {
      guard case .punctuation(let byte) = code.tokens[index].kind else { continue }
      if "([{<".utf8.contains(byte) { open += 1 }
      let isArrow =
        byte == UInt8(ascii: ">") && (code.isPunctuation(index - 1, "=") || code.isPunctuation(index - 1, "-"))
      if ")]}>".utf8.contains(byte), !isArrow { open -= 1 }
      if byte == UInt8(ascii: ","), open == 0 {
        if let parameter = parameter(start..<index) { found.append(parameter) }
        start = index + 1
      }
    }
    if let parameter = parameter(start..<range.upperBound) { found.append(parameter) }
    if let first = found.first, ["self", "cls", "this"].contains(first.name) { found.removeFirst() }
    return found
  }

  private func parameter(_ range: Range<Int>) -> CodeOutline.Parameter? {
    let end = range.first { code.isPunctuation($0, "=") } ?? range.upperBound
    let colon = (range.lowerBound..<end).first { code.isPunctuation($0, ":") } ?? end
    switch code.language {
    case .java, .csharp, .dart:
      let words = (range.lowerBound..<end).compactMap { code.word($0) }
      return words.last.map { .init(label: $0, name: $0) }
    case .swift:
      let words = (range.lowerBound..<colon).compactMap { code.word($0) }.suffix(2)
      guard let first = words.first, let last = words.last else { return nil }
      return .init(label: first, name: last)
    case .go:
      return code.word(range.lowerBound).map { .init(label: $0, name: $0) }
    case .php:
      let words = (range.lowerBound..<end).compactMap { code.word($0) }
      guard let name = words.last(where: { $0.hasPrefix("$") }) else { return nil }
      return .init(label: String(name.dropFirst()), name: name)
    case .python, .javascript, .kotlin, .ruby, .rust:
      let words = (range.lowerBound..<colon).compactMap { code.word($0) }
      return words.last.map { .init(label: $0, name: $0) }
    }
  }
}

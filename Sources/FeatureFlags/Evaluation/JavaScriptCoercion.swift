/// What JavaScript makes of a value where another type is asked for, by which JsonLogic compares and computes.
///
/// https://tc39.es/ecma262/#sec-type-conversion
enum JavaScriptCoercion {
  /// Whether a condition with the value holds. Unlike in JavaScript an empty list does not (jsonlogic.com/truthy.html).
  static func isTruthy(_ value: FlagValue) -> Bool {
    switch value {
    case .null: false
    case .boolean(let isTrue): isTrue
    case .number(let number): number != 0 && !number.isNaN
    case .string(let text): !text.isEmpty
    case .list(let elements): !elements.isEmpty
    case .object: true
    }
  }

  static func number(_ value: FlagValue) -> Double {
    switch value {
    case .null: 0
    case .boolean(let isTrue): isTrue ? 1 : 0
    case .number(let number): number
    case .string(let text): number(of: text)
    case .list(let elements):
      switch elements.count {
      case 0: 0
      case 1: number(.string(text(elements[0], isElement: true)))
      default: .nan
      }
    case .object: .nan
    }
  }

  /// - Parameter isElement: whether the value is joined with others, where null leaves nothing.
  static func text(_ value: FlagValue, isElement: Bool = false) -> String {
    switch value {
    case .null: isElement ? "" : "null"
    case .boolean(let isTrue): isTrue ? "true" : "false"
    case .number(let number): NumberText.text(of: number)
    case .string(let text): text
    case .list(let elements): elements.map { text($0, isElement: true) }.joined(separator: ",")
    case .object: "[object Object]"
    }
  }

  /// `==`.
  static func areLooselyEqual(_ left: FlagValue, _ right: FlagValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.boolean, .boolean), (.number, .number), (.string, .string): areStrictlyEqual(left, right)
    case (.list, .list), (.list, .object), (.object, .list), (.object, .object): false
    case (.boolean, _): areLooselyEqual(.number(number(left)), right)
    case (_, .boolean): areLooselyEqual(left, .number(number(right)))
    case (.number(let one), .string), (.string, .number(let one)):
      number(left) == number(right) && !one.isNaN
    case (.list, _), (.object, _): areLooselyEqual(.string(text(left)), right)
    case (_, .list), (_, .object): areLooselyEqual(left, .string(text(right)))
    }
  }

  /// `===`. Two lists or objects are never the same one.
  static func areStrictlyEqual(_ left: FlagValue, _ right: FlagValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let one), .boolean(let other)): one == other
    case (.number(let one), .number(let other)): one == other
    case (.string(let one), .string(let other)): ExactText.areEqual(one, other)
    default: false
    }
  }

  /// `<`; `nil` where one of them is no number, and any comparison is then false.
  static func isLess(_ left: FlagValue, _ right: FlagValue) -> Bool? {
    switch (primitive(left), primitive(right)) {
    case (.string(let one), .string(let other)): return one.utf16.lexicographicallyPrecedes(other.utf16)
    case (let one, let other):
      let (first, second) = (number(one), number(other))
      return first.isNaN || second.isNaN ? nil : first < second
    }
  }

  private static func primitive(_ value: FlagValue) -> FlagValue {
    switch value {
    case .list, .object: .string(text(value))
    case .null, .boolean, .number, .string: value
    }
  }

  private static func number(of text: String) -> Double {
    var bytes = text.utf8[...]
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    let trimmed = Substring(bytes)
    if trimmed.isEmpty { return 0 }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where trimmed.lowercased().hasPrefix(prefix) {
      return UInt64(trimmed.dropFirst(2), radix: radix).map { Double($0) } ?? .nan
    }
    switch trimmed {
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: break
    }
    let digits: (UInt8) -> Bool = { (0x30...0x39).contains($0) || ".eE+-".utf8.contains($0) }
    guard bytes.allSatisfy(digits) else { return .nan }
    // JavaScript takes `.5` and `5.`, Swift wants digits on both sides.
    return Double(trimmed) ?? Double("0\(trimmed)") ?? Double("\(trimmed)0") ?? .nan
  }
}

/// Texts compared by what they are made of: Swift's own comparison takes two spellings of `é` for the same.
enum ExactText {
  static func areEqual(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  static func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    guard let first = part.first else { return true }
    guard text.count >= part.count else { return false }
    return (0...text.count - part.count).contains { start in
      text[start] == first && text[start..<start + part.count].elementsEqual(part)
    }
  }
}

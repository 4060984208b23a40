/// The operators whose operands are all evaluated first.
extension JSONLogic {
  /// - Returns: `nil` where there is no such operator.
  mutating func operate(
    _ name: String, _ values: [FlagValue], _ data: FlagValue
  ) throws(EvaluationFailure) -> FlagValue? {
    let first = values.first ?? .null
    let second = values.count > 1 ? values[1] : .null
    switch name {
    case "==": return .boolean(JavaScriptCoercion.areLooselyEqual(first, second))
    case "!=": return .boolean(!JavaScriptCoercion.areLooselyEqual(first, second))
    case "===": return .boolean(JavaScriptCoercion.areStrictlyEqual(first, second))
    case "!==": return .boolean(!JavaScriptCoercion.areStrictlyEqual(first, second))
    case "<", "<=", ">", ">=": return .boolean(Self.areOrdered(values, by: name))
    case "!": return .boolean(!JavaScriptCoercion.isTruthy(first))
    case "!!": return .boolean(JavaScriptCoercion.isTruthy(first))
    case "+", "*", "-", "/", "%", "max", "min":
      return .number(Self.compute(name, values.map(JavaScriptCoercion.number)))
    case "merge":
      let merged = values.flatMap { if case .list(let elements) = $0 { elements } else { [$0] } }
      try spend(merged.count)
      return .list(merged)
    case "cat":
      let parts = values.map { JavaScriptCoercion.text($0, isElement: true) }
      try spend(0, text: parts.reduce(0) { $0 + $1.utf8.count })
      return .string(parts.joined())
    case "substr": return .string(Self.substring(of: JavaScriptCoercion.text(first), values.dropFirst()))
    case "in": return .boolean(try contains(second, first))
    case "var": return Self.lookUp(first, in: data) ?? second
    case "missing": return .list(try missing(values, in: data))
    case "missing_some":
      guard case .list(let names) = second else { return .list([]) }
      let missing = try missing(names, in: data)
      return .list(Double(names.count - missing.count) >= JavaScriptCoercion.number(first) ? [] : missing)
    case "log": return first
    default: return try operateOfFlagd(name, values, data)
    }
  }

  private static func areOrdered(_ values: [FlagValue], by name: String) -> Bool {
    let isInOrder: (FlagValue, FlagValue) -> Bool = { left, right in
      switch name {
      case "<": JavaScriptCoercion.isLess(left, right) ?? false
      case ">": JavaScriptCoercion.isLess(right, left) ?? false
      case "<=": JavaScriptCoercion.isLess(right, left).map { !$0 } ?? false
      default: JavaScriptCoercion.isLess(left, right).map { !$0 } ?? false
      }
    }
    let operands = values + Array(repeating: .null, count: max(0, 2 - values.count))
    guard isInOrder(operands[0], operands[1]) else { return false }
    return operands.count < 3 || isInOrder(operands[1], operands[2])
  }

  private static func compute(_ name: String, _ numbers: [Double]) -> Double {
    let first = numbers.first ?? 0
    let second = numbers.count > 1 ? numbers[1] : 0
    switch name {
    case "+": return numbers.reduce(0, +)
    case "*": return numbers.reduce(1, *)
    case "-": return numbers.count > 1 ? first - second : -first
    case "/": return first / second
    case "%": return first.truncatingRemainder(dividingBy: second)
    case "max": return numbers.contains(where: \.isNaN) ? .nan : numbers.max() ?? -.infinity
    default: return numbers.contains(where: \.isNaN) ? .nan : numbers.min() ?? .infinity
    }
  }

  /// `substr` counts characters of Unicode; a negative start counts from the end, and so does a negative length.
  private static func substring(of text: String, _ bounds: ArraySlice<FlagValue>) -> String {
    let scalars = Array(text.unicodeScalars)
    let number: (FlagValue) -> Int = { value in
      let number = JavaScriptCoercion.number(value)
      return number.isNaN ? 0 : Int(max(-1e9, min(1e9, number)))
    }
    var start = number(bounds.first ?? .null)
    start = start < 0 ? max(0, scalars.count + start) : min(start, scalars.count)
    var end = scalars.count
    if let bound = bounds.dropFirst().first, bound != .null {
      let length = number(bound)
      end = length < 0 ? scalars.count + length : min(scalars.count, start + length)
    }
    var part = String.UnicodeScalarView()
    if start < end { part.append(contentsOf: scalars[start..<end]) }
    return String(part)
  }

  private mutating func contains(_ whole: FlagValue, _ part: FlagValue) throws(EvaluationFailure) -> Bool {
    switch whole {
    case .list(let elements):
      try spend(elements.count)
      return elements.contains { JavaScriptCoercion.areStrictlyEqual($0, part) }
    case .string(let text):
      try spend(text.utf8.count / 64)
      return ExactText.contains(text, JavaScriptCoercion.text(part))
    case .null, .boolean, .number, .object: return false
    }
  }

  /// The value behind a path such as `user.roles.0`; `nil` where there is none, or null.
  static func lookUp(_ key: FlagValue, in data: FlagValue) -> FlagValue? {
    if key == .null || key == .string("") { return data }
    var value = data
    for part in JavaScriptCoercion.text(key).split(separator: ".", omittingEmptySubsequences: false) {
      switch value {
      case .object(let members):
        guard let member = members.last(where: { ExactText.areEqual($0.name, part) }) else { return nil }
        value = member.value
      case .list(let elements):
        if part == "length" {
          value = .number(Double(elements.count))
        } else {
          guard let index = Int(part), index.description == part, elements.indices.contains(index) else { return nil }
          value = elements[index]
        }
      case .string(let text):
        if part == "length" {
          value = .number(Double(text.unicodeScalars.count))
        } else {
          guard let index = Int(part), index.description == part, index >= 0,
            let scalar = text.unicodeScalars.dropFirst(index).first
          else { return nil }
          value = .string(String(scalar))
        }
      case .null, .boolean, .number: return nil
      }
    }
    return value == .null ? nil : value
  }

  private mutating func missing(_ values: [FlagValue], in data: FlagValue) throws(EvaluationFailure) -> [FlagValue] {
    let names = if case .list(let names) = values.first { names } else { values }
    try spend(names.count)
    return names.filter { name in
      let value = Self.lookUp(name, in: data)
      return value == nil || value == .string("")
    }
  }
}

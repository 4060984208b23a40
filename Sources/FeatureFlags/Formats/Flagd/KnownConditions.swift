import GateModel

/// What holds where an expression is reached: the conditions that led there, and those that were tried before in vain.
///
/// Each level keeps what it adds and refers to the one around it: copying what is known would make a long chain of branches slow.
struct KnownConditions {
  /// Shares what is known around a level.
  private final class Level: Sendable {
    let conditions: KnownConditions

    init(_ conditions: KnownConditions) { self.conditions = conditions }
  }

  /// A condition on which it was decided, and where.
  private struct Decision {
    var holds: Bool
    var line: Int
  }

  /// A bound of an attribute that is compared with numbers.
  private struct Bound {
    var value: Double
    /// Whether the attribute may be the bound itself.
    var includes: Bool
    var line: Int
  }

  private var outer: Level?
  private var decisions: [FlagValue: Decision] = [:]
  /// The texts of which an attribute is one.
  private var allowed: [String: (texts: Set<String>, line: Int)] = [:]
  /// The texts of which an attribute is none.
  private var excluded: [String: Set<String>] = [:]
  private var lower: [String: Bound] = [:]
  private var upper: [String: Bound] = [:]

  /// What is known of a condition, and the line that says so.
  struct Verdict {
    var holds: Bool
    var line: Int
    /// The attribute whose bounds exclude each other.
    var attribute: String?
  }

  /// The level within this one.
  func inner() -> KnownConditions {
    var inner = KnownConditions()
    inner.outer = Level(self)
    return inner
  }

  /// Takes in that `condition` holds, or does not.
  mutating func learn(_ condition: FlagValue, _ holds: Bool, line: Int) {
    guard case .object(let members) = condition, members.count == 1 else { return }
    let operands: [FlagValue] = if case .list(let elements) = members[0].value { elements } else { [members[0].value] }
    switch (members[0].name, holds) {
    case ("and", true), ("or", false):
      for operand in operands { learn(operand, holds, line: line) }
    case ("!", _) where operands.count == 1: learn(operands[0], !holds, line: line)
    case ("!!", _) where operands.count == 1: learn(operands[0], holds, line: line)
    default:
      if let choice = Self.choice(members[0].name, operands) {
        if holds {
          let known = allowed[choice.attribute]
          allowed[choice.attribute] = (known.map { $0.texts.intersection(choice.texts) } ?? choice.texts, line)
        } else {
          excluded[choice.attribute, default: []].formUnion(choice.texts)
        }
      }
      if holds { for bound in Self.bounds(members[0].name, operands) { learn(bound, line: line) } }
    }
    if decisions[condition] == nil { decisions[condition] = Decision(holds: holds, line: line) }
  }

  /// Whether it is already decided that `condition` holds, or does not; `nil` where it is not.
  func verdict(on condition: FlagValue) -> Verdict? {
    ownVerdict(on: condition) ?? outer?.conditions.verdict(on: condition)
  }

  private func ownVerdict(on condition: FlagValue) -> Verdict? {
    guard case .object(let members) = condition, members.count == 1 else { return nil }
    let operands: [FlagValue] = if case .list(let elements) = members[0].value { elements } else { [members[0].value] }
    if let decided = decisions[condition] { return Verdict(holds: decided.holds, line: decided.line) }
    let name = members[0].name
    if let choice = Self.choice(name, operands) {
      if let known = allowed[choice.attribute], known.texts.isDisjoint(with: choice.texts) {
        return Verdict(holds: false, line: known.line, attribute: choice.attribute)
      }
      if name == "in", let excluded = excluded[choice.attribute], excluded.isSuperset(of: choice.texts) {
        return Verdict(holds: false, line: 0)
      }
    }
    let bounds = Self.bounds(name, operands)
    for bound in bounds {
      let other = bound.isLower ? upper[bound.attribute] : lower[bound.attribute]
      let inner = bounds.first { $0.attribute == bound.attribute && $0.isLower != bound.isLower }
      if let other, Self.exclude(bound, other.value, other.includes) {
        return Verdict(holds: false, line: other.line, attribute: bound.attribute)
      }
      if let inner, Self.exclude(bound, inner.value, inner.includes) {
        return Verdict(holds: false, line: 0, attribute: bound.attribute)
      }
    }
    return nil
  }

  private mutating func learn(_ bound: AttributeBound, line: Int) {
    let new = Bound(value: bound.value, includes: bound.includes, line: line)
    let old = bound.isLower ? lower[bound.attribute] : upper[bound.attribute]
    let isTighter = old.map { bound.isLower ? new.value > $0.value : new.value < $0.value } ?? true
    guard isTighter else { return }
    if bound.isLower { lower[bound.attribute] = new } else { upper[bound.attribute] = new }
  }

  private static func exclude(_ bound: AttributeBound, _ value: Double, _ includes: Bool) -> Bool {
    let (low, high) = bound.isLower ? (bound.value, value) : (value, bound.value)
    return low > high || (low == high && !(bound.includes && includes))
  }

  /// An attribute that is compared with texts. Those that could as well be numbers are left out: `==` takes them for such.
  private static func choice(_ name: String, _ operands: [FlagValue]) -> (attribute: String, texts: Set<String>)? {
    guard operands.count == 2 else { return nil }
    let literals: [FlagValue]
    switch name {
    case "==", "===":
      let first = attribute(operands[0])
      guard let attribute = first ?? attribute(operands[1]) else { return nil }
      literals = [first == nil ? operands[0] : operands[1]]
      return texts(literals).map { (attribute, $0) }
    case "in":
      guard let attribute = attribute(operands[0]), case .list(let elements) = operands[1] else { return nil }
      return texts(elements).map { (attribute, $0) }
    default: return nil
    }
  }

  private static func texts(_ literals: [FlagValue]) -> Set<String>? {
    var texts: Set<String> = []
    for literal in literals {
      guard case .string(let text) = literal, JavaScriptCoercion.number(literal).isNaN else { return nil }
      texts.insert(text)
    }
    return texts.isEmpty ? nil : texts
  }

  private struct AttributeBound {
    var attribute: String
    var isLower: Bool
    var value: Double
    var includes: Bool
  }

  /// What a comparison with numbers says of an attribute.
  private static func bounds(_ name: String, _ operands: [FlagValue]) -> [AttributeBound] {
    guard ["<", "<=", ">", ">="].contains(name), (2...3).contains(operands.count) else { return [] }
    var bounds: [AttributeBound] = []
    for (left, right) in zip(operands, operands.dropFirst()) {
      let includes = name.hasSuffix("=")
      if let attribute = attribute(left), case .number(let value) = right {
        bounds.append(.init(attribute: attribute, isLower: name.hasPrefix(">"), value: value, includes: includes))
      } else if let attribute = attribute(right), case .number(let value) = left {
        bounds.append(.init(attribute: attribute, isLower: name.hasPrefix("<"), value: value, includes: includes))
      }
    }
    return bounds
  }

  /// The path of a `var` without a default.
  private static func attribute(_ expression: FlagValue) -> String? {
    guard case .object(let members) = expression, members.count == 1, members[0].name == "var" else { return nil }
    switch members[0].value {
    case .string(let path): return path
    case .list(let operands):
      guard operands.count == 1, case .string(let path) = operands[0] else { return nil }
      return path
    default: return nil
    }
  }
}

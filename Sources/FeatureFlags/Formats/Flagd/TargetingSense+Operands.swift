import DocumentTree
import GateModel

/// What is compared with what.
extension TargetingSense {
  private static let orders: Set<String> = ["<", "<=", ">", ">="]
  private static let equalities: Set<String> = ["==", "!=", "===", "!=="]
  /// Attributes that name one user.
  private static let personal: Set<String> = [
    "targetingkey", "id", "userid", "user", "email", "mail", "username", "login", "user_id", "accountid", "customerid",
  ]
  /// More than 3000 years in seconds: what is larger counts milliseconds.
  private static let milliseconds = 100_000_000_000.0

  /// - Returns: what the operator gives, where that is not known from the operands' values alone.
  mutating func checkOperands(
    _ name: String, _ operands: [DocumentNode], _ values: [KnownTargeting]
  ) -> KnownTargeting? {
    switch name {
    case _ where Self.orders.contains(name) || Self.equalities.contains(name):
      checkPersons(operands)
      let times = checkTimes(name, operands)
      guard !times, values.contains(where: { $0.value == nil }) else { return nil }
      return checkComparison(name, operands, values)
    case "in":
      checkPersons(operands)
      return checkMembership(operands, values)
    case "sem_ver": checkVersions(operands)
    case "starts_with", "ends_with": checkPersons(operands)
    default: break
    }
    return nil
  }

  /// - Returns: unknown where something was reported, so that nothing is said twice.
  private mutating func checkComparison(
    _ name: String, _ operands: [DocumentNode], _ values: [KnownTargeting]
  ) -> KnownTargeting? {
    for (index, operand) in operands.enumerated() where values[index].value != nil {
      switch operand.value {
      case .list, .object:
        report(
          .comparisonTypes, "`\(name)` compares with \(operand.value.article), which is equal to nothing", at: operand,
          help: "to ask whether a value is in a list write `in`")
        return .unknown
      case .boolean where Self.orders.contains(name):
        report(.comparisonTypes, "`\(name)` orders numbers and texts, found \(operand.value.article)", at: operand)
        return .unknown
      case .string(let text):
        if Self.orders.contains(name), Self.isVersion(text) {
          report(
            .comparisonVersion, "`\(name)` compares versions as texts, by which 1.10.0 comes before 1.9.0", at: operand,
            help: #"write { "sem_ver": [… , "\#(name)", "\#(FlagFindings.shown(text))"] }"#)
          return .unknown
        }
        let others = values.indices.filter { $0 != index && abs($0 - index) == 1 }
        if JavaScriptCoercion.number(.string(text)).isNaN, others.contains(where: { values[$0].type == .number }) {
          report(
            .comparisonTypes, "`\(name)` compares a number with a text that is none, `\(FlagFindings.shown(text))`",
            at: operand, help: name.hasPrefix("!") ? "it always holds" : "it never holds")
          return .unknown
        }
      case .null, .boolean, .number: continue
      }
    }
    if name.utf8.count == 3, let left = values[0].type, let right = values[1].type, left != right {
      report(
        .comparisonTypes, "`\(name)` compares a \(left.rawValue) with a \(right.rawValue), which are never the same",
        at: operands[1], help: "`\(name.dropLast())` compares what they mean")
      return .unknown
    }
    return nil
  }

  private mutating func checkMembership(
    _ operands: [DocumentNode], _ values: [KnownTargeting]
  ) -> KnownTargeting? {
    guard operands.count == 2, values.contains(where: { $0.value == nil }) else { return nil }
    switch operands[0].value {
    case .list:
      report(
        .comparisonTypes,
        "`in` looks for a list within \(operands[1].members == nil ? operands[1].value.article : "a value")",
        at: operands[0], help: "the list comes second: { \"in\": [value, list] }")
      return .unknown
    default: break
    }
    switch operands[1].value {
    case .null, .boolean, .number:
      report(
        .comparisonTypes, "`in` looks into a list or a text, found \(operands[1].value.article)", at: operands[1])
      return .unknown
    case .list(let elements):
      if elements.isEmpty {
        report(.comparisonTypes, "`in` looks into an empty list, so it never holds", at: operands[1])
        return .unknown
      }
      if Self.isPersonal(operands[0]) { note(individuals: elements.count, at: operands[1]) }
    case .string, .object: break
    }
    return nil
  }

  private mutating func checkVersions(_ operands: [DocumentNode]) {
    for (index, operand) in operands.enumerated() where index != 1 && operands.count == 3 {
      switch operand.value {
      case .string(let text):
        if SemanticVersion(text) == nil {
          report(
            .versionLiteral, "`\(FlagFindings.shown(text))` is no version, so `sem_ver` gives nothing", at: operand,
            help: "write it as 1.2.3 or 1.2.3-beta.1")
        }
      case .null, .boolean, .list:
        report(.versionLiteral, "`sem_ver` compares versions, found \(operand.value.article)", at: operand)
      case .number, .object: continue
      }
    }
  }

  /// - Returns: whether something was reported.
  private mutating func checkTimes(_ name: String, _ operands: [DocumentNode]) -> Bool {
    guard operands.contains(where: Self.isTimestamp) else { return false }
    var isReported = false
    for (index, operand) in operands.enumerated() {
      guard case .number(let text) = operand.value else { continue }
      let seconds = NumberText.value(of: text)
      if seconds.magnitude > Self.milliseconds {
        report(
          .timeMilliseconds, "`$flagd.timestamp` counts seconds; \(FlagFindings.shown(text)) is a time in milliseconds",
          at: operand, help: "leave the last three digits out")
        isReported = true
      } else if let whole = Int64(exactly: seconds.rounded()), whole > 0 {
        let isBehind = index > 0 && Self.isTimestamp(operands[index - 1]) && name.hasPrefix("<")
        let isBefore = index + 1 < operands.count && Self.isTimestamp(operands[index + 1]) && name.hasPrefix(">")
        if isBehind || isBefore { note(deadline: whole, at: operand) }
      }
    }
    return isReported
  }

  /// E-mail addresses, once a comparison.
  private mutating func checkPersons(_ operands: [DocumentNode]) {
    let literals = operands.flatMap { $0.elements ?? [$0] }
    let persons = literals.filter { $0.text.map(Self.isAddress) ?? false }
    guard let first = persons.first else { return }
    let count = persons.count == 1 ? "an e-mail address" : "\(persons.count) e-mail addresses"
    report(
      .targetingPerson, "targeting names \(count), which every clone of the repository then holds", at: first,
      help: "target a role, a group or a key that says nothing of the person")
  }

  private static func isTimestamp(_ node: DocumentNode) -> Bool { variable(node) == "$flagd.timestamp" }

  private static func isPersonal(_ node: DocumentNode) -> Bool {
    guard let last = variable(node)?.split(separator: ".").last else { return false }
    return personal.contains(last.lowercased())
  }

  /// The path of a `var`.
  private static func variable(_ node: DocumentNode) -> String? {
    guard let members = node.members, members.count == 1, members[0].key.keyText == "var" else { return nil }
    return members[0].value.text ?? members[0].value.elements?.first?.text
  }

  /// Three numbers, or two and a pre-release: `1.2` may well be a number.
  private static func isVersion(_ text: String) -> Bool {
    guard let version = SemanticVersion(text) else { return false }
    let core = text.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    let dots = core.count { $0 == UInt8(ascii: ".") }
    return dots == 2 || (dots == 1 && !version.prerelease.isEmpty)
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let dot = parts[1].lastIndex(of: UInt8(ascii: ".")) else { return false }
    let isName = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "._+-%".utf8.contains(byte) || byte > 0x7F
    }
    return parts[0].allSatisfy(isName) && parts[1].allSatisfy(isName) && dot != parts[1].startIndex
      && parts[1][dot...].count > 2
  }
}

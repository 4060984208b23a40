import GateModel

/// The operators that flagd adds. One with the wrong operands gives null, and the flag then serves its default.
///
/// https://flagd.dev/reference/custom-operations/
extension JSONLogic {
  /// - Returns: `nil` where there is no such operator.
  mutating func operateOfFlagd(
    _ name: String, _ values: [FlagValue], _ data: FlagValue
  ) throws(EvaluationFailure) -> FlagValue? {
    switch name {
    case "fractional": return fractional(values, data)
    case "rollout": return rollout(values, data)
    case "sem_ver": return Self.compareVersions(values)
    case "starts_with": return Self.compareTexts(values) { $0.starts(with: $1) }
    case "ends_with": return Self.compareTexts(values) { $0.reversed().starts(with: $1.reversed()) }
    case "lower", "upper":
      guard values.count == 1, case .string(let text) = values[0] else { return .null }
      try spend(0, text: text.utf8.count)
      return .string(Self.cased(text, isUpper: name == "upper"))
    default: return nil
    }
  }

  private static func compareTexts(
    _ values: [FlagValue], _ holds: (String.UTF8View, String.UTF8View) -> Bool
  ) -> FlagValue {
    guard values.count == 2, case .string(let text) = values[0], case .string(let part) = values[1] else {
      return .null
    }
    return .boolean(holds(text.utf8, part.utf8))
  }

  /// Only the letters of ASCII, so that every provider does the same.
  private static func cased(_ text: String, isUpper: Bool) -> String {
    let letters: ClosedRange<UInt8> = isUpper ? 0x61...0x7A : 0x41...0x5A
    return String(decoding: text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
  }

  private static func compareVersions(_ values: [FlagValue]) -> FlagValue {
    guard values.count == 3, case .string(let comparison) = values[1], let left = SemanticVersion(values[0]),
      let right = SemanticVersion(values[2])
    else { return .null }
    switch comparison {
    case "=": return .boolean(!(left < right) && !(right < left))
    case "!=": return .boolean(left < right || right < left)
    case "<": return .boolean(left < right)
    case "<=": return .boolean(!(right < left))
    case ">": return .boolean(right < left)
    case ">=": return .boolean(!(left < right))
    case "^": return .boolean(left.numbers[0] == right.numbers[0])
    case "~": return .boolean(left.numbers[0...1] == right.numbers[0...1])
    default: return .null
    }
  }

  /// `[bucketing value,] [variant, weight]…`.
  private func fractional(_ values: [FlagValue], _ data: FlagValue) -> FlagValue {
    var (parts, explicit) = (values[...], FlagValue?.none)
    if let first = values.first, !first.isList { (parts, explicit) = (values.dropFirst(), first) }
    guard let bytes = bucketingBytes(explicit, data) else { return .null }
    var (variants, weights): ([FlagValue], [Int]) = ([], [])
    for part in parts {
      guard case .list(let pair) = part, let variant = pair.first, let weight = Self.weight(of: pair) else {
        return .null
      }
      variants.append(variant)
      weights.append(weight)
    }
    guard weights.allSatisfy({ $0 <= Int(Int32.max) }) else { return .null }
    return bucketing.index(of: MurmurHash3.hash(bytes), in: weights).map { variants[$0] } ?? .null
  }

  /// 1 where none is given; a negative one, as computing can give it, is 0.
  private static func weight(of pair: [FlagValue]) -> Int? {
    guard pair.count == 2, pair[1] != .null else { return pair.count <= 2 ? 1 : nil }
    guard case .number(let number) = pair[1], let weight = Int(exactly: number) else { return nil }
    return max(0, weight)
  }

  private func bucketingBytes(_ explicit: FlagValue?, _ data: FlagValue) -> [UInt8]? {
    guard case .object = data else { return nil }
    let flag = data["$flagd"]?["flagKey"].flatMap { if case .string(let key) = $0 { key } else { nil } } ?? ""
    return bucketing.bytes(of: explicit, flag: flag, targetingKey: data["targetingKey"])
  }

  /// `[bucketing value,] start, end, [before,] after`: from the one time to the other more and more people get `after`.
  private func rollout(_ values: [FlagValue], _ data: FlagValue) -> FlagValue {
    var (parts, explicit) = (values[...], FlagValue?.none)
    if let first = values.first, case .number = first {} else { (parts, explicit) = (values.dropFirst(), values.first) }
    if let explicit, explicit != .null, explicit.type != .string { return .null }
    let operands = Array(parts)
    guard operands.count >= 3, case .number(let start) = operands[0], case .number(let end) = operands[1], start < end,
      case .number(let now) = data["$flagd"]?["timestamp"], [start, end, now].allSatisfy({ $0.magnitude < 1e15 })
    else { return .null }
    let before = operands.count > 3 ? operands[2] : .null
    let after = operands[operands.count > 3 ? 3 : 2]
    guard let bytes = bucketingBytes(explicit == .null ? nil : explicit, data) else { return .null }
    let (duration, elapsed) = (Int(end) - Int(start), Int(now) - Int(start))
    if elapsed <= 0 { return before }
    if elapsed >= duration { return after }
    let (high, low) = UInt64(MurmurHash3.hash(bytes)).multipliedFullWidth(by: UInt64(duration))
    return Int(high << 32 | low >> 32) < elapsed ? after : before
  }
}

extension FlagValue {
  var isList: Bool { if case .list = self { true } else { false } }
}

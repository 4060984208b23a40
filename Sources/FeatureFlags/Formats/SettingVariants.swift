import DocumentTree
import GateModel

/// The variants of a flag that a file sets to plain values, which name none: `on` and `off` of a truth value, and
/// otherwise one for each value.
struct SettingVariants {
  /// What a plain value sets a flag to.
  struct Setting {
    var outcome: FlagOutcome
    /// `nil` where it is no single value.
    var value: FlagValue?
  }

  private(set) var type: DeclaredType?
  private let isDeclared: Bool
  private let key: String
  /// Where the flag stands.
  private let place: SourceRange
  private var named: [FlagVariant] = []

  init(type: DeclaredType?, key: String, place: SourceRange) {
    self.type = type
    self.key = key
    self.place = place
    isDeclared = type != nil
  }

  /// All variants that were met, in order.
  var all: [FlagVariant] {
    guard type == .boolean else { return named }
    return [FlagVariant("on", .boolean(true), at: place), FlagVariant("off", .boolean(false), at: place)]
  }

  /// The name of the variant that `text` means: `on` for `true`.
  static func variantName(_ text: Placed<String>) -> Placed<String> {
    var name = text
    if let truth = truth(text.value) { name.value = truth ? "on" : "off" }
    return name
  }

  /// Takes the type of the first value, where none was declared.
  mutating func learnType(from nodes: [DocumentNode]) {
    guard type == nil else { return }
    for node in nodes {
      switch node.value {
      case .boolean: type = .boolean
      case .number: type = .number
      case .object: type = .object
      case .string(let text): type = Self.truth(text) != nil || Self.share(text) != nil ? .boolean : .string
      case .null, .list: continue
      }
      return
    }
  }

  /// What `node` sets the flag to; `nil` and a finding where that does not fit.
  mutating func read(_ node: DocumentNode, _ findings: inout FlagFindings) -> Setting? {
    if type == .boolean, let text = node.keyText {
      if let truth = Self.truth(text) {
        return Setting(outcome: .variant(truth ? "on" : "off"), value: .boolean(truth))
      }
      if let share = Self.share(text) { return Self.split(share, at: node, &findings) }
    }
    let value = FlagValue(node)
    guard let type, type.takes(value) else {
      let reason = isDeclared ? "the flag is" : "its first value makes it"
      findings.add(
        .declaredType,
        "a value of `\(FlagFindings.shown(key))` is \(node.value.article)"
          + (type.map { ", but \(reason) \($0.article) flag" } ?? ", which no flag can have"),
        at: node, help: type == .boolean ? "write `on`, `off` or a percentage like `25%`" : nil)
      return nil
    }
    return Setting(outcome: .variant(name(of: value, node)), value: value)
  }

  private mutating func name(of value: FlagValue, _ node: DocumentNode) -> String {
    if let known = named.first(where: { $0.value == value }) { return known.name }
    let name = node.keyText ?? "value \(named.count + 1)"
    named.append(FlagVariant(name, value, at: node.range))
    return name
  }

  /// `on` for that part of all users, in per cent.
  static func split(_ share: Double, at node: DocumentNode, _ findings: inout FlagFindings) -> Setting {
    guard (0...100).contains(share) else {
      findings.add(
        .weightRange,
        "a flag is on for 0 to 100 per cent of all users, not for \(FlagFindings.shown(node.keyText ?? ""))",
        at: node)
      return Setting(outcome: .unknown, value: nil)
    }
    let parts = Int((share * Double(FlagShare.whole) / 100).rounded())
    switch parts {
    case 0: return Setting(outcome: .variant("off"), value: .boolean(false))
    case FlagShare.whole: return Setting(outcome: .variant("on"), value: .boolean(true))
    default:
      return Setting(
        outcome: .split([FlagShare("on", weight: parts), FlagShare("off", weight: FlagShare.whole - parts)]), value: nil
      )
    }
  }

  static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "on": true
    case "false", "off": false
    default: nil
    }
  }

  /// The number before a per cent sign.
  static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let number = Double(text.dropLast()), number.isFinite else { return nil }
    return number
  }
}

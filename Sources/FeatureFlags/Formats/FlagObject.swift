import DocumentTree
import GateModel

/// An object of a definition file, read by what its format says of it.
///
/// A member that is null counts as one that is not there. What has another shape than the format wants is a finding, and
/// reads as missing.
struct FlagObject {
  /// What a format makes of members that it does not know.
  enum Strangers {
    /// It refuses the file.
    case refused
    /// It drops them: an error where one looks like a slip of the keyboard, and else a warning.
    case ignored
    /// It is written by a server and holds much that nothing needs: only a slip of the keyboard is worth a word.
    case expected
  }

  let node: DocumentNode
  let entries: [DocumentNode.Entry]
  /// What it is, with an article: `a rule of flag `x``.
  let title: String
  /// Where what is missing is reported: its key, or the first member of one in a list.
  let place: DocumentNode
  /// Whether bare scalars of YAML count as the text that they look like, as Go's parser reads them.
  let takesBareTexts: Bool

  /// `nil`, and a finding, where `node` is no object.
  init?(
    _ node: DocumentNode, _ title: String, at place: DocumentNode? = nil, takesBareTexts: Bool = false,
    _ findings: inout FlagFindings
  ) {
    guard let entries = node.members else {
      findings.add(.shape, "\(title) is \(node.value.article); it takes an object", at: node)
      return nil
    }
    self.entries = entries
    self.node = node
    self.title = title
    self.place = place ?? entries.first?.key ?? node
    self.takesBareTexts = takesBareTexts
  }

  /// Checks the names of the members.
  func check(
    known: [String], required: [String] = [], _ strangers: Strangers, of format: FlagFormat,
    _ findings: inout FlagFindings
  ) {
    for entry in entries {
      guard let name = entry.key.keyText, !known.contains(name) else { continue }
      if strangers == .expected, name.hasPrefix("_") { continue }
      let meant = NearestName.match(for: name, among: known)
      if strangers == .expected, meant == nil { continue }
      if strangers == .ignored, meant == nil, name.hasPrefix("$") || name.hasPrefix("x-") { continue }
      let effect = strangers == .refused ? "\(format.title) refuses the file" : "\(format.title) ignores it"
      findings.add(
        .unknownProperty, "unknown property `\(FlagFindings.shown(name))` of \(title); \(effect)", at: entry.key,
        severity: strangers == .ignored && meant == nil ? .warning : nil,
        help: meant.map { "did you mean `\($0)`?" } ?? "it takes \(FlagFindings.list(known))")
    }
    // A member that looks like the missing one has its own finding.
    for name in required where self[name] == nil && !hasSlip(of: name, known: known) {
      findings.add(.propertyMissing, "\(title) has no `\(name)`", at: place)
    }
  }

  /// Whether a member was probably meant to be called `name`.
  func hasSlip(of name: String, known: [String] = []) -> Bool {
    entries.contains { entry in
      guard let own = entry.key.keyText, own != name, !known.contains(own) else { return false }
      return NearestName.match(for: own, among: [name]) != nil
    }
  }

  /// The value of the member called `name`, `nil` where there is none or it is null.
  subscript(name: String) -> DocumentNode? {
    guard let value = entries.member(name)?.value, value.value != .null else { return nil }
    return value
  }

  /// Where the key of the member called `name` stands.
  func key(_ name: String) -> DocumentNode? { entries.member(name)?.key }

  func text(_ name: String, _ findings: inout FlagFindings) -> Placed<String>? {
    guard let node = self[name] else { return nil }
    guard let text = takesBareTexts ? node.keyText : node.text else {
      return mismatch(node, name, "a text", &findings)
    }
    return Placed(text, at: node.range)
  }

  /// A text that is not empty.
  func filled(_ name: String, _ findings: inout FlagFindings) -> Placed<String>? {
    guard let text = text(name, &findings) else { return nil }
    if text.value.isEmpty { findings.add(.shape, "`\(name)` of \(title) is empty", at: text.range) }
    return text
  }

  func boolean(_ name: String, _ findings: inout FlagFindings) -> Placed<Bool>? {
    guard let node = self[name] else { return nil }
    guard case .boolean(let value) = node.value else { return mismatch(node, name, "true or false", &findings) }
    return Placed(value, at: node.range)
  }

  func number(_ name: String, _ findings: inout FlagFindings) -> Placed<Double>? {
    guard let node = self[name] else { return nil }
    guard case .number(let text) = node.value else { return mismatch(node, name, "a number", &findings) }
    return Placed(NumberText.value(of: text), at: node.range)
  }

  /// A whole number.
  func integer(_ name: String, _ findings: inout FlagFindings) -> Placed<Int>? {
    guard let number = number(name, &findings) else { return nil }
    guard let value = Int(exactly: number.value) else {
      findings.add(.shape, "`\(name)` of \(title) is a whole number", at: number.range)
      return nil
    }
    return Placed(value, at: number.range)
  }

  func time(_ name: String, _ findings: inout FlagFindings) -> Placed<FlagTime>? {
    guard let node = self[name] else { return nil }
    guard let text = node.keyText else { return mismatch(node, name, "a date", &findings) }
    // Bare, YAML and TOML have looser forms of their own.
    guard let time = FlagTime(text), isBare(node) || FlagTime.isStrict(text) else {
      findings.add(
        .shape, "`\(FlagFindings.shown(text))` is no date with a time and its offset from UTC", at: node,
        help: "write it as RFC 3339 has it: 2027-01-31T08:00:00Z")
      return nil
    }
    return Placed(time, at: node.range)
  }

  private func isBare(_ node: DocumentNode) -> Bool {
    if case .plain = node.content { true } else { false }
  }

  func list(_ name: String, _ findings: inout FlagFindings) -> [DocumentNode]? {
    guard let node = self[name] else { return nil }
    return node.elements ?? mismatch(node, name, "a list", &findings)
  }

  /// The member called `name`, itself an object that `title` names.
  func object(_ name: String, _ title: String, _ findings: inout FlagFindings) -> FlagObject? {
    guard let node = self[name] else { return nil }
    return FlagObject(node, title, at: key(name), takesBareTexts: takesBareTexts, &findings)
  }

  /// The texts of a list.
  func texts(_ name: String, _ findings: inout FlagFindings) -> [Placed<String>]? {
    guard let elements = list(name, &findings) else { return nil }
    return elements.compactMap { element in
      guard let text = takesBareTexts ? element.keyText : element.text else {
        findings.add(.shape, "`\(name)` of \(title) has \(element.value.article); it takes texts", at: element)
        return nil
      }
      return Placed(text, at: element.range)
    }
  }

  /// A text that is one of `choices`.
  func choice(_ name: String, among choices: [String], _ findings: inout FlagFindings) -> Placed<String>? {
    guard let text = text(name, &findings) else { return nil }
    if choices.contains(text.value) { return text }
    let meant = FlagFindings.suggestion(for: text.value, among: choices).map { $0 + " " } ?? ""
    findings.add(
      .shape, "`\(FlagFindings.shown(text.value))` is no `\(name)` of \(title)", at: text.range,
      help: meant + "it is one of \(FlagFindings.list(choices))")
    return nil
  }

  private func mismatch<Value>(
    _ node: DocumentNode, _ name: String, _ wanted: String, _ findings: inout FlagFindings
  ) -> Value? {
    findings.add(.shape, "`\(name)` of \(title) is \(node.value.article); it takes \(wanted)", at: node)
    return nil
  }
}

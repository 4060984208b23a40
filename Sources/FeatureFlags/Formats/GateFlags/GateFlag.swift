import DocumentTree
import GateModel

/// One flag of gate's own `flags.yml`.
struct GateFlag {
  private static let known = KnownProperties(
    of: "a flag of flags.yml",
    [
      "description", "owner", "kind", "created", "expires", "story", "tests", "rollback", "safe", "issue", "tags",
      "type",
      "default", "environments",
    ], others: .refused)

  private let key: String
  private let entry: DocumentNode.Entry

  init?(_ entry: DocumentNode.Entry) {
    guard let key = entry.key.keyText else { return nil }
    self.key = key
    self.entry = entry
  }

  private var name: String { "flag `\(FlagFindings.shown(key))`" }

  func read(path: RepositoryPath, _ findings: inout FlagFindings) -> Flag {
    var flag = Flag(key: key, path: path, range: entry.key.range)
    if key.isEmpty { findings.add(.keyInvalid, "a flag's key must not be empty", at: entry.key) }
    guard let members = entry.value.members else {
      // A key with nothing behind it registers the flag.
      if entry.value.value != .null {
        findings.add(.shape, "\(name) is \(entry.value.value.article); it takes an object", at: entry.value)
      }
      return flag
    }
    Self.known.check(members, &findings)
    flag.metadata = metadata(members, &findings)
    let type = members.member("type").flatMap {
      DeclaredType.read($0.value, of: key, known: DeclaredType.allCases, &findings)
    }
    readValues(members, type, &flag, &findings)
    return flag
  }

  private func readValues(
    _ members: [DocumentNode.Entry], _ type: DeclaredType?, _ flag: inout Flag, _ findings: inout FlagFindings
  ) {
    let standard = members.member("default")?.value
    let environments = members.member("environments")?.value
    if let environments, environments.members == nil {
      findings.add(
        .shape, "`environments` is \(environments.value.article); it takes an object of values by environment",
        at: environments)
    }
    let settings = environments?.members ?? []
    var variants = SettingVariants(type: type, key: key, place: entry.key.range)
    variants.learnType(from: (standard.map { [$0] } ?? []) + settings.map(\.value))
    if let standard, let setting = variants.read(standard, &findings) {
      flag.codeDefault = setting.value.map { Placed($0, at: standard.range) }
    }
    for setting in settings {
      guard let environment = setting.key.keyText, let read = variants.read(setting.value, &findings) else { continue }
      flag.states.append(
        FlagState(
          environment: environment, isEnabled: true, range: setting.key.range,
          fallback: Placed(read.outcome, at: setting.value.range)))
    }
    flag.type = variants.type?.type
    flag.variants = variants.all
  }

  private func metadata(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) -> FlagMetadata {
    var metadata = FlagMetadata()
    metadata.description = text("description", members, &findings)
    metadata.owner = text("owner", members, &findings)
    metadata.story = text("story", members, &findings)
    metadata.rollback = text("rollback", members, &findings)
    metadata.issue = text("issue", members, &findings)
    metadata.safeVariant = text("safe", members, &findings).map(SettingVariants.variantName)
    metadata.tests = texts("tests", members, &findings)
    metadata.tags = texts("tags", members, &findings)
    metadata.kind = kind(members, &findings)
    metadata.created = text("created", members, &findings).flatMap { created in
      let day = CalendarDay(date: created.value)
      if day == nil { report(created, "a day in the form 2027-01-31", &findings) }
      return day.map { Placed($0, at: created.range) }
    }
    metadata.expires = text("expires", members, &findings).flatMap { expires in
      let expiry = FlagExpiry(expires.value)
      if expiry == nil { report(expires, "a day in the form 2027-01-31, or `never`", &findings) }
      return expiry.map { Placed($0, at: expires.range) }
    }
    return metadata
  }

  private func report(_ date: Placed<String>, _ expected: String, _ findings: inout FlagFindings) {
    findings.add(
      .dateInvalid, "`\(FlagFindings.shown(date.value))` is no day of the calendar", at: date.range,
      help: "write \(expected)")
  }

  private func kind(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) -> Placed<FlagKind>? {
    guard let text = text("kind", members, &findings) else { return nil }
    if let kind = FlagKind(rawValue: text.value) { return Placed(kind, at: text.range) }
    let names = FlagKind.allCases.map(\.rawValue)
    findings.add(
      .kindUnknown, "`\(FlagFindings.shown(text.value))` is no kind of flag", at: text.range,
      help: FlagFindings.suggestion(for: text.value, among: names) ?? "the kinds are \(FlagFindings.list(names))")
    return nil
  }

  /// A text; numbers and truth values are taken as they are written, for a story may be `1.3` and a safe value `false`.
  private func text(
    _ property: String, _ members: [DocumentNode.Entry], _ findings: inout FlagFindings
  ) -> Placed<String>? {
    guard let node = members.member(property)?.value else { return nil }
    if let text = node.keyText, node.value != .null, !text.isEmpty { return Placed(text, at: node.range) }
    findings.add(
      .shape, "`\(property)` of \(name) is \(node.keyText == "" ? "empty" : node.value.article); it takes a text",
      at: node)
    return nil
  }

  private func texts(
    _ property: String, _ members: [DocumentNode.Entry], _ findings: inout FlagFindings
  ) -> [Placed<String>] {
    guard let node = members.member(property)?.value else { return [] }
    for element in node.elements ?? [node] where element.text == nil {
      findings.add(
        .shape, "`\(property)` of \(name) holds \(element.value.article); it takes a list of texts", at: element)
    }
    return FlagMetadata.texts(node)
  }
}

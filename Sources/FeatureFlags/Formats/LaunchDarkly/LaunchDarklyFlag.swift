import DocumentTree
import GateModel

/// One flag of LaunchDarkly.
struct LaunchDarklyFlag {
  private static let properties = [
    "key", "name", "kind", "description", "variations", "variationJsonSchema", "defaults", "temporary", "tags",
    "maintainerId", "maintainerTeamKey", "archived", "archivedDate", "deprecated", "deprecatedDate", "creationDate",
    "clientSideAvailability", "clientSide", "includeInSnippet", "environments", "experiments", "goalIds",
    "customProperties", "codeReferences", "migrationSettings", "migration", "samplingRatio", "excludeFromSummaries",
    "deleted",
  ]

  private(set) var flag: Flag
  private var prerequisites: [(environment: String?, key: Placed<String>, variation: Placed<Int>?)] = []

  /// `nil` where it is no object, or has no key.
  ///
  /// - Parameter key: what it stands under, where it stands in an object of flags by key.
  init?(_ node: DocumentNode, keyed key: DocumentNode?, _ findings: inout FlagFindings) {
    let own = node.members?.member("key")?.value
    let place = key ?? own
    let title = (place?.keyText).map { "flag `\(FlagFindings.shown($0))`" } ?? "a flag"
    guard let object = FlagObject(node, title, at: place, &findings) else { return nil }
    guard let place, let text = key?.keyText ?? own?.text else {
      findings.add(.propertyMissing, "a flag has no `key`", at: object.place)
      return nil
    }
    flag = Flag(key: text, path: findings.path, range: place.range)
    if text.isEmpty { findings.add(.keyInvalid, "a flag's key must not be empty", at: place) }
    if let key, let own, own.keyText != text {
      findings.add(
        .keyInvalid,
        "the flag stands under `\(FlagFindings.shown(text))` and calls itself "
          + "`\(FlagFindings.shown(own.keyText ?? ""))`", at: own,
        help: "line \(key.start.line) has the key that counts")
    }
    object.check(
      known: Self.properties + LaunchDarklyState.properties, required: ["variations"], .expected, of: .launchDarkly,
      &findings)
    let isManaged = ["environments", "kind", "defaults", "name"].contains { object[$0] != nil }
    readVariations(object, isManaged: isManaged, &findings)
    readMetadata(object, &findings)
    readDefaults(object, &findings)
    readStates(object, at: place, isManaged: isManaged, &findings)
  }

  /// The variations, `nil` where they are not known.
  private var variants: [FlagVariant]? { flag.variants.isEmpty ? nil : flag.variants }
}

extension LaunchDarklyFlag {
  private mutating func readVariations(_ object: FlagObject, isManaged: Bool, _ findings: inout FlagFindings) {
    guard let node = object["variations"], let elements = object.list("variations", &findings) else { return }
    if elements.isEmpty {
      findings.add(.variantsEmpty, "\(object.title) has no variation", at: node)
      return
    }
    var values: [VariantValues.Entry] = []
    var taken: Set<String> = []
    for (index, element) in elements.enumerated() {
      var (value, name, place): (DocumentNode?, Placed<String>?, SourceRange) = (element, nil, element.range)
      if isManaged || element.members?.member("_id") != nil {
        guard let variation = FlagObject(element, "a variation of \(object.title)", &findings) else { return }
        variation.check(
          known: ["_id", "value", "name", "description"], .expected, of: .launchDarkly, &findings)
        value = variation.entries.member("value")?.value
        if value == nil {
          findings.add(.propertyMissing, "a variation of \(object.title) has no `value`", at: variation.place)
        }
        name = variation.text("name", &findings)
        place = name?.range ?? value?.range ?? element.range
      }
      let shown = Self.name(name?.value, value, index, &taken)
      flag.variants.append(FlagVariant(shown, value.map { FlagValue($0) }, at: place))
      if let value, value.value != .null { values.append(.init(name: shown, value: value)) }
    }
    flag.type = VariantValues(
      entries: values, flag: object.title, noun: "variation", takesLists: true, mixed: isManaged ? .error : .warning
    ).check(&findings)
  }

  /// What to call a variation: its name, its value where that is short, or its number. Each is used once.
  private static func name(
    _ name: String?, _ value: DocumentNode?, _ index: Int, _ taken: inout Set<String>
  ) -> String {
    for candidate in [name, value?.keyText] {
      guard let candidate, !candidate.isEmpty, candidate.count <= 60, taken.insert(candidate).inserted else { continue }
      return candidate
    }
    taken.insert("#\(index)")
    return "#\(index)"
  }

  private mutating func readMetadata(_ object: FlagObject, _ findings: inout FlagFindings) {
    flag.metadata.description = object.text("description", &findings)
    flag.metadata.tags = object.texts("tags", &findings) ?? []
    flag.metadata.isTemporary = object.boolean("temporary", &findings)
    flag.metadata.owner =
      object.text("maintainerTeamKey", &findings)
      ?? object["_maintainer"]?.members?.member("email").flatMap { email in
        email.value.text.map { Placed($0, at: email.value.range) }
      } ?? object.text("maintainerId", &findings)
    if let date = object.integer("creationDate", &findings) {
      flag.metadata.created = Placed(CalendarDay(secondsSince1970: Int64(date.value / 1000)), at: date.range)
    }
    let isArchived = object.boolean("archived", &findings)?.value == true
    flag.metadata.isArchived = object.boolean("deprecated", &findings)?.value == true || isArchived
    let kind = object.choice("kind", among: ["boolean", "multivariate"], &findings)
    guard kind?.value == "boolean" else { return }
    for variant in flag.variants {
      guard let value = variant.value, value.type != .boolean else { continue }
      findings.add(
        .declaredType, "variation `\(FlagFindings.shown(variant.name))` of a boolean flag is neither true nor false",
        at: variant.range, help: "say `\"kind\": \"multivariate\"`")
    }
  }

  private func readDefaults(_ object: FlagObject, _ findings: inout FlagFindings) {
    guard let defaults = object.object("defaults", "the defaults of \(object.title)", &findings) else { return }
    defaults.check(known: ["onVariation", "offVariation"], .expected, of: .launchDarkly, &findings)
    for name in ["onVariation", "offVariation"] {
      if let index = defaults.integer(name, &findings) { _ = LaunchDarklyRule.outcome(index, variants, &findings) }
    }
  }

  private mutating func readStates(
    _ object: FlagObject, at place: DocumentNode, isManaged: Bool, _ findings: inout FlagFindings
  ) {
    if let environments = object.object("environments", "the environments of \(object.title)", &findings) {
      for entry in environments.entries {
        guard let name = entry.key.keyText,
          let environment = FlagObject(
            entry.value, "\(object.title) in `\(FlagFindings.shown(name))`", at: entry.key, &findings)
        else { continue }
        environment.check(known: LaunchDarklyState.properties, .expected, of: .launchDarkly, &findings)
        add(environment, name, at: entry.key, isWhole: false, &findings)
      }
    } else if !isManaged || object["on"] != nil {
      add(object, nil, at: place, isWhole: !isManaged, &findings)
    }
  }

  private mutating func add(
    _ object: FlagObject, _ name: String?, at place: DocumentNode, isWhole: Bool, _ findings: inout FlagFindings
  ) {
    let read = LaunchDarklyState(object, environment: name, at: place, variants, isWhole: isWhole, &findings)
    flag.states.append(read.state)
    prerequisites += read.prerequisites.map { (name, $0.key, $0.variation) }
  }

  /// Gives the variations of prerequisites their names, which the flags of the same file have.
  mutating func resolve(_ variants: [String: [FlagVariant]], _ findings: inout FlagFindings) {
    for (environment, key, variation) in prerequisites {
      var name: String?
      if let others = variants[key.value], let variation {
        if others.indices.contains(variation.value) {
          name = others[variation.value].name
        } else if !others.isEmpty {
          findings.add(
            .prerequisiteMissing,
            "flag `\(FlagFindings.shown(key.value))` has no variation \(variation.value), so the prerequisite never holds",
            at: variation.range, help: "variations count from 0; the last one is \(others.count - 1)")
        }
      }
      flag.prerequisites.append(FlagPrerequisite(key.value, variant: name, environment: environment, at: key.range))
    }
  }
}

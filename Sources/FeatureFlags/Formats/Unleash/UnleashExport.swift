import DocumentTree
import GateModel

/// What an export has beside its features, by the feature's name.
struct UnleashExport {
  /// How a feature is set in an environment.
  struct Environment {
    /// `nil` where the export does not say in which.
    let name: String?
    var object: FlagObject?
    var strategies: [FlagObject] = []
  }

  private(set) var environments: [String: [Environment]] = [:]
  private(set) var tags: [String: [Placed<String>]] = [:]
  private(set) var dependencies: [String: [FlagObject]] = [:]
  /// Where features are named, to be held against those that there are.
  private var names: [Placed<String>] = []

  init(_ object: FlagObject, isExport: Bool, _ findings: inout FlagFindings) {
    for node in object.list("dependencies", &findings) ?? [] where isExport {
      guard let entry = FlagObject(node, "a dependency", &findings),
        let feature = entry.text("feature", &findings)
      else { continue }
      names.append(feature)
      for node in entry.list("dependencies", &findings) ?? [] {
        guard let parent = FlagObject(node, "a dependency of `\(FlagFindings.shown(feature.value))`", &findings) else {
          continue
        }
        dependencies[feature.value, default: []].append(parent)
      }
    }
    guard isExport else { return }
    for node in object.list("featureEnvironments", &findings) ?? [] {
      guard let entry = FlagObject(node, "an environment of a feature", &findings) else { continue }
      entry.check(
        known: ["id", "name", "featureName", "environment", "enabled", "variants", "lastSeenAt", "type", "sortOrder"],
        required: ["environment", "enabled"], .expected, of: .unleash, &findings)
      guard let feature = entry.text("featureName", &findings) ?? entry.text("name", &findings),
        let name = entry.text("environment", &findings)
      else { continue }
      names.append(feature)
      update(feature.value, name.value) { $0.object = entry }
    }
    // An export of one environment need not repeat it in each strategy.
    var loose: [String: [FlagObject]] = [:]
    for node in object.list("featureStrategies", &findings) ?? [] {
      guard let entry = FlagObject(node, "a strategy", &findings) else { continue }
      guard let feature = entry.text("featureName", &findings) else {
        findings.add(.propertyMissing, "a strategy has no `featureName`", at: entry.place)
        continue
      }
      names.append(feature)
      if let environment = entry.text("environment", &findings) {
        update(feature.value, environment.value) { $0.strategies.append(entry) }
      } else {
        loose[feature.value, default: []].append(entry)
      }
    }
    for (feature, strategies) in loose {
      let places = environments[feature] ?? [Environment(name: nil)]
      environments[feature] = places.map { place in
        var place = place
        place.strategies += strategies
        return place
      }
    }
    for node in object.list("featureTags", &findings) ?? [] {
      guard let entry = FlagObject(node, "a tag of a feature", &findings),
        let feature = entry.text("featureName", &findings), let value = entry.text("tagValue", &findings)
      else { continue }
      names.append(feature)
      tags[feature.value, default: []].append(value)
    }
  }

  private mutating func update(_ feature: String, _ name: String, _ change: (inout Environment) -> Void) {
    var list = environments[feature, default: []]
    let index = list.firstIndex { $0.name == name } ?? list.count
    if index == list.count { list.append(Environment(name: name)) }
    change(&list[index])
    environments[feature] = list
  }

  /// What belongs to a feature must name one that is exported.
  func checkNames(_ flags: [Flag], _ findings: inout FlagFindings) {
    let known = Set(flags.map(\.key))
    var told: Set<String> = []
    for name in names where !known.contains(name.value) && told.insert(name.value).inserted {
      findings.add(
        .shape, "the file has no feature `\(FlagFindings.shown(name.value))`", at: name.range,
        help: FlagFindings.suggestion(for: name.value, among: known))
    }
  }
}

import DocumentTree
import GateModel

/// Reads flags of LaunchDarkly: as its API gives them (one, or a list in `items`), and as its SDKs take them (`flags` and
/// `segments` by key, `flagValues`).
///
/// Formats: https://launchdarkly.com/docs/api/feature-flags and
/// https://launchdarkly.com/docs/sdk/features/flags-from-files
enum LaunchDarklyReader: FlagReader {
  static let format = FlagFormat.launchDarkly

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    let data = data(in: document)
    if let elements = data.elements { return elements.first.map(isFlag) ?? false }
    guard let members = data.members else { return false }
    if members.member("flagValues")?.value.members != nil { return true }
    if isFlag(data) { return true }
    for name in ["items", "flags"] {
      guard let flags = members.member(name)?.value else { continue }
      if let flag = flags.elements?.first ?? flags.members?.first?.value, isFlag(flag) { return true }
    }
    guard let segment = members.member("segments")?.value.members?.first?.value.members else { return false }
    return ["included", "excluded", "rules", "includedContexts"].contains { segment.member($0) != nil }
  }

  private static func isFlag(_ node: DocumentNode) -> Bool {
    guard let members = node.members else { return false }
    if members.member("variations")?.value.elements != nil { return true }
    return ["fallthrough", "offVariation", "clientSideAvailability"].contains { members.member($0) != nil }
  }

  /// What SDKs receive is wrapped.
  private static func data(in document: DocumentNode) -> DocumentNode {
    for name in ["data", "sdkData"] {
      guard let data = document.members?.member(name)?.value, let members = data.members else { continue }
      if members.member("flags") != nil || members.member("segments") != nil { return data }
    }
    return document
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    var file = FlagFile(path: path, format: format)
    for surplus in documents.dropFirst() {
      findings.add(.shape, "LaunchDarkly reads one document, and this is another one", at: surplus)
    }
    guard let document = documents.first else { return file }
    let node = data(in: document)
    var flags: [LaunchDarklyFlag] = []
    if let elements = node.elements {
      for element in elements { add(element, keyed: nil, to: &flags, &findings) }
    } else if isFlag(node) {
      add(node, keyed: nil, to: &flags, &findings)
    } else if let object = FlagObject(node, "the file", &findings) {
      readFile(object, &flags, &file, &findings)
    }
    let variants = Dictionary(flags.map { ($0.flag.key, $0.flag.variants) }, uniquingKeysWith: { $1 })
    for index in flags.indices { flags[index].resolve(variants, &findings) }
    file.flags = flags.map(\.flag) + file.flags
    return file
  }

  private static func readFile(
    _ object: FlagObject, _ flags: inout [LaunchDarklyFlag], _ file: inout FlagFile, _ findings: inout FlagFindings
  ) {
    for name in ["items", "flags"] {
      guard let list = object[name] else { continue }
      switch list.value {
      case .list(let elements): for node in elements { add(node, keyed: nil, to: &flags, &findings) }
      case .object(let entries): for entry in entries { add(entry.value, keyed: entry.key, to: &flags, &findings) }
      default:
        findings.add(.shape, "`\(name)` is \(list.value.article); it takes an object of flags by key", at: list)
      }
    }
    file.listsSegments = object["segments"] != nil
    for entry in object.object("segments", "`segments`", &findings)?.entries ?? [] {
      guard let key = entry.key.keyText else { continue }
      file.segments.append(LaunchDarklySegment.read(key, entry, &findings))
    }
    for entry in object.object("flagValues", "`flagValues`", &findings)?.entries ?? [] {
      guard let key = entry.key.keyText else { continue }
      var flag = Flag(key: key, path: findings.path, range: entry.key.range)
      flag.type = entry.value.value.flagType
      flag.variants = [FlagVariant("value", FlagValue(entry.value), at: entry.value.range)]
      flag.states = [
        FlagState(
          isEnabled: true, range: entry.value.range, fallback: Placed(.variant("value"), at: entry.value.range))
      ]
      file.flags.append(flag)
    }
  }

  private static func add(
    _ node: DocumentNode, keyed key: DocumentNode?, to flags: inout [LaunchDarklyFlag],
    _ findings: inout FlagFindings
  ) {
    // What was deleted leaves its key and version behind.
    if let deleted = node.members?.member("deleted")?.value, deleted.value == .boolean(true) { return }
    if let flag = LaunchDarklyFlag(node, keyed: key, &findings) { flags.append(flag) }
  }
}

/// A segment as SDKs take it.
enum LaunchDarklySegment {
  static func read(_ key: String, _ entry: DocumentNode.Entry, _ findings: inout FlagFindings) -> FlagSegment {
    var segment = FlagSegment(key, at: entry.key.range)
    guard
      let object = FlagObject(entry.value, "segment `\(FlagFindings.shown(key))`", at: entry.key, &findings)
    else { return segment }
    object.check(
      known: [
        "key", "name", "description", "tags", "included", "excluded", "includedContexts", "excludedContexts", "rules",
        "salt",
        "version", "unbounded", "unboundedContextKind", "generation", "deleted", "creationDate",
      ], .expected, of: .launchDarkly, &findings)
    for name in ["included", "excluded"] { _ = object.texts(name, &findings) }
    for node in object.list("rules", &findings) ?? [] {
      guard let rule = FlagObject(node, "a rule of \(object.title)", &findings) else { continue }
      rule.check(
        known: ["id", "_id", "clauses", "weight", "bucketBy", "rolloutContextKind", "description"], .expected,
        of: .launchDarkly, &findings)
      if let weight = rule.number("weight", &findings), !(0...100_000).contains(weight.value) {
        findings.add(
          .weightRange, "the weight \(WeightedSplit.shown(weight.value)) is not between 0 and 100000",
          at: weight.range)
      }
      for node in rule.list("clauses", &findings) ?? [] {
        segment.members += LaunchDarklyClause(node, &findings)?.segments ?? []
      }
    }
    return segment
  }
}

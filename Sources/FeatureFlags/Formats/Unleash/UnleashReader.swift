import DocumentTree
import GateModel

/// Reads what Unleash gives its clients, and what it exports and imports.
///
/// Formats: https://docs.getunleash.io/reference/api/unleash/get-all-client-features and
/// https://docs.getunleash.io/concepts/import-export
enum UnleashReader: FlagReader {
  static let format = FlagFormat.unleash

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let members = state(in: document)?.members, let features = members.member("features")?.value.elements else {
      return false
    }
    if ["featureStrategies", "featureEnvironments"].contains(where: { members.member($0) != nil }) { return true }
    guard let feature = features.first?.members else {
      return features.isEmpty && ["version", "segments", "query"].contains { members.member($0) != nil }
    }
    return feature.member("name") != nil
      && ["strategies", "enabled", "type", "project", "stale", "variants"].contains { feature.member($0) != nil }
  }

  /// An import wraps what it brings: `{"project": …, "environment": …, "data": {…}}`; a test of a client has its `state`.
  private static func state(in document: DocumentNode) -> DocumentNode? {
    for name in ["data", "state"] {
      guard let state = document.members?.member(name)?.value, state.members?.member("features") != nil else {
        continue
      }
      return state
    }
    return document
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    var file = FlagFile(path: path, format: format)
    for surplus in documents.dropFirst() {
      findings.add(.shape, "Unleash reads one document, and this is another one", at: surplus)
    }
    guard let document = documents.first, let node = state(in: document),
      let object = FlagObject(node, "the file", &findings)
    else { return file }
    object.check(
      known: [
        "version", "features", "segments", "query", "meta", "featureStrategies", "featureEnvironments", "contextFields",
        "featureTags", "tagTypes", "dependencies", "links", "releasePlans", "strategies", "projects", "tags",
        "environments", "featureStrategySegments",
      ], required: ["features"], .expected, of: format, &findings)
    let isExport = object["featureStrategies"] != nil || object["featureEnvironments"] != nil
    file.listsSegments = object["segments"] != nil
    for node in object.list("segments", &findings) ?? [] {
      if let segment = UnleashSegment.read(node, &findings) { file.segments.append(segment) }
    }
    let export = UnleashExport(object, isExport: isExport, &findings)
    for node in object.list("features", &findings) ?? [] {
      if let flag = UnleashFeature(export: isExport ? export : nil).read(node, &findings) { file.flags.append(flag) }
    }
    export.checkNames(file.flags, &findings)
    return file
  }
}

/// A segment, which strategies call by its number.
enum UnleashSegment {
  static func read(_ node: DocumentNode, _ findings: inout FlagFindings) -> FlagSegment? {
    guard let object = FlagObject(node, "a segment", &findings) else { return nil }
    object.check(
      known: ["id", "name", "description", "constraints", "createdAt", "createdBy", "project"], required: ["id"],
      .expected,
      of: .unleash, &findings)
    for node in object.list("constraints", &findings) ?? [] { _ = UnleashConstraint.read(node, &findings) }
    guard let id = object["id"], let text = id.keyText else { return nil }
    return FlagSegment(text, at: id.range)
  }
}

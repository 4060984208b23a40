import GateModel
import ResultCache

/// What the parts of a key are, as a person may see them.
struct PartValues {
  /// As much of an object's id is shown.
  private static let idLength = 12

  private var values: [KeyManifest.Part.Group: [[UInt8]: String]] = [:]
  private var unset: Set<[UInt8]> = []

  init(
    _ dependencies: CheckDependencies, _ traits: CheckTraits, _ platform: Platform, _ files: [SnapshotFile],
    whole: WholeTree?
  ) {
    func named(_ list: [(String, String)]) -> [[UInt8]: String] {
      Dictionary(list.map { (Array($0.0.utf8), $0.1) }, uniquingKeysWith: { first, _ in first })
    }
    values[.traits] = named([
      ("kind", traits.kind), ("grain", traits.grain.rawValue), ("reading", traits.reading.rawValue),
      ("isolation", traits.isolation.rawValue),
    ])
    values[.definition] = named(dependencies.definition.enumerated().map { ("\($0.offset)", $0.element) })
    values[.tool] = named(dependencies.tools.map { ($0.name, $0.identity) })
    values[.outside] = named(
      dependencies.outside.map { ($0.name, $0.digest.map { "content \($0.prefix(12))" } ?? "absent") })
    values[.platform] = named([
      ("system", platform.system), ("architecture", platform.architecture), ("runtime", platform.runtime),
    ])
    values[.input] = Dictionary(
      dependencies.inputs.map { ($0.path.bytes, $0.version.map(Self.text) ?? "absent") },
      uniquingKeysWith: { first, _ in first })
    values[.file] = Dictionary(
      files.map { ($0.path.bytes, Self.text($0.version)) }, uniquingKeysWith: { first, _ in first })
    if let whole {
      let text = "tree \(whole.id.description.prefix(Self.idLength))"
      values[.file] = named([(KeyManifest.wholeName, text)])
    }
    unset = Set(dependencies.environment.filter { $0.value == nil }.map { Array($0.name.utf8) })
  }

  func value(of part: KeyManifest.Part) -> String {
    // Never the value of a variable: it may be a token. The digest is of no use to anybody without the store's own key.
    if part.group == .environment, unset.contains(part.name) { return "not set" }
    if part.group == .environment { return "set, digest \(Self.hex(part.digest).prefix(8))" }
    return values[part.group]?[part.name] ?? "several, digest \(Self.hex(part.digest))"
  }

  private static func text(_ version: FileVersion) -> String {
    "\(String(version.mode.rawValue, radix: 8)) \(version.id.description.prefix(idLength))"
  }

  private static func hex(_ digest: UInt64) -> String {
    let text = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

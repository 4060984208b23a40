import DocumentTree
import GateModel

/// One document of a feature file of Flipt.
struct FliptDocument {
  /// The newest minor version of format 1 that is known here.
  static let newestVersion = 6

  let node: DocumentNode

  func read(into file: inout FlagFile, _ findings: inout FlagFindings) {
    guard let object = FlagObject(node, "the file", &findings) else { return }
    object.check(known: ["version", "namespace", "flags", "segments"], .refused, of: .flipt, &findings)
    let version = readVersion(object, &findings)
    let namespace = readNamespace(object, &findings)
    var open: Set<String> = []
    var segments: [FlagSegment] = []
    for node in object.list("segments", &findings) ?? [] {
      guard let segment = FliptSegment(node, version: version, &findings) else { continue }
      if segment.matchesAll { open.insert(segment.key.value) }
      segments.append(FlagSegment(segment.key.value, namespace: namespace, at: segment.key.range))
    }
    var names = UniqueNames(what: "segment")
    for segment in segments { names.add(Placed(segment.name, at: segment.range), &findings) }
    file.segments += segments
    for node in object.list("flags", &findings) ?? [] {
      let flag = FliptFlag(version: version, namespace: namespace, openSegments: open).read(node, &findings)
      if let flag { file.flags.append(flag) }
    }
  }

  /// The minor version; the newest one where none is written.
  private func readVersion(_ object: FlagObject, _ findings: inout FlagFindings) -> Int {
    guard let text = object.text("version", &findings) else { return Self.newestVersion }
    let parts = text.value.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "1", let minor = Int(parts[1]), minor >= 0 else {
      findings.add(
        .formatVersion, "`\(FlagFindings.shown(text.value))` is no version of Flipt's format", at: text.range,
        severity: .error,
        help: "it is one of \"1.0\" to \"1.\(Self.newestVersion)\"")
      return Self.newestVersion
    }
    if minor > Self.newestVersion {
      findings.add(
        .formatVersion,
        "version \(text.value) is newer than 1.\(Self.newestVersion), up to which the format is known here",
        at: text.range)
    }
    return minor
  }

  private func readNamespace(_ object: FlagObject, _ findings: inout FlagFindings) -> String {
    var key = object["namespace"].flatMap { node in node.text.map { Placed($0, at: node.range) } }
    if key == nil, object["namespace"] != nil,
      let namespace = object.object("namespace", "the namespace", &findings)
    {
      namespace.check(known: ["key", "name", "description"], required: ["key"], .refused, of: .flipt, &findings)
      key = namespace.text("key", &findings)
    }
    if let key { FliptKey.check(key, "a namespace", &findings) }
    return key?.value ?? "default"
  }
}

/// The keys of flags, segments and namespaces.
enum FliptKey {
  static func check(_ key: Placed<String>, _ what: String, _ findings: inout FlagFindings) {
    let isLegal = key.value.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-_,".utf8.contains(byte)
    }
    if isLegal, !key.value.isEmpty { return }
    findings.add(
      .keyInvalid, "`\(FlagFindings.shown(key.value))` cannot be the key of \(what)", at: key.range,
      help: "a key has letters, digits, `-`, `_` and `,`")
  }
}

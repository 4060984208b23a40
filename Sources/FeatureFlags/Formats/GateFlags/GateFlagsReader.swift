import DocumentTree
import GateModel

/// Reads gate's own `flags.yml`: who answers for a flag, until when, how it is taken back, and where it is on.
///
///     flags:
///       new-checkout:
///         description: the checkout of one page
///         owner: web
///         kind: release
///         type: boolean
///         default: off
///         created: 2026-05-01
///         expires: 2026-09-01
///         story: 1.3
///         tests: [tests/checkout/**]
///         rollback: ./scripts/rollback.sh checkout
///         safe: off
///         issue: https://example.org/issues/12
///         tags: [checkout]
///         environments: { development: on, staging: 50%, production: off }
///
/// Everything is optional. With `environments` the flag is defined here, and otherwise described; `default` is what code
/// passes as its default.
enum GateFlagsReader: FlagReader {
  static let format = FlagFormat.gate
  private static let known = KnownProperties(of: "flags.yml", ["$schema", "version", "flags"], others: .refused)
  /// Properties of flags that only gate has.
  private static let own = [
    "owner", "kind", "created", "expires", "story", "tests", "rollback", "safe", "issue", "default", "environments",
    "type",
  ]
  /// Properties of flags that only other formats have.
  private static let foreign = [
    "state", "variants", "defaultVariant", "targeting", "flagType", "defaultValue", "variations", "fallthrough",
    "rules", "key", "enabled", "on", "metadata",
  ]

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let flags = document.members?.member("flags")?.value.members, !flags.isEmpty else { return false }
    let name = String(decoding: path.name, as: UTF8.self)
    var isOwn = ["flags.yml", "flags.yaml", "flags.toml"].contains(name)
    for flag in flags.prefix(100) {
      guard let properties = flag.value.members else { continue }
      if foreign.contains(where: { properties.member($0) != nil }) { return false }
      isOwn = isOwn || own.contains { properties.member($0) != nil }
    }
    return isOwn
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    var file = FlagFile(path: path, format: format)
    for document in documents {
      guard let members = document.members else {
        findings.add(.shape, "expected an object with `flags`, found \(document.value.article)", at: document)
        continue
      }
      known.check(members, &findings)
      checkVersion(members, &findings)
      guard let flags = members.member("flags")?.value else {
        findings.add(.propertyMissing, "the file has no `flags`", at: document)
        continue
      }
      guard let entries = flags.members else {
        findings.add(.shape, "`flags` is \(flags.value.article); it takes an object of flags by key", at: flags)
        continue
      }
      file.flags += entries.compactMap { GateFlag($0)?.read(path: path, &findings) }
    }
    return file
  }

  private static func checkVersion(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) {
    guard let version = members.member("version")?.value else { return }
    if case .number("1") = version.value { return }
    findings.add(
      .formatVersion, "this gate reads version 1 of flags.yml", at: version, help: "write `version: 1`, or leave it out"
    )
  }
}

import DocumentTree
import GateModel

/// Reads definition files of flagd.
///
/// Format: https://flagd.dev/reference/flag-definitions/
enum FlagdReader: FlagReader {
  static let format = FlagFormat.flagd

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let members = document.members else { return false }
    if members.member("$evaluators") != nil { return true }
    guard let flags = members.member("flags")?.value else { return false }
    let flag = flags.members?.first?.value ?? flags.elements?.first
    guard let properties = flag?.members else { return flags.members?.isEmpty ?? flags.elements?.isEmpty ?? false }
    return ["state", "variants", "defaultVariant", "targeting"].contains { properties.member($0) != nil }
  }

  /// What a shared rule means by itself.
  private static func readShared(_ evaluator: DocumentNode, _ file: inout FlagFile, _ findings: inout FlagFindings) {
    var sense = TargetingSense(findings)
    sense.read(evaluator)
    findings = sense.findings
    file.sharedAttributes += sense.attributes
    file.sharedFacts.deadlines += sense.facts.deadlines
    file.sharedFacts.individuals += sense.facts.individuals
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    for surplus in documents.dropFirst() {
      findings.add(
        .shape, "flagd reads one document, and this is another one", at: surplus, help: "put it into a file of its own")
    }
    let flags = documents.first.map { FlagdFile($0).check(&findings) } ?? []
    var file = FlagFile(path: path, format: format, flags: flags)
    if let members = documents.first?.members, let shared = members.member("$evaluators") {
      file.segments = FlagdEvaluators(shared).segments(usedBy: members.member("flags")?.value)
      if case .object(let evaluators) = FlagValue(shared.value) { file.evaluators = evaluators }
      for entry in shared.value.members ?? [] { readShared(entry.value, &file, &findings) }
    }
    return file
  }
}

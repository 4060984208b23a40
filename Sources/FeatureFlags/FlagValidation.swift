import DocumentTree
package import GateModel

/// Checks flag definitions, and what code asks for against them.
package enum FlagValidation {
  /// Checks one definition file: flagd's format, in JSON or YAML by the extension of `path` or else by its first
  /// character.
  ///
  /// A flag that breaks rules is still among the flags. A file that does not parse gives one finding (rule
  /// `flag-file-syntax`) and no flags: what it defines is then unknown, so references should not be judged.
  ///
  /// Format: https://flagd.dev/reference/flag-definitions/
  package static func validate(
    _ definition: [UInt8], path: RepositoryPath
  ) -> (flags: [FlagDefinition], findings: [Finding]) {
    var findings = FlagFindings(path: path)
    let document: DocumentNode?
    do throws(DocumentError) {
      document = try isYAML(definition, path: path) ? YAMLDocument.parse(definition) : JSONDocument.parse(definition)
    } catch {
      let finding = Finding(
        rule: FlagRule.fileSyntax.rawValue, message: error.message, path: path, range: error.position.range,
        help: "mend the file so that it parses; until then none of its flags is known")
      return ([], [finding])
    }
    guard let document else {
      let start = SourcePosition(line: 1, column: 1)
      findings.add(
        .shape, "the file is empty; expected an object with `flags`",
        at: DocumentNode(.plain(""), start: start, end: start))
      return ([], findings.all)
    }
    DuplicateKeyRule.check(document, &findings)
    let flags = FlagdFile(document).check(&findings)
    return (flags, findings.sorted)
  }

  /// The places in a source file that ask a flag client for a flag by a literal key, in the order of the file.
  ///
  /// Empty for a file of a language that is not known, and for one that mentions no flag client.
  package static func references(in bytes: [UInt8], path: RepositoryPath) -> [FlagReference] {
    ReferenceScanner.references(in: bytes, path: path)
  }

  /// Whether the file is in a language whose code can be searched for references.
  package static func reads(_ path: RepositoryPath) -> Bool {
    CodeLanguage(path) != nil
  }

  /// What code asks for and no file defines, or defines with another type only.
  package static func findings(definitions: [FlagDefinition], references: [FlagReference]) -> [Finding] {
    ReferenceRules.findings(definitions: definitions, references: references)
  }

  private static func isYAML(_ bytes: [UInt8], path: RepositoryPath) -> Bool {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    if name.hasSuffix(".json") { return false }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return true }
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }
}

import DocumentTree
package import GateModel

/// Reads definition files and code.
package enum FlagValidation {
  /// How much a definition file may ask for.
  private static let yamlLimits = YAMLDocument.Limits(size: 16 << 20, depth: 100, nodes: 4_000_000)
  private static let tomlLimits = TOMLDocument.Limits(size: 16 << 20, depth: 100)

  /// Reads and checks one definition file; its format is told by its content.
  ///
  /// A file that does not parse gives one finding (rule `flag-file-syntax`), no format and no flags: what it defines is then
  /// unknown, so references should not be judged.
  package static func read(_ definition: [UInt8], path: RepositoryPath) -> FlagFile {
    var findings = FlagFindings(path: path)
    let documents: [DocumentNode]
    do throws(DocumentError) {
      documents = try Self.documents(definition, path: path)
    } catch {
      findings.add(
        .fileSyntax, error.message, at: error.position.range,
        help: "mend the file so that it parses; until then none of its flags is known")
      return FlagFile(path: path, format: nil, findings: findings.all)
    }
    guard let document = documents.first else {
      findings.add(
        .shape, "the file is empty; expected an object with `flags`",
        at: SourceRange(line: 1, column: 1, endLine: 1, endColumn: 1))
      return FlagFile(path: path, format: .flagd, findings: findings.all)
    }
    for document in documents { DuplicateKeyRule.check(document, &findings) }
    var file = FlagReaders.reader(of: document, path: path).read(documents, path: path, &findings)
    if file.environment == nil { file.environment = EnvironmentName.named(by: path) }
    file.findings = findings.sorted
    return file
  }

  /// The places in a source file that ask a flag client for a flag by a literal key, in the order of the file, as far as the
  /// file alone tells.
  ///
  /// Empty for a file of a language that is not known, and for one that mentions no flag client.
  package static func references(in bytes: [UInt8], path: RepositoryPath) -> [FlagReference] {
    let reader = ReferenceReader(search: KeySearch([]))
    guard let facts = reader.facts(of: bytes, path: path) else { return [] }
    return ReferenceJoin([.init(path: path, facts: facts)], keys: [], settings: FlagReferenceSettings()).references()
  }

  /// Whether the file can be searched for references: code, templates, configuration and documents.
  package static func reads(_ path: RepositoryPath) -> Bool {
    ReferenceText(path) != nil
  }

  /// Whether the file is code in a language that is known.
  package static func isCode(_ path: RepositoryPath) -> Bool {
    CodeLanguage(path) != nil
  }

  /// The documents of a text, by its name and its first sign in JSON, YAML or TOML.
  static func documents(_ bytes: [UInt8], path: RepositoryPath) throws(DocumentError) -> [DocumentNode] {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    if name.hasSuffix(".toml") { return [try TOMLDocument.parse(bytes, limits: tomlLimits)] }
    if isYAML(bytes, name: name) {
      var documents: [DocumentNode] = []
      for document in try YAMLDocument.parseAll(bytes, limits: yamlLimits) {
        documents.append(try document.resolvingMerges())
      }
      return documents
    }
    return [try JSONDocument.parse(bytes)]
  }

  private static func isYAML(_ bytes: [UInt8], name: String) -> Bool {
    if name.hasSuffix(".json") { return false }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return true }
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }
}

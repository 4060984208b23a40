import DocumentTree
package import GateModel

/// Turns the text of a preset (`Config/presets/NAME.yml`) into a ``Preset``.
package enum PresetLoader {
  /// Every preset that comes with gate, by name.
  ///
  /// - Throws: `ConfigurationErrors` for the first one that is not as it should be.
  package static func all() throws(ConfigurationErrors) -> [String: Preset] {
    let library = PresetLibrary.bundled
    var presets: [String: Preset] = [:]
    for name in library.names { presets[name] = try library.preset(named: name) }
    return presets
  }

  /// Reads the text of the preset called `name`, which its key `name` must say as well.
  ///
  /// - Throws: `ConfigurationErrors` with everything that is wrong; its path is `presets/NAME.yml`.
  package static func load(_ bytes: [UInt8], name: String) throws(ConfigurationErrors) -> Preset {
    var problems = Problems()
    let preset = decode(bytes, name: name, &problems)
    if problems.errors.isEmpty, let preset { return preset }
    throw ConfigurationErrors(path: "presets/\(name).yml", errors: problems.errors)
  }

  private static func decode(_ bytes: [UInt8], name: String, _ problems: inout Problems) -> Preset? {
    let document: DocumentNode
    do {
      let start = SourcePosition(line: 1, column: 1)
      document = try YAMLDocument.parse(bytes) ?? DocumentNode(.mapping([]), start: start, end: start)
    } catch {
      problems.report(.syntax(error.message), at: error.position)
      return nil
    }
    let place = "preset \(quoted(name))"
    guard
      let fields = Fields(document, place: place, named: name, known: ConfigurationKeys.preset, problems: &problems)
    else { return nil }
    var preset = Preset(
      name: name, summary: text("summary", fields, &problems), files: [], types: [], command: [],
      versionArguments: [], format: text("format", fields, &problems), grain: .file, configuration: [],
      passedStatuses: [0], failedStatuses: [1], install: text("install", fields, &problems))
    if text("name", fields, &problems) != name, let node = fields["name"] {
      problems.report(.invalidValue(key: "name", problem: "the file is called \(quoted(name))"), at: node.start)
    }
    readSelection(fields, &preset, &problems)
    readCommand(fields, &preset, &problems)
    return preset
  }

  private static func readSelection(_ fields: Fields, _ preset: inout Preset, _ problems: inout Problems) {
    if let node = fields["files"] { preset.files = problems.patterns("files", node) ?? [] }
    if let node = fields["types"] { preset.types = problems.types("types", node) ?? [] }
    if fields["files"] == nil, fields["types"] == nil {
      problems.report(.missingKey("one of \"files\" and \"types\"", place: fields.place), at: fields.position)
    }
    if let node = fields["configuration"] { preset.configuration = problems.strings("configuration", node) ?? [] }
    if let node = fields["user_configuration"] {
      let names = problems.strings("user_configuration", node) ?? []
      preset.userConfiguration = names
      for name in names where !["~/", "$XDG_CONFIG_HOME/"].contains(where: { name.hasPrefix($0) && name != $0 }) {
        problems.report(
          .invalidValue(key: "user_configuration", problem: "expected ~/NAME or $XDG_CONFIG_HOME/NAME"), at: node.start)
      }
    }
    if let node = fields["grain"] { preset.grain = grain(node, &problems) }
  }

  /// A linter judges a file or all that was selected: what a file needs no preset can say.
  private static func grain(_ node: DocumentNode, _ problems: inout Problems) -> CheckTraits.Grain {
    guard let name = problems.string("grain", node) else { return .file }
    let known: [CheckTraits.Grain] = [.file, .task]
    if let grain = known.first(where: { $0.rawValue == name }) { return grain }
    problems.reportUnknown("grain", name, at: node.start, known: known.map(\.rawValue))
    return .file
  }

  private static func readCommand(_ fields: Fields, _ preset: inout Preset, _ problems: inout Problems) {
    if let node = fields.required("command", &problems), let command = problems.arguments("command", node) {
      preset.command = command
      if command.first.map({ $0 == "{files}" || $0.isEmpty }) ?? true {
        problems.report(.invalidValue(key: "command", problem: "the program is missing"), at: node.start)
      }
    }
    if let node = fields["fix"], let command = problems.arguments("fix", node) {
      preset.fixCommand = command
      if command.first != preset.command.first || !command.contains("{files}") {
        problems.report(
          .invalidValue(key: "fix", problem: "expected the program of \"command\", and {files} among its arguments"),
          at: node.start)
      }
    }
    if let node = fields.required("version", &problems) {
      preset.versionArguments = problems.arguments("version", node) ?? []
    }
    guard let node = fields["exit"],
      let exit = Fields(
        node, place: "\"exit\"", named: "exit", known: ConfigurationKeys.exit, problems: &problems)
    else { return }
    if let node = exit["passed"] { preset.passedStatuses = statuses("passed", node, &problems) }
    if let node = exit["failed"] { preset.failedStatuses = statuses("failed", node, &problems) }
    if !preset.passedStatuses.isDisjoint(with: preset.failedStatuses) {
      problems.report(.conflictingKeys("passed", "failed", place: "\"exit\""), at: node.start)
    }
  }

  private static func text(_ key: String, _ fields: Fields, _ problems: inout Problems) -> String {
    fields.required(key, &problems).flatMap { problems.string(key, $0) } ?? ""
  }

  private static func statuses(_ key: String, _ node: DocumentNode, _ problems: inout Problems) -> Set<Int32> {
    guard case .sequence(let items) = node.content else {
      problems.wrongType(key, "a list of exit statuses", node)
      return []
    }
    return Set(items.compactMap { problems.integer(key, $0, in: 0...255).map { Int32($0) } })
  }
}

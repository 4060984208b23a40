/// What a file of configuration says of tests and modules, as it is kept in ``FileFacts/declares``: a word and a value.
enum PythonDeclaration {
  /// A pattern of the names of test files (pytest's `python_files`).
  case testFiles(String)
  /// A directory in which tests are looked for (pytest's `testpaths`).
  case testDirectory(String)
  /// A module that is loaded for every test: `-p` of pytest, and its entry points.
  case plugin(String)
  /// A module that others find among the entry points of the project.
  case entryPoint(String)
  /// A program that the project installs, and the module that it runs.
  case program(String, module: String)
  /// A directory in which modules are looked for.
  case root(String)

  var text: String {
    switch self {
    case .testFiles(let pattern): "files=\(pattern)"
    case .testDirectory(let path): "tests=\(path)"
    case .plugin(let module): "plugin=\(module)"
    case .entryPoint(let module): "entry=\(module)"
    case .program(let name, let module): "program=\(module)=\(name)"
    case .root(let path): "root=\(path)"
    }
  }

  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2 else { return nil }
    switch parts[0] {
    case "files": self = .testFiles(parts[1])
    case "tests": self = .testDirectory(parts[1])
    case "plugin": self = .plugin(parts[1])
    case "entry": self = .entryPoint(parts[1])
    case "program" where parts.count == 3: self = .program(parts[2], module: parts[1])
    case "root": self = .root(parts[1])
    default: return nil
    }
  }
}

/// Reads a project's configuration: pytest's and that of packaging tools.
enum PythonConfiguration {
  /// - Parameter isPytest: whether pytest's sections count.
  static func facts(of text: String, name: String, isPytest: Bool) -> FileFacts {
    var facts = FileFacts()
    if let word = ["maturin", "setuptools-rust", "setuptools_rust"].first(where: { text.contains($0) }) {
      facts.fault = "has `\(word)`, which is not followed"
    }
    var declarations: [PythonDeclaration] = []
    if name == "setup.py" {
      if text.contains("pytest11") { facts.fault = "has `pytest11`, which is not followed" }
      QuotedText.forEach(in: Array(text.utf8)) { _, content in
        declarations += entryPoint(String(decoding: content, as: UTF8.self), group: "console_scripts")
      }
    } else {
      for entry in PythonSettings(text, isTOML: name.hasSuffix(".toml")).entries {
        if isPytest, ["pytest", "tool:pytest", "tool.pytest", "tool.pytest.ini_options"].contains(entry.section) {
          add(pytest: entry, to: &declarations, &facts)
        } else {
          add(packaging: entry, to: &declarations)
        }
      }
    }
    facts.declares = declarations.map(\.text)
    return facts
  }

  private static func add(
    pytest entry: PythonSettings.Entry, to declarations: inout [PythonDeclaration], _ facts: inout FileFacts
  ) {
    switch entry.key {
    case "python_files": declarations += entry.words.map { .testFiles($0) }
    case "testpaths": declarations += entry.words.map { .testDirectory($0) }
    case "pythonpath": declarations += entry.words.map { .root($0) }
    case "addopts":
      let words = entry.words
      for (place, word) in words.enumerated() {
        if word.hasPrefix("--doctest-modules") || word.hasPrefix("--doctest-glob") {
          facts.fault = "has `\(word)`, which is not followed"
        }
        let plugin =
          word == "-p" ? words.dropFirst(place + 1).first : word.hasPrefix("-p") ? String(word.dropFirst(2)) : nil
        if let plugin, !plugin.hasPrefix("no:") { declarations.append(.plugin(plugin)) }
      }
    default: break
    }
  }

  private static let programSections: Set<String> = [
    "project.scripts", "project.gui-scripts", "tool.poetry.scripts", "tool.flit.scripts", "tool.pdm.scripts",
  ]

  private static func add(packaging entry: PythonSettings.Entry, to declarations: inout [PythonDeclaration]) {
    let section = entry.section
    if programSections.contains(section) {
      for text in entry.strings { declarations += entryPoint("\(entry.key)=\(text)", group: "console_scripts") }
    } else if let group = ["project.entry-points", "tool.poetry.plugins", "tool.flit.entrypoints"].first(where: {
      section.hasPrefix($0)
    }) {
      // The group is a section of its own or, inline, a key.
      let name = section == group ? entry.key : String(section.dropFirst(group.count + 1))
      for text in entry.strings { declarations += entryPoint("\(entry.key)=\(text)", group: name) }
    } else if section == "options.entry_points" {
      for line in entry.value.split(whereSeparator: \.isNewline) {
        declarations += entryPoint(String(line), group: entry.key)
      }
    } else if ["where", "package-dir", "package_dir"].contains(entry.key) || section.hasSuffix("package-dir")
      || section.hasSuffix("package_dir")
    {
      declarations += entry.words.map { .root($0.split(separator: "=").last.map(String.init) ?? $0) }
    }
  }

  /// `name = package.module:object [extra]`
  private static func entryPoint(_ text: String, group: String) -> [PythonDeclaration] {
    let sides = text.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
    guard sides.count == 2, !sides[0].isEmpty else { return [] }
    let module = String(sides[1].prefix { $0 != ":" && $0 != "[" })
    guard !module.isEmpty, module.utf8.allSatisfy({ PythonLexer.isWord($0) || $0 == UInt8(ascii: ".") }),
      module.utf8.first.map({ $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") }) == true
    else { return [] }
    return group == "pytest11"
      ? [.plugin(module), .entryPoint(module)] : [.entryPoint(module), .program(sides[0], module: module)]
  }
}

import DocumentTree
import GateModel

/// What a repository is made of, as far as a starter gate.yml wants to know.
struct ProjectSurvey {
  private let paths: Set<RepositoryPath>
  private let types: Set<FileType>

  let usesRuff: Bool
  let usesBlack: Bool
  let usesFlake8: Bool
  let usesESLint: Bool
  let usesPrettier: Bool
  let usesYamllint: Bool
  /// The tests, the outermost first.
  let tests: [FoundTests]
  /// Patterns for the files that look like definitions of feature flags.
  let flagPatterns: [String]

  init(_ paths: [RepositoryPath], read: (RepositoryPath) -> [UInt8]?) {
    self.paths = Set(paths)
    var types: Set<FileType> = []
    for path in paths { types.formUnion(FileType.types(of: path, mode: .regular) { nil }) }
    self.types = types

    let names = Set(paths.filter { $0.parent?.bytes.isEmpty == true }.map { String(decoding: $0.bytes, as: UTF8.self) })
    func sections(_ file: String) -> Set<String> {
      names.contains(file) ? Self.sections(of: read(RepositoryPath(file))) : []
    }
    let project = sections("pyproject.toml")
    let ini = sections("setup.cfg").union(sections("tox.ini"))
    usesRuff =
      !names.isDisjoint(with: ["ruff.toml", ".ruff.toml"])
      || project.contains { $0 == "tool.ruff" || $0.hasPrefix("tool.ruff.") }
    usesBlack = project.contains("tool.black")
    usesFlake8 = names.contains(".flake8") || ini.contains("flake8")
    let isForPytest =
      !names.isDisjoint(with: ["pytest.ini", ".pytest.ini", "conftest.py"])
      || project.contains { $0.hasPrefix("tool.pytest") } || !ini.isDisjoint(with: ["pytest", "tool:pytest"])

    let packages = Self.packages(paths, read)
    let manifest = packages.first { $0.directory.bytes.isEmpty }?.manifest
    usesESLint =
      names.contains { $0.hasPrefix(".eslintrc") || $0.hasPrefix("eslint.config.") }
      || manifest?.value(of: "eslintConfig") != nil
    usesPrettier =
      names.contains { $0.hasPrefix(".prettierrc") || $0.hasPrefix("prettier.config.") }
      || manifest?.value(of: "prettier") != nil || manifest?.value(of: "devDependencies")?.value(of: "prettier") != nil
      || manifest?.value(of: "dependencies")?.value(of: "prettier") != nil
    usesYamllint = !names.isDisjoint(with: [".yamllint", ".yamllint.yaml", ".yamllint.yml"])
    var tests: [FoundTests] = []
    let root = RepositoryPath(bytes: [])
    let python = PythonTestSurvey(paths, read: read)
    if isForPytest || python.hasTests {
      tests.append(FoundTests(runner: isForPytest || !python.areOfUnittest ? "pytest" : "unittest", root: root))
    }
    let tested = packages.filter { Self.hasTests($0.manifest) }
    let outermost = tested.filter { $0.directory == root }
    tests += (outermost.isEmpty ? tested : outermost).map {
      FoundTests(runner: TestSurvey.runner(of: $0.manifest), root: $0.directory)
    }
    let files = self.paths
    for (name, runner) in TestSurvey.manifests {
      tests += TestSurvey.directories(of: [name], in: paths).prefix(10).map { directory in
        let isForNextest = runner == "cargo" && files.contains(directory.appending(".config/nextest.toml"))
        return FoundTests(runner: isForNextest ? "nextest" : runner, root: directory)
      }
    }
    tests += TestSurvey.builds(in: paths)
    if paths.contains(where: { $0.name.suffix(5).elementsEqual(".bats".utf8) && TestSurvey.isOwn($0) }) {
      tests.append(FoundTests(runner: "bats", root: root))
    }
    self.tests = tests
    flagPatterns = Self.flagPatterns(paths)
  }

  /// Whether a file is of the type called `name`, by its own name.
  func has(_ name: String) -> Bool {
    FileType(named: name).map(types.contains) ?? false
  }

  /// Whether there is a file at `path`.
  func hasFile(_ path: String) -> Bool { paths.contains(RepositoryPath(path)) }

  // MARK: - Python

  /// The names in brackets that begin the sections of a TOML or INI text.
  private static func sections(of bytes: [UInt8]?) -> Set<String> {
    guard let bytes else { return [] }
    let isNewline = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let lines = bytes.split(whereSeparator: isNewline)
    let names = lines.compactMap { line -> String? in
      let line = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "[") }
      guard line.startIndex > 0, let end = line.firstIndex(of: UInt8(ascii: "]")), line.count < 200 else { return nil }
      return bytes[line.startIndex - 1] == UInt8(ascii: "[") ? String(decoding: line[..<end], as: UTF8.self) : nil
    }
    return Set(names)
  }

  // MARK: - Node

  private static func packages(
    _ paths: [RepositoryPath], _ read: (RepositoryPath) -> [UInt8]?
  ) -> [(directory: RepositoryPath, manifest: DocumentNode)] {
    let files = paths.filter { path in
      // A manifest that was installed, or whose path is no text, is nobody's to test.
      path.name.elementsEqual("package.json".utf8) && TestSurvey.isOwn(path)
    }
    let depth = { (path: RepositoryPath) in path.bytes.count { $0 == UInt8(ascii: "/") } }
    return files.sorted { (depth($0), $0) < (depth($1), $1) }.prefix(10).compactMap { path in
      guard let directory = path.parent, let bytes = read(path) else { return nil }
      // JSON is YAML, near enough for a manifest; one that cannot be read proposes nothing.
      guard let manifest = try? YAMLDocument.parse(bytes) else { return nil }
      return (directory, manifest)
    }
  }

  private static func hasTests(_ manifest: DocumentNode) -> Bool {
    guard let script = manifest.value(of: "scripts")?.value(of: "test")?.scalarText else { return false }
    // What `npm init` writes where there are none.
    return !script.contains("no test specified")
  }

  // MARK: - Flags

  private static func flagPatterns(_ paths: [RepositoryPath]) -> [String] {
    var patterns: [String] = []
    if paths.contains(where: { $0.bytes.count > 11 && $0.bytes.suffix(11).elementsEqual(".flagd.json".utf8) }) {
      patterns.append("**/*.flagd.json")
    }
    let directories = paths.compactMap { path -> RepositoryPath? in
      guard path.name.suffix(5).elementsEqual(".json".utf8), !path.name.suffix(11).elementsEqual(".flagd.json".utf8),
        let directory = path.parent, directory.name.elementsEqual("flags".utf8)
      else { return nil }
      return String(validating: directory.bytes, as: UTF8.self) == nil ? nil : directory
    }
    let escaped = Set(directories).sorted().prefix(10).map { directory in
      directory.bytes.flatMap { "*?[]{}\\!,".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }
    return patterns + escaped.map { String(decoding: $0, as: UTF8.self) + "/*.json" }
  }
}

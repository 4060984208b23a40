import GateModel

/// Python, with pytest or unittest.
struct PythonStack: SourceStack {
  enum Runner: String {
    case pytest, unittest
  }

  private let runner: Runner

  init(_ runner: Runner) {
    self.runner = runner
  }

  var mark: String { "python 2 \(runner.rawValue)" }

  func role(of path: RepositoryPath) -> FileRole {
    let ending = path.nameExtension
    if isConfiguration(path, ending) || Self.isNative(ending) { return .configuration }
    if ending == "py" { return isTest(path) ? .test : .module }
    return OtherFiles.role(of: path)
  }

  func reason(forAll path: RepositoryPath) -> String {
    Self.isNative(path.nameExtension) ? "is built into a module, which imports do not show" : "decides how tests run"
  }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    let ending = path.nameExtension
    return isConfiguration(path, ending)
      ? Self.followedConfiguration.contains(path.nameText)
      : ending == "py" || (Self.isNative(ending) && !["so", "pyd"].contains(ending))
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    var facts = FileFacts()
    if bytes.contains(0) {
      facts.fault = "is no text"
    } else if Self.isNative(path.nameExtension) {
      facts.needs = Self.nativeNeeds(of: bytes, path.nameExtension)
    } else if isConfiguration(path, path.nameExtension) {
      facts = PythonConfiguration.facts(
        of: String(decoding: bytes, as: UTF8.self), name: path.nameText, isPytest: runner == .pytest)
    } else if let encoding = PythonEncoding.unknown(of: bytes) {
      facts.fault = "is written in `\(encoding)`, which is not read"
    } else {
      facts = PythonReader.facts(of: bytes)
    }
    return facts
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    PythonLinker(index, roles: roles, settings: PythonProject(declarations, in: index))
  }
}

// MARK: - When files come or go

extension PythonStack {
  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    var words: [String] = []
    for need in facts.needs {
      // Whatever comes below may be meant.
      if need.form == .tree, !need.name.isEmpty || need.level > 0 { return nil }
      let components = need.name.split { $0 == "." || $0 == "/" || $0 == ":" }.map(String.init)
      words += components + need.members
      if need.members.contains("*") {
        // Relative to a directory that the name does not tell.
        guard let last = components.last else { return nil }
        words.append("*" + last)
      }
      guard need.form != .module else { continue }
      let name = need.name.split(separator: "/").last.map(String.init) ?? need.name
      words.append(name.contains("*") ? "*." + (name.split(separator: ".").last.map(String.init) ?? "") : name)
    }
    return words
  }

  func words(for path: RepositoryPath, directories: [String]) -> [String]? {
    let name = path.nameText
    // Where the directory was there before, they change what the files in it are or load.
    if ["__init__.py", "conftest.py"].contains(name), directories.isEmpty { return nil }
    let stem = name.hasSuffix(".py") ? String(name.dropLast(3)) : name
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    return directories + [name, stem, "*." + ending] + (path.directories.suffix(2).map { "*" + $0 })
  }
}

// MARK: - Files by their names

extension PythonStack {
  private static let configuration: Set<String> = [
    "pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml",
    "poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile", "Pipfile.lock", "environment.yml",
    "environment.yaml", ".python-version", "noxfile.py", ".coveragerc", "MANIFEST.in", "sitecustomize.py",
    "usercustomize.py",
  ]

  /// Those that can change which files are tests.
  private static let followedConfiguration: Set<String> = [
    "pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml",
  ]

  private func isConfiguration(_ path: RepositoryPath, _ ending: String) -> Bool {
    let name = path.nameText
    return Self.configuration.contains(name) || ending == "pth"
      || (ending == "txt" || ending == "in")
        && (name.hasPrefix("requirements") || name.hasPrefix("constraints") || path.hasDirectory(["requirements"]))
  }

  /// Whether the file is built into a module that the imports do not show.
  static func isNative(_ ending: String) -> Bool {
    ["pyx", "pxd", "pxi", "so", "pyd", "c", "cc", "cpp", "h", "hpp"].contains(ending)
  }

  /// The endings of a module's file that has facts.
  static let moduleEndings = [".py"]

  /// The modules that a built one may import: by statements of Cython, by names in texts of C.
  private static func nativeNeeds(of bytes: [UInt8], _ ending: String) -> [FileFacts.Need] {
    if ["pyx", "pxd", "pxi"].contains(ending) {
      return PythonReader.facts(of: bytes).needs.filter { $0.form == .module }
    }
    var needs: [FileFacts.Need] = []
    QuotedText.forEach(in: bytes) { _, content in
      let isName = content.allSatisfy { PythonLexer.isWord($0) || $0 == UInt8(ascii: ".") }
      if isName, content.contains(UInt8(ascii: ".")) {
        needs.append(FileFacts.Need(.module, String(decoding: content, as: UTF8.self)))
      }
    }
    return needs
  }

  /// Directories in which pytest looks for no tests (its `norecursedirs`).
  private static func isPassedOver(_ directory: String) -> Bool {
    directory.hasPrefix(".") || directory.hasSuffix(".egg")
      || ["_darcs", "build", "CVS", "dist", "node_modules", "venv"].contains(directory)
  }

  private func isTest(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    if path.directories.contains(where: Self.isPassedOver) { return false }
    return switch runner {
    case .pytest: name.hasPrefix("test_") || name.hasSuffix("_test.py")
    case .unittest: name.hasPrefix("test")
    }
  }
}

import GateModel

/// A test runner whose files and configuration are known.
enum TestRunner: String {
  case pytest, unittest
  case jest, vitest, mocha, ava, node

  var isPython: Bool { self == .pytest || self == .unittest }

  private static let pythonConfiguration: Set<String> = [
    "pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml",
    "poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile", "Pipfile.lock", "environment.yml",
    "environment.yaml", ".python-version", "noxfile.py", ".coveragerc", "MANIFEST.in", "sitecustomize.py",
    "usercustomize.py",
  ]

  private static let scriptConfiguration: Set<String> = [
    "package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "pnpm-workspace.yaml",
    "bun.lock", "bun.lockb", ".npmrc", ".yarnrc", ".yarnrc.yml", ".nvmrc", ".node-version", "jsconfig.json", ".swcrc",
    "lerna.json", "nx.json", "turbo.json", "workspace.json", ".pnpmfile.cjs",
  ]

  private static let scriptConfigurationPrefixes = [
    "jest.config.", "jest.setup.", "jest.preset.", "vitest.config.", "vitest.workspace.", "vitest.setup.",
    "vite.config.", "babel.config.", ".babelrc", ".mocharc", "tsconfig", "ava.config.", "webpack.config.",
    "rollup.config.", "esbuild.config.", "swc.config.",
  ]

  /// Whether the file decides how tests run at all: manifest, lock file, configuration.
  func isConfiguration(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    if name == ".tool-versions" || name == ".env" || name.hasPrefix(".env.") { return true }
    if isPython {
      return Self.pythonConfiguration.contains(name) || name.hasSuffix(".pth")
        || (name.hasSuffix(".txt") || name.hasSuffix(".in"))
          && (name.hasPrefix("requirements") || name.hasPrefix("constraints") || path.hasDirectory(["requirements"]))
    }
    return Self.scriptConfiguration.contains(name) || Self.scriptConfigurationPrefixes.contains { name.hasPrefix($0) }
  }

  private static let scriptExtensions: Set<String> = [
    "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte",
  ]

  /// Whether the file is a module whose imports can be read.
  func isModule(_ path: RepositoryPath) -> Bool {
    isPython ? path.nameExtension == "py" : Self.scriptExtensions.contains(path.nameExtension)
  }

  /// Whether the file is built into a module that the imports do not show.
  func isNativeModule(_ path: RepositoryPath) -> Bool {
    isPython
      ? ["pyx", "pxd", "pxi", "so", "pyd", "c", "cc", "cpp", "h", "hpp"].contains(path.nameExtension)
      : ["node", "wasm"].contains(path.nameExtension)
  }

  /// Whether the runner takes the file for a test by its own defaults.
  func isTest(_ path: RepositoryPath) -> Bool {
    guard isModule(path) else { return false }
    let name = path.nameText
    switch self {
    case .pytest: return name.hasPrefix("test_") || name.hasSuffix("_test.py")
    case .unittest: return name.hasPrefix("test")
    case .vitest: return name.contains(".test.") || name.contains(".spec.")
    case .jest:
      return name.contains(".test.") || name.contains(".spec.") || name.hasPrefix("test.") || name.hasPrefix("spec.")
        || path.hasDirectory(["__tests__"])
    case .mocha, .ava, .node:
      let stem = name.split(separator: ".").first ?? ""
      return name.contains(".test.") || name.contains(".spec.") || stem == "test" || stem.hasPrefix("test-")
        || stem.hasSuffix("-test") || stem.hasSuffix("_test") || path.hasDirectory(["test", "tests", "__tests__"])
    }
  }

  /// Words in the configuration that make tests of files in ways that are not followed here.
  private var customWords: [String] {
    isPython
      ? ["python_files", "doctest", "pytest11", "ext_modules", "maturin", "setuptools-rust", "setuptools_rust"]
      : ["testMatch", "testRegex", "moduleDirectories", "haste", "include:", "\"spec\"", "\"projects\"", "projects:"]
  }

  /// The first such word in a text of configuration, `nil` where the runner's defaults hold.
  func customWord(in text: String) -> String? {
    if let word = customWords.first(where: { text.contains($0) }) { return word }
    guard self == .pytest, text.contains("addopts") else { return nil }
    // A plugin of the repository; `-p no:name` turns one off.
    return text.replacing("-p no:", with: "").contains("-p ") ? "-p" : nil
  }

  /// Whether what the file names is loaded for every test, as set-up files and transforms are.
  func isLoaded(_ path: RepositoryPath, _ text: String) -> Bool {
    let name = path.nameText
    if isPython { return false }
    if name == "package.json" {
      return ["jest", "mocha", "ava"].contains { key in
        text.split(separator: "\"\(key)\"").dropFirst().contains { rest in
          rest.drop { $0 == " " || $0 == ":" || $0.isNewline }.first == "{" && !rest.hasPrefix("{")
        }
      }
    }
    return ["jest.", "vitest.", "vite.", "babel.", ".babelrc", ".mocharc", "ava."].contains { name.hasPrefix($0) }
  }
}

extension RepositoryPath {
  /// The file's name as text, damaged where it is no UTF-8.
  var nameText: String { String(decoding: name, as: UTF8.self) }

  /// What follows the last dot of the name, in lower case; empty where there is none.
  var nameExtension: String {
    let name = nameText
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The directories above the file, outermost first.
  var directories: [String] {
    bytes.split(separator: UInt8(ascii: "/")).dropLast().map { String(decoding: $0, as: UTF8.self) }
  }

  func hasDirectory(_ names: Set<String>) -> Bool { directories.contains { names.contains($0) } }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

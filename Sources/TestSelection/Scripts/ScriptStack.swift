import GateModel

/// JavaScript and TypeScript, with one of their runners.
struct ScriptStack: SourceStack {
  enum Runner: String {
    case jest, vitest, mocha, ava, node
  }

  private let runner: Runner

  init(_ runner: Runner) {
    self.runner = runner
  }

  var mark: String { "script 3 \(runner.rawValue)" }

  func role(of path: RepositoryPath) -> FileRole {
    if isConfiguration(path) { return .configuration }
    let ending = path.nameExtension
    if Self.isNative(ending) { return .configuration }
    guard Self.extensions.contains(ending) else { return OtherFiles.role(of: path) }
    if path.hasDirectory(["__mocks__"]) { return .configuration }
    return isTest(path) ? .test : .module
  }

  func reason(forAll path: RepositoryPath) -> String {
    if Self.isNative(path.nameExtension) { return "is built into a module, which imports do not show" }
    if path.hasDirectory(["__mocks__"]) { return "is a mock, which tests use without importing it" }
    return "decides how tests run"
  }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    isConfiguration(path) ? Self.isReadable(path) : Self.extensions.contains(path.nameExtension)
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    var facts = FileFacts()
    if bytes.contains(0) {
      facts.fault = "is no text"
    } else if isConfiguration(path) {
      facts = configurationFacts(of: bytes, at: path)
    } else {
      facts = ScriptReader.facts(of: bytes)
    }
    return facts
  }

  private func configurationFacts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    var facts = FileFacts()
    let name = path.nameText
    var declarations: [ScriptDeclaration] = []
    if name.hasPrefix("tsconfig") || name == "jsconfig.json" {
      guard let read = ScriptDocument.typeConfiguration(bytes) else {
        facts.fault = "is no JSON, so what it says of paths is not known"
        return facts
      }
      declarations = read
    } else {
      if name == "package.json" { declarations = ScriptDocument.manifest(bytes) ?? [] }
      let configuration = ScriptConfiguration(bytes, name: name, runner: runner)
      declarations += configuration.declarations
      facts.fault = configuration.fault
      if Self.isLoaded(path, String(decoding: bytes, as: UTF8.self)) {
        facts.needs = ScriptReader.facts(of: bytes).needs.filter {
          $0.form == .module || !configuration.otherTexts.contains($0.name)
        }
      }
    }
    facts.declares = declarations.compactMap(\.text)
    return facts
  }

  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    ScriptLinker.words(of: facts, at: path)
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    ScriptLinker(index, roles: roles, project: ScriptProject(declarations, index))
  }
}

// MARK: - Files by their names

extension ScriptStack {
  private static let configuration: Set<String> = [
    "package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "pnpm-workspace.yaml",
    "bun.lock", "bun.lockb", ".npmrc", ".yarnrc", ".yarnrc.yml", ".nvmrc", ".node-version", "jsconfig.json", ".swcrc",
    "lerna.json", "nx.json", "turbo.json", "workspace.json", ".pnpmfile.cjs",
  ]

  private static let configurationPrefixes = [
    "jest.config.", "jest.setup.", "jest.preset.", "vitest.config.", "vitest.workspace.", "vitest.setup.",
    "vite.config.", "babel.config.", ".babelrc", ".mocharc", "tsconfig", "ava.config.", "webpack.config.",
    "rollup.config.", "esbuild.config.", "swc.config.",
  ]

  private static let extensions: Set<String> = [
    "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte",
  ]

  private func isConfiguration(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    return Self.configuration.contains(name) || Self.configurationPrefixes.contains { name.hasPrefix($0) }
  }

  /// Lock files name nothing of the repository and are large.
  private static func isReadable(_ path: RepositoryPath) -> Bool {
    ![
      "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb",
    ].contains(path.nameText)
  }

  /// Whether the file is built into a module that the imports do not show.
  private static func isNative(_ ending: String) -> Bool { ending == "node" || ending == "wasm" }

  /// Whether what the file names is loaded for every test, as set-up files and transforms are.
  private static func isLoaded(_ path: RepositoryPath, _ text: String) -> Bool {
    let name = path.nameText
    if name == "package.json" {
      return ["jest", "mocha", "ava"].contains { key in
        text.split(separator: "\"\(key)\"").dropFirst().contains { rest in
          rest.drop { $0 == " " || $0 == ":" || $0.isNewline }.first == "{" && !rest.hasPrefix("{")
        }
      }
    }
    return ["jest.", "vitest.", "vite.", "babel.", ".babelrc", ".mocharc", "ava."].contains { name.hasPrefix($0) }
  }

  private func isTest(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    switch runner {
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
}

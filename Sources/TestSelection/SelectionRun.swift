import GateModel

/// One selection: reads every module once, builds the graph, and follows it from what changed.
struct SelectionRun {
  typealias Content = (RepositoryPath) throws -> [UInt8]?

  private let triage: ChangeTriage
  private let files: [RepositoryPath]
  private let runner: TestRunner
  private let index: [String: Int]

  init(_ triage: ChangeTriage, files: [RepositoryPath], runner: TestRunner) {
    self.triage = triage
    self.files = files
    self.runner = runner
    index = Dictionary(files.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func result(reading content: Content) throws(Widening) -> TestSelectionResult {
    let configuration = try checkedConfiguration(content)
    let resolver: any ModuleResolver =
      if runner.isPython { PythonResolver(files, index) } else { scriptResolver(configuration) }
    var mentions = MentionSearch(triage.others)
    var deleted = MentionSearch(triage.deletedTests.map(Self.stem))
    var graph = ImportGraph(count: files.count)
    for (file, path) in files.enumerated() {
      let isLoaded = configuration.loaded.contains(file)
      guard isLoaded || runner.isModule(path) && !runner.isConfiguration(path) else { continue }
      let bytes = if let known = configuration.contents[file] { known } else { try read(path, content) }
      mentions.search(bytes, of: path)
      deleted.search(bytes, of: path)
      add(file, bytes, resolver, to: &graph)
    }
    if let found = mentions.found { throw Widening(reason: "\(found.path) may be read by \(found.module)") }
    if let found = deleted.found { throw Widening(reason: "a test that is gone is named in \(found.module)") }
    // What the runner's configuration loads is loaded for every test.
    for file in files.indices where runner.isTest(files[file]) {
      for configured in configuration.loaded { graph.add(file, dependsOn: configured) }
    }
    return try follow(graph)
  }

  /// A name by which other modules could refer to a test that is gone: its path without the extension, `test_a`.
  private static func stem(_ path: RepositoryPath) -> RepositoryPath {
    guard let dot = path.bytes.lastIndex(of: UInt8(ascii: ".")) else { return path }
    return RepositoryPath(bytes: path.name.prefix(upTo: max(path.name.startIndex, dot)))
  }

  private func read(_ path: RepositoryPath, _ content: Content) throws(Widening) -> [UInt8] {
    let bytes: [UInt8]?
    do {
      bytes = try content(path)
    } catch {
      throw Widening(reason: "\(path) could not be read: \(error)")
    }
    guard let bytes else { throw Widening(reason: "\(path) is no ordinary file") }
    if bytes.contains(0) { throw Widening(reason: "\(path) is no text") }
    return bytes
  }

  private func add(_ file: Int, _ bytes: [UInt8], _ resolver: any ModuleResolver, to graph: inout ImportGraph) {
    let isPython = runner.isPython && runner.isModule(files[file])
    let imports = isPython ? PythonScanner.imports(of: bytes) : ScriptScanner.imports(of: bytes)
    var isDynamic = imports.isDynamic
    for name in imports.names {
      switch resolver.resolve(name, from: file) {
      case .files(let found): for imported in found { graph.add(file, dependsOn: imported) }
      case .unknown: isDynamic = true
      }
    }
    if isDynamic { graph.addDependingOnAll(file) }
    for other in resolver.implicit(file, isTest: runner.isTest(files[file])) { graph.add(file, dependsOn: other) }
  }

  private func follow(_ graph: ImportGraph) throws(Widening) -> TestSelectionResult {
    var seeds: [Int] = []
    for path in triage.modules {
      guard let seed = index[path.text], files[seed] == path else {
        throw Widening(reason: "\(path) changed but is not among the files")
      }
      seeds.append(seed)
    }
    let cameFrom = graph.reach(from: seeds)
    let tests = cameFrom.keys.filter { runner.isTest(files[$0]) }.map { test in
      var chain = [files[test]]
      var file = test
      while let previous = cameFrom[file], previous != file {
        chain.append(files[previous])
        file = previous
      }
      return SelectedTest(path: files[test], chain: chain.reversed())
    }
    if tests.isEmpty { return .none(reason: "no test uses what changed") }
    return .tests(tests.sorted { $0.path < $1.path })
  }
}

extension SelectionRun {
  private struct Configuration {
    var contents: [Int: [UInt8]] = [:]
    /// The files whose modules are loaded for every test.
    var loaded: [Int] = []
    var manifests: [(directory: String, bytes: [UInt8])] = []
  }

  /// Reads manifests and configuration, and gives up where they make tests of other files than the defaults do.
  private func checkedConfiguration(_ content: Content) throws(Widening) -> Configuration {
    var configuration = Configuration()
    for (file, path) in files.enumerated() where runner.isConfiguration(path) && Self.isReadable(path) {
      let bytes = try read(path, content)
      let text = String(decoding: bytes, as: UTF8.self)
      if let word = runner.customWord(in: text) {
        throw Widening(reason: "\(path) has `\(word)`, which is not followed")
      }
      configuration.contents[file] = bytes
      if runner.isLoaded(path, text) { configuration.loaded.append(file) }
      if path.nameText == "package.json" {
        configuration.manifests.append((path.directories.joined(separator: "/"), bytes))
      }
    }
    return configuration
  }

  /// Lock files name nothing of the repository and are large.
  private static func isReadable(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    return ![
      "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "poetry.lock",
      "uv.lock", "pdm.lock", "Pipfile.lock", "pylock.toml",
    ].contains(name) && !name.hasPrefix(".env")
  }

  private func scriptResolver(_ configuration: Configuration) -> ScriptResolver {
    var packages: [String: [String]] = [:]
    var mentioned: Set<String> = []
    for manifest in configuration.manifests {
      QuotedText.forEach(in: manifest.bytes) { offset, content in
        let text = String(decoding: content, as: UTF8.self)
        mentioned.insert(text)
        if Self.isName(before: offset, in: manifest.bytes) {
          packages[text, default: []].append(manifest.directory)
        }
      }
    }
    return ScriptResolver(files, index, packages: packages, isExternal: { mentioned.contains($0) })
  }

  /// Whether the text at `offset` is the value of a member `"name"`.
  private static func isName(before offset: Int, in bytes: [UInt8]) -> Bool {
    var end = offset
    while end > 0, bytes[end - 1] <= 0x20 || bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
    return bytes[..<end].suffix(6).elementsEqual("\"name\"".utf8)
  }
}

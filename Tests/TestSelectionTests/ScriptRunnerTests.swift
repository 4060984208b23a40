import Foundation
import GateModel
import GateTestSupport
import Testing
import TestSelection

/// The runners themselves say which test loads which module: gate selects no fewer.
@Suite struct ScriptRunnerTests {
  /// Writes down that the module was loaded, and by which test.
  private static func module(_ name: String, _ code: String = "") -> String {
    """
    const test = globalThis.expect ? expect.getState().testPath : process.argv[1];
    require('fs').appendFileSync(process.env.LOADED, "\(name) " + test + "\\n");
    \(code)
    """
  }

  private static let common = [
    "package.json": """
    {"name": "app", "imports": {"#low": "./src/low.js"}, "exports": {"./mid": "./src/mid.js", "./parts/*": "./src/*.js"},
     "jest": {"moduleNameMapper": {"^@/(.*)$": "<rootDir>/src/$1"}}}
    """,
    "src/low.js": module("src/low.js"), "src/mid.js": module("src/mid.js", "require('./low')"),
    "src/index.js": module("src/index.js", "module.exports = { /* all */ ...require('./mid') }"),
    "src/lazy.js": module("src/lazy.js"), "src/plug/one.js": module("src/plug/one.js"),
    "src/plug/two.js": module("src/plug/two.js"), "test/a.test.js": "require('../src')",
    "test/d.test.js": "const name = 'one'; require(`../src/plug/${name}`)",
    "test/e.test.js": "require(require('path').join(__dirname, '..', 'src', 'lazy'))",
    "test/h.test.js": "const quote = /[`'\"]/; const load = () => require(\"../src/mid.js\"); load()",
    "test/none.test.js": "// require('../src')\nconst text = \"import (what)\"",
  ]

  private static let forNode = [
    "test/b.test.js": "require('app/mid')", "test/c.test.js": "require('#low'); require('app/parts/lazy')",
    "test/f.test.mjs": "import '#low'\nconst lazy = await import(\n// why\n'../src/lazy.js')",
    "test/g.test.mjs":
      "import { createRequire } from 'node:module'\nconst load = createRequire(import.meta.url)\nload('../src/mid')",
  ]

  private static let forJest = [
    "test/b.test.js": "jest.mock('../src/low', () => ({})); require('@/mid')",
    "test/c.test.js": "const low = jest.requireActual('../src/low')", "test/f.test.js": "require('@/lazy')",
  ]

  private static let nodeArguments =
    ["--test"] + common.merging(forNode) { $1 }.keys.filter { $0.hasPrefix("test/") }.sorted()

  @Test func `node's own runner loads nothing for a test that is not selected`() throws {
    try Tools.require("node")
    try compare(Self.common.merging(Self.forNode) { $1 }, runner: "node") { path, files in
      let head = path.hasSuffix(".mjs") ? "import test from 'node:test'\n" : "const test = require('node:test')\n"
      return head + (files[path] ?? "") + "\ntest('x', () => {})\n"
    } run: { _ in
      ("node", Self.nodeArguments)
    }
  }

  @Test(.enabled(if: Self.hasJest, "jest is not installed (apt-get install jest)"))
  func `jest loads nothing for a test that is not selected`() throws {
    try compare(Self.common.merging(Self.forJest) { $1 }, runner: "jest") { path, files in
      (files[path] ?? "") + "\ntest('x', () => {})\n"
    } run: {
      (
        "node",
        [
          "--require", $0 + "/debian-node.cjs", Self.jest, "--rootDir", $0, "--watchman=false", "--runInBand",
          "--cacheDirectory", $0 + "/.cache",
        ]
      )
    }
  }

  private static let jest = "/usr/share/nodejs/jest/bin/jest.js"

  private static var hasJest: Bool { FileManager.default.fileExists(atPath: jest) && Tools.exists("node") }

  /// Debian's node knows where the system's modules are; any other is told.
  private static let debianNode = """
    const variables = { ...process.config.variables, node_prefix: '/usr', node_relative_path: 'share/nodejs:lib/nodejs' };
    Object.defineProperty(process, 'config', { value: { ...process.config, variables } });
    """

  private func compare(
    _ sources: [String: String], runner: String, body: (String, [String: String]) -> String,
    run: (String) -> (String, [String])
  ) throws {
    let directory = try TemporaryDirectory()
    let root = directory.path.description
    var files = sources
    for path in sources.keys where path.hasPrefix("test/") { files[path] = body(path, sources) }
    for (path, text) in files {
      let place = URL(filePath: root + "/" + path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
    try Data(Self.debianNode.utf8).write(to: URL(filePath: root + "/debian-node.cjs"))
    let (program, arguments) = run(root)
    let environment = [
      "PATH": Tools.directory + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "HOME": root, "CI": "true",
      "LOADED": root + "/loaded.log",
      // Where Debian has what its jest needs.
      "NODE_PATH": "/usr/share/nodejs:/usr/lib/nodejs",
    ]
    let result = try runProcess(program, arguments, environment: environment, directory: directory.path)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let log = try String(decoding: Data(contentsOf: URL(filePath: root + "/loaded.log")), as: UTF8.self)
    var loaders: [String: Set<String>] = [:]
    for line in log.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      try #require(parts.count == 2)
      loaders[String(parts[0]), default: []].insert(String(parts[1].dropFirst(root.utf8.count + 1)))
    }
    #expect(loaders.keys.contains("src/low.js") && loaders.keys.contains("src/lazy.js"))
    for module in files.keys.sorted() where module.hasPrefix("src/") {
      let selected = Set(VirtualFiles(files).tests(module, runner: runner))
      #expect(selected.isSuperset(of: loaders[module] ?? []), "\(module)")
      #expect(!selected.contains("*") && !selected.contains("test/none.test.js"), "\(module)")
    }
  }
}

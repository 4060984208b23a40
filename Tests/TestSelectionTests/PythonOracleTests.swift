import Foundation
import GateModel
import GateTestSupport
import Testing
import TestSelection

/// Files of Python's standard library, with the text of each.
private struct Library {
  var files: [String: [UInt8]] = [:]

  /// Packages that import each other in many ways, without the tests of Python itself.
  private static let packages = ["asyncio", "concurrent", "email", "importlib", "json", "logging", "unittest", "xml"]

  init() throws {
    let code = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let root = try runProcess("python3", ["-c", code], environment: ["PATH": path]).output.filter { $0 != "\n" }
    for package in Self.packages {
      let directory = URL(filePath: root).appending(path: package).path
      for case let name as String in FileManager.default.enumerator(atPath: directory) ?? .init()
      where name.hasSuffix(".py") {
        files["\(package)/\(name)"] = try Array(Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
      }
    }
  }

  func run(_ tool: String, _ arguments: [String]) throws -> ProcessResult {
    let directory = try TemporaryDirectory()
    for (path, bytes) in files {
      let file = URL(filePath: directory.path.description).appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let path = Tools.directory + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    return try runProcess(tool, arguments, environment: ["PATH": path], directory: directory.path)
  }
}

@Suite struct PythonOracleTests {
  /// Every import statement that is not only for type checkers, as `LEVEL MODULE MEMBER…`.
  private static let lister = """
    import ast, json, pathlib
    def imports(node):
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            for child in node.orelse: yield from imports(child)
            return
        if isinstance(node, ast.Import):
            for name in node.names: yield "0 " + name.name
        if isinstance(node, ast.ImportFrom):
            yield " ".join([str(node.level), node.module or ""] + [name.name for name in node.names])
        for child in ast.iter_child_nodes(node): yield from imports(child)
    found = {str(p): sorted(set(imports(ast.parse(p.read_bytes())))) for p in pathlib.Path(".").rglob("*.py")}
    print(json.dumps(found))
    """

  @Test func `every import statement that Python sees is read, and no text is broken`() throws {
    let library = try Library()
    let output = try library.run("python3", ["-c", Self.lister]).stdout
    let expected = try JSONDecoder().decode([String: [String]].self, from: Data(output))
    #expect(expected.count == library.files.count && expected.count > 100)
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    for (path, imports) in expected {
      let facts = stack.facts(of: library.files[path] ?? [], at: RepositoryPath(path))
      #expect(facts.fault == nil, "\(path)")
      let found = Set(
        facts.needs.filter { $0.form == .module }.map { need in
          (["\(need.level)", need.name] + need.members).joined(separator: " ")
        })
      #expect(Set(imports).subtracting(found).isEmpty, "\(path)")
    }
  }

  @Test func `every link that ruff finds is in the graph`() throws {
    try Tools.require("ruff")
    let library = try Library()
    let output = try library.run("ruff", ["analyze", "graph", "--preview", "--isolated", "."]).stdout
    let expected = try JSONDecoder().decode([String: [String]].self, from: Data(output))
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    let graph = VirtualFiles([:]).graph(of: library.files, stack)
    var count = 0
    for (path, targets) in expected {
      let file = try #require(graph.table.place(of: RepositoryPath(path)))
      let found = Set(graph.needs[file].map { graph.path(of: $0.target) })
      for target in targets where target != path && target.hasSuffix(".py") {
        count += 1
        #expect(found.contains(RepositoryPath(target)), "\(path) needs \(target)")
      }
    }
    #expect(count > 300)
  }
}

extension VirtualFiles {
  fileprivate func graph(of files: [String: [UInt8]], _ stack: any SourceStack) -> SourceGraph {
    let listed = files.keys.map { path in
      SnapshotFile(path: RepositoryPath(path), version: FileVersion(mode: .regular, id: Self.id(of: path)))
    }
    return GraphBuilder(stack).graph(of: FileTable(listed)) { file in
      files[String(decoding: file.path.bytes, as: UTF8.self)]
    }.graph
  }
}

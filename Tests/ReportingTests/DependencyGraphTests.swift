import Foundation
import GateModel
import Reporting
import Testing

@Suite struct DependencyGraphTests {
  private let graph = DependencyGraphReport(
    name: "unit", runner: "pytest",
    nodes: [
      .init("app/a.py", .module, isAsked: true, cycle: 0),
      .init("app/b.py", .module, cycle: 0, hiddenCount: 3),
      .init("app/gone.py", .module, isGone: true),
      .init("app/plug.py", .module, isOpaque: true),
      .init("pyproject.toml", .configuration),
      .init("tests/data", .directory),
      .init("tests/data/x.json", .data),
      .init("tests/test_a.py", .test),
    ],
    links: [
      .init(0, 1, .imports), .init(1, 0, .imports), .init(0, 2, .imports), .init(3, 0, .anything),
      .init(4, 3, .names), .init(5, 6, .place), .init(7, 0, .imports), .init(7, 1, .imports), .init(7, 5, .loads),
    ], cycles: [[0, 1]], omittedCount: 7, depth: 2)

  /// Everything that could end a label, begin a tag or an entity, or break a line.
  private static let odd: [RepositoryPath] = [
    "quo\"te.py", "br[ac]k{et}(s).py", "a&amp;#35;<b>|.py", "back\\slash\\n.py", "new\nline.py", "semi;co;lon.py",
    "`tick`.py", "-->.py", "end", "%%{init: {}}%%.py", "/* x */.py", "*/ // -- ->.py", "ü–ÿ.py",
    RepositoryPath(bytes: [0xff, 0xfe, 0x22]), RepositoryPath("esc\u{1b}]0;x\u{7}.py"), "\u{202e}right.py",
  ]

  private var oddGraph: DependencyGraphReport {
    let nodes = Self.odd.map { DependencyGraphReport.Node($0, .module, isAsked: true, cycle: 0) }
    let links = Self.odd.indices.map { place in
      DependencyGraphReport.Link(
        place, (place + 1) % Self.odd.count, place % 2 == 0 ? .imports : DependencyKind.allCases[place % 5])
    }
    return DependencyGraphReport(
      name: "x", runner: "pytest", nodes: nodes, links: links, cycles: [Array(nodes.indices)], omittedCount: 1)
  }

  @Test func `a graph for a person`() throws {
    try expectGolden(GraphText.render(graph, style: Sample.plain), "graph.txt")
    try expectGolden(GraphText.render(graph, style: Sample.colour), "graph-colour.txt")
  }

  @Test func `a graph of which only the users are asked for has one tree`() {
    var graph = graph
    graph.isReverse = true
    let text = GraphText.render(graph, style: Sample.plain)
    #expect(text.contains("is needed by"))
    #expect(!text.contains("  needs\n"))
  }

  @Test func `a long chain is no trouble`() {
    let count = 50_000
    let nodes = (0..<count).map { DependencyGraphReport.Node(RepositoryPath("f\($0).py"), .module, isAsked: $0 == 0) }
    let links = (1..<count).map { DependencyGraphReport.Link($0 - 1, $0, .imports) }
    let graph = DependencyGraphReport(name: "x", runner: "pytest", nodes: nodes, links: links, depth: 100)
    #expect(GraphText.render(graph, style: Sample.plain).split(separator: "\n").count == 103)
  }

  @Test func `a graph as JSON follows its schema`() throws {
    let json = GraphJSON.render([graph, oddGraph], gateVersion: "1.2.3")
    #expect(try SchemaChecker(file: "graph.schema.json").problems(in: json) == [])
    try expectGolden(GraphJSON.render([graph], gateVersion: "1.2.3"), "graph.json")
  }

  @Test func `a graph as Mermaid`() throws {
    try expectGolden(GraphMermaid.render(graph), "graph.mmd")
  }

  @Test func `no path breaks out of its label in Mermaid`() throws {
    let text = GraphMermaid.render(oddGraph)
    let node = #/  n\d+\["[^"`<>&%\\\n]*"\](:::[a-z]+)?/#
    let link = #/  n\d+ (-->|-\.->|-\.->\|names\||==>\|loads\||-\.->\|may use\|) n\d+/#
    let style = #/  (linkStyle [0-9,]+ stroke:#c00|classDef [a-z]+ [-a-z0-9:,# ]+)/#
    let lines = text.split(separator: "\n")
    #expect(lines.first == "flowchart LR")
    for line in lines.dropFirst() where !line.hasPrefix("  %% ") {
      let isKnown =
        try node.wholeMatch(in: line) != nil || link.wholeMatch(in: line) != nil || style.wholeMatch(in: line) != nil
      #expect(isKnown, "\(line)")
    }
    #expect(lines.count { $0.contains("[\"") } == Self.odd.count)
    #expect(!text.contains("%%{"))
    #expect(text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }

  @Test func `a graph as DOT`() throws {
    try expectGolden(GraphDOT.render(graph), "graph.dot")
  }

  @Test(.enabled(if: Self.hasDot, "dot of Graphviz is not installed"))
  func `dot draws every graph, each path as it is`() throws {
    let drawn = try Self.dot(GraphDOT.render(graph))
    #expect(drawn.contains("<svg"))
    let odd = try Self.dot(GraphDOT.render(oddGraph))
    #expect(odd.components(separatedBy: "class=\"node\"").count - 1 == Self.odd.count)
    for shown in ["quo\\&quot;te.py", "br[ac]k{et}(s).py", "a&amp;amp;#35;&lt;b&gt;|.py", "back\\\\slash\\\\n.py"] {
      #expect(odd.contains(shown), "\(shown)")
    }
  }

  @Test func `every line of DOT is of its grammar`() {
    let string = #""(?:[^"\\]|\\.)*""#
    let attribute = "[a-z]+=(?:[A-Za-z0-9]+|\(string))"
    let list = #"\[\#(attribute)(?:, \#(attribute))*\]"#
    let patterns = [
      "digraph gate \\{", "\\}", "  \(attribute);", "  node \(list);", "  n[0-9]+ \(list);",
      "  n[0-9]+ -> n[0-9]+(?: \(list))?;",
    ]
    for line in (GraphDOT.render(graph) + GraphDOT.render(oddGraph)).split(separator: "\n") {
      let isKnown = patterns.contains { line.range(of: "^\($0)$", options: .regularExpression) != nil }
      #expect(isKnown, "\(line)")
    }
  }

  private static let hasDot = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/dot")
  }

  private static func dot(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gate-dot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "graph.dot")
    try Data(text.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["dot", "-Tsvg", "-o", folder.appending(path: "graph.svg").path, file.path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(!said.contains("syntax error"), "\(said)")
    return try String(contentsOf: folder.appending(path: "graph.svg"), encoding: .utf8)
  }
}

import Foundation
import GateModel
import Testing
import TestSelection

private let manifest = """
  // swift-tools-version: 6.0
  import PackageDescription
  let package = Package(
    name: "demo",
    products: [.library(name: "Core", targets: ["Core"])],
    dependencies: [.package(path: "Other"), .package(url: "https://example.org/x", from: "1.0.0")],
    targets: [
      .target(name: "Core"), .target(name: "Shapes", dependencies: ["Core"], path: "Code/Shapes"),
      .target(name: "my-lib"), .target(name: "CThing"), .executableTarget(name: "tool", dependencies: ["Shapes"]),
      .target(name: "Macros"),
      .testTarget(name: "CoreTests", dependencies: ["Core"]),
      .testTarget(name: "ShapesTests", dependencies: ["Shapes", "my-lib"]),
      .testTarget(name: "ToolTests", dependencies: ["tool"]),
    ])
  """

private func files(_ more: [String: String] = [:]) -> VirtualFiles {
  VirtualFiles(
    [
      "Package.swift": manifest, "Package.resolved": "{}",
      "Sources/Core/a.swift": "public struct A {}", "Sources/Core/b.swift": "struct B {}",
      "Code/Shapes/s.swift": "import Core", "Sources/my-lib/m.swift": "", "Sources/tool/main.swift": "import Shapes",
      "Sources/CThing/c.c": "#include \"c.h\"", "Sources/CThing/include/c.h": "", "Sources/Macros/m.swift": "",
      "Tests/CoreTests/ATests.swift": "@testable import Core\n@Suite struct ATests { @Test func a() {} }",
      "Tests/CoreTests/PlainTests.swift": "import XCTest\nfinal class PlainTests: XCTestCase {}",
      "Tests/ShapesTests/STests.swift": "import Shapes\n@Suite struct STests { @Test func s() {} }",
      "Tests/ToolTests/TTests.swift": "@Suite struct TTests {}",
      "Other/Package.swift": "let package = Package(name: \"Other\", targets: [.target(name: \"Far\")])",
      "Other/Sources/Far/f.swift": "",
    ].merging(more) { $1 })
}

@Suite struct SwiftSelectionTests {
  @Test(arguments: [
    ("Sources/Core/b.swift", ["CoreTests/ATests", "CoreTests/PlainTests", "ShapesTests/STests", "ToolTests/TTests"]),
    ("Code/Shapes/s.swift", ["ShapesTests/STests", "ToolTests/TTests"]),
    ("Sources/my-lib/m.swift", ["ShapesTests/STests"]),
    ("Sources/tool/main.swift", ["ToolTests/TTests"]), ("Sources/CThing/c.c", []),
    ("Tests/CoreTests/ATests.swift", ["CoreTests/ATests"]), ("Other/Sources/Far/f.swift", []),
  ])
  func `a changed file selects the tests of the targets that need its own`(path: String, tests: [String]) {
    #expect(files().tests(path, runner: "swift") == tests.map { "Tests/\($0).swift" })
  }

  @Test(arguments: [
    "import Far", "@testable import Far", "public import Far", "import struct Far.X", "@_exported import Far.Sub",
    "#externalMacro(module: \"Far\", type: \"X\")",
  ])
  func `a module of another package is found by what it is imported as`(line: String) {
    let tree = files(["Code/Shapes/t.swift": line])
    #expect(tree.tests("Other/Sources/Far/f.swift", runner: "swift").contains("Tests/ShapesTests/STests.swift"))
  }

  @Test(arguments: [
    "Package.swift", "Package.resolved", ".swift-version", "Plugins/P/p.swift", "Package@swift-6.1.swift",
  ])
  func `what says how targets are built reaches every test`(path: String) {
    #expect(files([path: path == "Package.swift" ? manifest : ""]).tests(path, runner: "swift") == ["*"])
  }

  @Test func `a path that is computed is not followed, and widens`() {
    let text = manifest.replacingOccurrences(of: "\"Code/Shapes\"", with: "root + shapes")
    #expect(files(["Package.swift": text]).tests("Sources/CThing/c.c", runner: "swift") == ["*"])
  }

  @Test func `a manifest with helpers of its own is followed`() {
    let tree = VirtualFiles([
      "Package.swift": """
      let package = Package(name: "x", targets: [module("Core"), module("App", ["Core"]), tests("App", ["tool"])])
      func module(_ name: String, _ needs: [String] = []) -> Target { .target(name: name, dependencies: needs) }
      func tests(_ name: String, _ more: [String]) -> Target {
        .testTarget(name: "\\(name)Tests", dependencies: more + ["Support"])
      }
      """,
      "Sources/Core/c.swift": "", "Sources/App/a.swift": "", "Sources/tool/t.swift": "", "Tests/Support/s.swift": "",
      "Tests/AppTests/t.swift": "@Test func x() {}", "Sources/Loose/l.swift": "",
    ])
    for path in ["Sources/Core/c.swift", "Sources/App/a.swift", "Sources/tool/t.swift", "Tests/Support/s.swift"] {
      #expect(tree.tests(path, runner: "swift") == ["Tests/AppTests/t.swift"], "\(path)")
    }
    #expect(tree.tests("Sources/Loose/l.swift", runner: "swift") == [])
  }

  @Test(arguments: [
    ("func help() {}", true), ("extension String { var x: Int { 1 } }", true), ("struct Help {}", true),
    ("private struct Help {}", true), ("@Suite struct Other { @Test func x() {} }", false),
    ("@Test private func x() {}\nfunc help() {}", true), ("private extension Int {}\n@Test private func y() {}", false),
    ("@Suite struct Used { @Test func x() {} }", true),
  ])
  func `a file beside a test counts where it may use something of it`(text: String, isUsed: Bool) {
    let tree = files([
      "Tests/CoreTests/H.swift": text, "Tests/CoreTests/UTests.swift": "@Test private func u() { Used.x() }",
    ])
    #expect(tree.tests("Tests/CoreTests/H.swift", runner: "swift").contains("Tests/CoreTests/UTests.swift") == isUsed)
  }

  @Test func `resources count for those who may read them`() {
    let tree = files([
      "Tests/CoreTests/Data/x.json": "", "Tests/CoreTests/RTests.swift": "@Test func r() { load(\"x\") }",
    ])
    #expect(tree.tests("Tests/CoreTests/Data/x.json", runner: "swift").contains("Tests/CoreTests/RTests.swift"))
  }

  /// SwiftPM's own reading of this repository's manifest, which has helpers of its own: each dependency that it knows we have.
  @Test func `SwiftPM knows no dependency of this repository that the graph lacks`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("gate-oracle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let found = try Oracle.run([
      "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "describe", "--type", "json",
    ])
    guard let found, let package = try JSONSerialization.jsonObject(with: found) as? [String: Any],
      let targets = package["targets"] as? [[String: Any]]
    else { return }
    var texts = ["Package.swift": try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)]
    var sources: [String: [String]] = [:]
    for target in targets {
      guard let name = target["name"] as? String, let path = target["path"] as? String else { continue }
      let files = (target["sources"] as? [String] ?? []).map { "\(path)/\($0)" }
      sources[name] = files
      for file in files { texts[file] = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8) }
    }
    let stack = try #require(SourceStacks.named(runner: "swift"))
    let graph = VirtualFiles(texts).graph(stack)
    for target in targets where target["type"] as? String == "test" {
      let names = target["target_dependencies"] as? [String] ?? []
      for test in sources[target["name"] as? String ?? ""] ?? [] {
        let reached = Reach.of(test, graph)
        for name in names {
          #expect(sources[name]?.allSatisfy(reached.contains) == true, "\(test) needs \(name)")
        }
      }
    }
    #expect(!targets.isEmpty)
  }
}

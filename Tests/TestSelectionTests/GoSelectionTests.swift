import Foundation
import GateModel
import Testing
import TestSelection

private let module: [String: String] = [
  "go.mod": "module example.org/app // ours\n\ngo 1.21\n", "go.sum": "",
  "core/core.go": "package core\n\nfunc F() int { return 1 }\n",
  "core/extra_linux.go": "//go:build linux\n\npackage core\n",
  "core/core_test.go": "package core\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) {}\n",
  "core/outer_test.go":
    "package core_test\n\nimport (\n\t\"testing\"\n\n\t_ \"example.org/app/util\"\n)\n\nfunc TestG(t *testing.T) {}\n",
  "api/api.go": "package api\n\nimport c \"example.org/app/core\"\n\nvar X = c.F()\n",
  "api/api_test.go": "package api\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {}\n",
  "util/util.go": "package util\n\nimport _ \"embed\"\n\n//go:embed notes.md \"all:static\"\nvar notes string\n",
  "util/notes.md": "x", "util/static/a.css": "x", "util/static/deep/b.html": "x",
  "alone/alone.go": "package alone\n",
  "alone/alone_test.go": "package alone\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n",
  "alone/testdata/in.go": "package nothing\n", "README.md": "x",
  "cmd/tool/main.go": "package main\n\nimport _ \"example.org/app/api\"\n\nfunc main() {}\n",
]

@Suite struct GoSelectionTests {
  private func selects(_ path: String, _ more: [String: String] = [:]) -> [String] {
    VirtualFiles(module.merging(more) { $1 }).tests(path, runner: "go")
  }

  @Test(arguments: [
    ("core/core.go", ["api/api_test.go", "core/core_test.go", "core/outer_test.go"]),
    ("core/extra_linux.go", ["api/api_test.go", "core/core_test.go", "core/outer_test.go"]),
    ("api/api.go", ["api/api_test.go"]), ("alone/alone.go", ["alone/alone_test.go"]),
    ("alone/testdata/in.go", ["alone/alone_test.go"]), ("cmd/tool/main.go", []), ("README.md", []),
    ("util/util.go", ["core/core_test.go", "core/outer_test.go"]),
    ("util/notes.md", ["core/core_test.go", "core/outer_test.go"]),
    ("util/static/a.css", ["core/core_test.go", "core/outer_test.go"]),
    ("util/static/deep/b.html", ["core/core_test.go", "core/outer_test.go"]),
    ("go.mod", ["*"]), ("go.sum", ["*"]),
  ])
  func `a changed file selects the packages that import its own`(path: String, tests: [String]) {
    #expect(selects(path) == tests)
  }

  @Test func `a test that builds a program needs that program`() {
    let test = "package e2e\n\nfunc TestE(t *testing.T) { exec.Command(\"go\", \"run\", \"../cmd/tool\") }\n"
    #expect(selects("api/api.go", ["e2e/e2e_test.go": test]) == ["api/api_test.go", "e2e/e2e_test.go"])
    let all = "package e2e\n\nfunc TestE(t *testing.T) { exec.Command(\"go\", \"vet\", \"./...\") }\n"
    #expect(selects("alone/alone.go", ["e2e/e2e_test.go": all]) == ["alone/alone_test.go", "e2e/e2e_test.go"])
  }

  @Test func `modules of a workspace and replaced ones are found`() {
    let more = [
      "go.work": "go 1.21\n\nuse (\n\t./lib\n)\n", "lib/go.mod": "module \"example.org/lib\"\n",
      "lib/deep/d.go": "package deep\n",
      "fork/f.go": "package fork\n",
      "tools/go.mod": "module example.org/tools\n\nreplace (\n\texample.org/old v1.0.0 => ../fork\n)\n",
      "tools/t_test.go": "package tools\n\nimport (\n\t_ \"example.org/lib/deep\"\n\t_ \"example.org/old\"\n)\n",
    ]
    #expect(selects("lib/deep/d.go", more) == ["tools/t_test.go"])
    #expect(selects("fork/f.go", more) == ["tools/t_test.go"])
  }

  @Test func `headers and assembly count for the package that they are compiled into`() {
    let more = [
      "c/c.go": "package c\n\n// #include \"c.h\"\nimport \"C\"\n", "c/c.h": "#include \"../inc/d.h\"\n", "inc/d.h": "",
      "c/a_amd64.s": "", "c/c_test.go": "package c\n",
    ]
    for path in ["c/c.h", "inc/d.h", "c/a_amd64.s"] { #expect(selects(path, more) == ["c/c_test.go"], "\(path)") }
  }

  /// `go list` itself: each file of each package of the module that a test needs is in its closure.
  @Test func `go list knows no file that the graph lacks`() throws {
    var texts = module
    // A chain and a diamond, by numbers.
    for number in 0..<40 {
      let imports = [number / 2, number / 3].filter { $0 < number }.map { "import _ \"example.org/app/p\($0)\"\n" }
      texts["p\(number)/p.go"] = "package p\n\n" + Set(imports).sorted().joined()
      texts["p\(number)/p_test.go"] = "package p\n\nimport \"testing\"\n\nfunc TestP(t *testing.T) {}\n"
    }
    let stack = try #require(SourceStacks.named(runner: "go"))
    let graph = VirtualFiles(texts).graph(stack)
    try Oracle.with(texts) { root in
      let environment = [
        "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOWORK": "off", "GOTOOLCHAIN": "local",
        "GOCACHE": root.path + "/.cache", "GOPATH": root.path + "/.path",
      ]
      let format =
        "{{if .Module}}{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles \" \"}} {{join .EmbedFiles \" \"}}\t{{join .Deps \" \"}}{{end}}"
      guard let listed = try Oracle.run(["go", "list", "-deps", "-test", "-f", format, "./..."], in: root, environment)
      else { return }
      let packages = String(decoding: listed, as: UTF8.self).split(separator: "\n").map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }.filter { $0.count == 4 }
      var files: [String: [String]] = [:]
      for package in packages where package[1].hasPrefix(root.path) && !package[0].hasSuffix(".test") {
        let directory = package[1].dropFirst(root.path.count).drop { $0 == "/" }
        files[package[0]] = package[2].split(separator: " ").filter { !$0.hasPrefix("/") }.map { "\(directory)/\($0)" }
      }
      var checked = 0
      for package in packages where package[0].hasSuffix(".test") {
        let directory = package[0].dropLast(5).dropFirst("example.org/app/".count)
        let reached = Reach.of(
          try #require(graph.tests.map { graph.path(of: $0).description }.first { $0.hasPrefix("\(directory)/") }),
          graph)
        for dependency in package[3].split(separator: " ") {
          // `p [p.test]` is the package compiled for the test.
          for file in files[String(dependency)] ?? [] {
            #expect(reached.contains(file), "\(package[0]) needs \(file)")
            checked += 1
          }
        }
      }
      #expect(checked > 100)
    }
  }
}

import Foundation
import GateModel
import Testing
import TestSelection

private let workspace: [String: String] = [
  "Cargo.toml": """
  [workspace]
  members = ["crates/*"]
  resolver = "2"

  [workspace.dependencies]
  renamed = { path = "crates/base", package = "base-lib" }

  """,
  "crates/base/Cargo.toml": "[package]\nname = \"base-lib\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
  "crates/base/src/lib.rs": "pub mod inner;\n", "crates/base/src/inner.rs": "pub fn f() {}\n\n#[cfg(test)]\nmod t {}\n",
  "crates/app/Cargo.toml":
    "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\nbuild = \"build.rs\"\n\n[dependencies]\nrenamed.workspace = true\n\n[dev-dependencies]\nhelp = { path = \"../help\" }\n",
  "crates/app/build.rs": "fn main() {}\n",
  "crates/app/src/lib.rs": "pub const X: &str = include_str!(\"../assets/x.md\");\n",
  "crates/app/assets/x.md": "x\n", "crates/app/tests/one.rs": "mod common;\n",
  "crates/app/tests/two.rs": "mod shared;\n",
  "crates/app/tests/shared.rs": "\n", "crates/app/tests/common/mod.rs": "\n",
  "crates/app/tests/big/main.rs": "mod part;\n",
  "crates/app/tests/big/part.rs": "\n",
  "crates/help/Cargo.toml": "[package]\nname = \"help\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
  "crates/help/src/lib.rs": "\n",
  "crates/none/Cargo.toml":
    "[package]\nname = \"none\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[[test]]\nname = \"odd\"\npath = \"odd/t.rs\"\n\n[target.'cfg(unix)'.dependencies]\nhelp = { path = \"../help\" }\n",
  "crates/none/src/main.rs": "fn main() {}\n", "crates/none/odd/t.rs": "#[test]\nfn t() {}\n", "README.md": "",
]

@Suite struct RustSelectionTests {
  private func selects(_ path: String) -> [String] { VirtualFiles(workspace).tests(path, runner: "cargo") }

  private let app = ["one.rs", "shared.rs", "two.rs"].map { "crates/app/tests/\($0)" }

  @Test(arguments: ["crates/base/src/lib.rs", "crates/base/src/inner.rs"])
  func `a crate's change reaches those who depend on it under any name`(path: String) {
    #expect(selects(path) == ["crates/app/tests/big/main.rs"] + app + ["crates/base/src/inner.rs"])
  }

  @Test(arguments: ["src/lib.rs", "build.rs", "assets/x.md", "tests/common/mod.rs", "tests/big/part.rs"])
  func `all of a crate reaches all of its tests`(path: String) {
    #expect(selects("crates/app/" + path) == ["crates/app/tests/big/main.rs"] + app)
  }

  @Test func `the programs among the tests are told apart`() {
    #expect(selects("crates/app/tests/one.rs") == ["crates/app/tests/one.rs"])
    #expect(selects("crates/app/tests/shared.rs") == ["crates/app/tests/shared.rs", "crates/app/tests/two.rs"])
    #expect(selects("crates/none/src/main.rs") == ["crates/none/odd/t.rs"])
  }

  @Test func `what only tests need counts for them`() {
    #expect(selects("crates/help/src/lib.rs") == ["crates/app/tests/big/main.rs"] + app + ["crates/none/odd/t.rs"])
  }

  @Test(arguments: ["Cargo.toml", "crates/base/Cargo.toml"])
  func `manifests reach every test`(path: String) {
    #expect(selects(path) == ["*"])
  }

  @Test func `a manifest that cannot be read widens`() {
    var files = VirtualFiles(workspace)
    files.texts["crates/help/Cargo.toml"] = "[package"
    #expect(files.tests("crates/base/src/lib.rs", runner: "cargo") == ["*"])
  }

  @Test(arguments: [
    "#[test]", "#[tokio::test]", "#[cfg(test)]", "/// ```\n/// x\n/// ```", "#[test_case(1)]", "#[rstest]",
  ])
  func `sources with tests of their own are tests`(text: String) {
    var files = VirtualFiles(workspace)
    files.texts["crates/help/src/lib.rs"] = text + "\nfn x() {}"
    #expect(files.tests("crates/help/src/lib.rs", runner: "cargo").contains("crates/help/src/lib.rs"))
  }

  /// cargo itself: each dependency by path that it knows is in the closure of each test of the crate.
  @Test func `cargo knows no crate that the graph lacks`() throws {
    var texts = workspace
    texts["crates/app/Cargo.toml"]? += "\n[[example]]\nname = \"show\"\npath = \"more/show.rs\"\n"
    texts["crates/app/more/show.rs"] = "fn main() {}\n"
    let stack = try #require(SourceStacks.named(runner: "cargo"))
    let graph = VirtualFiles(texts).graph(stack)
    try Oracle.with(texts) { root in
      let home = ["CARGO_HOME": root.path + "/.home"]
      guard
        let data = try Oracle.run(
          ["cargo", "metadata", "--offline", "--no-deps", "--format-version", "1"], in: root, home),
        let metadata = try JSONSerialization.jsonObject(with: data) as? [String: Any],
        let packages = metadata["packages"] as? [[String: Any]]
      else { return }
      func local(_ path: Any?) -> String { String((path as? String ?? "").dropFirst(root.path.count + 1)) }
      var sources: [String: [String]] = [:]
      for package in packages {
        let targets = (package["targets"] as? [[String: Any]] ?? []).filter { ($0["kind"] as? [String]) != ["test"] }
        sources[package["name"] as? String ?? ""] = targets.map { local($0["src_path"]) }
      }
      var checked = 0
      for package in packages {
        let names = (package["dependencies"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        let needed = (names + [package["name"] as? String ?? ""]).flatMap { sources[$0] ?? [] }
        for target in package["targets"] as? [[String: Any]] ?? [] where target["kind"] as? [String] == ["test"] {
          let test = local(target["src_path"])
          let reached = Reach.of(test, graph)
          #expect(graph.tests.contains { graph.path(of: $0).description == test }, "\(test)")
          for source in needed {
            #expect(reached.contains(source), "\(test) needs \(source)")
            checked += 1
          }
        }
      }
      #expect(checked > 10)
    }
  }
}

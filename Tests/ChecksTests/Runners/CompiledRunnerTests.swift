import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

@Suite struct BatsRunnerTests {
  @Test(.enabled(if: Tools.exists("bats"), "bats is not installed"))
  func `bats' results are read test by test`() async throws {
    let tree = try RunnerTree([
      "t/a b.bats":
        "@test \"works\" { true; }\n@test \"fails <&> here\" {\n  x=1\n  [ \"$x\" = 2 ]\n}\n@test \"later\" { skip; }\n",
      "t/c.bats": "@test \"fine\" { true; }\n", "t/d.bats": "@test \"broken\" {\n if\n}\n", "t/e.bats": "#\n",
    ])
    let outcome = try await tree.run("bats", files: ["t/a b.bats", "t/c.bats", "t/d.bats"])
    #expect(outcome.verdict == .failed)
    #expect(outcome.places == ["t/a b.bats:4", "t/d.bats:3"], "\(outcome)")
    #expect(outcome.findings.first?.message == "fails <&> here: `[ \"$x\" = 2 ]' failed", "\(outcome.findings)")
    #expect(outcome.fileVerdicts == ["t/a b.bats": .failed, "t/c.bats": .passed, "t/d.bats": .failed])
    #expect(try await tree.run("bats").fileVerdicts == outcome.fileVerdicts)
    let some = try await tree.run("bats", files: ["t/c.bats", "t/e.bats"])
    #expect(some.reason?.contains("t/e.bats") == true, "\(some)")
    #expect(try await tree.run("bats", files: ["t/e.bats"]).verdict == .errored)
  }
}

@Suite struct GoRunnerTests {
  private static let tests = """
    package a

    import "testing"

    func TestOK(t *testing.T) {}

    func TestBad(t *testing.T) {
    \tt.Run("sub one", func(t *testing.T) {
    \t\tt.Errorf("want %d", 2)
    \t})
    }

    func TestSkip(t *testing.T) { t.Skip("not here") }
    """

  @Test(.enabled(if: Tools.exists("go"), "go is not installed"))
  func `go's results are read package by package`() async throws {
    let tree = try RunnerTree([
      "go.mod": "module example.com/m\n\ngo 1.18\n", "a/a_test.go": Self.tests, "b/b.go": "package b\n",
      "b/b_test.go": "package b\n\nimport \"testing\"\n\nfunc TestB(t *testing.T) {}\n",
      "c/c_test.go": "package c\n\nimport \"testing\"\n\nfunc TestC(t *testing.T) { undefined() }\n",
      "d/d.go": "package d\n",
      "p/p_test.go":
        "package p\n\nimport \"testing\"\n\nfunc TestP(t *testing.T) {\n\tvar m map[string]int\n\tm[\"a\"] = 1\n}\n",
      "x y/none/n.go": "package none\n", "x y/go.mod": "module example.com/x\n\ngo 1.18\n",
      "x y/x_test.go": "package x\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {}\n",
    ])
    let outcome = try await tree.run(
      "go", files: ["a/a_test.go", "b/b_test.go", "c/c_test.go", "p/p_test.go", "x y/x_test.go"])
    #expect(outcome.verdict == .failed)
    #expect(outcome.places.sorted() == ["a/a_test.go:9", "c/c_test.go:5", "p/p_test.go:7"], "\(outcome)")
    let messages = outcome.findings.map(\.message)
    #expect(messages.contains("example.com/m/a › TestBad/sub_one: want 2"), "\(messages)")
    #expect(messages.contains { $0.contains("build failed: undefined: undefined") }, "\(messages)")
    #expect(messages.contains { $0.contains("panic: assignment to entry in nil map") }, "\(messages)")
    #expect(
      outcome.fileVerdicts == [
        "a/a_test.go": .failed, "b/b_test.go": .passed, "c/c_test.go": .failed, "p/p_test.go": .failed,
        "x y/x_test.go": .passed,
      ])
    let none = try await tree.run("go", files: ["d/d.go", "b/b_test.go"])
    #expect(none.reason?.contains("d/d.go") == true, "\(none)")
    #expect(try await tree.run("go", files: ["d/d.go"]).verdict == .errored)
    let other = try await tree.run("go", files: ["x y/none/n.go", "b/b_test.go"])
    #expect(other.reason?.contains("x y/none/n.go") == true, "\(other)")
    let wrapped = try await tree.run(command: "env GOFLAGS=-mod=mod go test {files}", files: ["b/b_test.go"])
    #expect(wrapped.passedFiles == ["b/b_test.go"], "\(wrapped)")
  }

  @Test(.enabled(if: Tools.exists("go"), "go is not installed"))
  func `a flaky Go test is run alone`() async throws {
    let tree = try RunnerTree([
      "go.mod": "module example.com/m\n\ngo 1.18\n",
      "a_test.go": """
      package m

      import (
      \t"os"
      \t"testing"
      )

      func TestFlaky(t *testing.T) {
      \tif _, err := os.Stat("mark"); err != nil {
      \t\tos.WriteFile("mark", nil, 0o644)
      \t\tt.Fatal("first time")
      \t}
      }

      func TestOther(t *testing.T) {
      \tf, _ := os.OpenFile("runs", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
      \tf.WriteString("x")
      \tf.Close()
      }
      """,
    ])
    let outcome = try await tree.run("go", retries: 1)
    #expect(outcome.findings.map(\.rule) == ["test-flaky"], "\(outcome)")
    #expect(try LocalFiles.read(tree.tree.directory.appending("runs"), limit: 100).count == 1)
  }
}

@Suite struct CargoRunnerTests {
  @Test(.enabled(if: Rust.isInstalled, "cargo is not installed"))
  func `cargo's results are read from its text`() async throws {
    let tree = try RunnerTree([
      "Cargo.toml": "[package]\nname = \"r\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
      "src/lib.rs": """
      pub fn f() -> i32 { 1 }
      #[cfg(test)]
      mod tests {
          #[test]
          fn bad() { assert_eq!(super::f(), 2, "two"); }
      }
      """,
      "tests/it.rs": "#[test]\nfn ok() { println!(\"hey\"); }\n#[test]\n#[ignore]\nfn later() {}\n",
      "tests/boom.rs": "#[test]\nfn boom() { panic!(\"loud\"); }\n",
    ])
    let outcome = try await tree.run(
      "cargo", files: ["src/lib.rs", "tests/it.rs", "tests/boom.rs"], environment: Rust.environment)
    #expect(outcome.verdict == .failed)
    #expect(Set(outcome.places) == ["src/lib.rs:5", "tests/boom.rs:2"], "\(outcome)")
    #expect(
      outcome.findings.contains { $0.message.contains("assertion `left == right` failed: two") }, "\(outcome.findings)")
    let some = try await tree.run("cargo", files: ["tests/it.rs"], environment: Rust.environment)
    #expect(some.passedFiles == ["tests/it.rs"], "\(some)")
    try LocalFiles.writeAtomically(Array("fn f(".utf8), to: tree.tree.directory.appending("tests/it.rs"))
    let broken = try await tree.run("cargo", files: ["tests/it.rs"], environment: Rust.environment)
    #expect(broken.verdict == .failed)
    #expect(broken.places == ["tests/it.rs:1"], "\(broken)")
  }
}

@Suite struct SwiftRunnerTests {
  /// One package, built once: nothing here takes longer.
  @Test func `swift test's results are read from its event stream and from XCTest's output`() async throws {
    let tree = try RunnerTree([
      "Package.swift": """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(name: "L", targets: [.testTarget(name: "LTests"), .testTarget(name: "MTests")])
      """,
      "Tests/LTests/A.swift": """
      import Testing
      @Suite struct A {
        @Test func `a bad one`() { #expect(1 + 1 == 3, "three") }
        @Test(.disabled("not here")) func off() {}
      }
      """,
      "Tests/LTests/X.swift": """
      import XCTest
      final class XTests: XCTestCase {
        func testBad() { XCTAssertEqual(1, 2, "hm") }
      }
      """,
      "Tests/MTests/M.swift": "import Testing\n@Test func fine() {}\n",
    ])
    let outcome = try await tree.run(
      "swift", files: ["Tests/LTests/A.swift", "Tests/LTests/X.swift", "Tests/MTests/M.swift"])
    #expect(outcome.verdict == .failed)
    #expect(outcome.places.sorted() == ["Tests/LTests/A.swift:3", "Tests/LTests/X.swift:3"], "\(outcome)")
    #expect(
      outcome.findings.contains { $0.message == "LTests.A › a bad one: Expectation failed: (1 + 1 → 2) == 3 three" },
      "\(outcome.findings)")
    #expect(
      outcome.fileVerdicts == [
        "Tests/LTests/A.swift": .failed, "Tests/LTests/X.swift": .failed, "Tests/MTests/M.swift": .passed,
      ])
    // `swift test --filter` ends well where it finds nothing.
    let none = try await tree.run("swift", files: ["Tests/NoTests/N.swift"])
    #expect(none.verdict == .errored, "\(none)")
    let some = try await tree.run("swift", files: ["Tests/MTests/M.swift", "Tests/NoTests/N.swift"])
    #expect(some.reason?.contains("Tests/NoTests/N.swift") == true, "\(some)")
  }
}

/// Where the toolchain of the user's own is: the tests have another home.
private enum Rust {
  static let environment: [String: String] = {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    var variables = ["RUSTUP_HOME": "\(home)/.rustup", "CARGO_HOME": "\(home)/.cargo"]
    for name in variables.keys {
      if let given = ProcessInfo.processInfo.environment[name] { variables[name] = given }
    }
    return variables
  }()

  static let isInstalled = Tools.exists("cargo") && Tools.exists("cc")
}

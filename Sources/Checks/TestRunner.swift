import GateModel

/// A test runner that gate knows.
struct TestRunner: Sendable {
  /// The name in gate.yml.
  let name: String
  /// Its programs, in order of preference, each with the arguments that run all tests.
  let commands: [[String]]
  /// What makes the program print its version.
  let versionArguments: [String]
  /// Whether paths of test files may follow the command.
  let takesFiles: Bool

  /// Every runner, by the name of its ecosystem.
  static let all: [TestRunner] = [
    TestRunner(
      name: "pytest",
      commands: [["pytest", "-q"], ["python3", "-m", "pytest", "-q"], ["python", "-m", "pytest", "-q"]],
      versionArguments: ["--version"], takesFiles: true),
    TestRunner(
      name: "unittest", commands: [["python3", "-m", "unittest"], ["python", "-m", "unittest"]],
      versionArguments: ["--version"], takesFiles: true),
    TestRunner(name: "node", commands: [["node", "--test"]], versionArguments: ["--version"], takesFiles: true),
    TestRunner(
      name: "npm", commands: [["npm", "test", "--silent"]], versionArguments: ["--version"], takesFiles: false),
    TestRunner(name: "jest", commands: [["jest"]], versionArguments: ["--version"], takesFiles: true),
    TestRunner(name: "vitest", commands: [["vitest", "run"]], versionArguments: ["--version"], takesFiles: true),
    TestRunner(name: "swift", commands: [["swift", "test"]], versionArguments: ["--version"], takesFiles: false),
    TestRunner(name: "go", commands: [["go", "test", "./..."]], versionArguments: ["version"], takesFiles: false),
    TestRunner(name: "cargo", commands: [["cargo", "test"]], versionArguments: ["--version"], takesFiles: false),
    TestRunner(
      name: "bats", commands: [["bats", "--recursive", "."]], versionArguments: ["--version"], takesFiles: true),
  ]

  static func named(_ name: String) -> TestRunner? { all.first { $0.name == name } }

  /// The command line for some files: bats and unittest name a place of their own for all tests.
  func words(_ command: [String], forSome: Bool) -> [String] {
    forSome && name == "bats" ? ["bats"] : command
  }
}

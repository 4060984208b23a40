/// Looks in the output of a test runner for its own word on how many tests it ran.
enum TestCount {
  /// Whether `output` says that not one test was run. An output that says nothing about a number says nothing.
  static func isZero(_ output: String) -> Bool {
    let counts = output.split(whereSeparator: \.isNewline).compactMap(count)
    return !counts.isEmpty && counts.allSatisfy { $0 == 0 }
  }

  /// The number of tests in a summary line of pytest, unittest, node, XCTest, Swift Testing, cargo, TAP (bats) or jest.
  private static func count(_ line: Substring) -> Int? {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard !words.isEmpty else { return nil }
    if line == "no tests ran" || line.hasPrefix("no tests ran in") || line.hasPrefix("No tests found") { return 0 }
    // node: `# tests 3` in TAP, `ℹ tests 3` on a terminal.
    if words.count == 3, words[1] == "tests", words[0] == "#" || words[0] == "ℹ" { return Int(words[2]) }
    // unittest: `Ran 3 tests in 0.1s`; XCTest: `Executed 3 tests, with …`; cargo: `running 3 tests`.
    if words.count >= 3, ["Ran", "Executed", "running"].contains(words[0]), words[2].hasPrefix("test") {
      return Int(words[1])
    }
    // Swift Testing: `✔ Test run with 3 tests in 1 suite passed …`.
    if let with = words.firstIndex(of: "with"), with >= 2, words[with - 1] == "run", words.count > with + 2,
      words[with + 2].hasPrefix("test")
    {
      return Int(words[with + 1])
    }
    if words.count == 1, line.hasPrefix("1..") { return Int(line.dropFirst(3)) }
    return nil
  }
}

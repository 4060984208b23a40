import GateModel

/// Reads JUnit XML as test runners write it. There is no standard of it: what one runner leaves out another one says, so every
/// field may be missing.
enum JUnitReport {
  /// One `<testcase>`.
  struct Case: Hashable, Sendable {
    struct Failure: Hashable, Sendable {
      var message: String
      var details: String
    }

    var name: String
    var className: String?
    /// The `<testsuite>` that it is in.
    var suite: String?
    var file: String?
    var line: Int?
    var duration: Duration?
    var outcome: TestResult.Outcome
    var failure: Failure?
  }

  /// The `<testsuite>` elements by name and all test cases, in order.
  ///
  /// - Throws: `CheckError` if the report is no XML of this kind, e.g. because it was cut off.
  static func read(_ bytes: [UInt8]) throws(CheckError) -> (suites: [String], cases: [Case]) {
    var reader = XMLReader(bytes)
    var suites: [String] = []
    var open: [String] = []
    var cases: [Case] = []
    var test: Case?
    var isFailing = false
    while let event = try reader.next() {
      switch event {
      case .start("testsuite", let attributes):
        open.append(attributes["name"] ?? "")
        suites.append(attributes["name"] ?? "")
      case .end("testsuite"): open.removeLast()
      case .start("testcase", let attributes): test = testCase(attributes, in: open.last)
      case .end("testcase"):
        if let test { cases.append(test) }
        test = nil
      case .start("skipped", _): if test?.failure == nil { test?.outcome = .skipped }
      case .start("failure", let attributes), .start("error", let attributes):
        if case .start("error", _) = event { test?.outcome = .errored } else { test?.outcome = .failed }
        // A test may fail and its tidying up as well: the first one counts.
        isFailing = test?.failure == nil
        if isFailing { test?.failure = Case.Failure(message: attributes["message"] ?? "", details: "") }
      case .end("failure"), .end("error"): isFailing = false
      case .text(let text): if isFailing { test?.failure?.details += text }
      case .start, .end: break
      }
    }
    return (suites, cases)
  }

  static func cases(_ bytes: [UInt8]) throws(CheckError) -> [Case] { try read(bytes).cases }

  private static func testCase(_ attributes: [String: String], in suite: String?) -> Case {
    Case(
      name: attributes["name"] ?? "test", className: attributes["classname"], suite: suite, file: attributes["file"],
      line: attributes["line"].flatMap { Int($0) }, duration: attributes["time"].flatMap { Duration(secondsIn: $0) },
      outcome: .passed)
  }
}

extension Duration {
  /// Seconds with a fraction, as reports write them; `nil` where the text is no such number, or no time that a test takes.
  init?(secondsIn text: some StringProtocol) {
    // Some write a thousand as `1,000.5`.
    guard let seconds = Double(String(text.filter { $0 != "," })), seconds.isFinite, (0...1e8).contains(seconds) else {
      return nil
    }
    self = .microseconds(Int64(seconds * 1e6))
  }

  /// A number of milliseconds; `nil` where it is no time that a test takes.
  init?(milliseconds: Double) {
    guard milliseconds.isFinite, (0...1e11).contains(milliseconds) else { return nil }
    self = .microseconds(Int64(milliseconds * 1000))
  }
}

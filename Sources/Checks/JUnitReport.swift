import DocumentTree
import GateModel

/// Reads the failures out of pytest's JUnit XML (`junit_family=xunit1`, which names file and line of each test).
enum JUnitReport {
  static func findings(_ bytes: [UInt8], _ mapper: PathMapper) throws(CheckError) -> [Finding] {
    var reader = XMLReader(bytes)
    var findings: [Finding] = []
    var test: [String: String] = [:]
    var failure: (message: String, details: String)?
    while let event = try reader.next() {
      switch event {
      case .start("testcase", let attributes): test = attributes
      case .start("failure", let attributes), .start("error", let attributes):
        failure = (attributes["message"] ?? "", "")
      case .text(let text): failure?.details += text
      case .end("failure"), .end("error"):
        if let failure { findings.append(finding(test, failure.message, failure.details, mapper)) }
        failure = nil
      case .start, .end: break
      }
    }
    return findings
  }

  private static func finding(
    _ test: [String: String], _ message: String, _ details: String, _ mapper: PathMapper
  ) -> Finding {
    let name = test["name"] ?? "test"
    let first = message.split(whereSeparator: \.isNewline).first.map(String.init)
    // The last line of a traceback is `path:line: Error`; what lies outside of the repository is the library's.
    let located = LocatedLine.all(in: Array(details.utf8), mapper).last { mapper.given($0.path.bytes) != nil }
    // Lines are counted from 0 in the report's attributes.
    let declared = test["line"].flatMap { Int($0) }.map { SourceRange(line: $0 + 1) }
    let path = located?.path ?? test["file"].flatMap { mapper.path($0.utf8) }
    let isModule = test["classname"]?.isEmpty ?? true
    let reason = isModule ? errorLine(details) ?? first : first ?? errorLine(details)
    return Finding(
      rule: "test-failure", message: "\(name): \(reason ?? "failed")", path: path ?? modulePath(name, mapper),
      range: located?.range ?? (path == nil ? nil : declared))
  }

  /// pytest marks the lines of the error itself with `E`.
  private static func errorLine(_ details: String) -> String? {
    let lines = details.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("E ") }
    return lines.last.map { String($0.dropFirst(2).drop { $0 == " " }) }
  }

  /// A module that cannot be collected has the name `tests.test_x` and no file.
  private static func modulePath(_ name: String, _ mapper: PathMapper) -> RepositoryPath? {
    mapper.given((name.split(separator: ".").joined(separator: "/") + ".py").utf8)
  }
}

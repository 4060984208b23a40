import Coverage
import GateModel
import Testing

/// What a made-up run executed, and its report in each format.
struct CoveredFile {
  var path: String
  var lines: [Int: UInt64]

  /// The lines in their order.
  private var sorted: [(line: Int, count: UInt64)] { lines.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  func text(_ format: CoverageFormat) -> String {
    switch format {
    case .lcov:
      "TN:\nSF:\(path)\n" + sorted.map { "DA:\($0.line),\($0.count)\n" }.joined() + "end_of_record\n"
    case .cobertura:
      """
      <?xml version="1.0" ?>
      <!DOCTYPE coverage SYSTEM 'http://cobertura.sourceforge.net/xml/coverage-04.dtd'>
      <coverage><sources><source>.</source></sources><packages><package name="p"><classes>
      <class name="c" filename="\(path)"><methods/><lines>
      """ + sorted.map { "<line number=\"\($0.line)\" hits=\"\($0.count)\"/>" }.joined()
        + "</lines></class></classes></package></packages></coverage>"
    case .jacoco:
      "<report name=\"r\"><package name=\"\(path.split(separator: "/").dropLast().joined(separator: "/"))\"><sourcefile name=\"\(path.split(separator: "/").last ?? "")\">"
        + sorted.map { "<line nr=\"\($0.line)\" mi=\"\($0.count == 0 ? 3 : 0)\" ci=\"\($0.count)\"/>" }.joined()
        + "</sourcefile></package></report>"
    case .clover:
      "<coverage generated=\"1\"><project><file name=\"x\" path=\"\(path)\">"
        + sorted.map { "<line num=\"\($0.line)\" type=\"stmt\" count=\"\($0.count)\"/>" }.joined()
        + "</file></project></coverage>"
    case .coveragePy:
      "{\"meta\":{\"version\":\"7\"},\"files\":{\"\(path)\":{\"executed_lines\":["
        + sorted.filter { $0.count > 0 }.map { "\($0.line)" }.joined(separator: ",") + "],\"missing_lines\":["
        + sorted.filter { $0.count == 0 }.map { "\($0.line)" }.joined(separator: ",") + "]}}}"
    case .go:
      "mode: count\n" + sorted.map { "\(path):\($0.line).2,\($0.line).9 1 \($0.count)\n" }.joined()
    case .llvm:
      "{\"type\":\"llvm.coverage.json.export\",\"version\":\"2.0.1\",\"data\":[{\"files\":[{\"filename\":\"\(path)\",\"segments\":["
        + sorted.map { "[\($0.line),1,\($0.count),true,true,false],[\($0.line),9,0,false,false,false]" }
        .joined(separator: ",") + "]}]}]}"
    case .istanbul:
      "{\"\(path)\":{\"path\":\"\(path)\",\"statementMap\":{"
        + sorted.map {
          "\"\($0.line)\":{\"start\":{\"line\":\($0.line),\"column\":0},\"end\":{\"line\":\($0.line),\"column\":9}}"
        }
        .joined(separator: ",") + "},\"s\":{"
        + sorted.map { "\"\($0.line)\":\($0.count)" }.joined(separator: ",") + "}}}"
    case .simpleCov:
      "{\"RSpec\":{\"coverage\":{\"\(path)\":{\"lines\":["
        + (1...(lines.keys.max() ?? 1)).map { lines[$0].map { "\($0)" } ?? "null" }.joined(separator: ",") + "]}}}}"
    }
  }
}

@Suite struct CoverageFormatTests {
  @Test(arguments: CoverageFormat.allCases, 0..<20)
  func `one run has one answer in every format`(format: CoverageFormat, seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    var lines: [Int: UInt64] = [:]
    for line in 1...40 where Bool.random(using: &generator) { lines[line] = .random(in: 0...3, using: &generator) }
    lines[41] = 1
    let file = CoveredFile(path: "src/pkg/a.py", lines: lines)
    let report = try CoverageFormat.report(Array(file.text(format).utf8))
    let found = try #require(report.files["src/pkg/a.py"] ?? report.files["./src/pkg/a.py"])
    #expect(found.mapValues { $0 > 0 } == lines.mapValues { $0 > 0 })
  }

  @Test func `a region of llvm-cov lasts until the next one begins`() throws {
    let text = """
      {"type":"llvm.coverage.json.export","version":"2.0.1","data":[{"files":[{"filename":"/w/a.swift","segments":[
      [2,10,1,true,true,false],[3,8,1,true,true,false],[3,12,1,true,false,false],[3,13,0,true,true,false],
      [5,6,1,true,false,false],[7,2,0,false,false,false]]}]}]}
      """
    let report = try CoverageFormat.report(Array(text.utf8))
    #expect(report.files["/w/a.swift"] == [2: 1, 3: 1, 4: 0, 5: 0, 6: 1, 7: 1])
  }

  @Test func `a block of Go that spans lines counts for each of them`() throws {
    let text = "mode: set\nexample.com/m/a.go:3.14,5.2 1 1\nexample.com/m/a.go:7.14,9.1 2 0\n"
    let report = try CoverageFormat.report(Array(text.utf8))
    #expect(report.files["example.com/m/a.go"] == [3: 1, 4: 1, 5: 1, 7: 0, 8: 0])
  }

  @Test(arguments: [
    ("", "it is empty"), ("hello", "none of the formats"), ("{}", "none of the forms"), ("{", "no JSON at 1:"),
    ("<html></html>", "its root is <html>"), ("<coverage><line></coverage>", "does not match"),
    ("SF:a\nDA:x,1\n", "its line 2"), ("DA:1,1\n", "its line 1"), ("mode: set\na.go:3\n", "its line 2"),
  ])
  func `what is no report says so`(text: String, expected: String) {
    let error = #expect(throws: CoverageError.self) { try CoverageFormat.report(Array(text.utf8)) }
    #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
  }

  @Test func `a document type that declares entities is not read`() {
    let text = "<!DOCTYPE c [<!ENTITY a \"b\">]><coverage></coverage>"
    #expect(throws: CoverageError.self) { try CoverageFormat.report(Array(text.utf8)) }
  }

  @Test func `reports of several runs add up`() throws {
    var report = try CoverageFormat.report(Array("SF:a\nDA:1,0\nDA:2,1\nend_of_record\n".utf8))
    report.merge(try CoverageFormat.report(Array("SF:a\nDA:1,2\nDA:3,0\nend_of_record\n".utf8)))
    #expect(report.files == ["a": [1: 2, 2: 1, 3: 0]])
  }
}

/// A generator that gives the same numbers for the same seed (Steele, Lea, Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

import Foundation
import GateTestSupport
import Testing

@testable import FeatureFlags

/// Comparisons and conversions beside those of JavaScript itself.
@Suite(.enabled(if: Tools.exists("node"), "node is not installed")) struct JavaScriptAgreementTests {
  private static let values = [
    "null", "true", "false", "0", "1", "-1", "2.5", "10", "1e21", "1e-7", "123456789.125", "\"\"", "\" \"", "\"0\"",
    "\"1\"", "\"10\"",
    "\"9\"", "\" 12 \"", "\"0x10\"", "\"1e3\"", "\".5\"", "\"5.\"", "\"+3\"", "\"--3\"", "\"1_000\"", "\"Infinity\"",
    "\"inf\"",
    "\"abc\"", "\"é\"", "\"e\\u0301\"", "\"true\"", "\"null\"", "\"NaN\"", "\"\\ud83d\\ude00\"", "\"\\uffff\"", "[]",
    "[1]", "[\"1\"]", "[1, 2]",
    "[null]", "[[3]]", "{}", "{\"a\": 1}", "\"[object Object]\"", "\"1,2\"",
  ]

  private static let script = """
    const values = JSON.parse(require('fs').readFileSync(0, 'utf8'))
    const copies = JSON.parse(JSON.stringify(values))
    const rows = values.map(a => copies.map(b => [a == b, a < b, a <= b, a > b, a >= b].map(Number).join('')))
    const number = value => String(Number(value))
    console.log(JSON.stringify({ rows, texts: values.map(String), numbers: values.map(number), joined: values.map(v => [v].join('')) }))
    """

  private struct Answer: Decodable {
    var rows: [[String]]
    var texts: [String]
    var numbers: [String]
    var joined: [String]
  }

  @Test func `values compare and convert as in JavaScript`() throws {
    let text = "[\(Self.values.joined(separator: ", "))]"
    let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    let run = try runProcess("node", ["-e", Self.script], environment: environment, stdin: Array(text.utf8))
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.stdout))
    guard case .list(let values) = try #require(try FlagContexts.context(Array("{\"v\": \(text)}".utf8))["v"]) else {
      return
    }
    for (index, left) in values.enumerated() {
      #expect(JavaScriptCoercion.text(left) == answer.texts[index])
      #expect(NumberText.text(of: JavaScriptCoercion.number(left)) == answer.numbers[index], "\(left)")
      #expect(JavaScriptCoercion.text(left, isElement: true) == answer.joined[index])
      for (other, right) in values.enumerated() {
        let (less, more) = (JavaScriptCoercion.isLess(left, right), JavaScriptCoercion.isLess(right, left))
        let found = [
          JavaScriptCoercion.areLooselyEqual(left, right), less ?? false, more.map { !$0 } ?? false, more ?? false,
          less.map { !$0 } ?? false,
        ]
        #expect(found.map { $0 ? "1" : "0" }.joined() == answer.rows[index][other], "\(left) and \(right)")
      }
    }
  }
}

import DocumentTree
import GateModel

/// One JSON object, as the reporters that gate gives to test runners write it, one a line.
struct DocumentLine {
  let node: DocumentNode

  func text(_ name: String) -> String? { node[name]?.text }

  /// The member `outcome`, in the words of ``TestResult/Outcome``.
  var outcome: TestResult.Outcome? {
    switch text("outcome") {
    case "passed": .passed
    case "failed": .failed
    case "errored": .errored
    case "skipped": .skipped
    default: nil
    }
  }

  /// The member `seconds`.
  var duration: Duration? { number("seconds").flatMap { Duration(milliseconds: $0 * 1000) } }

  func number(_ name: String) -> Double? {
    guard case .plain(let text) = node[name]?.content else { return nil }
    return Double(text)
  }
}

/// Reads a file of JSON objects, one a line.
enum JSONLines {
  /// The objects; a last line that was cut off, as where its writer crashed, is left out, and so is what is no JSON object:
  /// programs under test print between the lines of some runners.
  static func parse(_ bytes: [UInt8]) -> [DocumentLine] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first == UInt8(ascii: "{"), let node = try? JSONDocument.parse(Array(line)) else { return nil }
      return DocumentLine(node: node)
    }
  }
}

import GateModel
import ToolProcess

/// Puts what tools print into words for a person.
enum OutputText {
  /// `bytes` as text; what is no UTF-8 shows as U+FFFD.
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The last lines of `bytes` that are not empty, on one line, or a note that there are none.
  static func tail(_ bytes: [UInt8], lines: Int = 5) -> String {
    let last = text(bytes).split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }.suffix(lines)
    return last.isEmpty ? "it printed nothing" : last.joined(separator: "\n")
  }
}

extension ToolResult.End {
  /// The end as the predicate of a sentence.
  var phrase: String {
    switch self {
    case .exited(let status): "ended with status \(status)"
    case .signalled(let signal): "was ended by signal \(signal)"
    case .timedOut: "took too long"
    case .cancelled: "was cancelled"
    }
  }
}

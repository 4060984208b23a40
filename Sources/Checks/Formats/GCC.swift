import GateModel

extension OutputFormat {
  /// What compilers print: `path:line:column: severity: message [-Wrule]`, on either stream. Lines without a severity are
  /// the continuation of others and are skipped.
  package static let gcc = OutputFormat(name: "gcc") { output, mapper throws(CheckError) in
    LocatedLine.all(in: output.standardOutput + [UInt8(ascii: "\n")] + output.standardError, mapper)
      .compactMap { line in
        let message = GCCMessage(line.text, unmarked: nil)
        return message.severity == nil ? nil : message.finding(at: line)
      }
  }
}

/// The part of a compiler's message behind the place.
struct GCCMessage {
  private static let words: [(String, Severity)] = [
    ("fatal error:", .error), ("error:", .error), ("warning:", .warning), ("note:", .note), ("info:", .note),
    ("style:", .warning),
  ]

  var severity: Severity?
  var rule: String
  var message: String

  /// Takes `text` apart; `unmarked` is the severity where it names none.
  init(_ text: String, unmarked: Severity?) {
    severity = unmarked
    var rest = text
    for (word, meaning) in Self.words {
      if let found = text.dropping(prefix: word) {
        severity = meaning
        rest = String(found.drop { $0 == " " })
        break
      }
    }
    if let (inner, after) = rest.leadingBrackets(), !after.isEmpty {
      (rule, message) = (inner, after)
    } else if let (before, inner) = rest.trailing("[", "]") {
      (rule, message) = (inner.dropping(prefix: "-W") ?? inner, before)
    } else {
      (rule, message) = (severity?.rawValue ?? "error", rest)
    }
  }

  func finding(at line: LocatedLine) -> Finding {
    Finding(rule: rule, severity: severity ?? .error, message: message, path: line.path, range: line.range)
  }
}

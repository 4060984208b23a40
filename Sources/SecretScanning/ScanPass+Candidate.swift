import GateModel

extension ScanPass {
  /// A match that stood up to its rule.
  struct Candidate {
    var range: Range<Int>
    var rule: Int
    var severity: Severity
    var note: String?
    var prefixCount: Int
    /// What `range` says, where the secret stands there in an encoding.
    var decoded: Decoded?

    struct Decoded {
      var secret: [UInt8]
      /// The outermost last.
      var encodings: [Encoding]
    }
  }
}

extension ScanPass.Candidate {
  /// Lowers the severity, and says why.
  mutating func doubt(_ reason: String, severity most: Severity = .warning) {
    severity = min(severity, most)
    tell(reason)
  }

  /// Lowers the severity, and says why where that is not said.
  mutating func lower(to severity: Severity, _ reason: String) {
    self.severity = min(self.severity, severity)
    if note?.contains("it stands in") != true { tell(reason) }
  }

  /// Adds what the message says in brackets.
  mutating func tell(_ fact: String) { note = note.map { "\($0); \(fact)" } ?? fact }
}

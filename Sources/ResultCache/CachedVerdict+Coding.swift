import GateModel

extension CachedVerdict {
  /// Appends the verdict to `writer`; an output beyond ``maximumOutput`` loses its middle.
  func write(to writer: inout ByteWriter) {
    writer.write(byte: outcome.verdict == .passed ? 0 : 1)
    writer.write(outcome.attributed)
    writer.write(recordedAt)
    writer.write(duration.components.seconds)
    writer.write(duration.components.attoseconds)
    writer.write(Self.shortened(outcome.output))
    writer.write(optional: outcome.reason) { $0.write($1) }
    writer.write(optional: outcome.hint) { $0.write($1) }
    writer.write(UInt64(outcome.findings.count))
    for finding in outcome.findings { finding.write(to: &writer) }
    writer.write(UInt64(outcome.silenced.count))
    for silenced in outcome.silenced { silenced.write(to: &writer) }
  }

  /// Reads what ``write(to:)`` wrote, `nil` where it is not that.
  init?(from reader: inout ByteReader) {
    guard let verdict = reader.byte(), verdict <= 1, let attributed = reader.flag(), let recordedAt = reader.signed(),
      let seconds = reader.signed(), let attoseconds = reader.signed(), let output = reader.text(),
      let reason = reader.optional({ $0.text() }), let hint = reader.optional({ $0.text() }),
      let count = reader.count()
    else { return nil }
    var findings: [Finding] = []
    for _ in 0..<count {
      guard let finding = Finding(from: &reader) else { return nil }
      findings.append(finding)
    }
    guard let silencedCount = reader.count() else { return nil }
    var outcome = CheckOutcome(
      verdict == 0 ? .passed : .failed, findings: findings, output: output, reason: reason, hint: hint,
      attributed: attributed)
    for _ in 0..<silencedCount {
      guard let silenced = SilencedFinding(from: &reader) else { return nil }
      outcome.silenced.append(silenced)
    }
    self.init(
      outcome: outcome,
      duration: Duration(secondsComponent: seconds, attosecondsComponent: attoseconds), recordedAt: recordedAt)
  }

  /// `output` itself, or its first and last part with a line between them that says how much is missing.
  static func shortened(_ output: String) -> String {
    let bytes = Array(output.utf8)
    guard bytes.count > maximumOutput else { return output }
    let half = maximumOutput / 2 - 64
    // Not in the middle of a character: the first cut moves back to the start of one, the second on to it.
    var head = half
    while head > 0, bytes[head] & 0xc0 == 0x80 { head -= 1 }
    var tail = bytes.count - half
    while tail < bytes.count, bytes[tail] & 0xc0 == 0x80 { tail += 1 }
    let first = String(decoding: bytes[..<head], as: UTF8.self)
    let last = String(decoding: bytes[tail...], as: UTF8.self)
    return "\(first)\n… \(tail - head) bytes left out …\n\(last)"
  }
}

extension Finding {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(rule)
    writer.write(byte: severity.code)
    writer.write(message)
    writer.write(optional: path) { $0.write($1.bytes) }
    writer.write(optional: range) { writer, range in
      writer.write(Int64(range.line))
      for number in [range.column, range.endLine, range.endColumn] {
        writer.write(optional: number) { $0.write(Int64($1)) }
      }
    }
    writer.write(optional: help) { $0.write($1) }
    writer.write(optional: fingerprint) { $0.write($1) }
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let rule = reader.text(), let severity = reader.byte().flatMap(Severity.init(code:)),
      let message = reader.text(), let path = reader.optional({ $0.bytes() }),
      let range = reader.optional({ SourceRange(from: &$0) }), let help = reader.optional({ $0.text() }),
      let fingerprint = reader.optional({ $0.text() })
    else { return nil }
    self.init(
      rule: rule, severity: severity, message: message, path: path.map { RepositoryPath(bytes: $0) }, range: range,
      help: help, fingerprint: fingerprint)
  }
}

extension SilencedFinding {
  fileprivate func write(to writer: inout ByteWriter) {
    finding.write(to: &writer)
    writer.write(place == .inSource)
    writer.write(optional: origin) { $0.write($1) }
    writer.write(optional: reason) { $0.write($1) }
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let finding = Finding(from: &reader), let isInSource = reader.flag(),
      let origin = reader.optional({ $0.text() }), let reason = reader.optional({ $0.text() })
    else { return nil }
    self.init(finding, place: isInSource ? .inSource : .external, origin: origin, reason: reason)
  }
}

extension SourceRange {
  fileprivate init?(from reader: inout ByteReader) {
    guard let line = reader.integer(), let column = reader.optional({ $0.integer() }),
      let endLine = reader.optional({ $0.integer() }), let endColumn = reader.optional({ $0.integer() })
    else { return nil }
    self.init(line: line, column: column, endLine: endLine, endColumn: endColumn)
  }
}

extension ByteReader {
  fileprivate mutating func integer() -> Int? {
    signed().flatMap(Int.init(exactly:))
  }
}

extension Severity {
  fileprivate var code: UInt8 {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  fileprivate init?(code: UInt8) {
    switch code {
    case 0: self = .note
    case 1: self = .warning
    case 2: self = .error
    default: return nil
    }
  }
}

import GateModel

/// Takes the secrets that a run found out of all the text that it reports.
///
/// Findings about secrets never hold their value, but another tool may print the line: a linter quoting its source, a
/// test printing its environment.
struct Redactor {
  private let secrets: [[UInt8]]
  private let mask: [UInt8]

  /// Shorter values are too common to be taken out of text.
  private static let leastLength = 6
  private static let mostLines = 2_000

  /// Learns the values at the places that `report` names, as far as `sources` knows them.
  init(_ report: Report, sources: (any SourceLines)?, mask: String) {
    self.mask = Array(mask.utf8)
    let places = SecretPlaces(in: report)
    guard let sources, !places.isEmpty else {
      secrets = []
      return
    }
    var values: Set<[UInt8]> = []
    for (path, line) in places.lines(limit: Self.mostLines) {
      guard let text = sources.line(line, of: path) else { continue }
      let scalars = Array(text.unicodeScalars)
      // Each secret by itself, for one rule may take in more around it than another.
      let ranges = places.ranges(ofLine: line, in: path) ?? SecretMask.ranges(in: scalars, known: [])
      for range in ranges.map({ $0.clamped(to: 0..<scalars.count) }) {
        var value = String.UnicodeScalarView()
        value.append(contentsOf: scalars[range])
        let bytes = Array(String(value).utf8).trimmingSpace()
        if bytes.count >= Self.leastLength { values.insert(Array(bytes)) }
      }
    }
    secrets = values.sorted { $0.count > $1.count }
  }

  /// `report` without the values.
  func redacted(_ report: Report) -> Report {
    if secrets.isEmpty { return report }
    var report = report
    for index in report.checks.indices {
      redact(&report.checks[index].outcome)
    }
    if var fixes = report.fixes {
      fixes.diff = fixes.diff.map(redacted)
      // With the mask in it an edit would be a wrong one.
      fixes.edits.removeAll { redacted($0.text) != $0.text }
      for index in fixes.problems.indices { fixes.problems[index].message = redacted(fixes.problems[index].message) }
      report.fixes = fixes
    }
    return report
  }

  private func redact(_ outcome: inout CheckOutcome) {
    outcome.output = redacted(outcome.output)
    outcome.reason = outcome.reason.map(redacted)
    outcome.hint = outcome.hint.map(redacted)
    for index in outcome.findings.indices {
      outcome.findings[index].message = redacted(outcome.findings[index].message)
      outcome.findings[index].help = outcome.findings[index].help.map(redacted)
    }
  }

  private func redacted(_ text: String) -> String {
    // A tool that colours its output may paint a part of the value, which would hide it here and show it later.
    let text = EscapeSequences.removed(from: text)
    var bytes = Array(text.utf8)
    var isChanged = false
    for secret in secrets {
      guard let changed = replace(secret, in: bytes) else { continue }
      bytes = changed
      isChanged = true
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  private func replace(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8]? {
    guard let first = secret.first, bytes.count >= secret.count else { return nil }
    var replaced: [UInt8] = []
    var copied = 0
    var position = 0
    let end = bytes.count - secret.count
    while position <= end {
      if bytes[position] == first, bytes[position..<(position + secret.count)].elementsEqual(secret) {
        replaced += bytes[copied..<position] + mask
        position += secret.count
        copied = position
      } else {
        position += 1
      }
    }
    return copied == 0 ? nil : replaced + bytes[copied...]
  }
}

extension [UInt8] {
  fileprivate func trimmingSpace() -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return []
    }
    return self[first...last]
  }
}

import Digests
import GateModel

/// What a service recognises the findings of a report by from run to run, each different from the others'.
///
/// The check's own fingerprint where it gives one; else the rule, the file and the text of the line, so that a finding stays
/// the same when lines above it come or go. The text of a line that holds a secret takes no part: its hash could be guessed.
struct FindingFingerprints {
  private let sources: (any SourceLines)?
  private let secrets: SecretPlaces
  private var counts: [[UInt8]: Int] = [:]

  init(_ report: Report, sources: (any SourceLines)?) {
    self.sources = sources
    secrets = SecretPlaces(in: report)
  }

  /// The fingerprint of the next finding, which `check` made. Asked once for each, in the order of the report.
  mutating func next(_ finding: Finding, of check: CheckReport) -> (digest: String, occurrence: Int) {
    var stream = Digest256.Stream()
    for part in [Array(check.check.name.utf8), Array(finding.rule.utf8), finding.path?.bytes ?? []]
      + subject(finding, of: check)
    {
      // Lengths keep two lists of parts from reading the same.
      stream.update(Array("\(part.count):".utf8) + part)
    }
    let digest = stream.finish()
    let occurrence = (counts[digest] ?? 0) + 1
    counts[digest] = occurrence
    return (Digest256.hex(digest), occurrence)
  }

  private func subject(_ finding: Finding, of check: CheckReport) -> [[UInt8]] {
    if let fingerprint = finding.fingerprint { return [Array("own".utf8), Array(fingerprint.utf8)] }
    if check.kind != SecretPlaces.kind, let path = finding.path, let line = finding.range?.line, line > 0,
      secrets.cover(ofLine: line, in: path) == .none, let text = sources?.line(line, of: path)
    {
      let trimmed = text.unicodeScalars.filter { !$0.properties.isWhitespace }
      return [Array("line".utf8), Array(String(String.UnicodeScalarView(trimmed)).utf8)]
    }
    return [Array("message".utf8), Array(finding.message.utf8)]
  }
}

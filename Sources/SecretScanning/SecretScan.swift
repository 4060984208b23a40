package import GateModel

/// What was found in one text.
package struct SecretScan: Hashable, Sendable {
  package var findings: [Finding] = []
  /// What was found and is known.
  package var silenced: [SilencedFinding] = []

  package init() {}

  /// The same with what is silenced among the findings.
  package var tellingAll: SecretScan {
    var scan = self
    scan.findings += silenced.map(\.finding)
    scan.silenced = []
    return scan
  }
}

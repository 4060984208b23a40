package import GateModel

/// What was found in one text.
package struct SecretScan: Hashable, Sendable {
  package var findings: [Finding] = []
  /// What was found and is known.
  package var silenced: [SilencedFinding] = []

  package init() {}
}

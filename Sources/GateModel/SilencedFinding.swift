/// A finding that somebody said is known: it fails nothing, and is told only where a report can tell it as such.
package struct SilencedFinding: Hashable, Sendable {
  /// Where it was said (SARIF's suppression kinds).
  package enum Place: String, Hashable, Sendable, CaseIterable {
    /// In a comment beside it.
    case inSource
    /// In a list elsewhere.
    case external
  }

  package var finding: Finding
  package var place: Place
  /// What of the list it was: `gate.yml:12`; `nil` for a comment.
  package var origin: String?
  /// Why, in the words of whoever said it.
  package var reason: String?

  package init(_ finding: Finding, place: Place, origin: String? = nil, reason: String? = nil) {
    self.finding = finding
    self.place = place
    self.origin = origin
    self.reason = reason
  }
}

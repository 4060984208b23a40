package import GateModel

/// A condition with a name of its own, which rules of several flags share: a segment, or an evaluator of flagd.
package struct FlagSegment: Hashable, Sendable {
  /// What rules call it by.
  package var name: String
  /// The part of the file's format in which its name counts, `nil` where there is only one.
  package var namespace: String?
  /// Where its name stands.
  package var range: SourceRange
  /// The other segments that it takes in.
  package var members: [Placed<String>]
  /// Whether something uses it; `nil` where that is told by the segments of all branches.
  package var isUsed: Bool?

  package init(
    _ name: String, namespace: String? = nil, at range: SourceRange, members: [Placed<String>] = [],
    isUsed: Bool? = nil
  ) {
    self.name = name
    self.namespace = namespace
    self.range = range
    self.members = members
    self.isUsed = isUsed
  }
}

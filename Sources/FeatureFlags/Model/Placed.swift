package import GateModel

/// A value and where it was written.
package struct Placed<Value: Hashable & Sendable>: Hashable, Sendable {
  package var value: Value
  package var range: SourceRange
  /// The file, where that is not the one at hand: metadata that were joined from several files have it.
  package var path: RepositoryPath?

  package init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

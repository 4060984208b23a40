/// A function, method or value that a change concerns.
package struct ChangedDefinition: Hashable, Sendable {
  /// With the name of its class.
  package var name: String
  /// Where it begins, counted from 1.
  package var line: Int

  package init(_ name: String, line: Int) {
    self.name = name
    self.line = line
  }
}

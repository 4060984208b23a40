/// How one file came to need another, as reports tell it. Raw values are those of JSON.
package enum DependencyKind: String, Hashable, Sendable, CaseIterable {
  /// It imports it.
  case imports
  /// It runs with it, or may read it, because of where it lies.
  case place = "lies-beside"
  /// A text in it names it.
  case names
  /// It loads all that lies in a directory.
  case loads
  /// What it needs cannot be told, so it may be this.
  case anything
}

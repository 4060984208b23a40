/// What a file is to the tests of a stack.
package enum FileRole: UInt8, Hashable, Sendable, CaseIterable {
  /// The runner takes it for a test file.
  case test
  /// Its text says which files it needs; tests may use it.
  case module
  /// It decides how tests are built or run (a manifest, a lock file, the runner's configuration): a change to it reaches
  /// every test. ``SourceStack/reason(forAll:)`` says why.
  case configuration
  /// It may be read when tests run: needed by the files that name it, and where nobody does, by all that lie around it.
  case data
  /// People read it, programs do not: documents, licences, an editor's configuration, sources of other languages. Needed
  /// only where it is named.
  case document

  /// Whether it is a source file of the stack's language.
  package var isSource: Bool { self == .test || self == .module }
}

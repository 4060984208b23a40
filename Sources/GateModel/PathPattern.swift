/// A glob over repository paths, matched on bytes.
///
/// `*` and `?` stay within one component, `**` spans any number of them (none included), `[a-z]` and `[!a-z]` are classes,
/// `{a,b}` alternatives (nested ones too), `\` takes the next byte literally. A pattern without `/` matches the name in any
/// directory, one with `/` is anchored at the root, a trailing `/` means everything below, and a leading `!` negates.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is no pattern.
  package struct SyntaxError: Error, Hashable, Sendable {
    package var message: String
    /// Offset in bytes from the start of the text.
    package var offset: Int
  }

  /// The pattern as it was written.
  package let description: String
  /// Whether it was written with a leading `!`.
  package let isNegated: Bool

  /// Compiles `text`.
  package init(_ text: String) throws(SyntaxError) {
    description = text
    isNegated = text.hasPrefix("!")
  }

  /// Whether the pattern, its `!` aside, matches all of `path`.
  package func matches(_ path: RepositoryPath) -> Bool {
    false
  }
}

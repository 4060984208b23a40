/// A glob over repository paths, matched on bytes.
///
/// `*` and `?` stay within one component, `**` spans any number of them (none included), `[a-z]` and `[!a-z]` are classes,
/// `{a,b}` alternatives (nested ones too), `\` takes the next byte literally. A pattern without `/` matches the name in any
/// directory, one with `/` is anchored at the root, a trailing `/` means everything below, and a leading `!` negates.
///
/// Where gitignore(5) and gitglossary(7) (`:(glob)`) know the same forms they mean the same here: `**` counts only as a
/// whole component, `a/**` does not match `a` itself, names with a leading dot are names like any other, a trailing `/` does
/// not anchor, and `?` is one byte. Alternatives stand for as many patterns, so each is anchored or not by its own slashes.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is no pattern.
  package struct SyntaxError: Error, Hashable, Sendable {
    package var message: String
    /// Offset in bytes from the start of the text.
    package var offset: Int

    package init(message: String, offset: Int) {
      self.message = message
      self.offset = offset
    }
  }

  /// The pattern as it was written.
  package let description: String
  /// Whether it was written with a leading `!`.
  package let isNegated: Bool
  private let alternatives: [GlobAlternative]

  /// Compiles `text`.
  ///
  /// - Throws: `SyntaxError` for brackets without a partner, an empty pattern or component, a lone trailing `\`, components
  ///   that no path has (`.`, `..`), a class with more than ASCII in it, and braces that stand for more than
  ///   1,000 patterns.
  package init(_ text: String) throws(SyntaxError) {
    description = text
    isNegated = text.utf8.first == UInt8(ascii: "!")
    alternatives = try GlobSyntax.compile(Array(text.utf8), from: isNegated ? 1 : 0)
  }

  /// Whether the pattern, its `!` aside, matches all of `path`.
  package func matches(_ path: RepositoryPath) -> Bool {
    path.bytes.withUnsafeBufferPointer { matches($0) }
  }

  /// As ``matches(_:)-(RepositoryPath)``, for the bytes of a path.
  func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    alternatives.contains { $0.matches(path) }
  }

  package static func == (left: Self, right: Self) -> Bool { left.description == right.description }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension PathPattern.SyntaxError: CustomStringConvertible {
  package var description: String { message }
}

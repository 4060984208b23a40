package import GateModel

/// A place in a text: line and column counted from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The position as the start of a range of a finding.
  package var range: SourceRange { SourceRange(line: line, column: column) }
}

/// A node of a parsed YAML or JSON text that remembers where it stood. Order and duplicate keys survive.
package struct DocumentNode: Hashable, Sendable {
  /// A key and its value.
  package struct Entry: Hashable, Sendable {
    package var key: DocumentNode
    package var value: DocumentNode

    package init(key: DocumentNode, value: DocumentNode) {
      self.key = key
      self.value = value
    }
  }

  /// What the node holds.
  package enum Content: Hashable, Sendable {
    case mapping([Entry])
    case sequence([DocumentNode])
    /// A string: it was quoted or a block, or tagged as one.
    case string(String)
    /// A bare scalar, as written: `true`, `12`, `null`, `hello`; in JSON a number, `true`, `false` or `null`.
    case plain(String)
  }

  package var content: Content
  /// Where the node starts.
  package var start: SourcePosition
  /// The position just after it.
  package var end: SourcePosition

  package init(_ content: Content, start: SourcePosition, end: SourcePosition) {
    self.content = content
    self.start = start
    self.end = end
  }
}

/// A text that is not what it should be.
package struct DocumentError: Error, Hashable, Sendable {
  package var message: String
  package var position: SourcePosition

  package init(_ message: String, at position: SourcePosition) {
    self.message = message
    self.position = position
  }
}

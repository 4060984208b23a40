package import DocumentTree

/// A list of exceptions, or a configuration of rules, that cannot be read.
package struct SilencingError: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  package var message: String
  package var position: SourcePosition
  /// Whether nobody could look at it, so that nothing is said of what it holds.
  package var isUnreadable = false

  package init(_ message: String, in file: String, at position: SourcePosition) {
    self.file = file
    self.message = message
    self.position = position
  }

  /// As ``init(_:in:at:)``, at the start of the file where nothing else is said.
  package init(_ message: String, in file: String, line: Int = 1, column: Int = 1) {
    self.init(message, in: file, at: SourcePosition(line: line, column: column))
  }

  init(_ error: DocumentError, in file: String) {
    self.init(error.message, in: file, at: error.position)
  }

  /// `file:line:column: message`.
  package var description: String { "\(file):\(position.line):\(position.column): \(message)" }
}

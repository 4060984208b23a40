/// All that is wrong in one file, in the order of the file.
package struct ConfigurationErrors: Error, Hashable, Sendable {
  /// The file as it is shown to a person.
  package var path: String
  /// Never empty.
  package var errors: [ConfigurationError]

  package init(path: String, errors: [ConfigurationError]) {
    self.path = path
    self.errors = errors
  }

  /// One line for each error: `gate.yml:12:5: unknown key "fils" in check "format"; did you mean "files"?`.
  package var lines: [String] {
    errors.map { "\(path):\($0.line):\($0.column): \($0.message)" }
  }
}

extension ConfigurationErrors: CustomStringConvertible {
  /// The first errors, a line each, and how many more there are.
  package var description: String {
    let shown = 50
    let rest = errors.count > shown ? ["\(path): \(errors.count - shown) more errors"] : []
    return (lines.prefix(shown) + rest).joined(separator: "\n")
  }
}

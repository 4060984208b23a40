package import GateModel

/// One key of an environment's configuration, with what it is set to.
package struct EnvironmentSetting: Hashable, Sendable {
  /// What a key is set to.
  package enum Value: Hashable, Sendable {
    /// Keys of its own, which are settings themselves.
    case section
    case list
    case boolean(Bool)
    case number(Double)
    case text(String)
    /// `null`; `isWritten` says whether a word stands there, or nothing at all.
    case null(isWritten: Bool)
    /// What the text does not tell: it is filled in elsewhere (`${PORT}`), or parsers differ (`yes`).
    case open
  }

  /// The names from the top, joined by `.`.
  package var name: String
  /// The name of the section that holds it, empty at the top.
  package var section: String
  package var value: Value
  package var keyRange: SourceRange
  package var valueRange: SourceRange

  /// The last of its names.
  package var lastName: String {
    section.isEmpty ? name : String(name.dropFirst(section.count + 1))
  }

  /// The kind of its value in words, `nil` where that cannot be compared.
  var type: String? {
    switch value {
    case .section: "a section"
    case .list: "a list"
    case .boolean: "a truth value"
    case .number: "a number"
    case .text: "a text"
    case .null, .open: nil
    }
  }

  /// The value where it is a text.
  var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  /// The value as a message may show it: never one that may be secret.
  var shown: String? {
    switch value {
    case .section: "a section"
    case .list: "a list"
    case .boolean(let value): "`\(value)`"
    case .number(let value):
      "`\(value == value.rounded() && value.magnitude < 1e15 ? Int(value).description : value.description)`"
    case .null: "null"
    // A login stands before an `@`.
    case .text(let text):
      isDelicate || text.utf8.count > 40 || text.contains("@") ? nil : "`\(FlagFindings.shown(text))`"
    case .open: nil
    }
  }

  /// Whether its name says that the value may be secret.
  private var isDelicate: Bool {
    let name = lastName.lowercased()
    return ["pass", "secret", "token", "key", "credential", "dsn", "auth", "salt", "cert"].contains {
      name.contains($0)
    }
  }
}

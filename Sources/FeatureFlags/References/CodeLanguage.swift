import GateModel

/// A language whose comments and strings can be told from its code.
enum CodeLanguage: CaseIterable {
  case python, javascript, go, java, kotlin, swift, csharp, ruby, php, rust, dart

  /// The language of a file by its extension, `nil` for any other file.
  init?(_ path: RepositoryPath) {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    guard let dot = name.lastIndex(of: "."), let language = Self.byExtension[String(name[name.index(after: dot)...])]
    else { return nil }
    self = language
  }

  static let byExtension: [String: CodeLanguage] = [
    "py": .python, "pyi": .python, "js": .javascript, "jsx": .javascript, "mjs": .javascript, "cjs": .javascript,
    "ts": .javascript, "tsx": .javascript, "mts": .javascript, "cts": .javascript, "vue": .javascript,
    "svelte": .javascript, "astro": .javascript, "go": .go, "java": .java, "kt": .kotlin, "kts": .kotlin,
    "swift": .swift, "cs": .csharp, "rb": .ruby, "rake": .ruby, "php": .php, "rs": .rust, "dart": .dart,
  ]

  /// What opens a comment to the end of the line.
  var lineComments: [String] {
    switch self {
    case .python, .ruby: ["#"]
    case .php: ["//", "#"]
    default: ["//"]
    }
  }

  var hasBlockComments: Bool { self != .python && self != .ruby }

  /// Whether a block comment may hold another one.
  var nestsBlockComments: Bool {
    switch self {
    case .swift, .kotlin, .rust, .dart: true
    default: false
    }
  }

  /// Whether `/` can open a regular expression.
  var hasRegularExpressions: Bool { self == .javascript || self == .ruby }

  /// The strings of the language, those with longer openings first.
  var quotes: [CodeQuote] {
    switch self {
    case .python:
      [.init("\"\"\"", isMultiline: true), .init("'''", isMultiline: true), .init("\""), .init("'")]
    case .javascript:
      [.init("\""), .init("'"), .init("`", isMultiline: true, interpolation: .dollarBrace)]
    case .go: [.init("\""), .init("`", isMultiline: true, hasEscapes: false), .init("'", isText: false)]
    case .java: [.init("\"\"\"", isMultiline: true), .init("\""), .init("'", isText: false)]
    case .kotlin:
      [
        .init("\"\"\"", isMultiline: true, hasEscapes: false, interpolation: .dollar),
        .init("\"", interpolation: .dollar), .init("'", isText: false), .init("`", isText: false),
      ]
    case .swift:
      [
        .init("\"\"\"", isMultiline: true, interpolation: .backslashParenthesis),
        .init("\"", interpolation: .backslashParenthesis), .init("`", isText: false),
      ]
    case .csharp:
      [
        .init("$@\"", closing: "\"", isMultiline: true, isDoubled: true, interpolation: .brace),
        .init("@$\"", closing: "\"", isMultiline: true, isDoubled: true, interpolation: .brace),
        .init("@\"", closing: "\"", isMultiline: true, isDoubled: true),
        .init("$\"\"\"", closing: "\"\"\"", isMultiline: true, hasEscapes: false, interpolation: .brace),
        .init("$\"", closing: "\"", interpolation: .brace),
        .init("\"\"\"", isMultiline: true, hasEscapes: false), .init("\""), .init("'", isText: false),
      ]
    case .ruby:
      [
        .init("\"", isMultiline: true, interpolation: .hashBrace), .init("'", isMultiline: true),
        .init("`", isMultiline: true, interpolation: .hashBrace, isText: false),
      ]
    case .php:
      [
        .init("\"", isMultiline: true, interpolation: .dollar), .init("'", isMultiline: true),
        .init("`", isMultiline: true, isText: false),
      ]
    case .rust: [.init("\"", isMultiline: true)]
    case .dart:
      [
        .init("\"\"\"", isMultiline: true, interpolation: .dollar),
        .init("'''", isMultiline: true, interpolation: .dollar), .init("\"", interpolation: .dollar),
        .init("'", interpolation: .dollar),
      ]
    }
  }
}

/// How a kind of string begins, ends, and what may lie in it.
struct CodeQuote {
  /// How code gets into a string.
  enum Interpolation {
    case none
    /// `${code}`
    case dollarBrace
    /// `${code}` and `$name`
    case dollar
    /// `\(code)`
    case backslashParenthesis
    /// `{code}`, where `{{` is a brace
    case brace
    /// `#{code}`
    case hashBrace
  }

  var opening: [UInt8]
  var closing: [UInt8]
  var isMultiline: Bool
  /// Whether a backslash takes the next byte with it.
  var hasEscapes: Bool
  /// Whether a doubled closing quote stands for one.
  var isDoubled: Bool
  var interpolation: Interpolation
  /// Whether it is a text, not a character, a name or a command.
  var isText: Bool

  init(
    _ opening: String, closing: String? = nil, isMultiline: Bool = false, hasEscapes: Bool = true,
    isDoubled: Bool = false, interpolation: Interpolation = .none, isText: Bool = true
  ) {
    self.opening = Array(opening.utf8)
    self.closing = Array((closing ?? opening).utf8)
    self.isMultiline = isMultiline
    self.hasEscapes = hasEscapes && !isDoubled
    self.isDoubled = isDoubled
    self.interpolation = interpolation
    self.isText = isText
  }
}

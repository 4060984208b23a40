import GateModel

/// What kind of text a file is, as far as references to flags go.
enum ReferenceText: Hashable, Sendable {
  case code(CodeLanguage)
  case template
  case configuration
  case document

  /// Tells it by the name of the file; `nil` for one that is not looked at.
  init?(_ path: RepositoryPath) {
    if let language = CodeLanguage(path) {
      self = .code(language)
      return
    }
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...] {
    case "html", "htm", "erb", "jinja", "jinja2", "j2", "hbs", "handlebars", "mustache", "ejs", "twig", "liquid",
      "cshtml",
      "haml", "slim":
      self = .template
    case "yml", "yaml", "json", "toml", "properties", "ini", "conf": self = .configuration
    case "md", "markdown", "rst", "adoc", "txt": self = .document
    default: return nil
    }
  }

  /// A number by which facts about one text are told from those about the same text in another language.
  package var number: UInt8 {
    switch self {
    case .code(let language): UInt8(CodeLanguage.allCases.firstIndex(of: language) ?? 0)
    case .template: 64
    case .configuration: 65
    case .document: 66
    }
  }
}

import GateModel

/// What kind of text a file is, as far as references to flags go.
enum ReferenceText: Hashable, Sendable {
  case code(CodeLanguage)
  case template
  case configuration
  case document

  /// Tells it by the name of the file; `nil` for one that is not looked at.
  init?(_ path: RepositoryPath) {
    guard let text = Self.byEnding[Self.ending(path.bytes)] else { return nil }
    self = text
  }

  /// What follows the last dot of the name, in lower case, in one number, which holds its last eight bytes; 0 where there is no dot.
  private static func ending(_ path: some Collection<UInt8> & BidirectionalCollection) -> UInt64 {
    var ending: UInt64 = 0
    var shift: UInt64 = 0
    for byte in path.reversed() {
      if byte == UInt8(ascii: ".") { return ending }
      if byte == UInt8(ascii: "/") { return 0 }
      if shift == 64 { continue }
      ending |= UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) << shift
      shift += 8
    }
    return 0
  }

  private static let byEnding: [UInt64: ReferenceText] = {
    var known: [UInt64: ReferenceText] = [:]
    for (name, language) in CodeLanguage.byExtension { known[ending(Array(".\(name)".utf8))] = .code(language) }
    let others: [(ReferenceText, [String])] = [
      (
        .template,
        [
          "html", "htm", "erb", "jinja", "jinja2", "j2", "hbs", "handlebars", "mustache", "ejs", "twig", "liquid",
          "cshtml", "haml",
          "slim",
        ]
      ),
      (.configuration, ["yml", "yaml", "json", "toml", "properties", "ini", "conf"]),
      (.document, ["md", "markdown", "rst", "adoc", "txt"]),
    ]
    for (text, names) in others { for name in names { known[ending(Array(".\(name)".utf8))] = text } }
    return known
  }()

  /// A number by which facts about one text are told from those about the same text in another language.
  var number: UInt8 {
    switch self {
    case .code(let language): UInt8(CodeLanguage.allCases.firstIndex(of: language) ?? 0)
    case .template: 64
    case .configuration: 65
    case .document: 66
    }
  }
}

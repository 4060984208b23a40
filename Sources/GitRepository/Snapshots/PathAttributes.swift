/// The attributes of one path that decide how its content is checked out (gitattributes(5)).
struct PathAttributes: Hashable {
  enum Value: Hashable {
    case unspecified
    case set
    case unset
    case text(String)
  }

  /// The names, in the order of the initialiser's array.
  static let names: [StaticString] = ["text", "crlf", "eol", "ident", "filter", "working-tree-encoding"]

  var text = Value.unspecified
  /// The old name of `text`.
  var crlf = Value.unspecified
  var eol = Value.unspecified
  var ident = Value.unspecified
  var filter = Value.unspecified
  var encoding = Value.unspecified

  /// No attribute is set.
  init() {}

  /// From the values of ``names``.
  init(_ values: [Value]) {
    guard values.count == Self.names.count else { return }
    text = values[0]
    crlf = values[1]
    eol = values[2]
    ident = values[3]
    filter = values[4]
    encoding = values[5]
  }

  /// The driver that the `filter` attribute names.
  var filterName: String? { if case .text(let name) = filter { name } else { nil } }

  /// The encoding of the working file, where it is none that git takes as it is.
  var textEncoding: TextEncoding? { if case .text(let name) = encoding { TextEncoding(name) } else { nil } }

  /// Whether line ends are left alone in both directions.
  func keepsLineEnds(convertsAutomatically: Bool) -> Bool {
    if text == .unset || text == .unspecified && crlf == .unset { return true }
    return text == .unspecified && crlf == .unspecified && eol == .unspecified && !convertsAutomatically
  }
}

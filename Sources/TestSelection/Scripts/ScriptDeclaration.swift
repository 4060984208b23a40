/// One statement of a manifest or a configuration about names of modules, as ``FileFacts/declares`` keeps it.
struct ScriptDeclaration: Hashable {
  enum Kind: String {
    /// A package that comes from elsewhere.
    case installed
    /// The name of the package.
    case name
    /// A file that the package's name alone means.
    case entry
    /// A name below the package's, with `.` for the package, and the file it means.
    case export
    /// A name with `#` and what it means within the package.
    case imported
    /// A name, with `*` for any text, and the path that it means.
    case path
    /// The directory below which names are looked up.
    case base
    /// Another configuration that this one takes over.
    case extends
    /// A pattern of the paths of test files.
    case tests
  }

  var kind: Kind
  var name: String
  var target: String

  init(_ kind: Kind, _ name: String, _ target: String = "") {
    self.kind = kind
    self.name = name
    self.target = target
  }

  init?(_ text: String) {
    let parts = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let kind = Kind(rawValue: parts[0]) else { return nil }
    self.init(kind, parts[1], parts[2])
  }

  /// `nil` where a name has a character that none has.
  var text: String? {
    name.contains("\t") || target.contains("\t") ? nil : "\(kind.rawValue)\t\(name)\t\(target)"
  }
}

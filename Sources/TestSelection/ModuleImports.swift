/// What a module says about the modules that it uses.
struct ModuleImports {
  /// A name to look up, and how.
  enum Name: Hashable {
    /// An import of Python: dots at the front, the dotted name, and the names taken from it (`*` for all).
    case python(level: Int, module: String, names: [String])
    /// An import of JavaScript, by its specifier.
    case script(String)
    /// A text that may name a module or a file: used where it does, without meaning where it does not.
    case text(String)
  }

  var names: Set<Name> = []
  /// Whether it imports what cannot be told from its text, which may be anything.
  var isDynamic = false
}

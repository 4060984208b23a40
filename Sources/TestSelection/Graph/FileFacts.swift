/// What the text of one file says of the files that it needs: a function of its bytes and its stack alone, so it is kept by
/// blob id and never asked of the same content twice.
package struct FileFacts: Hashable, Sendable {
  /// A name that stands for files, and how it is meant. Which files, the stack's ``SourceLinker`` says.
  package struct Need: Hashable, Sendable {
    /// How a name is meant.
    package enum Form: UInt8, Hashable, Sendable, CaseIterable {
      /// An import of the language: a dotted module, a specifier, a package, a target.
      case module
      /// A literal path or file name, which may be read when the program runs.
      case path
      /// A text that may name a module or a file: used where it does, without meaning where it does not.
      case text
      /// All modules below a directory or a package, as a program that loads plug-ins needs them.
      case tree
    }

    package var form: Form
    /// How many levels up the name is meant from (the dots before a Python module); 0 for an absolute name.
    package var level: UInt8
    /// The name as the language writes it.
    package var name: String
    /// The names that are taken from it, `*` for all; empty where only the name itself is needed.
    package var members: [String]

    package init(_ form: Form, _ name: String, level: UInt8 = 0, members: [String] = []) {
      self.form = form
      self.level = level
      self.name = name
      self.members = members
    }
  }

  /// In the order of the text, each once.
  package var needs: [Need] = []
  /// Names by which other files mean this one: a package, a namespace, a class; for a manifest or a configuration what it
  /// says of other files, in a form that only its stack reads. A linker is given those of all files; where they change, every
  /// file is linked again.
  package var declares: [String] = []
  /// Whether it needs files that its text does not tell: it loads modules by names that it computes.
  package var isOpaque = false
  /// Why its text could not be read, `nil` where it could: what it needs may then be anything. For a configuration: what in
  /// it is not followed, so that every test is affected by every change. The rest of a sentence that begins with the path.
  package var fault: String?

  package init() {}
}

/// A kind of file that gate knows by extension, name or shebang line.
package struct FileType: Hashable, Sendable, CustomStringConvertible {
  /// The name in gate.yml: `python`, `shell`, `dockerfile`, ….
  package let name: String

  package var description: String { name }

  /// The type called `name`, `nil` where there is none.
  package init?(named name: String) {
    guard Self.nameSet.contains(name) else { return nil }
    self.name = name
  }

  private init(known name: String) { self.name = name }

  /// The names of all types, sorted.
  package static let allNames: [String] = nameSet.sorted()

  /// A file in whose first bytes there is no NUL, whatever else it is.
  package static let text = FileType(known: "text")
  /// A file in whose first bytes there is a NUL, or whose extension says that it is no text.
  package static let binary = FileType(known: "binary")
  /// A workflow of GitHub Actions: YAML in `.github/workflows` at the root of the repository.
  package static let githubWorkflow = FileType(known: "github-workflow")

  private static let nameSet: Set<String> = {
    var names = Set(FileTypeTable.names.values.joined())
    names.formUnion(FileTypeTable.extensions.values.joined())
    names.formUnion(FileTypeTable.interpreters.values.joined())
    names.formUnion([text.name, binary.name, githubWorkflow.name, "dockerfile"])
    return names
  }()

  /// All that the file at `path` is: `python` and `text`, `github-workflow`, `yaml` and `text`, ….
  ///
  /// The whole name is looked at first, then the extension without regard to case. `head` yields the first bytes of the
  /// content, `nil` where they cannot be had, and is asked only when neither decides: for a shebang line, and for the
  /// difference between text and binary. What is no file (a symbolic link, a submodule) has no type.
  package static func types(of path: RepositoryPath, mode: FileMode, head: () -> [UInt8]?) -> Set<FileType> {
    guard mode.isFile else { return [] }
    if let names = FileTypeTable.types(ofName: path.name) {
      if names == [binary.name] { return [binary] }
      var types = Set(names.map { FileType(known: $0) })
      types.insert(text)
      if names == ["yaml"], path.parent?.bytes.elementsEqual(".github/workflows".utf8) == true {
        types.insert(githubWorkflow)
      }
      return types
    }
    guard let head = head() else { return [] }
    if head.prefix(headSize).contains(0) { return [binary] }
    var types: Set<FileType> = [text]
    if let interpreter = Shebang.interpreter(in: head.prefix(headSize)) {
      types.formUnion(FileTypeTable.types(ofInterpreter: interpreter).map { FileType(known: $0) })
    }
    return types
  }

  /// How many bytes of a file's content ``types(of:mode:head:)`` looks at.
  package static let headSize = 256
}

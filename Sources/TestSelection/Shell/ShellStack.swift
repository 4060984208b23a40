import GateModel

/// Shell scripts, with bats.
struct ShellStack: SourceStack {
  /// Among the declarations of a file without an extension: it is a script of a shell.
  static let scriptMark = "@script"

  private static let extensions: Set<String> = ["sh", "bash", "ksh", "zsh", "dash", "bats"]

  var mark: String { "shell 2" }

  func role(of path: RepositoryPath) -> FileRole {
    let ending = path.nameExtension
    if ending == "bats" { return .test }
    if Self.extensions.contains(ending) { return .module }
    let role = OtherFiles.role(of: path)
    // A test may run any program, whose own sources nobody looks through here.
    return role == .document && OtherFiles.isSource(path) ? .data : role
  }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    Self.extensions.contains(path.nameExtension) || path.nameExtension.isEmpty && role(of: path) == .data
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    if Self.extensions.contains(path.nameExtension) {
      if !bytes.contains(0) { return ShellScanner.facts(of: bytes) }
      var facts = FileFacts()
      facts.fault = "is no text"
      return facts
    }
    let line = bytes.prefix(200).prefix { $0 != 0x0A }
    guard line.starts(with: "#!".utf8), !bytes.contains(0) else { return FileFacts() }
    var facts = ShellScanner.facts(of: bytes)
    // Whatever runs it, the files that it names are those that it needs.
    facts.declares.append(Self.scriptMark)
    return facts
  }

  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    var words = path.nameExtension == "bats" ? [ShellLinker.setUp] : []
    for need in facts.needs {
      words += DataNames.words(of: need.name) + (ShellLinker.isPattern(need.name) ? [ShellLinker.anyScript] : [])
    }
    return words
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    ShellLinker(index, roles: roles, declarations: declarations)
  }
}

import GateModel

extension DependencyKind {
  /// What a file does to the one that it needs, such as `imports`.
  ///
  /// - Parameter isDirectory: whether a directory needs it, which stands for what lies in it.
  func verb(ofDirectory isDirectory: Bool = false) -> String {
    switch self {
    case .imports: "imports"
    case .place: isDirectory ? "holds" : "lies beside"
    case .names: "names"
    case .loads: "loads"
    case .anything: "may use"
    }
  }
}

extension RepositoryPath {
  /// The path as text on one line, a directory's with a slash at its end.
  func shown(asDirectory isDirectory: Bool = false) -> String {
    if !isDirectory { return TerminalText.safe(description) }
    return bytes.isEmpty ? "./" : TerminalText.safe(RepositoryPath(bytes: bytes + [UInt8(ascii: "/")]).description)
  }
}

extension Change.Status {
  /// What happened to a file, as a word behind its name.
  var word: String {
    switch self {
    case .added: "added"
    case .modified: "changed"
    case .deleted: "deleted"
    case .renamed: "renamed"
    case .typeChanged: "became another kind of entry"
    case .modeChanged: "changed mode"
    case .intentToAdd: "announced"
    case .conflicted: "in conflict"
    }
  }
}

import GateModel

// MARK: - When files come or go

extension ScriptLinker {
  /// The word of names that begin with `#`, which a manifest gives any meaning.
  private static let internalName = "#"
  private static let tree = "*"
  private static let snapshotEndings = [".snap", ".md"]

  static func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    var words = snapshotEndings.map { path.nameText + $0 }
    for need in facts.needs {
      switch need.form {
      case .module: words += self.words(ofSpecifier: Substring(plain(need.name)), at: path)
      case .text: words += self.words(ofSpecifier: need.name[...], at: path) + DataNames.words(of: need.name)
      case .path: words += DataNames.words(of: need.name)
      // Its own directory's data, or what lies below a prefix.
      case .tree: words += need.name.hasPrefix(ScriptReader.prefixMark) ? [tree] : []
      }
    }
    return words
  }

  /// What of a specifier the name of a file, of its directory or of a package has to have in it: it, and each of its components
  /// without what follows a dot.
  private static func words(ofSpecifier specifier: Substring, at path: RepositoryPath) -> [String] {
    if specifier.hasPrefix(".") {
      return (path.parent ?? "").following(String(specifier)).map(words(ofDirectory:)) ?? []
    }
    // The path does not end with what the specifier ends with.
    if specifier.hasSuffix("/") || specifier.contains("/..") { return [tree] }
    let components = self.components(String(specifier))
    var words = [String(specifier), package(of: components)]
    for component in components { words += [stem(component), stem(String(component.drop { "@~#$".contains($0) }))] }
    if specifier.hasPrefix("#") { words.append(internalName) }
    return words
  }

  /// The root has no name.
  private static func words(ofDirectory path: RepositoryPath) -> [String] {
    path.bytes.isEmpty ? ["/"] : [path.nameText, stem(path.nameText)]
  }

  func relinking(after changes: PathChanges) -> Relinking? {
    // What configurations and manifests say of names.
    guard changes.declared.isEmpty else { return nil }
    var relinking = Relinking(words: [Self.internalName, Self.tree] + project.oddNames)
    for entry in changes.paths {
      let path = entry.path
      if project.mayExtend(path) { return nil }
      relinking.words += DataNames.words(of: entry) + [Self.stem(path.nameText)]
      // An index stands for its directory, which may come with any file.
      relinking.words += Self.words(ofDirectory: path.parent ?? "") + entry.directories.map(Self.stem)
      // All of a package may be meant by its name, or by its directory's.
      for directory in sequence(first: path.parent ?? "", next: { $0.bytes.isEmpty ? nil : $0.parent ?? "" }) {
        guard let found = index.directory(at: directory), project.packages[found] != nil else { continue }
        relinking.words += project.names(of: found) + Self.words(ofDirectory: directory)
      }
    }
    return relinking
  }
}

import GateModel

/// Go modules, with `go test`.
struct GoStack: SourceStack {
  var mark: String { "go 2" }

  func role(of path: RepositoryPath) -> FileRole {
    let name = path.nameText
    if Self.isConfiguration(name) || name == "modules.txt" && path.hasDirectory(["vendor"]) { return .configuration }
    // The go command passes over these directories.
    let isIgnored = path.directories.contains { $0 == "testdata" || $0.hasPrefix("_") || $0.hasPrefix(".") }
    let ending = path.nameExtension
    if isIgnored {
      let role = OtherFiles.role(of: path)
      return role == .document && OtherFiles.isSource(path) ? .data : role
    }
    if ending == "go" { return name.hasSuffix("_test.go") ? .test : .module }
    if NativeSources.extensions.contains(ending) || ["syso", "swig", "swigcxx", "f", "f90"].contains(ending) {
      return .module
    }
    return OtherFiles.role(of: path)
  }

  private static func isConfiguration(_ name: String) -> Bool {
    ["go.mod", "go.sum", "go.work", "go.work.sum", ".go-version", "go.env"].contains(name)
  }

  func reason(forAll path: RepositoryPath) -> String { "decides which modules tests are built with" }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    switch role(of: path) {
    case .test, .module: path.nameExtension != "syso"
    case .configuration: ["go.mod", "go.work"].contains(path.nameText)
    case .data, .document: false
    }
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    if bytes.contains(0) {
      var facts = FileFacts()
      facts.fault = "is no text"
      return facts
    }
    switch path.nameExtension {
    case "go": return GoScanner.facts(of: bytes, isTest: role(of: path) == .test)
    case "mod", "work": return GoScanner.moduleFacts(of: bytes)
    default: return NativeSources.facts(of: bytes)
    }
  }

  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    facts.needs.flatMap { need -> [String] in
      switch need.form {
      case .text: DataNames.words(of: need.name) + GoLinker.words(ofPackage: need.name, at: path)
      case .path where path.nameExtension == "go": GoLinker.words(ofEmbedded: need.name, at: path)
      case .path, .module: DataNames.words(of: need.name)
      case .tree: []
      }
    }
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    GoLinker(index, roles: roles, declarations: declarations)
  }
}

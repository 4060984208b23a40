import GateModel

/// Swift packages, with XCTest or Swift Testing.
struct SwiftStack: SourceStack {
  var mark: String { "swift 2" }

  func role(of path: RepositoryPath) -> FileRole {
    if Self.isConfiguration(path) { return .configuration }
    let ending = path.nameExtension
    if ending == "swift" {
      if path.hasDirectory(["Plugins"]) { return .configuration }
      return path.hasDirectory(["Tests"]) ? .test : .module
    }
    return NativeSources.extensions.contains(ending) ? .module : OtherFiles.role(of: path)
  }

  private static func isConfiguration(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    return isManifest(name) || ["Package.resolved", ".swift-version", ".swift-sdk-version"].contains(name)
      || path.hasDirectory([".swiftpm"])
  }

  private static func isManifest(_ name: String) -> Bool {
    name == "Package.swift" || name.hasPrefix("Package@swift-") && name.hasSuffix(".swift")
  }

  func reason(forAll path: RepositoryPath) -> String {
    path.hasDirectory(["Plugins"]) ? "is a plug-in, which builds or checks any target" : "decides how tests are built"
  }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    if Self.isConfiguration(path) { return Self.isManifest(path.nameText) }
    return path.nameExtension == "swift" || NativeSources.extensions.contains(path.nameExtension)
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    if bytes.contains(0) {
      var facts = FileFacts()
      facts.fault = "is no text"
      return facts
    }
    if Self.isConfiguration(path) { return SwiftManifest.facts(of: bytes) }
    return path.nameExtension == "swift"
      ? SwiftScanner.facts(of: bytes, inTests: role(of: path) == .test) : NativeSources.facts(of: bytes)
  }

  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    facts.needs.flatMap { need -> [String] in
      switch need.form {
      case .module: [SwiftTargets.module(need.name)]
      // A module too, or a resource by its name alone.
      case .text: DataNames.words(of: need.name) + [need.name, SwiftTargets.module(need.name)]
      case .path: DataNames.words(of: need.name)
      case .tree: []
      }
    }
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    SwiftLinker(index, roles: roles, declarations: declarations)
  }
}

import DocumentTree

/// What a Cargo.toml says, in lines that are kept among the declarations: `package NAME`, `needs NAME`, `alias NAME PACKAGE`,
/// `source PATH`, `test PATH`.
enum CargoManifest {
  static func facts(of bytes: [UInt8]) -> FileFacts {
    var builder = FactsBuilder()
    let root: DocumentNode
    do throws(DocumentError) {
      root = try TOMLDocument.parse(bytes)
    } catch {
      builder.setFault("cannot be read: \(error.message)")
      return builder.facts
    }
    if let name = root["package"]?["name"]?.text { builder.declare("package\t\(name)") }
    // A dependency that names the lib otherwise.
    if let package = root["package"]?["name"]?.text, let name = root["lib"]?["name"]?.text {
      builder.declare("alias\t\(name)\t\(package)")
    }
    if let path = root["package"]?["build"]?.text { builder.declare("source\t\(path)") }
    if let path = root["lib"]?["path"]?.text { builder.declare("source\t\(path)") }
    for kind in ["bin", "example", "bench", "test"] {
      guard case .sequence(let items)? = root[kind]?.content else { continue }
      for path in items.compactMap({ $0["path"]?.text }) {
        builder.declare("\(kind == "test" ? "test" : "source")\t\(path)")
      }
    }
    addDependencies(root, depth: 0, to: &builder)
    return builder.facts
  }

  /// Tables of dependencies, of the package, of a target, of the workspace.
  private static func addDependencies(_ node: DocumentNode, depth: Int, to builder: inout FactsBuilder) {
    guard depth < 4, case .mapping(let entries) = node.content else { return }
    for entry in entries {
      guard let key = entry.key.text else { continue }
      guard key.hasSuffix("dependencies"), case .mapping(let dependencies) = entry.value.content else {
        addDependencies(entry.value, depth: depth + 1, to: &builder)
        continue
      }
      for dependency in dependencies {
        guard let name = dependency.key.text else { continue }
        builder.declare("needs\t\(name)")
        if let package = dependency.value["package"]?.text { builder.declare("alias\t\(name)\t\(package)") }
      }
    }
  }
}

extension DocumentNode {
  fileprivate var text: String? {
    switch content {
    case .string(let text), .plain(let text): text
    case .mapping, .sequence: nil
    }
  }

  fileprivate subscript(key: String) -> DocumentNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }?.value
  }
}

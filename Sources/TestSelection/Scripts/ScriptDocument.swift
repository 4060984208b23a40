import DocumentTree

/// Reads what JSON files say of modules: `package.json` (docs.npmjs.com, and Node.js, Modules: Packages) and `tsconfig.json`, which
/// has comments and commas behind last entries (typescriptlang.org/tsconfig).
enum ScriptDocument {
  /// What a `package.json` declares; `nil` where it is none.
  static func manifest(_ bytes: [UInt8]) -> [ScriptDeclaration]? {
    guard let root = document(bytes) else { return nil }
    var found: [ScriptDeclaration] = []
    for entry in root.members {
      let key = entry.key.scalarText ?? ""
      switch key {
      case "name": found += entry.value.scalarText.map { [ScriptDeclaration(.name, $0)] } ?? []
      case "main", "module", "types", "typings", "source", "browser", "react-native", "svelte":
        found += entry.value.scalarText.map { [ScriptDeclaration(.entry, $0)] } ?? []
      case "exports": found += targets(entry.value, ".", .export)
      case "imports": found += targets(entry.value, "#", .imported)
      case _ where key.hasSuffix("ependencies"):
        for dependency in entry.value.members {
          let name = dependency.key.scalarText ?? ""
          let version = dependency.value.scalarText ?? ""
          found.append(ScriptDeclaration(.installed, name))
          if let path = ["file:", "link:", "portal:"].first(where: version.hasPrefix) {
            let place = version.dropFirst(path.count)
            found += [ScriptDeclaration(.path, name, "\(place)/"), ScriptDeclaration(.path, name + "/*", "\(place)/*")]
          }
        }
      default: break
      }
    }
    return found
  }

  /// What a `tsconfig.json` declares; `nil` where it cannot be read.
  static func typeConfiguration(_ bytes: [UInt8]) -> [ScriptDeclaration]? {
    guard let root = document(bytes) else { return nil }
    var found: [ScriptDeclaration] = []
    for entry in root.members where entry.key.scalarText == "extends" {
      found += entry.value.texts.map { ScriptDeclaration(.extends, $0) }
    }
    let options = root.member("compilerOptions")
    if let base = options?.member("baseUrl")?.scalarText { found.append(ScriptDeclaration(.base, base)) }
    for entry in options?.member("paths")?.members ?? [] {
      let name = entry.key.scalarText ?? ""
      found += entry.value.texts.map { ScriptDeclaration(.path, name, $0) }
    }
    return found
  }

  /// Whatever of its conditions may hold: each target counts.
  private static func targets(
    _ node: DocumentNode, _ name: String, _ kind: ScriptDeclaration.Kind
  ) -> [ScriptDeclaration] {
    switch node.content {
    case .string(let target): [ScriptDeclaration(kind, name, target)]
    // `null` takes a name away.
    case .plain: []
    case .sequence(let nodes): nodes.flatMap { targets($0, name, kind) }
    case .mapping(let entries):
      entries.flatMap { entry in
        let key = entry.key.scalarText ?? ""
        return targets(entry.value, key.hasPrefix(kind == .export ? "." : "#") ? key : name, kind)
      }
    }
  }

  private static func document(_ bytes: [UInt8]) -> DocumentNode? {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    // What cannot be read is the caller's to say.
    if let node = try? JSONDocument.parse(bytes) { return node }
    return try? JSONDocument.parse(withoutLastCommas(ScriptLexer.read(bytes).plain))
  }

  private static func withoutLastCommas(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var comma: Int?
    var isInText = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if isInText {
        if byte == UInt8(ascii: "\\") { place += 1 }
        if byte == UInt8(ascii: "\"") { isInText = false }
      } else if byte == UInt8(ascii: ",") {
        comma = place
      } else if byte > 0x20 {
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), let comma { bytes[comma] = 0x20 }
        comma = nil
        isInText = byte == UInt8(ascii: "\"")
      }
      place += 1
    }
    return bytes
  }
}

extension DocumentNode {
  fileprivate var members: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  fileprivate func member(_ name: String) -> DocumentNode? {
    members.last { $0.key.scalarText == name }?.value
  }

  /// Its text, or those of its items.
  fileprivate var texts: [String] {
    if case .sequence(let nodes) = content { nodes.compactMap(\.scalarText) } else { scalarText.map { [$0] } ?? [] }
  }
}

import GateModel

/// What the package.json files of a repository say of packages.
struct ScriptManifest {
  /// The directories of the packages of this repository by name.
  private(set) var directories: [String: [Int]] = [:]
  /// The directories that have a manifest.
  private(set) var packages: Set<Int> = []
  private var mentioned: Set<String> = []

  /// - Parameter declarations: those of ``declarations(in:)``.
  init(_ declarations: [Declaration], _ index: FileIndex) {
    for declaration in declarations {
      let directory = index.directories.directory(of: declaration.file)
      packages.insert(directory)
      for text in declaration.names {
        if text.hasPrefix("=") {
          directories[String(text.dropFirst()), default: []].append(directory)
        } else {
          mentioned.insert(text)
        }
      }
    }
  }

  /// Whether a package is named in a manifest, so is installed from elsewhere.
  func mentions(_ package: String) -> Bool { mentioned.contains(package) }

  /// The texts of a manifest, and with `=` before it the name of its package.
  static func declarations(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    QuotedText.forEach(in: bytes) { offset, content in
      let text = String(decoding: content, as: UTF8.self)
      found.append(text)
      if isName(before: offset, in: bytes) { found.append("=" + text) }
    }
    return found
  }

  /// Whether the text at `offset` is the value of a member `"name"`.
  private static func isName(before offset: Int, in bytes: [UInt8]) -> Bool {
    var end = offset
    while end > 0, bytes[end - 1] <= 0x20 || bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
    return bytes[..<end].suffix(6).elementsEqual("\"name\"".utf8)
  }
}

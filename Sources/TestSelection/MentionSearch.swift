import GateModel

/// Looks for the names of files that are no modules in the text of modules, for they may be read at run time.
struct MentionSearch {
  private let needles: [(text: [UInt8], isDirectory: Bool, path: RepositoryPath)]
  /// What was found first: the file that is mentioned, and the module that does so.
  private(set) var found: (path: RepositoryPath, module: RepositoryPath)?

  /// Files that a module above them may find by listing a directory.
  private let listed: [RepositoryPath]
  /// Patterns that end in an extension are looked for by that, so only those for all files are here.
  private static let listingWords = [
    "iterdir", "listdir", "scandir", "os.walk", "readdir", "opendir", "glob(\"*\"", "glob('*'", "/*\")", "/*')",
  ].map { Array($0.utf8) }

  /// Looks for each file's name, for the patterns that its extension fits, and, documents aside, for the directories
  /// that hold it.
  init(_ paths: [RepositoryPath]) {
    listed = paths.filter { !Self.isDocument($0) && !$0.nameExtension.isEmpty }
    needles = paths.flatMap { path -> [(text: [UInt8], isDirectory: Bool, path: RepositoryPath)] in
      var own = [(text: Array(path.name), isDirectory: false, path: path)]
      if !path.nameExtension.isEmpty {
        own.append((text: Array("*.\(path.nameExtension)".utf8), isDirectory: false, path: path))
      }
      if !Self.isDocument(path) {
        own += path.directories.map { (text: Array($0.utf8), isDirectory: true, path: path) }
      }
      return own
    }
  }

  static func isDocument(_ path: RepositoryPath) -> Bool {
    ["md", "rst", "adoc", "markdown"].contains(path.nameExtension)
  }

  mutating func search(_ bytes: [UInt8], of module: RepositoryPath) {
    guard found == nil else { return }
    for needle in needles where contains(bytes, needle.text, isBounded: needle.isDirectory) {
      found = (needle.path, module)
      return
    }
    guard let directory = module.parent, let file = listed.first(where: { $0.isInside(directory) }) else { return }
    if Self.listingWords.contains(where: { contains(bytes, $0, isBounded: false) }) { found = (file, module) }
  }

  /// Whether `text` occurs; bounded, only as a whole component of a path, a dotted name or a string.
  private func contains(_ bytes: [UInt8], _ text: [UInt8], isBounded: Bool) -> Bool {
    guard let first = text.first, bytes.count >= text.count else { return false }
    let bounds: Set<UInt8> = [0x22, 0x27, 0x60, 0x2F, 0x2E]
    for start in 0...(bytes.count - text.count) where bytes[start] == first {
      guard bytes[start..<(start + text.count)].elementsEqual(text) else { continue }
      if !isBounded { return true }
      let end = start + text.count
      if start > 0, bounds.contains(bytes[start - 1]), end < bytes.count, bounds.contains(bytes[end]) { return true }
    }
    return false
  }
}

/// Reads the imports of a Python module.
///
/// Comments and strings are read like code: what they seem to import is looked up too, and mostly does not exist.
/// Nothing that is imported is missed for them.
struct PythonScanner {
  private let bytes: [UInt8]
  private var offset = 0
  private var facts = FileFacts()
  private var seen: Set<FileFacts.Need> = []

  private static let dynamicWords: Set<String> = [
    "__import__", "import_module", "spec_from_file_location", "exec", "execfile", "iter_modules", "walk_packages",
    "load_source", "load_module", "exec_module", "import_string", "run_path", "run_module",
  ]

  static func facts(of bytes: [UInt8]) -> FileFacts {
    var scanner = PythonScanner(bytes: bytes)
    scanner.scan()
    return scanner.facts
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func scan() {
    while offset < bytes.count {
      guard Self.isWord(bytes[offset]) else {
        offset += 1
        continue
      }
      let start = offset
      let word = word()
      if word == "from" {
        scanFrom()
      } else if word == "import" {
        scanImport()
      } else if Self.dynamicWords.contains(word) {
        scanDynamic(word, from: start)
      }
    }
    var texts: [String] = []
    QuotedText.forEach(in: bytes) { _, content in Self.collectTexts(content, &texts) }
    for text in texts { add(FileFacts.Need(.text, text)) }
    if Self.listsDirectory(bytes) { add(FileFacts.Need(.tree, "")) }
  }

  private mutating func add(_ need: FileFacts.Need) {
    if seen.insert(need).inserted { facts.needs.append(need) }
  }

  /// Whether the directory of the module may be listed.
  private static func listsDirectory(_ bytes: [UInt8]) -> Bool {
    let words = ["iterdir", "listdir", "scandir", "os.walk", "glob(\"*\"", "glob('*'", "/*\")", "/*')"]
    return words.contains { word in
      guard let first = word.utf8.first else { return false }
      return bytes.indices.contains { bytes[$0] == first && bytes[$0...].starts(with: word.utf8) }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (byte >= 0x30 && byte <= 0x39)
      || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  private mutating func word() -> String {
    let start = offset
    while offset < bytes.count, Self.isWord(bytes[offset]) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Steps over `word` where that is the next word.
  private mutating func take(_ wanted: String) -> Bool {
    let start = offset
    if word() == wanted { return true }
    offset = start
    return false
  }

  /// Skips blanks and continued lines; within brackets line breaks and comments too.
  private mutating func skipBlanks(inBrackets: Bool = false) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0C, 0x0D: offset += 1
      case 0x0A where inBrackets: offset += 1
      case UInt8(ascii: "\\"):
        guard offset + 1 < bytes.count, bytes[offset + 1] == 0x0A || bytes[offset + 1] == 0x0D else { return }
        offset += 2
        if offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { offset += 1 }
      case UInt8(ascii: "#") where inBrackets: while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      default: return
      }
    }
  }

  private mutating func dottedName() -> String {
    var name = ""
    while offset < bytes.count {
      if Self.isWord(bytes[offset]) {
        name += word()
      } else if bytes[offset] == UInt8(ascii: "."), !name.isEmpty {
        offset += 1
        name += "."
      } else {
        break
      }
      let before = offset
      skipBlanks()
      // `a . b` is a dotted name, `a b` is not.
      let continues = offset < bytes.count && (bytes[offset] == UInt8(ascii: ".") || name.hasSuffix("."))
      if !continues {
        offset = before
        break
      }
    }
    return name
  }

  /// `from ..a.b import c, d as e`
  private mutating func scanFrom() {
    let start = offset
    skipBlanks()
    var level = 0
    while offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      level += 1
      offset += 1
      skipBlanks()
    }
    var module = ""
    var hasImport = level > 0 && take("import")
    if !hasImport {
      module = dottedName()
      skipBlanks()
      hasImport = !module.isEmpty && take("import")
    }
    guard hasImport else {
      offset = start
      return
    }
    add(FileFacts.Need(.module, module, level: UInt8(clamping: level), members: importedNames()))
  }

  private mutating func importedNames() -> [String] {
    skipBlanks()
    let inBrackets = offset < bytes.count && bytes[offset] == UInt8(ascii: "(")
    if inBrackets { offset += 1 }
    var names: [String] = []
    while offset < bytes.count {
      skipBlanks(inBrackets: inBrackets)
      guard offset < bytes.count else { break }
      if bytes[offset] == UInt8(ascii: "*") {
        offset += 1
        return ["*"]
      }
      let name = word()
      if name.isEmpty { break }
      names.append(name)
      skipBlanks(inBrackets: inBrackets)
      if take("as") {
        skipBlanks(inBrackets: inBrackets)
        _ = word()
        skipBlanks(inBrackets: inBrackets)
      }
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: ",") else { break }
      offset += 1
    }
    return names
  }

  /// `import a.b as c, d`
  private mutating func scanImport() {
    while offset < bytes.count {
      skipBlanks()
      let module = dottedName()
      if module.isEmpty { return }
      add(FileFacts.Need(.module, module))
      skipBlanks()
      if take("as") {
        skipBlanks()
        _ = word()
        skipBlanks()
      }
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: ",") else { return }
      offset += 1
    }
  }

  /// A call with a literal name is found by its text; everything else may import anything.
  private mutating func scanDynamic(_ word: String, from start: Int) {
    var before = start
    while before > 0, bytes[before - 1] == 0x20 { before -= 1 }
    let isMember = before > 0 && bytes[before - 1] == UInt8(ascii: ".")
    if isMember, word == "exec" { return }
    skipBlanks()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "(") else {
      // Handed on under another name.
      if isMember || word == "__import__" { facts.isOpaque = true }
      return
    }
    offset += 1
    skipBlanks(inBrackets: true)
    guard ["import_module", "__import__", "import_string", "run_module", "run_path"].contains(word),
      offset + 1 < bytes.count, bytes[offset] == 0x22 || bytes[offset] == 0x27, Self.isWord(bytes[offset + 1])
    else {
      facts.isOpaque = true
      return
    }
    let quote = bytes[offset]
    guard let end = bytes[(offset + 1)...].firstIndex(of: quote) else { return }
    offset = end + 1
    skipBlanks(inBrackets: true)
    if offset < bytes.count, bytes[offset] != UInt8(ascii: ")"), bytes[offset] != UInt8(ascii: ",") {
      facts.isOpaque = true
    }
  }

  /// Names of modules and files in a string: all of it, or in a command line the parts that look like one.
  private static func collectTexts(_ content: ArraySlice<UInt8>, _ texts: inout [String]) {
    let parts = content.split { $0 == 0x20 }
    guard parts.count > 1 else {
      if let part = parts.first, isName(part) { texts.append(String(decoding: part, as: UTF8.self)) }
      return
    }
    var previous: ArraySlice<UInt8> = []
    for part in parts {
      let isRun = previous.elementsEqual("-m".utf8)
      if isName(part), isRun || part.contains(UInt8(ascii: ".")) || part.contains(UInt8(ascii: "/")) {
        texts.append(String(decoding: part, as: UTF8.self))
      }
      previous = part
    }
  }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { isWord($0) || [0x2E, 0x2F, 0x3A, 0x2D, 0x2A].contains($0) }
  }
}

/// Reads the imports of a JavaScript or TypeScript module.
///
/// It goes by quoted texts and by what stands before them, and has no need to know comments from code: an import in a
/// comment is looked up too.
enum ScriptScanner {
  /// Functions whose first argument is a specifier.
  private static let importers: Set<String> = [
    "require", "import", "mock", "unmock", "doMock", "dontMock", "unstable_mockModule", "setMock", "requireActual",
    "requireMock", "importActual", "importMock", "createMockFromModule", "resolve", "register",
  ]

  static func facts(of bytes: [UInt8]) -> FileFacts {
    var facts = FileFacts()
    var seen: Set<FileFacts.Need> = []
    QuotedText.forEach(in: bytes) { offset, content in
      guard let text = String(validating: content, as: UTF8.self), !content.contains(0x20) else { return }
      let form: FileFacts.Need.Form =
        if isSpecifier(before: offset, in: bytes) {
          .module
        } else if text.hasPrefix("./") || text.hasPrefix("../") || isFileName(text) {
          .text
        } else {
          .path
        }
      let need = FileFacts.Need(form, text)
      if form != .path || isPath(content), seen.insert(need).inserted { facts.needs.append(need) }
    }
    if listsDirectory(bytes) { facts.needs.append(FileFacts.Need(.tree, "")) }
    facts.isOpaque = hasDynamicImport(bytes)
    return facts
  }

  /// Whether a text could name a file or a directory.
  private static func isPath(_ text: ArraySlice<UInt8>) -> Bool {
    text.count <= 200 && text.allSatisfy { isWord($0) || "./-*@".utf8.contains($0) }
  }

  /// Whether the directory of the module may be listed.
  private static func listsDirectory(_ bytes: [UInt8]) -> Bool {
    let words = ["readdir", "opendir", "glob(\"*\"", "glob('*'", "/*\")", "/*')"]
    return words.contains { word in
      guard let first = word.utf8.first else { return false }
      return bytes.indices.contains { bytes[$0] == first && bytes[$0...].starts(with: word.utf8) }
    }
  }

  private static func isFileName(_ text: String) -> Bool {
    [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx"].contains { text.hasSuffix($0) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (byte >= 0x30 && byte <= 0x39)
      || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  /// Whether the quote follows `from`, `import` or the bracket of a function that imports.
  private static func isSpecifier(before offset: Int, in bytes: [UInt8]) -> Bool {
    var end = skipBlanks(backFrom: offset, in: bytes)
    var words: Set<String> = ["from", "import", "require"]
    if end > 0, bytes[end - 1] == UInt8(ascii: "(") {
      end = skipBlanks(backFrom: end - 1, in: bytes)
      if end > 0, bytes[end - 1] == UInt8(ascii: ">") { return true }  // a type argument: `jest.mock<T>('…')`
      words = importers
    }
    var start = end
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    return words.contains(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  /// The end of what stands before `offset`, blanks and comments between the two left out.
  private static func skipBlanks(backFrom offset: Int, in bytes: [UInt8]) -> Int {
    var end = offset
    while end > 0 {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if end > 3, bytes[end - 1] == UInt8(ascii: "/"), bytes[end - 2] == UInt8(ascii: "*") {
        var start = end - 2
        let limit = max(0, end - 2000)
        while start > limit, !bytes[start...].starts(with: "/*".utf8) { start -= 1 }
        if start == limit { return end }
        end = start
      } else {
        return end
      }
    }
    return end
  }

  /// Whether a module is loaded whose name is computed, or several by a pattern.
  private static func hasDynamicImport(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      guard isWord(bytes[offset]) else {
        offset += 1
        continue
      }
      let start = offset
      while offset < bytes.count, isWord(bytes[offset]) { offset += 1 }
      let word = bytes[start..<offset]
      if word.elementsEqual("require".utf8) || word.elementsEqual("import".utf8) {
        if isDynamicCall(at: offset, in: bytes) { return true }
      }
    }
    return false
  }

  /// Whether what follows `require` or `import` is not one literal in brackets, and no statement.
  private static func isDynamicCall(at offset: Int, in bytes: [UInt8]) -> Bool {
    for pattern in [".context", ".meta.glob", ".ensure"] where bytes[offset...].starts(with: pattern.utf8) {
      return true
    }
    var next = offset
    if bytes[next...].starts(with: ".resolve".utf8) { next += 8 }
    next = skipBlanks(from: next, in: bytes)
    guard next < bytes.count, bytes[next] == UInt8(ascii: "(") else { return false }
    next = skipBlanks(from: next + 1, in: bytes)
    guard next < bytes.count else { return false }
    let quote = bytes[next]
    guard quote == 0x22 || quote == 0x27 || quote == 0x60 else { return quote != UInt8(ascii: ")") }
    guard let end = bytes[(next + 1)...].prefix(1000).firstIndex(of: quote) else { return true }
    if quote == 0x60, bytes[next..<end].contains(UInt8(ascii: "$")) { return true }
    next = skipBlanks(from: end + 1, in: bytes)
    return next < bytes.count && bytes[next] != UInt8(ascii: ")") && bytes[next] != UInt8(ascii: ",")
  }

  private static func skipBlanks(from offset: Int, in bytes: [UInt8]) -> Int {
    var next = offset
    while next < bytes.count {
      if bytes[next] <= 0x20 {
        next += 1
      } else if bytes[next...].starts(with: "/*".utf8) {
        next += 2
        while next < bytes.count, !bytes[next...].starts(with: "*/".utf8) { next += 1 }
        next += 2
      } else {
        return next
      }
    }
    return next
  }
}

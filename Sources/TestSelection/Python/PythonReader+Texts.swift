extension PythonReader {
  /// A string that is no argument of a call that loads modules.
  mutating func readText() {
    let startsLine = previous.endsLine && callees.isEmpty
    let content = lexer.string.content
    let isRaw = lexer.string.isRaw
    let value = readValue()
    if startsLine, token.endsLine {
      readExamples(in: content)
      return
    }
    let isCode = contains("import", in: value.bytes)
    if isCode {
      needs.noteImports(in: value.bytes)
      readCode(isRaw ? value.bytes : Self.unescaped(value.bytes))
    }
    if needs.hasTemplate == false, Self.isTemplate(value.bytes) { needs.hasTemplate = true }
    needs.addText(value)
  }

  /// What the examples of a docstring import (docs.python.org/3/library/doctest.html).
  private mutating func readExamples(in range: Range<Int>) {
    guard contains(">>>", in: bytes[range]) else { return }
    for line in bytes[range].split(separator: 0x0A) {
      let code = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard code.starts(with: ">>>".utf8) || code.starts(with: "...".utf8), contains("import", in: code) else {
        continue
      }
      readCode(Array(code.dropFirst(3)))
    }
  }

  private mutating func readCode(_ code: [UInt8]) {
    code.withUnsafeBufferPointer { buffer in
      var reader = PythonReader(buffer, 0..<buffer.count, isEmbedded: true)
      // Not a copy: each string would cost as much as all that is known.
      swap(&reader.needs, &needs)
      reader.read()
      swap(&reader.needs, &needs)
    }
  }

  /// With line breaks and tabs where their escapes stand; other escapes say nothing of imports.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isEscape = false
    for byte in bytes {
      if isEscape {
        result.append(byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "t") ? 0x09 : byte)
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Whether the text is code of which a program makes functions or classes.
  private static func isTemplate(_ bytes: [UInt8]) -> Bool {
    ["def ", "class ", "lambda", "return "].contains { word in
      bytes.count >= word.utf8.count && contains(word, in: bytes[...])
    }
  }

  private func contains(_ word: StaticString, in bytes: some RandomAccessCollection<UInt8>) -> Bool {
    Self.contains(word.description, in: bytes)
  }

  private static func contains(_ word: String, in bytes: some RandomAccessCollection<UInt8>) -> Bool {
    guard let first = word.utf8.first, bytes.count >= word.utf8.count else { return false }
    var rest = bytes[...]
    while let place = rest.firstIndex(of: first) {
      rest = rest[place...]
      if rest.starts(with: word.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

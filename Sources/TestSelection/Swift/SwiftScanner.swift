/// Reads what a Swift file imports, and of a file of tests what others may use of it.
///
/// Files of one target see each other without an import. Those of a library are taken as one; among those of tests a file needs
/// another where it says the name of a type that the other declares, and wherever the other declares what has no such name:
/// extensions, functions and variables.
struct SwiftScanner {
  /// Among the declarations: holds tests.
  static let testMark = "@tests"
  /// Declares what others may use without saying its name.
  static let wideMark = "@wide"

  private static let kinds: Set<String> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
  ]

  static func facts(of bytes: [UInt8], inTests: Bool) -> FileFacts {
    var builder = FactsBuilder()
    var words = SourceWords(bytes)
    var previous = ""
    while let word = words.next() {
      if word == "import" {
        words.skipBlanks()
        var module = words.word()
        if kinds.contains(module) {
          words.skipBlanks()
          module = words.word()
        }
        if !module.isEmpty { builder.add(.module, module) }
      } else if inTests {
        look(at: word, after: previous, words, &builder)
      }
      previous = word
    }
    if inTests { declare(bytes, &builder) }
    builder.addTexts(in: bytes)
    return builder.facts
  }

  private static func look(at word: String, after previous: String, _ words: SourceWords, _ builder: inout FactsBuilder)
  {
    let start = words.offset - word.utf8.count
    let isAttribute = start > 0 && words.bytes[start - 1] == UInt8(ascii: "@")
    if isAttribute && (word == "Test" || word == "Suite") || word == "XCTestCase"
      || previous == "func" && word.hasPrefix("test")
    {
      builder.declare(testMark)
    }
    // Names of types begin with a capital.
    if let first = word.utf8.first, (0x41...0x5A).contains(first) || first >= 0x80 { builder.add(.tree, word) }
  }

  /// What stands at the outermost level, by its indentation: in a file that is not laid out so, more is found, not less.
  private static func declare(_ bytes: [UInt8], _ builder: inout FactsBuilder) {
    var depth = 0
    for line in bytes.split(separator: 0x0A) {
      defer {
        for byte in line { depth += byte == UInt8(ascii: "{") ? 1 : byte == UInt8(ascii: "}") ? -1 : 0 }
      }
      guard let first = line.first, first != 0x20 && first != 0x09 || depth <= 0 else { continue }
      var words = SourceWords(Array(line))
      var isPrivate = false
      while let word = words.next() {
        if word == "private" || word == "fileprivate" { isPrivate = true }
        if ["extension", "operator", "precedencegroup", "macro"].contains(word) {
          // What a private extension adds is private.
          if !isPrivate { builder.declare(wideMark) }
          break
        }
        guard kinds.contains(word) else { continue }
        words.skipBlanks()
        let name = words.word()
        if isPrivate || name.isEmpty { break }
        if ["func", "let", "var"].contains(word) { builder.declare(wideMark) } else { builder.declare(name) }
        break
      }
    }
  }
}

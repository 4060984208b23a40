/// Reads what a class imports and names.
///
/// Its package, its types and its tests are among its declarations: `package NAME`, `type NAME`, ``testMark``, and ``wideMark``
/// where it declares what is used without the name of a type, as Kotlin can.
enum JavaScanner {
  static let testMark = "@tests"
  static let wideMark = "@wide"

  private static let typeWords: Set<String> = ["class", "interface", "enum", "record", "object", "trait"]
  private static let looseWords: Set<String> = ["fun", "val", "var", "typealias", "def"]
  /// Whoever uses these has classes loaded that its text does not name.
  private static let loaders: Set<String> = [
    "ServiceLoader", "forName", "loadClass", "springframework", "jakarta", "inject", "enterprise", "micronaut",
    "quarkus",
    "guice", "dagger", "ClassGraph", "Reflections", "ComponentScan", "forJavaClassPath",
  ]

  static func facts(of bytes: [UInt8]) -> FileFacts {
    var builder = FactsBuilder()
    var words = SourceWords(bytes)
    while let word = words.next() {
      let start = words.offset - word.utf8.count
      if word == "package" || word == "import" {
        words.skipBlanks()
        var name = dotted(&words)
        if name == "static" {
          words.skipBlanks()
          name = dotted(&words)
        }
        for part in name.split(separator: ".") where loaders.contains(String(part)) { builder.setOpaque() }
        if !name.isEmpty {
          if word == "package" { builder.declare("package\t\(name)") } else { builder.add(.module, name) }
        }
        continue
      }
      look(at: word, start, &words, &builder)
    }
    addLiterals(bytes, &builder)
    return builder.facts
  }

  private static func look(at word: String, _ start: Int, _ words: inout SourceWords, _ builder: inout FactsBuilder) {
    if loaders.contains(word) { builder.setOpaque() }
    let isAttribute = start > 0 && words.bytes[start - 1] == UInt8(ascii: "@")
    if isAttribute && (word.hasSuffix("Test") || word == "Property" || word == "TestFactory") || word == "TestCase"
      || word.hasSuffix("Specification") || word.hasSuffix("Spec") || word.hasSuffix("Suite")
    {
      builder.declare(testMark)
    }
    if typeWords.contains(word) {
      words.skipBlanks(andLines: true)
      let begin = words.offset
      let name = words.word()
      if !name.isEmpty { builder.declare("type\t\(name)") }
      // It is looked at by itself as well.
      words.offset = begin
    }
    let isOutermost = start == 0 || words.bytes[start - 1] == 0x0A || lineBegins(words.bytes, before: start)
    if looseWords.contains(word), isOutermost { builder.declare(wideMark) }
    guard let first = word.utf8.first else { return }
    if words.current == UInt8(ascii: "."), start == 0 || words.bytes[start - 1] != UInt8(ascii: ".") {
      // `com.example.Name`, without an import.
      let end = words.offset
      words.offset = start
      let name = dotted(&words)
      let parts = name.split(separator: ".")
      if parts.count > 2, parts[0].utf8.first.map({ $0 >= 0x61 }) == true { builder.add(.text, name) }
      words.offset = end
    }
    if (0x41...0x5A).contains(first) || first >= 0x80 { builder.add(.tree, word) }
  }

  /// Whether nothing but modifiers stands before the word on its line, which is not indented.
  private static func lineBegins(_ bytes: [UInt8], before start: Int) -> Bool {
    let line = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let before = bytes[line..<start]
    guard let first = before.first, first != 0x20, first != 0x09 else { return false }
    return before.allSatisfy { SourceWords.isWord($0) || $0 == 0x20 || $0 == UInt8(ascii: "@") }
  }

  private static func dotted(_ words: inout SourceWords) -> String {
    var name = words.word()
    while words.current == UInt8(ascii: ".") {
      words.offset += 1
      if words.take(UInt8(ascii: "*")) { return name + ".*" }
      if words.current == UInt8(ascii: "_") { return name + ".*" }
      let part = words.word()
      if part.isEmpty { break }
      name += "." + part
    }
    return name
  }

  private static func addLiterals(_ bytes: [UInt8], _ builder: inout FactsBuilder) {
    var texts = FactsBuilder()
    texts.addTexts(in: bytes)
    for need in texts.facts.needs { builder.add(.path, need.name) }
  }
}

/// What a Package.swift says of its targets, as far as it is written out.
///
/// It is a program. Calls whose first argument is a literal are read as descriptions of a target, whatever they are called, so
/// that a manifest with helper functions of its own is followed too: all literals in the call may be dependencies. Where a helper
/// makes a name (`"\(name)Tests"`), the literals beside it count for all targets.
enum SwiftManifest {
  /// One description, in the form in which it is kept among the declarations.
  struct Target {
    /// Empty where the description is one for all targets.
    var name: String
    /// Empty where the usual place is meant.
    var path: String
    var isTest: Bool
    var mentions: [String]

    init(name: String, path: String = "", isTest: Bool = false, mentions: [String] = []) {
      self.name = name
      self.path = path
      self.isTest = isTest
      self.mentions = mentions
    }

    init?(declaration: String) {
      let fields = declaration.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 4, fields[0] == "target" || fields[0] == "tests" else { return nil }
      self.init(name: fields[1], path: fields[2], isTest: fields[0] == "tests", mentions: Array(fields[3...]))
    }

    var declaration: String { ([isTest ? "tests" : "target", name, path] + mentions).joined(separator: "\t") }
  }

  static func facts(of bytes: [UInt8]) -> FileFacts {
    var builder = FactsBuilder()
    var words = SourceWords(bytes)
    while let word = words.next() {
      guard words.current == UInt8(ascii: "(") else { continue }
      let start = words.offset
      if let target = target(word, &words, &builder) { builder.declare(target.declaration) }
      // Calls within this one are descriptions too: `targets: [.target(name: …)]`.
      words.offset = start + 1
    }
    return builder.facts
  }

  /// The call that begins here.
  private static func target(_ callee: String, _ words: inout SourceWords, _ builder: inout FactsBuilder) -> Target? {
    words.offset += 1
    words.skipBlanks(andLines: true)
    let start = words.offset
    if words.word() == "name" {
      _ = words.take(UInt8(ascii: ":"))
      words.skipBlanks(andLines: true)
    } else {
      words.offset = start
    }
    guard let name = words.string() else { return nil }
    // The package itself, products and dependencies describe no target.
    if ["Package", "package", "product", "library", "executable", "plugin", "trait"].contains(callee) { return nil }
    var target = Target(name: name.contains("\\(") ? "" : name, isTest: callee == "testTarget")
    var depth = 1
    var label = ""
    while depth > 0, let byte = words.current {
      if byte == UInt8(ascii: "\"") {
        guard let text = words.string() else { return nil }
        if label == "path", depth == 1 { target.path = text } else { target.mentions.append(text) }
        label = ""
      } else if SourceWords.isWord(byte) {
        let word = words.word()
        words.skipBlanks(andLines: true)
        if words.current == UInt8(ascii: ":") {
          label = word
        } else if label == "path", depth == 1 {
          builder.setFault("computes the path of a target, which is not followed")
        }
      } else {
        if "([{".utf8.contains(byte) { depth += 1 }
        if ")]}".utf8.contains(byte) { depth -= 1 }
        words.offset += 1
      }
    }
    return target
  }
}

package import GateModel

/// The command line of a `run:`, parsed once. `{files}`, a word of its own, stands for the selected paths.
package struct CommandTemplate: Hashable, Sendable {
  /// How it is executed.
  enum Form: Hashable, Sendable {
    /// As these words, without a shell; `nil` stands for the paths.
    case direct([String?])
    /// By `sh -c`, the paths being its positional parameters, so that no shell ever parses a file name.
    case shell(script: String)
  }

  /// The command line as it was written.
  package let text: String
  let form: Form
  /// Whether the command is given paths.
  package let takesFiles: Bool
  /// Whether the command, found where the system keeps such programs, reads no file: see ``FilelessUtility``.
  let readsNothing: Bool

  private static let placeholder = "{files}"
  /// First words that only a shell understands.
  private static let builtins: Set<String> = [
    ".", ":", "!", "case", "cd", "command", "eval", "exec", "exit", "export", "for", "if", "set", "source", "trap",
    "type", "ulimit", "umask", "unset", "until", "while", "{",
  ]

  /// Parses `text`.
  ///
  /// - Throws: `CheckError` if it is empty, a quote does not end, or `{files}` is part of a larger word.
  package init(_ text: String) throws(CheckError) {
    self.text = text
    var scanner = Scanner(text)
    let words = try scanner.words()
    guard let first = words.first else { throw CheckError("the command is empty") }
    guard first.value != Self.placeholder else { throw CheckError("the command names no program before {files}") }
    for word in words where word.value != Self.placeholder && word.value.contains(Self.placeholder) {
      // In a shell's script the braces may be anything, e.g. inside a quoted awk program.
      guard scanner.needsShell, word.isQuoted else {
        throw CheckError(
          "{files} must be a word of its own in `\(text)`", hint: "write a space before and after {files}")
      }
    }
    let isAssignment = first.value.contains("=") && !first.isQuoted
    if scanner.needsShell || isAssignment || Self.builtins.contains(first.value) {
      var script = Array(text.utf8)[...]
      var replaced: [UInt8] = []
      var end = 0
      for word in words where word.value == Self.placeholder {
        replaced += script[end..<word.range.lowerBound] + Array("\"$@\"".utf8)
        end = word.range.upperBound
      }
      script = script[end...]
      form = .shell(script: String(decoding: replaced + script, as: UTF8.self))
    } else {
      form = .direct(words.map { $0.value == Self.placeholder ? nil : $0.value })
    }
    takesFiles = words.contains { $0.value == Self.placeholder }
    // A shell may expand patterns and redirect; an assignment may name anything.
    readsNothing = !scanner.needsShell && !isAssignment && !takesFiles && FilelessUtility.covers(words.map(\.value))
  }

  /// The program whose identity counts: the first word, or for a shell its first command.
  package var program: String {
    switch form {
    case .direct(let words): words.first.flatMap { $0 } ?? "sh"
    case .shell: "sh"
    }
  }

  /// Names of programs that a shell script seems to call: its words in the place of a command. The rest cannot be known.
  package var mentionedPrograms: [String] {
    guard case .shell(let script) = form else { return [program] }
    var names: [String] = []
    for command in script.split(whereSeparator: { "|;&()\n".contains($0) }) {
      let words = command.split(separator: " ").drop { $0.contains("=") }
      if let word = words.first, word.allSatisfy({ $0.isLetter || $0.isNumber || "-_./+".contains($0) }) {
        names.append(String(word))
      }
    }
    return names
  }

  /// Every word that may name a program or a file, the program first.
  var allWords: [String] {
    switch form {
    case .direct(let words): CommandWords.all(in: words.compactMap { $0 }.joined(separator: "\n"))
    case .shell(let script): ["sh"] + CommandWords.all(in: script)
    }
  }

  /// The arguments behind the program, with `paths` in the place of `{files}`.
  func arguments(_ paths: [[UInt8]]) -> [[UInt8]] {
    switch form {
    case .direct(let words): words.dropFirst().flatMap { word in word.map { [Array($0.utf8)] } ?? paths }
    case .shell(let script): [Array("-c".utf8), Array(script.utf8), Array("sh".utf8)] + paths
    }
  }
}

extension CommandTemplate {
  struct Word {
    var value: String
    var isQuoted: Bool
    /// Where it stands, in bytes.
    var range: Range<Int>
  }

  /// Splits a command line as a shell would and notices what only a shell can do.
  struct Scanner {
    private let bytes: [UInt8]
    private var position = 0
    private(set) var needsShell = false

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func words() throws(CheckError) -> [Word] {
      var words: [Word] = []
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "\n"):
          // A line break between commands; at the end (YAML block text) it is nothing.
          if bytes[position...].contains(where: { !Self.isSpace($0) }), !words.isEmpty { needsShell = true }
          position += 1
        case let byte where Self.isSpace(byte): position += 1
        case let byte where Self.isOperator(byte):
          needsShell = true
          position += 1
        default: words.append(try word())
        }
      }
      return words
    }

    private mutating func word() throws(CheckError) -> Word {
      let start = position
      var value: [UInt8] = []
      var isQuoted = false
      while position < bytes.count, !Self.isSpace(bytes[position]), !Self.isOperator(bytes[position]) {
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          isQuoted = true
          value += try quoted(byte)
        case UInt8(ascii: "\\"):
          isQuoted = true
          guard position < bytes.count else { throw CheckError("the command ends in a backslash") }
          value.append(bytes[position])
          position += 1
        default:
          if "$`*?[~".utf8.contains(byte) || (byte == UInt8(ascii: "#") && value.isEmpty) { needsShell = true }
          value.append(byte)
        }
      }
      return Word(value: String(decoding: value, as: UTF8.self), isQuoted: isQuoted, range: start..<position)
    }

    private mutating func quoted(_ quote: UInt8) throws(CheckError) -> [UInt8] {
      var value: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == quote { return value }
        if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), position < bytes.count,
          "\"\\$`".utf8.contains(bytes[position])
        {
          value.append(bytes[position])
          position += 1
          continue
        }
        if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") { needsShell = true }
        value.append(byte)
      }
      throw CheckError("a quote does not end in the command")
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d }

    private static func isOperator(_ byte: UInt8) -> Bool { "|&;<>()".utf8.contains(byte) }
  }
}

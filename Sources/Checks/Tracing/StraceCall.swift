/// One system call as strace(1) writes it with `-f -y -xx -o FILE`.
struct StraceCall: Hashable {
  /// An argument, or the result.
  struct Word: Hashable {
    /// What strace wrote, without strings and annotations: `O_RDONLY|O_CLOEXEC`, `AT_FDCWD`, `3`.
    var text: [UInt8] = []
    /// The string, where it is one.
    var string: [UInt8]?
    /// The path that a file descriptor stands for (`3</etc/passwd>`).
    var path: [UInt8]?

    func contains(_ flag: String) -> Bool { text.contains(sequence: flag.utf8) }
  }

  /// The number of the process or thread.
  var process: Int
  var name: String
  var arguments: [Word]
  var result: Word
  /// `ENOENT`; `nil` where the call succeeded.
  var error: String?

  /// The number that the call returned, `nil` where it failed or never did.
  var number: Int? { error == nil ? Int(String(decoding: result.text, as: UTF8.self)) : nil }
}

extension StraceCall {
  /// The call in `text`, the part of a line after the number of the process, `nil` where it is none.
  init?(process: Int, _ text: [UInt8]) {
    var scanner = Scanner(text)
    guard let name = scanner.name(), let arguments = scanner.arguments() else { return nil }
    self.process = process
    self.name = name
    self.arguments = arguments
    guard scanner.skipEquals() else { return nil }
    result = scanner.word(endingAt: UInt8(ascii: " "))
    let rest = String(decoding: scanner.rest.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
    let word = rest.prefix { $0.isUppercase || $0.isNumber }
    error = result.text.first == UInt8(ascii: "-") && word.first == "E" ? String(word) : nil
  }

  /// Goes over one line.
  private struct Scanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var rest: ArraySlice<UInt8> { bytes[min(position, bytes.count)...] }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func name() -> String? {
      let end = rest.firstIndex { !($0 == UInt8(ascii: "_") || isLowercase($0) || isDigit($0)) } ?? bytes.count
      guard end > position, end < bytes.count, bytes[end] == UInt8(ascii: "(") else { return nil }
      let name = String(decoding: bytes[position..<end], as: UTF8.self)
      position = end + 1
      return name
    }

    /// The arguments up to the parenthesis that ends them.
    mutating func arguments() -> [Word]? {
      var words: [Word] = []
      while let byte = next {
        switch byte {
        case UInt8(ascii: ")"):
          position += 1
          return words
        case UInt8(ascii: ","), UInt8(ascii: " "): position += 1
        default: words.append(word(endingAt: UInt8(ascii: ",")))
        }
      }
      return nil
    }

    mutating func skipEquals() -> Bool {
      while next == UInt8(ascii: " ") { position += 1 }
      guard next == UInt8(ascii: "=") else { return false }
      position += 1
      while next == UInt8(ascii: " ") { position += 1 }
      return true
    }

    /// One word up to `end` or a closing bracket, neither within brackets.
    mutating func word(endingAt end: UInt8) -> Word {
      var word = Word()
      var depth = 0
      while let byte = next {
        if depth == 0, byte == end || byte == UInt8(ascii: ")") { break }
        position += 1
        switch byte {
        case UInt8(ascii: "\""):
          let text = quoted(until: byte)
          if depth == 0, word.string == nil { word.string = text }
        case UInt8(ascii: "<"):
          let path = quoted(until: UInt8(ascii: ">"))
          if depth == 0 { word.path = path }
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
          depth += 1
          word.text.append(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
          depth -= 1
          word.text.append(byte)
        default: word.text.append(byte)
        }
      }
      return word
    }

    /// A text in which strace escaped what it must, up to the byte that ends it.
    private mutating func quoted(until end: UInt8) -> [UInt8] {
      var text: [UInt8] = []
      while let byte = next {
        position += 1
        if byte == end { break }
        text.append(byte == UInt8(ascii: "\\") ? escaped() : byte)
      }
      return text
    }

    /// What follows a backslash: two hexadecimal or up to three octal digits, or a letter as in C.
    private mutating func escaped() -> UInt8 {
      guard let byte = next else { return UInt8(ascii: "\\") }
      position += 1
      switch byte {
      case UInt8(ascii: "x"): return number(of: 2, radix: 16)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        position -= 1
        return number(of: 3, radix: 8)
      case UInt8(ascii: "n"): return 0x0a
      case UInt8(ascii: "t"): return 0x09
      case UInt8(ascii: "r"): return 0x0d
      case UInt8(ascii: "f"): return 0x0c
      case UInt8(ascii: "v"): return 0x0b
      default: return byte
      }
    }

    private mutating func number(of most: Int, radix: Int) -> UInt8 {
      var value = 0
      for _ in 0..<most {
        guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue, digit < radix else { break }
        value = value * radix + digit
        position += 1
      }
      return UInt8(truncatingIfNeeded: value)
    }

    private func isLowercase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  }
}

extension [UInt8] {
  fileprivate func contains(sequence other: some Collection<UInt8>) -> Bool {
    firstRange(of: Array(other)) != nil
  }
}

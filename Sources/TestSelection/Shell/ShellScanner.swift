/// Reads which files a shell script may name: every word of it, with what stands before a name that the script computes cut off
/// (`"$(dirname "$0")/lib.sh"`, `${BASH_SOURCE%/*}/lib.sh`, `$BATS_TEST_DIRNAME/../run`).
struct ShellScanner {
  /// Reads a file into the shell. Such a name that is computed may be any.
  private static let loaders: Set<String> = ["source", ".", "load", "bats_load_library", "load_library"]
  private static let wordLimit = 200

  static func facts(of bytes: [UInt8]) -> FileFacts {
    var builder = FactsBuilder()
    // A line that ends in a backslash goes on.
    var line: [UInt8] = []
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += part
      if line.last == UInt8(ascii: "\\") {
        line.removeLast()
        continue
      }
      read(line, &builder)
      line.removeAll(keepingCapacity: true)
    }
    read(line, &builder)
    return builder.facts
  }

  private static func read(_ line: [UInt8], _ builder: inout FactsBuilder) {
    var isLoading = false
    for word in words(line) {
      let tail = tail(word)
      if isLoading {
        // Below a directory that is computed, too, the name has to be there.
        if tail.isEmpty || tail.contains("$") || tail.contains("*") { builder.setOpaque() }
        isLoading = false
      }
      if loaders.contains(String(decoding: word, as: UTF8.self)) {
        isLoading = true
      } else if !tail.isEmpty, tail.utf8.count <= wordLimit {
        builder.add(.text, tail)
      }
    }
  }

  /// The words of a line: quotes are taken off, and what is within `$(…)` and `${…}` stays with the word that it is part of.
  private static func words(_ line: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var depth = 0
    var inner: [[UInt8]] = []
    var start = 0
    for (place, byte) in line.enumerated() {
      if byte == UInt8(ascii: "$"), place + 1 < line.count, "({".utf8.contains(line[place + 1]) {
        if depth == 0 { start = place + 2 }
        depth += 1
      } else if depth > 0, ")}".utf8.contains(byte) {
        depth -= 1
        // What is in there is a command, or a default, with words of its own.
        if depth == 0, start < place { inner += Self.words(Array(line[start..<place])) }
      }
      let isBreak = byte == 0x20 || byte == 0x09 || byte == 0x0D || ";&|<>()=,:".utf8.contains(byte)
      if depth == 0, isBreak, !(byte == UInt8(ascii: ")") && word.last == UInt8(ascii: "$")) {
        if byte == UInt8(ascii: ")"), word.contains(UInt8(ascii: "$")) {
          word.append(byte)
          continue
        }
        if !word.isEmpty { words.append(word) }
        word.removeAll(keepingCapacity: true)
      } else if byte != 0x22, byte != 0x27, byte != UInt8(ascii: "`") {
        word.append(byte)
      } else if depth == 0, byte == UInt8(ascii: "`"), !word.isEmpty {
        words.append(word)
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { words.append(word) }
    // A word that does not end where quotes run over lines is read as far as it goes.
    return words + inner
  }

  /// What is literal at the end of the word, from a component on; with `$` where the last component is computed.
  private static func tail(_ word: [UInt8]) -> String {
    // The sign of a default: `${A:-lib/b.sh}`.
    let parts = word.drop { "-+?".utf8.contains($0) }.split(separator: UInt8(ascii: "/"))
    var literal: [ArraySlice<UInt8>] = []
    for part in parts.reversed() {
      if part.contains(where: { "$(){}%#\"".utf8.contains($0) }) {
        if literal.isEmpty { return part.contains(UInt8(ascii: "$")) ? "$" : "" }
        break
      }
      literal.append(part)
    }
    let components = literal.reversed().filter { !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    return components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
  }
}

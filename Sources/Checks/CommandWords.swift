/// The words of a command line or a shell script, wherever they stand: each may name a program or a file.
///
/// What a script does cannot be known without running it. To take a word too many for a program costs a look at a file; to
/// miss one would let a verdict outlive the program that gave it.
enum CommandWords {
  /// More words than that are not looked at.
  private static let limit = 1000
  private static let separators = Set(" \t\r\n|&;<>()'\"`={},$:".utf8)

  /// Each word once, in the order of the text; options are left out, their values are not.
  static func all(in text: String) -> [String] {
    var seen: Set<String> = []
    var words: [String] = []
    for piece in text.utf8.split(whereSeparator: separators.contains) where piece.first != UInt8(ascii: "-") {
      let word = String(decoding: piece, as: UTF8.self)
      if seen.insert(word).inserted { words.append(word) }
      if words.count == limit { break }
    }
    return words
  }
}

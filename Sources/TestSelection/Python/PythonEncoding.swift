/// The encoding that a Python text declares in its first two lines (docs.python.org/3/reference/lexical_analysis.html).
enum PythonEncoding {
  /// Beginnings of the names of encodings in which an ASCII byte is always that character.
  private static let plain = [
    "utf8", "latin", "iso8859", "l1", "ascii", "usascii", "cp125", "windows125", "koi8", "mac", "euc", "cp437", "cp8",
  ]

  /// The declared encoding where its text cannot be read byte by byte.
  static func unknown(of bytes: [UInt8]) -> String? {
    var lines = bytes.prefix(512).split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)[...]
    if lines.count > 2 { lines = lines.dropLast() }
    for line in lines {
      let content = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C || $0 >= 0x80 }
      guard content.first == UInt8(ascii: "#") else { continue }
      let text = String(decoding: content, as: UTF8.self)
      guard let word = text.firstRange(of: "coding"), let mark = text[word.upperBound...].first,
        mark == ":" || mark == "="
      else { continue }
      let rest = text[word.upperBound...].dropFirst().drop { $0 == " " || $0 == "\t" }
      let name = rest.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
      let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
      if !key.isEmpty, !plain.contains(where: { key.hasPrefix($0) }) { return String(name) }
    }
    return nil
  }
}

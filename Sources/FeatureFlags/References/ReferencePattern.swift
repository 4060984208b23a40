/// A regular expression of the repository's own that finds uses of flags.
struct ReferencePattern {
  /// What stands for the key where the expression names no group `key`.
  private static let placeholder = "FLAG_KEY"
  private static let keyExpression = "(?<key>[A-Za-z0-9_.:/-]+)"
  private static let maximumLine = 2000
  private static let maximumHits = 1000

  private let regex: Regex<AnyRegexOutput>
  /// Something that stands in every match, empty where nothing is known to.
  private let literal: [UInt8]

  /// - Returns: `nil` where the text is no regular expression, or tells no key.
  init?(_ text: String) {
    let expression = text.replacing(Self.placeholder, with: Self.keyExpression)
    guard expression.contains("(?<key>") else { return nil }
    do {
      regex = try Regex(expression)
    } catch {
      return nil
    }
    literal = Self.literal(in: text)
  }

  /// The longest run of letters and digits that no operator makes optional, outside of groups and classes.
  private static func literal(in text: String) -> [UInt8] {
    // Of two alternatives neither need be there.
    if text.contains("|") { return [] }
    var (best, run): ([UInt8], [UInt8]) = ([], [])
    var open = 0
    func end(_ next: UInt8?) {
      if let next, "?*{".utf8.contains(next), !run.isEmpty { run.removeLast() }
      if run.count > best.count { best = run }
      run = []
    }
    var isEscaped = false
    for byte in text.replacing(placeholder, with: "()").utf8 {
      if isEscaped {
        end(nil)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        end(nil)
        isEscaped = true
      } else if open == 0, FlagKeyText.isWord(byte) || byte >= 0x80 {
        run.append(byte)
      } else {
        end(byte)
        if "([".utf8.contains(byte) { open += 1 }
        if ")]".utf8.contains(byte) { open -= 1 }
      }
    }
    end(nil)
    return best
  }

  /// Where keys stand in matches, line by line.
  func keys(in bytes: [UInt8]) -> [Range<Int>] {
    var keys: [Range<Int>] = []
    guard literal.isEmpty || bytes.firstRange(of: literal) != nil else { return keys }
    var start = 0
    while start < bytes.count, keys.count < Self.maximumHits {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { start = end + 1 }
      guard end - start <= Self.maximumLine, literal.isEmpty || bytes[start..<end].firstRange(of: literal) != nil,
        let line = String(validating: bytes[start..<end], as: UTF8.self)
      else { continue }
      for match in line.matches(of: regex) {
        guard let range = match.output["key"]?.range else { continue }
        let offset = start + line.utf8.distance(from: line.startIndex, to: range.lowerBound)
        keys.append(offset..<offset + line.utf8.distance(from: range.lowerBound, to: range.upperBound))
      }
    }
    return keys
  }
}

/// The utilities of which POSIX (XCU, "Utilities" and "Special Built-In Utilities") says that they read no input file, and
/// whose arguments are never names of files to be read.
enum FilelessUtility {
  private enum Arguments {
    case any
    /// Only `-u` and `+FORMAT`: other options of well-known implementations name files.
    case dateFormat
  }

  private static let table: [String: Arguments] = [
    ":": .any, "basename": .any, "date": .dateFormat, "dirname": .any, "echo": .any, "exit": .any, "false": .any,
    "printf": .any, "sleep": .any, "true": .any, "uname": .any,
  ]

  /// Whether a command of these words, of which nothing is left for a shell to expand, reads no file.
  static func covers(_ words: [String]) -> Bool {
    guard let name = words.first, let arguments = table[name] else { return false }
    return switch arguments {
    case .any: true
    case .dateFormat: words.dropFirst().allSatisfy { $0 == "-u" || $0.hasPrefix("+") }
    }
  }
}

package import GateModel

/// `.gitleaksignore`: fingerprints of gitleaks, `file:rule:line` or `commit:file:rule:line`, one a line.
///
/// They name places. A line that is none silences nothing, and is told as an exception that is not used.
package enum GitleaksIgnore {
  package static let path = RepositoryPath(".gitleaksignore")
  /// Of a longer list nothing is read, in bytes.
  package static let sizeLimit = 16 << 20

  /// The exceptions of the list that `bytes` hold.
  package static func exceptions(_ bytes: [UInt8], file: RepositoryPath = path) -> [SecretException] {
    bytes.split(separator: ASCII.newline, omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let text = String(decoding: line, as: UTF8.self)
      let words = text.split { $0 == " " || $0 == "\t" || $0 == "\r" }.joined(separator: " ")
      if words.isEmpty || words.hasPrefix("#") { return nil }
      return SecretException(target(words), file: file.description, line: index + 1)
    }
  }

  private static func target(_ text: String) -> SecretException.Target {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, let line = Int(parts.removeLast()), let rule = parts.popLast() else {
      return .nothing("it is neither `file:rule:line` nor `commit:file:rule:line`")
    }
    var commit: String?
    if parts.count > 1, [40, 64].contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(ASCII.isHexDigit) {
      commit = parts.removeFirst().lowercased()
    }
    let path = parts.joined(separator: ":").split(separator: "\\", omittingEmptySubsequences: false)
    return .place(path: RepositoryPath(path.joined(separator: "/")), rule: String(rule), line: line, commit: commit)
  }
}

package import GateModel

/// The list of findings that were there when somebody began to look, or that are accepted for a time.
///
/// One entry a line, sorted, so that two lists merge by lines (`merge=union` in gitattributes(5) suits it):
///
///     salt: k3v…
///     FINGERPRINT RULE PATH [until=2027-01-31] [owner=NAME] [reason=WORDS TO THE END OF THE LINE]
///
/// A fingerprint is of the rule's family and the secret, keyed with the salt: it stays when lines move and files are renamed, and
/// tells nothing of the secret to who has not got it. Rule and path are there for the reader.
package struct SecretBaseline: Hashable, Sendable {
  /// A line of the list.
  package struct Entry: Hashable, Sendable {
    package var fingerprint: String
    package var rule: String
    package var path: RepositoryPath
    package var until: CalendarDay?
    package var owner: String?
    package var reason: String?

    package init(
      fingerprint: String, rule: String, path: RepositoryPath, until: CalendarDay? = nil, owner: String? = nil,
      reason: String? = nil
    ) {
      self.fingerprint = fingerprint
      self.rule = rule
      self.path = path
      self.until = until
      self.owner = owner
      self.reason = reason
    }
  }

  /// Where the list is looked for unless gate.yml names another place.
  package static let defaultPath = RepositoryPath(".gate-secrets")
  /// A longer list is refused, in bytes.
  package static let sizeLimit = 16 << 20
  /// How many characters a fingerprint has, and a salt.
  static let nameLength = 26

  /// What the fingerprints are keyed with: random, and no secret, since everyone who has the list has it.
  package let salt: String
  package var entries: [Entry]
  /// The line of each entry of a list that was read.
  private var lines: [Int] = []

  /// A list without entries. `random` is where the salt comes from, at least 16 bytes of it.
  package init(random: [UInt8]) {
    salt = String(Base32.encode(random + Array(repeating: 0, count: 17)).prefix(Self.nameLength))
    entries = []
  }

  /// What ``SecretExceptions`` take for a key.
  package var key: [UInt8] { Array(salt.utf8) }

  /// The entries as exceptions of the list `file`, which was read.
  package func exceptions(in file: RepositoryPath) -> [SecretException] {
    zip(entries, lines).map { entry, line in
      SecretException(
        .secret(fingerprint: entry.fingerprint), file: file.description, line: line, until: entry.until,
        owner: entry.owner, reason: entry.reason)
    }
  }

  // MARK: - Text

  /// The list as text, each fingerprint once.
  package var text: String {
    var seen: Set<String> = []
    let sorted = entries.filter { seen.insert($0.fingerprint).inserted }
      .map(Self.line)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let head = "# Secrets that are known, by fingerprint. `gate secrets baseline --update` adds, `--prune` takes out.\n"
    return head + "salt: \(salt)\n" + sorted.map { $0 + "\n" }.joined()
  }

  /// `entry` as its line.
  package static func line(_ entry: Entry) -> String {
    var words = [entry.fingerprint, entry.rule, encoded(entry.path)]
    if let until = entry.until { words.append("until=\(until)") }
    if let owner = entry.owner { words.append("owner=" + encoded(RepositoryPath(owner))) }
    if let reason = entry.reason { words.append("reason=" + String(reason.map { $0.isNewline ? " " : $0 })) }
    return words.joined(separator: " ")
  }

  /// The list that `bytes` hold; `file` is for messages.
  ///
  /// - Throws: `SilencingError` at the first line that is no line of a list, or where there is no salt, or more than one.
  package init(_ bytes: [UInt8], file: RepositoryPath) throws(SilencingError) {
    let name = file.description
    guard bytes.count <= Self.sizeLimit else {
      throw SilencingError("the list is longer than \(Self.sizeLimit) bytes", in: name, line: 1)
    }
    var salt: String?
    entries = []
    for (index, line) in bytes.split(separator: ASCII.newline, omittingEmptySubsequences: false).enumerated() {
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
      if first.elementsEqual("salt:".utf8) {
        let value = words.count == 2 ? String(decoding: words[1], as: UTF8.self) : ""
        guard Self.isName(value) else {
          throw SilencingError("a salt has \(Self.nameLength) characters of base32", in: name, line: index + 1)
        }
        if let salt, salt != value {
          throw SilencingError(
            "a second salt: keep one, and let `gate secrets baseline --update` write the entries of the other anew",
            in: name, line: index + 1)
        }
        salt = value
      } else {
        entries.append(try Self.entry(line, words, in: name, line: index + 1))
        lines.append(index + 1)
      }
    }
    guard let salt else { throw SilencingError("the list has no line `salt: …`", in: name, line: 1) }
    self.salt = salt
  }

  private static func entry(
    _ line: ArraySlice<UInt8>, _ words: [ArraySlice<UInt8>], in name: String, line number: Int
  ) throws(SilencingError) -> Entry {
    let fingerprint = String(decoding: words[0], as: UTF8.self)
    func error(_ message: String, at word: ArraySlice<UInt8>) -> SilencingError {
      let column = String(decoding: line[line.startIndex..<word.startIndex], as: UTF8.self).unicodeScalars.count + 1
      return SilencingError(message, in: name, line: number, column: column)
    }
    guard isName(fingerprint), words.count >= 3 else {
      let isConflict = ["<<<<<<<", "=======", ">>>>>>>"].contains { fingerprint.hasPrefix($0) }
      throw error(
        isConflict ? "a conflict of a merge: keep the lines of both sides" : "expected `FINGERPRINT RULE PATH`",
        at: words[0])
    }
    var entry = Entry(
      fingerprint: fingerprint, rule: String(decoding: words[1], as: UTF8.self),
      path: RepositoryPath(bytes: decoded(words[2])))
    for word in words.dropFirst(3) {
      let text = String(decoding: word, as: UTF8.self)
      if text.hasPrefix("reason=") {
        let rest = line[(word.startIndex + 7)...]
        let end = rest.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? rest.startIndex
        entry.reason = String(decoding: rest[..<end], as: UTF8.self)
        break
      } else if text.hasPrefix("until=") {
        guard let day = CalendarDay(text.dropFirst(6)) else {
          throw error("expected a day, as in `until=2027-01-31`", at: word)
        }
        entry.until = day
      } else if text.hasPrefix("owner=") {
        entry.owner = String(decoding: decoded(word.dropFirst(6)), as: UTF8.self)
      } else {
        let nearest = NearestName.match(for: String(text.prefix { $0 != "=" }), among: ["until", "owner", "reason"])
        let hint = nearest.map { "; did you mean `\($0)=`?" } ?? ""
        throw error("expected `until=`, `owner=` or `reason=`\(hint)", at: word)
      }
    }
    return entry
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count == nameLength
      && text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x32...0x37).contains($0) }
  }

  /// The path without spaces: those, controls and `%` as `%XX`.
  private static func encoded(_ path: RepositoryPath) -> String {
    var text: [UInt8] = []
    let isText = String(validating: path.bytes, as: UTF8.self) != nil
    for byte in path.bytes {
      if byte <= 0x20 || byte == 0x7f || byte == UInt8(ascii: "%") || (byte >= 0x80 && !isText) {
        let digits = Array("0123456789ABCDEF".utf8)
        text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.count >= 2
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}

/// A version by https://semver.org, as `sem_ver` of flagd reads it: with or without a `v`, the last numbers left out or not.
struct SemanticVersion: Hashable {
  /// Major, minor and patch, digits without zeros in front: they may have any length.
  let numbers: [String]
  /// What stands behind the first `-`.
  let prerelease: [String]

  /// The version that a text or a number means, `nil` where it means none.
  init?(_ value: FlagValue) {
    switch value {
    case .string(let text): self.init(text)
    case .number(let number): self.init(NumberText.text(of: number))
    case .null, .boolean, .list, .object: return nil
    }
  }

  init?(_ text: String) {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "v") || rest.first == UInt8(ascii: "V") { rest.removeFirst() }
    let core = rest.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    rest = rest[core.endIndex...]
    var numbers: [String] = []
    for part in core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let number = Self.number(part) else { return nil }
      numbers.append(number)
    }
    guard numbers.count <= 3 else { return nil }
    self.numbers = numbers + Array(repeating: "0", count: 3 - numbers.count)
    var prerelease: [String] = []
    if rest.first == UInt8(ascii: "-") {
      rest.removeFirst()
      let identifiers = rest.prefix { $0 != UInt8(ascii: "+") }
      rest = rest[identifiers.endIndex...]
      for part in identifiers.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
        guard Self.isIdentifier(part), !Self.isNumber(part) || Self.number(part) != nil else { return nil }
        prerelease.append(String(Substring(part)))
      }
    }
    self.prerelease = prerelease
    guard rest.first == UInt8(ascii: "+") else { return }
    for part in rest.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard Self.isIdentifier(part) else { return nil }
    }
  }

  /// Whether this one comes first (semver.org, 11); what is behind `+` does not count.
  static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    for (one, other) in zip(left.numbers, right.numbers) where one != other { return isLess(one, other) }
    guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
      switch (isNumber(one.utf8[...]), isNumber(other.utf8[...])) {
      case (true, true): return isLess(one, other)
      case (false, false): return one.utf8.lexicographicallyPrecedes(other.utf8)
      case (let isNumber, _): return isNumber
      }
    }
    return left.prerelease.count < right.prerelease.count
  }

  private static func isLess(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count
      ? one.utf8.lexicographicallyPrecedes(other.utf8) : one.utf8.count < other.utf8.count
  }

  private static func number(_ digits: Substring.UTF8View) -> String? {
    guard isNumber(digits), digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return String(Substring(digits))
  }

  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    !text.isEmpty && text.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isIdentifier(_ text: Substring.UTF8View) -> Bool {
    !text.isEmpty
      && text.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      }
  }
}

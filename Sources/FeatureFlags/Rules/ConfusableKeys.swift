import GateModel

/// Keys that are easily taken for each other.
///
/// Keys of different environments are left to the comparison of environments.
enum ConfusableKeys {
  /// Shorter keys with one letter of difference are different words.
  private static let minimumLength = 10

  static func check(_ content: FlagContent, _ report: inout FlagReport) {
    var flags: [String: [(flag: Flag, file: Int, environment: String?)]] = [:]
    var keys: [String] = []
    for (index, file) in content.files.enumerated() {
      for flag in file.flags {
        if flags[flag.key] == nil { keys.append(flag.key) }
        flags[flag.key, default: []].append((flag, index, file.environment))
      }
    }
    var reported: Set<String> = []
    for (earlier, later) in spelledAlike(keys) + oneLetterApart(keys) where !reported.contains(later) {
      guard let places = flags[earlier], let others = flags[later],
        let pair = meeting(places, others)
      else { continue }
      reported.insert(later)
      let place =
        pair.0.path == pair.1.path ? "on line \(pair.0.range.line)" : "in \(pair.0.path):\(pair.0.range.line)"
      report.add(
        .keyConfusable,
        "`\(FlagFindings.shown(later))` is easily taken for `\(FlagFindings.shown(earlier))` \(place)",
        in: pair.1.path, at: pair.1.range, help: "rename one of them, or remove it if it is a slip")
    }
  }

  /// A flag of each key such that both can be in use at once.
  private static func meeting(
    _ left: [(flag: Flag, file: Int, environment: String?)], _ right: [(flag: Flag, file: Int, environment: String?)]
  ) -> (Flag, Flag)? {
    for first in left.prefix(20) {
      for second in right.prefix(20)
      where first.file == second.file || first.environment == nil || second.environment == nil
        || first.environment == second.environment
      {
        return (first.flag, second.flag)
      }
    }
    return nil
  }

  /// Pairs that differ only in case and in what joins their words.
  private static func spelledAlike(_ keys: [String]) -> [(String, String)] {
    var first: [[UInt8]: String] = [:]
    var pairs: [(String, String)] = []
    for key in keys {
      let bare = bare(key)
      if bare.isEmpty { continue }
      if let earlier = first[bare] { pairs.append((earlier, key)) } else { first[bare] = key }
    }
    return pairs
  }

  /// The letters and digits of `key` in lower case; what stands between two digits is kept, for `1.1` is not `11`.
  private static func bare(_ key: String) -> [UInt8] {
    let bytes = Array(key.lowercased().utf8)
    let isDigit = { (index: Int) in bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index]) }
    return bytes.indices.filter { index in
      !"-_. ".utf8.contains(bytes[index]) || (isDigit(index - 1) && isDigit(index + 1))
    }.map { bytes[$0] }
  }

  /// Pairs of long keys of which one has another letter, or one more.
  ///
  /// Two keys are at most one letter apart exactly if they are equal with at most one letter left out of each at the
  /// same place, or of the longer one; so only keys with the same such remainder are compared.
  private static func oneLetterApart(_ keys: [String]) -> [(String, String)] {
    let long = keys.enumerated().filter { $0.element.utf8.count >= minimumLength && $0.element.utf8.count <= 200 }
    var byRemainder: [UInt64: [Int]] = [:]
    for (index, key) in long {
      for remainder in Set(remainders(Array(key.utf8))) { byRemainder[remainder, default: []].append(index) }
    }
    var pairs: Set<[Int]> = []
    for group in byRemainder.values where group.count > 1 {
      // More than a few keys that differ in one place are numbered or lettered on purpose.
      guard group.count <= 4 else { continue }
      for (position, left) in group.enumerated() {
        for right in group[(position + 1)...] where isSlip(keys[left], keys[right]) {
          pairs.insert([min(left, right), max(left, right)])
        }
      }
    }
    return pairs.sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }.map { (keys[$0[0]], keys[$0[1]]) }
  }

  /// Hashes of `bytes` and of all that is left without one of them.
  private static func remainders(_ bytes: [UInt8]) -> [UInt64] {
    let base: UInt64 = 0x100_0000_01B3
    var powers: [UInt64] = [1]
    for _ in bytes { powers.append((powers.last ?? 1) &* base) }
    var prefix: [UInt64] = [0]
    for byte in bytes { prefix.append((prefix.last ?? 0) &* base &+ UInt64(byte) &+ 1) }
    var found = [prefix[bytes.count]]
    for index in bytes.indices {
      let tail = bytes.count - index - 1
      let suffix = prefix[bytes.count] &- prefix[index + 1] &* powers[tail]
      found.append(prefix[index] &* powers[tail] &+ suffix)
    }
    return found
  }

  /// Whether the one letter by which two keys differ may be a slip: both are letters, within a word of some length, and
  /// it is no plural.
  private static func isSlip(_ left: String, _ right: String) -> Bool {
    var (short, long) = (Array(left.utf8), Array(right.utf8))
    if short.count > long.count { swap(&short, &long) }
    guard long.count - short.count <= 1 else { return false }
    var start = 0
    while start < short.count, short[start] == long[start] { start += 1 }
    let isSubstitution = short.count == long.count
    let rest = isSubstitution ? short[min(start + 1, short.count)...] : short[start...]
    guard start < long.count, Array(rest) == Array(long[(start + 1)...]) else { return false }
    guard isLetter(long[start]), !isSubstitution || isLetter(short[start]) else { return false }
    let isPluralEnd = start + 1 == long.count || !isLetter(long[start + 1])
    if !isSubstitution, isPluralEnd { return false }
    return word(around: start, in: long) >= 5
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func word(around index: Int, in bytes: [UInt8]) -> Int {
    var (start, end) = (index, index)
    while start > 0, isLetter(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    return end - start
  }
}

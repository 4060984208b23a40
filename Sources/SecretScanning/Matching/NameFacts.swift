/// What ``CredentialName`` says of a name, as far as it does not depend on the value.
struct NameFacts: Equatable {
  let meansCredential: Bool
  // Of what means none, nobody asks the rest.
  let isClientSecret: Bool
  let isBare: Bool
  let isPlain: Bool
  let isLooseKey: Bool
  let isOrdinaryKey: Bool
  let kind: CredentialName.Kind

  init(_ name: CredentialName) {
    meansCredential = name.meansCredential
    isClientSecret = meansCredential && name.isClientSecret
    isBare = meansCredential && name.isBare
    isPlain = meansCredential && name.isPlain
    isLooseKey = meansCredential && name.isLooseKey
    isOrdinaryKey = isLooseKey && name.isOrdinaryKey
    kind = meansCredential ? name.kind : .other
  }
}

/// The facts of the last names: a text has few different ones, and says each many times.
struct NameFactsMemo {
  private struct Entry {
    var name: Range<Int>
    /// How many bytes of it follow the word that says so.
    var tailCount: Int
    var facts: NameFacts
  }

  private static let capacity = 64
  private var entries: [Entry?] = []

  /// The facts of the name that lies at `name`; `bytes` are the same on every call.
  ///
  /// - Parameter tail: what follows the word that says so, which ends the name.
  mutating func facts(of name: Range<Int>, tail: Range<Int>, in bytes: ByteView) -> NameFacts {
    if entries.isEmpty { entries = Array(repeating: nil, count: Self.capacity) }
    let place = Self.place(of: name, in: bytes)
    if let entry = entries[place], entry.tailCount == tail.count, Self.isSame(entry.name, name, in: bytes) {
      return entry.facts
    }
    let facts = CredentialName.with(bytes[name], tail: bytes[tail]) { NameFacts($0) }
    entries[place] = Entry(name: name, tailCount: tail.count, facts: facts)
    return facts
  }

  private static func place(of name: Range<Int>, in bytes: ByteView) -> Int {
    let (first, middle) = (bytes[name.lowerBound], bytes[name.lowerBound + name.count / 2])
    let last = bytes[name.upperBound - 1]
    return (Int(first) &+ Int(middle) &* 5 &+ Int(last) &* 3 &+ name.count &* 7) & (capacity - 1)
  }

  private static func isSame(_ left: Range<Int>, _ right: Range<Int>, in bytes: ByteView) -> Bool {
    guard left.count == right.count else { return false }
    let distance = right.lowerBound - left.lowerBound
    var offset = left.lowerBound
    while offset < left.upperBound, bytes[offset] == bytes[offset + distance] { offset += 1 }
    return offset == left.upperBound
  }
}

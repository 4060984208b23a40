/// ``DefinitionFacts`` as numbers, one behind the other; names are ``DefinitionNames``.
///
/// The facts' flags, the number of the fault's text (``noName`` where there is none), how many names are imported, source files
/// named, classes and parts there are; then those in this order. A class is its name, its flags with the number of its bases above
/// them, and the bases. A part is its name, that of its class, its line, its flags, and the numbers of its bare names, attributes,
/// prefixes and decorators, then these.
struct DefinitionRecord: Sendable {
  /// 4 bytes a number.
  let bytes: ArraySlice<UInt8>

  static let noName = UInt32.max
  private static let headSize = 6

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  init(_ facts: DefinitionFacts, _ names: inout DefinitionNames) {
    bytes = ArchiveSections.bytes(of: Self.words(facts, &names))[...]
  }

  // MARK: Writing

  private static func words(_ facts: DefinitionFacts, _ names: inout DefinitionNames) -> [UInt32] {
    var words: [UInt32] = [facts.findsSubclasses ? 1 : 0]
    words.append(facts.fault.map { names.number(of: $0) } ?? noName)
    words.append(UInt32(facts.imported.count))
    words.append(UInt32(facts.sourceFiles.count))
    words.append(UInt32(facts.classes.count))
    words.append(UInt32(facts.parts.count))
    func append(_ set: Set<String>) { words += set.map { names.number(of: $0) }.sorted() }
    append(facts.imported)
    append(facts.sourceFiles)
    for entry in facts.classes {
      words.append(names.number(of: entry.name))
      let flags: UInt32 = (entry.hasUnknownBase ? 1 : 0) | (entry.isRegistered ? 2 : 0)
      words.append(flags | UInt32(entry.bases.count) << 8)
      append(entry.bases)
    }
    for part in facts.parts {
      words.append(names.number(of: part.name))
      words.append(part.owner.map { names.number(of: $0) } ?? noName)
      words.append(UInt32(clamping: part.line))
      let flags: UInt32 = UInt32(part.kind.rawValue) | (part.isWrapper ? 8 : 0) | (part.isSetter ? 16 : 0)
      words.append(flags | UInt32(part.uses.reflection.rawValue) << 8)
      let sets = [part.uses.bare, part.uses.attributes, part.uses.prefixes, part.decorators]
      for set in sets { words.append(UInt32(set.count)) }
      for set in sets { append(set) }
    }
    return words
  }

  // MARK: Reading

  private func word(_ place: Int) -> UInt32 { numbers { $0[place] } ?? 0 }

  /// `nil` where there are none.
  @inline(__always)
  private func numbers<Result>(_ body: (PackedNumbers) -> Result) -> Result? {
    bytes.withUnsafeBytes { PackedNumbers($0).map(body) }
  }

  var findsSubclasses: Bool { word(0) & 1 != 0 }
  var fault: UInt32? { word(1) == Self.noName ? nil : word(1) }
  var imported: [UInt32] { numbers { Array($0.list(Self.headSize, Int($0[2]))) } ?? [] }
  var sourceFiles: [UInt32] { numbers { Array($0.list(Self.headSize + Int($0[2]), Int($0[3]))) } ?? [] }

  /// Its list holds while the record is gone through, as that of a ``Part``.
  struct Class {
    var name: UInt32
    var hasUnknownBase: Bool
    var isRegistered: Bool
    var bases: PackedNumbers
  }

  /// Its lists hold while the record is gone through: an array each would cost as much as all the rest of a selection.
  struct Part {
    var name: UInt32
    var owner: UInt32?
    var line: Int
    var kind: DefinitionFacts.Kind
    var isWrapper: Bool
    var isSetter: Bool
    var reflection: NameUses.Reflection
    var bare: PackedNumbers
    var attributes: PackedNumbers
    var prefixes: PackedNumbers
    var decorators: PackedNumbers
  }

  // Nothing that follows is checked once more: ``isSound(nameCount:)`` did.

  /// Hands each class on, in order.
  @inline(__always)
  func forEachClass(_ body: (Class) -> Void) {
    _ = numbers { words in
      var offset = Self.headSize + Int(words[2]) + Int(words[3])
      for _ in 0..<words[4] {
        let flags = words[offset + 1]
        let count = Int(flags >> 8)
        body(
          Class(
            name: words[offset], hasUnknownBase: flags & 1 != 0, isRegistered: flags & 2 != 0,
            bases: words.list(offset + 2, count)))
        offset += 2 + count
      }
    }
  }

  /// Hands each part on, in order.
  @inline(__always)
  func forEachPart(_ body: (Part) -> Void) {
    _ = numbers { words in
      var offset = Self.headSize + Int(words[2]) + Int(words[3])
      for _ in 0..<words[4] { offset += 2 + Int(words[offset + 1] >> 8) }
      for _ in 0..<words[5] {
        var end = offset + 8
        func list(_ place: Int) -> PackedNumbers {
          let count = Int(words[offset + place])
          defer { end += count }
          return words.list(end, count)
        }
        let (owner, flags) = (words[offset + 1], words[offset + 3])
        let (bare, attributes, prefixes, decorators) = (list(4), list(5), list(6), list(7))
        body(
          Part(
            name: words[offset], owner: owner == Self.noName ? nil : owner, line: Int(words[offset + 2]),
            kind: DefinitionFacts.Kind(rawValue: UInt8(flags & 7)) ?? .rest, isWrapper: flags & 8 != 0,
            isSetter: flags & 16 != 0,
            reflection: NameUses.Reflection(rawValue: UInt8(truncatingIfNeeded: flags >> 8)), bare: bare,
            attributes: attributes, prefixes: prefixes, decorators: decorators))
        offset = end
      }
    }
  }

  /// Whether no number leads out of what it counts.
  func isSound(nameCount: Int) -> Bool { numbers { Self.isSound($0, nameCount: nameCount) } ?? false }

  private static func isSound(_ words: PackedNumbers, nameCount: Int) -> Bool {
    guard words.count >= headSize else { return false }
    func word(_ offset: Int) -> Int { Int(words[offset]) }
    func fits(_ offset: Int, _ count: Int) -> Bool { offset + count <= words.count }
    func areNames(_ offset: Int, _ count: Int) -> Bool {
      guard fits(offset, count) else { return false }
      // They are as good as always names, so there is nothing to be won by stopping early.
      var largest: UInt32 = 0
      for place in offset..<(offset + count) { largest = max(largest, words[place]) }
      return count == 0 || largest < nameCount
    }
    var offset = headSize + word(2) + word(3)
    guard areNames(headSize, word(2) + word(3)) else { return false }
    for _ in 0..<word(4) {
      guard fits(offset, 2), areNames(offset, 1), areNames(offset + 2, word(offset + 1) >> 8) else { return false }
      offset += 2 + word(offset + 1) >> 8
    }
    for _ in 0..<word(5) {
      guard fits(offset, 8), areNames(offset, 1), word(offset + 1) == noName || areNames(offset + 1, 1) else {
        return false
      }
      let count = word(offset + 4) + word(offset + 5) + word(offset + 6) + word(offset + 7)
      guard areNames(offset + 8, count) else { return false }
      offset += 8 + count
    }
    return offset == words.count
  }

  /// Its numbers with others for the names.
  func renamed(_ name: (UInt32) -> UInt32) -> [UInt32] {
    guard var result = numbers({ Array($0) }) else { return [] }
    func word(_ place: Int) -> Int { Int(result[place]) }
    func replace(_ start: Int, _ count: Int) {
      for place in start..<(start + count) where result[place] != Self.noName { result[place] = name(result[place]) }
    }
    replace(1, 1)
    replace(Self.headSize, word(2) + word(3))
    var offset = Self.headSize + word(2) + word(3)
    for _ in 0..<word(4) {
      let count = word(offset + 1) >> 8
      replace(offset, 1)
      replace(offset + 2, count)
      offset += 2 + count
    }
    for _ in 0..<word(5) {
      let count = (4..<8).reduce(0) { $0 + word(offset + $1) }
      replace(offset, 2)
      replace(offset + 8, count)
      offset += 8 + count
    }
    return result
  }
}

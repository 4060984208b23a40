import Digests
import GateModel

/// What is known of the definitions in texts, by blob id, as one file keeps it.
///
/// The form: 8 bytes that name it, the version of the form and the number of sections (4 bytes each, little-endian as all numbers
/// are), the SHA-256 of all that follows, the lengths of the sections (8 bytes each), the sections (``Section``). What is not of
/// this form, of another stack or damaged, is no archive: the texts are read anew.
struct DefinitionArchive: Sendable {
  enum Section: Int, CaseIterable {
    /// Of the stack, and of what is read in a text.
    case mark
    /// The number of bytes of an object id: one byte.
    case idSize
    /// In their order.
    case ids
    /// Of each id the end of its record: 4 bytes each.
    case recordEnds
    /// ``DefinitionRecord``: 4 bytes a number.
    case records
    /// Of each name the end: 4 bytes each.
    case nameEnds
    /// In their order.
    case names
  }

  static let magic = Array("gatedefs".utf8)
  static let version: UInt32 = 1
  private static let headerSize = 16 + Digest256.byteCount

  private let bytes: [UInt8]
  private let ids: Range<Int>
  private let idSize: Int
  private let recordEnds: [UInt32]
  let words: [UInt32]
  private let nameEnds: [UInt32]
  private let names: Range<Int>

  init?(_ bytes: [UInt8], mark: String) {
    guard let sections = Self.sections(of: bytes) else { return nil }
    func range(_ section: Section) -> Range<Int> { sections[section.rawValue] }
    guard bytes[range(.mark)].elementsEqual(mark.utf8), let size = bytes[range(.idSize)].first,
      size == 20 || size == 32,
      let recordEnds = Self.numbers(bytes, range(.recordEnds)), let words = Self.numbers(bytes, range(.records)),
      let nameEnds = Self.numbers(bytes, range(.nameEnds)),
      range(.ids).count == recordEnds.count * Int(size), Self.areEnds(recordEnds, of: words.count),
      Self.areEnds(nameEnds, of: range(.names).count)
    else { return nil }
    self.bytes = bytes
    ids = range(.ids)
    idSize = Int(size)
    self.recordEnds = recordEnds
    self.words = words
    self.nameEnds = nameEnds
    names = range(.names)
  }

  private static func sections(of bytes: [UInt8]) -> [Range<Int>]? {
    let lengthsEnd = headerSize + 8 * Section.allCases.count
    guard bytes.count >= lengthsEnd, bytes.starts(with: magic) else { return nil }
    return bytes.withUnsafeBytes { raw -> [Range<Int>]? in
      func number(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      guard number(8) == version, number(12) == UInt32(Section.allCases.count) else { return nil }
      var stream = Digest256.Stream()
      stream.update(UnsafeRawBufferPointer(rebasing: raw[headerSize...]))
      guard raw[16..<headerSize].elementsEqual(stream.finish()) else { return nil }
      var ranges: [Range<Int>] = []
      var start = lengthsEnd
      for section in Section.allCases {
        let offset = headerSize + 8 * section.rawValue
        let length = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        guard length <= UInt64(bytes.count - start) else { return nil }
        ranges.append(start..<(start + Int(length)))
        start += Int(length)
      }
      return start == bytes.count ? ranges : nil
    }
  }

  private static func numbers(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt32]? {
    guard range.count % 4 == 0 else { return nil }
    return bytes.withUnsafeBytes { raw in
      [UInt32](unsafeUninitializedCapacity: range.count / 4) { buffer, count in
        for place in 0..<(range.count / 4) {
          let offset = range.lowerBound + 4 * place
          buffer[place] = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        count = range.count / 4
      }
    }
  }

  private static func areEnds(_ ends: [UInt32], of count: Int) -> Bool {
    zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 } && Int(ends.last ?? 0) == count
  }

  // MARK: What it holds

  var count: Int { recordEnds.count }
  var nameCount: Int { nameEnds.count }

  func name(_ number: Int) -> String { String(decoding: nameBytes(number), as: UTF8.self) }

  private func nameBytes(_ number: Int) -> ArraySlice<UInt8> {
    let start = number == 0 ? 0 : Int(nameEnds[number - 1])
    return bytes[(names.lowerBound + start)..<(names.lowerBound + Int(nameEnds[number]))]
  }

  func number(of name: String) -> Int? {
    let name = Array(name.utf8)
    return Self.search(nameCount) { Self.order(nameBytes($0), name[...]) }
  }

  /// The numbers of the record of a blob, `nil` where it is not known or damaged.
  func record(of id: ObjectID) -> DefinitionRecord? {
    var wanted: [UInt8] = []
    id.append(to: &wanted)
    guard wanted.count == idSize else { return nil }
    let place = Self.search(count) { place in
      Self.order(bytes[(ids.lowerBound + place * idSize)..<(ids.lowerBound + (place + 1) * idSize)], wanted[...])
    }
    guard let place else { return nil }
    let start = place == 0 ? 0 : Int(recordEnds[place - 1])
    let record = DefinitionRecord(words: words[start..<Int(recordEnds[place])])
    return record.isSound(nameCount: nameCount) ? record : nil
  }

  private static func search(_ count: Int, _ order: (Int) -> Int) -> Int? {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let order = order(middle)
      if order == 0 { return middle }
      range = order < 0 ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// Negative where `left` comes before `right`, 0 where they are equal.
  private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    let order = left.withUnsafeBytes { left in
      right.withUnsafeBytes { right -> Int in
        for place in 0..<min(left.count, right.count) where left[place] != right[place] {
          return left[place] < right[place] ? -1 : 1
        }
        return 0
      }
    }
    return order != 0 ? order : left.count - right.count
  }

  // MARK: Writing

  /// The bytes of an archive; empty where it is too large for the form.
  ///
  /// - Parameters:
  ///   - records: of each blob, in any order.
  ///   - names: by which the records call things.
  static func bytes(mark: String, _ records: [(id: ObjectID, record: DefinitionRecord)], _ names: DefinitionNames)
    -> [UInt8]
  {
    var isUsed = [Bool](repeating: false, count: names.count)
    for (_, record) in records {
      _ = record.renamed { name in
        isUsed[Int(name)] = true
        return name
      }
    }
    let all = isUsed.indices.map { isUsed[$0] ? names[UInt32($0)] : "" }
    let order = isUsed.indices.filter { isUsed[$0] }.sorted {
      all[$0].utf8.lexicographicallyPrecedes(all[$1].utf8)
    }
    var numbers = [UInt32](repeating: 0, count: all.count)
    for (number, place) in order.enumerated() { numbers[place] = UInt32(number) }
    var ids: [UInt8] = []
    var ends: [UInt32] = []
    var words: [UInt32] = []
    var size = 20
    let inOrder = records.map { entry -> (id: [UInt8], record: DefinitionRecord) in
      var id: [UInt8] = []
      entry.id.append(to: &id)
      return (id, entry.record)
    }.sorted { $0.id.lexicographicallyPrecedes($1.id) }
    for (id, record) in inOrder {
      ids += id
      size = id.count
      words += record.renamed { numbers[Int($0)] }
      ends.append(UInt32(clamping: words.count))
    }
    var nameEnds: [UInt32] = []
    var nameBytes: [UInt8] = []
    for place in order {
      nameBytes += all[place].utf8
      nameEnds.append(UInt32(clamping: nameBytes.count))
    }
    guard words.count < Int(UInt32.max), nameBytes.count < Int(UInt32.max) else { return [] }
    let sections = Section.allCases.map { section -> [UInt8] in
      switch section {
      case .mark: Array(mark.utf8)
      case .idSize: [UInt8(size)]
      case .ids: ids
      case .recordEnds: Self.bytes(ends)
      case .records: Self.bytes(words)
      case .nameEnds: Self.bytes(nameEnds)
      case .names: nameBytes
      }
    }
    var body: [UInt8] = []
    for section in sections { withUnsafeBytes(of: UInt64(section.count).littleEndian) { body.append(contentsOf: $0) } }
    for section in sections { body += section }
    return magic + Self.bytes([version, UInt32(sections.count)]) + Digest256.of(body) + body
  }

  private static func bytes(_ numbers: [UInt32]) -> [UInt8] {
    let numbers = numbers.map(\.littleEndian)
    return numbers.withUnsafeBytes { Array($0) }
  }
}

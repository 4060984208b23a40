import GateModel

/// What is known of the definitions in texts, by blob id, as one file keeps it.
///
/// ``ArchiveSections`` has the form of the file. What is not of this form, of another stack or damaged, is no archive: the texts are
/// read anew.
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

  static let form = ArchiveSections(magic: Array("gatedefs".utf8), version: 1, count: Section.allCases.count)

  private let bytes: [UInt8]
  private let ids: Range<Int>
  private let idSize: Int
  private let recordEnds: [UInt32]
  let words: [UInt32]
  private let nameEnds: [UInt32]
  private let names: Range<Int>

  init?(_ bytes: [UInt8], mark: String) {
    guard let sections = Self.form.ranges(in: bytes) else { return nil }
    func range(_ section: Section) -> Range<Int> { sections[section.rawValue] }
    guard bytes[range(.mark)].elementsEqual(mark.utf8), let size = bytes[range(.idSize)].first,
      size == 20 || size == 32,
      let recordEnds: [UInt32] = ArchiveSections.numbers(bytes, range(.recordEnds)),
      let words: [UInt32] = ArchiveSections.numbers(bytes, range(.records)),
      let nameEnds: [UInt32] = ArchiveSections.numbers(bytes, range(.nameEnds)),
      range(.ids).count == recordEnds.count * Int(size), ArchiveSections.areEnds(recordEnds, of: words.count),
      ArchiveSections.areEnds(nameEnds, of: range(.names).count)
    else { return nil }
    self.bytes = bytes
    ids = range(.ids)
    idSize = Int(size)
    self.recordEnds = recordEnds
    self.words = words
    self.nameEnds = nameEnds
    names = range(.names)
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
      case .recordEnds: ArchiveSections.bytes(of: ends)
      case .records: ArchiveSections.bytes(of: words)
      case .nameEnds: ArchiveSections.bytes(of: nameEnds)
      case .names: nameBytes
      }
    }
    return form.bytes(of: sections)
  }
}

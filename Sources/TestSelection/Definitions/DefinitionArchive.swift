import GateModel

/// What is known of the definitions in texts, by blob id, as one file keeps it.
///
/// ``ArchiveSections`` has the form of the file. What is not of this form, of another stack or damaged, is no archive: the texts are
/// read anew.
struct DefinitionArchive: Sendable {
  enum Section: Int, CaseIterable {
    /// ``DefinitionRecord``: 4 bytes a number.
    case records
    /// Of each id the end of its record, in numbers: 4 bytes each.
    case recordEnds
    /// Of each name the end: 4 bytes each.
    case nameEnds
    /// In their order.
    case ids
    /// In their order.
    case names
    /// The number of bytes of an object id: one byte.
    case idSize
    /// Of the stack, and of what is read in a text.
    case mark
  }

  static let form = ArchiveSections(magic: Array("gatedefs".utf8), version: 2, count: Section.allCases.count)

  private let bytes: [UInt8]
  private let ids: Range<Int>
  private let idSize: Int
  private let recordEnds: [UInt32]
  private let records: Range<Int>
  private let nameEnds: [UInt32]
  private let names: Range<Int>

  init?(_ bytes: [UInt8], mark: String) {
    guard let sections = Self.form.ranges(in: bytes) else { return nil }
    func range(_ section: Section) -> Range<Int> { sections[section.rawValue] }
    guard bytes[range(.mark)].elementsEqual(mark.utf8), let size = bytes[range(.idSize)].first,
      size == 20 || size == 32,
      let recordEnds: [UInt32] = ArchiveSections.numbers(bytes, range(.recordEnds)),
      let nameEnds: [UInt32] = ArchiveSections.numbers(bytes, range(.nameEnds)),
      range(.ids).count == recordEnds.count * Int(size), range(.records).count % 4 == 0,
      ArchiveSections.areEnds(recordEnds, of: range(.records).count / 4),
      ArchiveSections.areEnds(nameEnds, of: range(.names).count)
    else { return nil }
    self.bytes = bytes
    ids = range(.ids)
    idSize = Int(size)
    self.recordEnds = recordEnds
    records = range(.records)
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
    return name.withUnsafeBytes { name in
      Self.search(nameCount) { place in nameBytes(place).withUnsafeBytes { Self.order($0, name) } }
    }
  }

  /// The record of a blob, `nil` where it is not known or damaged.
  func record(of id: ObjectID) -> DefinitionRecord? {
    guard id.count == idSize, let place = place(of: id) else { return nil }
    let start = place == 0 ? 0 : Int(recordEnds[place - 1])
    let record = DefinitionRecord(
      bytes: bytes[(records.lowerBound + 4 * start)..<(records.lowerBound + 4 * Int(recordEnds[place]))])
    return record.isSound(nameCount: nameCount) ? record : nil
  }

  private func place(of id: ObjectID) -> Int? {
    var wanted: [UInt8] = []
    id.append(to: &wanted)
    return bytes.withUnsafeBytes { raw in
      wanted.withUnsafeBytes { wanted in
        Self.search(count) { place in
          Self.order(UnsafeRawBufferPointer(rebasing: raw[(ids.lowerBound + place * idSize)...].prefix(idSize)), wanted)
        }
      }
    }
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
  private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    for place in 0..<min(left.count, right.count) where left[place] != right[place] {
      return left[place] < right[place] ? -1 : 1
    }
    return left.count - right.count
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
      case .records: ArchiveSections.bytes(of: words)
      case .recordEnds: ArchiveSections.bytes(of: ends)
      case .nameEnds: ArchiveSections.bytes(of: nameEnds)
      case .ids: ids
      case .names: nameBytes
      case .idSize: [UInt8(size)]
      case .mark: Array(mark.utf8)
      }
    }
    return form.bytes(of: sections)
  }
}

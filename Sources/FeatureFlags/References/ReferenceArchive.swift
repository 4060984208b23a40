import Digests
import GateModel

/// The facts about the files of one content, by blob id, as one file keeps them.
///
/// The form: 8 bytes that name it with its version, the SHA-256 of all that follows, and then, all numbers in 4 bytes
/// (little-endian): the number of files, of texts, of keys and of names searched for; of each file the end of its facts; of each
/// text its end; the numbers of the texts that are keys and names; the kind of each file (1 byte); the ids; the texts; the
/// facts. What is not of this form, or damaged, is no archive: files are read anew.
struct ReferenceArchive {
  private static let magic = Array("gaterf01".utf8)
  private static let headerSize = magic.count + Digest256.byteCount

  /// A file as far as its facts depend on it.
  struct Entry: Hashable {
    var id: ObjectID
    var kind: UInt8
  }

  let query: ReferenceQuery
  private let bytes: [UInt8]
  private let texts: [String]
  private let ends: Int
  private let kinds: Int
  private let ids: Int
  private let facts: Int
  private let idSize: Int
  let count: Int

  /// - Parameter settings: how files are searched; an archive of other ones is none.
  init?(_ bytes: [UInt8], settings: FlagReferenceSettings) {
    let header = Self.headerSize
    guard bytes.count >= header + 24, bytes.starts(with: Self.magic) else { return nil }
    var stream = Digest256.Stream()
    bytes.withUnsafeBytes { stream.update(UnsafeRawBufferPointer(rebasing: $0[header...])) }
    guard bytes[Self.magic.count..<header].elementsEqual(stream.finish()) else { return nil }
    var offset = header
    func number() -> Int {
      defer { offset += 4 }
      return Self.number(bytes, offset)
    }
    let (count, textCount, keyCount, wordCount, idSize, mark) = (
      number(), number(), number(), number(), number(), number()
    )
    let fixed = 4 * (count + textCount + keyCount + wordCount) + count * (1 + idSize)
    guard idSize == 20 || idSize == 32, bytes.count - offset >= fixed else { return nil }
    ends = offset
    let textEnds = ends + 4 * count
    let numbers = textEnds + 4 * textCount
    kinds = numbers + 4 * (keyCount + wordCount)
    ids = kinds + count
    let textStart = ids + count * idSize
    var texts: [String] = []
    texts.reserveCapacity(textCount)
    var start = textStart
    for place in 0..<textCount {
      let end = textStart + Self.number(bytes, textEnds + 4 * place)
      guard end >= start, end <= bytes.count else { return nil }
      texts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    func named(_ range: Range<Int>) -> [String]? {
      var names: [String] = []
      names.reserveCapacity(range.count)
      for place in range {
        let number = Self.number(bytes, numbers + 4 * place)
        guard number < texts.count else { return nil }
        names.append(texts[number])
      }
      return names
    }
    guard mark < texts.count, texts[mark] == Self.mark(settings), let keys = named(0..<keyCount),
      let words = named(keyCount..<keyCount + wordCount)
    else { return nil }
    query = ReferenceQuery(orderedKeys: keys, orderedWords: words, settings: settings)
    facts = start
    (self.bytes, self.texts, self.idSize, self.count) = (bytes, texts, idSize, count)
  }

  private static func mark(_ settings: FlagReferenceSettings) -> String { "\(ReferenceReader.version) \(settings)" }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes.withUnsafeBytes { raw in
      guard offset + 4 <= raw.count else { return 0 }
      return Int(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
  }

  /// Whether the entry at `place` is of this blob.
  func isEntry(_ place: Int, _ id: ObjectID, _ kind: UInt8) -> Bool {
    guard place < count, bytes[kinds + place] == kind else { return false }
    let start = ids + place * idSize
    return bytes.withUnsafeBytes { ObjectID(copying: UnsafeRawBufferPointer(rebasing: $0[start..<start + idSize])) }
      == id
  }

  func saysNothing(_ place: Int) -> Bool {
    Self.number(bytes, ends + 4 * place) == (place == 0 ? 0 : Self.number(bytes, ends + 4 * (place - 1)))
  }

  func entry(_ place: Int) -> Entry? {
    let start = ids + place * idSize
    return ObjectID(bytes: bytes[start..<start + idSize]).map { Entry(id: $0, kind: bytes[kinds + place]) }
  }

  /// The facts of the entry at `place`; `nil` where they are damaged.
  func facts(_ place: Int) -> ReferenceFacts? {
    let start = place == 0 ? 0 : Self.number(bytes, ends + 4 * (place - 1))
    let end = Self.number(bytes, ends + 4 * place)
    if start == end { return ReferenceFacts() }
    guard start < end, facts + end <= bytes.count else { return nil }
    return bytes.withUnsafeBufferPointer { raw in
      var decoder = ReferenceDecoder(
        UnsafeBufferPointer(rebasing: raw[..<(facts + end)]), from: facts + start, texts: texts)
      let found = decoder.facts()
      return decoder.isSound ? found : nil
    }
  }

  /// The bytes of an archive; empty where it would be too large for its form.
  static func bytes(_ entries: [(entry: Entry, facts: ReferenceFacts)], of query: ReferenceQuery) -> [UInt8] {
    var writer = ReferenceWriter()
    var ends: [Int] = []
    for (_, facts) in entries {
      if !facts.isEmpty { writer.append(facts) }
      ends.append(writer.bytes.count)
    }
    let facts = writer.bytes
    var names = ReferenceNames(writer)
    let keys = query.keys.map { names.number(of: $0) }
    let words = query.words.map { names.number(of: $0) }
    let mark = names.number(of: mark(query.settings))
    var idBytes: [UInt8] = []
    for (entry, _) in entries { entry.id.append(to: &idBytes) }
    let idSize = entries.first?.entry.id.count ?? 20
    var textEnds: [Int] = []
    var textBytes: [UInt8] = []
    for text in names.texts {
      textBytes += text.utf8
      textEnds.append(textBytes.count)
    }
    guard idBytes.count == entries.count * idSize, facts.count < Int(UInt32.max), textBytes.count < Int(UInt32.max)
    else {
      return []
    }
    var body: [UInt8] = []
    let header = [entries.count, names.texts.count, keys.count, words.count, idSize, mark]
    for number in header + ends + textEnds + keys + words {
      withUnsafeBytes(of: UInt32(clamping: number).littleEndian) { body += $0 }
    }
    body += entries.map(\.entry.kind)
    body += idBytes
    body += textBytes
    body += facts
    return magic + Digest256.of(body) + body
  }
}

/// The numbers of the texts of an archive.
private struct ReferenceNames {
  private(set) var texts: [String]
  private var numbers: [String: Int]

  init(_ writer: ReferenceWriter) {
    texts = writer.texts
    numbers = Dictionary(writer.texts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
}

/// The bytes in which a ``GraphArchive`` keeps facts.
enum FactsCoding {
  private static let opaqueFlag: UInt8 = 1
  private static let faultFlag: UInt8 = 2

  static func append(_ facts: FileFacts, to bytes: inout [UInt8]) {
    bytes.append((facts.isOpaque ? opaqueFlag : 0) | (facts.fault == nil ? 0 : faultFlag))
    append(facts.needs.count, to: &bytes)
    for need in facts.needs {
      bytes.append(need.form.rawValue)
      bytes.append(need.level)
      append(need.name, to: &bytes)
      append(need.members, to: &bytes)
    }
    append(facts.declares, to: &bytes)
    if let fault = facts.fault { append(fault, to: &bytes) }
  }

  /// - Returns: `nil` where `bytes` are not what ``append(_:to:)`` writes.
  static func facts(_ bytes: ArraySlice<UInt8>) -> FileFacts? {
    var reader = Reader(rest: bytes)
    var facts = FileFacts()
    guard let flags = reader.byte(), let count = reader.number() else { return nil }
    facts.isOpaque = flags & opaqueFlag != 0
    facts.needs.reserveCapacity(min(count, bytes.count))
    for _ in 0..<count {
      guard let form = reader.byte().flatMap(FileFacts.Need.Form.init), let level = reader.byte(),
        let name = reader.text(), let members = reader.texts()
      else { return nil }
      facts.needs.append(FileFacts.Need(form, name, level: level, members: members))
    }
    guard let declares = reader.texts() else { return nil }
    facts.declares = declares
    if flags & faultFlag != 0 {
      guard let fault = reader.text() else { return nil }
      facts.fault = fault
    }
    return reader.rest.isEmpty ? facts : nil
  }

  private static func append(_ texts: [String], to bytes: inout [UInt8]) {
    append(texts.count, to: &bytes)
    for text in texts { append(text, to: &bytes) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes += text.utf8
  }

  /// Seven bits a byte, the lowest first, the eighth bit set in all but the last (LEB128).
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var number = UInt32(clamping: number)
    while number >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
      number >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: number))
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func number() -> Int? {
      var number = 0
      var shift = 0
      while let byte = rest.popFirst(), shift < 35 {
        number |= Int(byte & 0x7F) << shift
        if byte & 0x80 == 0 { return number }
        shift += 7
      }
      return nil
    }

    mutating func text() -> String? {
      guard let count = number(), count <= rest.count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return String(decoding: rest.prefix(count), as: UTF8.self)
    }

    mutating func texts() -> [String]? {
      guard let count = number(), count <= rest.count else { return nil }
      var texts: [String] = []
      texts.reserveCapacity(count)
      for _ in 0..<count {
        guard let text = text() else { return nil }
        texts.append(text)
      }
      return texts
    }
  }
}

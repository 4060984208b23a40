/// Reads a tar archive: ustar, pax and GNU's form, with long names.
struct TarReader {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// What the records ahead of a member say of it.
  private struct Overrides {
    var name: [UInt8]?
    var byteCount: Int?
  }

  func read(into unpacking: inout Unpacking, prefix: [UInt8], depth: Int) {
    var offset = 0
    var overrides = Overrides()
    while !unpacking.isExhausted, let block = bytes.part(offset, count: TarHeader.size) {
      // Zeros end the archive.
      if block.allSatisfy({ $0 == 0 }) { return }
      guard let header = TarHeader(block) else { return unpacking.skip(prefix, "it is damaged") }
      let start = offset + TarHeader.size
      let count = overrides.byteCount ?? header.byteCount
      guard let content = bytes.part(start, count: count) else {
        let name = Unpacking.joined(prefix, overrides.name ?? header.name)
        return unpacking.skip(name, "the archive ends in it")
      }
      offset = start + count + (TarHeader.size - count % TarHeader.size) % TarHeader.size
      switch header.kind {
      case UInt8(ascii: "L"): overrides.name = Array(content.prefix { $0 != 0 })
      case UInt8(ascii: "x"): Self.readRecords(content, into: &overrides)
      // A link's long target, and records for all members.
      case UInt8(ascii: "K"), UInt8(ascii: "g"): break
      default:
        guard take(content, header, overrides.name, into: &unpacking, prefix, depth) else { return }
        overrides = Overrides()
      }
    }
    if offset < bytes.count, !unpacking.isExhausted { unpacking.skip(prefix, "it ends too early") }
  }

  /// Whether more members may follow.
  private func take(
    _ content: UnsafeRawBufferPointer, _ header: TarHeader, _ longName: [UInt8]?, into unpacking: inout Unpacking,
    _ prefix: [UInt8], _ depth: Int
  ) -> Bool {
    let name = Unpacking.joined(prefix, longName ?? header.name)
    switch header.kind {
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
      // Before POSIX a directory was a file whose name ends in `/`.
      if content.isEmpty { return true }
      guard unpacking.admitsMember() else {
        unpacking.skip(prefix, "it has too many members")
        return false
      }
      if content.count <= unpacking.allowance {
        unpacking.take(Array(content), named: name, depth: depth)
      } else {
        unpacking.skipTooLarge(name)
      }
    case UInt8(ascii: "S"): unpacking.skip(name, "it is a sparse file")
    case UInt8(ascii: "M"): unpacking.skip(name, "it continues in another archive")
    default: break
    }
    return true
  }

  /// pax's records: `length key=value\n`.
  private static func readRecords(_ content: UnsafeRawBufferPointer, into overrides: inout Overrides) {
    var rest = Array(content)[...]
    while let space = rest.firstIndex(of: UInt8(ascii: " ")), let length = decimal(rest[..<space]),
      length > space - rest.startIndex, length <= rest.count
    {
      let record = rest[(space + 1)..<(rest.startIndex + length)].dropLast()
      rest = rest.dropFirst(length)
      guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = record[(sign + 1)...]
      let key = record[..<sign]
      if key.elementsEqual("path".utf8) { overrides.name = Array(value) }
      if key.elementsEqual("size".utf8) { overrides.byteCount = decimal(value) }
    }
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 19, digits.allSatisfy({ (0x30..<0x3a).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
  }
}

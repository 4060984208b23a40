/// The form of a file in which an archive is kept: 8 bytes that name it, the version of the archive and the number of its sections
/// (4 bytes each, little-endian as all numbers are), the checksum of all that follows (8 bytes), the lengths of the sections (8 bytes
/// each), the sections.
struct ArchiveSections {
  /// What the file begins with.
  let magic: [UInt8]
  /// Of what the archive keeps; raised with every change of it.
  let version: UInt32
  let count: Int

  /// What stands before the lengths, in bytes.
  static let headerSize = 16 + ArchiveChecksum.byteCount

  /// Where the sections lie in `bytes`; `nil` where these are not of this form and version, or damaged.
  func ranges(in bytes: [UInt8]) -> [Range<Int>]? {
    let (headerSize, lengthsEnd) = (Self.headerSize, Self.headerSize + 8 * count)
    guard bytes.count >= lengthsEnd, bytes.starts(with: magic) else { return nil }
    return bytes.withUnsafeBytes { raw -> [Range<Int>]? in
      func number(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      guard number(8) == version, number(12) == UInt32(count) else { return nil }
      let checksum = ArchiveChecksum.of(UnsafeRawBufferPointer(rebasing: raw[headerSize...]))
      guard raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self) == checksum.littleEndian else { return nil }
      var ranges: [Range<Int>] = []
      var start = lengthsEnd
      for section in 0..<count {
        let offset = headerSize + 8 * section
        let length = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        guard length <= UInt64(bytes.count - start) else { return nil }
        ranges.append(start..<(start + Int(length)))
        start += Int(length)
      }
      return start == bytes.count ? ranges : nil
    }
  }

  /// The file with these sections.
  func bytes(of sections: [[UInt8]]) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(sections.reduce(8 * sections.count) { $0 + $1.count })
    for section in sections {
      withUnsafeBytes(of: UInt64(section.count).littleEndian) { body.append(contentsOf: $0) }
    }
    for section in sections { body += section }
    let checksum = body.withUnsafeBytes { ArchiveChecksum.of($0) }
    return magic + Self.bytes(of: [version, UInt32(sections.count)])
      + withUnsafeBytes(of: checksum.littleEndian) { Array($0) } + body
  }

  // MARK: What sections hold

  /// The numbers of a section, 4 bytes each; `nil` where it has another length.
  static func numbers<Number: FixedWidthInteger>(_ bytes: [UInt8], _ range: Range<Int>) -> [Number]? {
    guard range.count % 4 == 0 else { return nil }
    return bytes.withUnsafeBytes { raw in
      [Number](unsafeUninitializedCapacity: range.count / 4) { buffer, count in
        for place in 0..<(range.count / 4) {
          let offset = range.lowerBound + 4 * place
          buffer[place] = Number(
            truncatingIfNeeded: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
        count = range.count / 4
      }
    }
  }

  /// The bytes that keep numbers.
  static func bytes(of numbers: [UInt32]) -> [UInt8] {
    // Little-endian machines copy them as they are.
    let numbers = numbers.map(\.littleEndian)
    return numbers.withUnsafeBytes { Array($0) }
  }

  /// Whether numbers are the ends of things that follow each other and fill `count` places.
  static func areEnds(_ ends: [some FixedWidthInteger], of count: Int) -> Bool {
    var last = 0
    for end in ends {
      if end < last { return false }
      last = Int(end)
    }
    return last == count
  }
}

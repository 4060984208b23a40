/// Reads a zip archive by its central directory (PKWARE's APPNOTE 6.3.10, sections 4.3 to 4.5), as unpackers do.
struct ZipReader {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private struct Directory {
    var start: Int
    var size: Int
    /// How many bytes were put before the archive.
    var shift: Int
  }

  private struct Entry {
    var name: [UInt8]
    var flags: Int
    var method: Int
    var packedSize: Int
    var size: Int
    var offset: Int
    /// Of the record in the directory.
    var length: Int
  }

  private static let endSize = 22
  private static let maximumComment = 0xffff
  private static let entrySize = 46
  private static let none32 = 0xffff_ffff
  private static let none16 = 0xffff

  func read(into unpacking: inout Unpacking, prefix: [UInt8], depth: Int) {
    guard let directory else { return unpacking.skip(prefix, "its central directory is missing") }
    var offset = directory.start
    let end = directory.start + directory.size
    while offset < end, !unpacking.isExhausted {
      guard let entry = entry(at: offset) else { return unpacking.skip(prefix, "its central directory is damaged") }
      offset += entry.length
      // A directory.
      if entry.name.last == UInt8(ascii: "/") && entry.size == 0 { continue }
      guard unpacking.admitsMember() else { return unpacking.skip(prefix, "it has too many members") }
      read(entry, shift: directory.shift, into: &unpacking, prefix: prefix, depth: depth)
    }
  }

  private func read(_ entry: Entry, shift: Int, into unpacking: inout Unpacking, prefix: [UInt8], depth: Int) {
    let name = Unpacking.joined(prefix, entry.name)
    if entry.flags & 1 != 0 { return unpacking.skip(name, "it is encrypted") }
    guard let packed = packedBytes(of: entry, shift: shift) else {
      return unpacking.skip(name, "it is damaged, or ends too early")
    }
    switch entry.method {
    case 0:
      guard packed.count <= unpacking.allowance else { return unpacking.skipTooLarge(name) }
      unpacking.take(Array(packed), named: name, depth: depth)
    case 8:
      switch Inflater.inflate(packed, frame: .none, limit: unpacking.allowance) {
      case .complete(let bytes, _): unpacking.take(bytes, named: name, depth: depth)
      case .tooLarge: unpacking.skipTooLarge(name)
      case .damaged(let count): unpacking.skipDamaged(name, count: count)
      }
    default:
      unpacking.skip(name, "gate does not read compression method \(entry.method) of zip")
    }
  }

  /// Behind the entry's own header, whose name and extra field have lengths of their own.
  private func packedBytes(of entry: Entry, shift: Int) -> UnsafeRawBufferPointer? {
    let (start, overflows) = entry.offset.addingReportingOverflow(shift)
    guard !overflows, bytes.littleEndian(4, at: start) == 0x0403_4b50,
      let nameLength = bytes.littleEndian(2, at: start + 26),
      let extraLength = bytes.littleEndian(2, at: start + 28)
    else { return nil }
    return bytes.part(start + 30 + nameLength + extraLength, count: entry.packedSize)
  }

  /// The record at the end of the archive, behind which only a comment is.
  private var directory: Directory? {
    var end = bytes.count - Self.endSize
    let lowest = max(0, end - Self.maximumComment)
    while end >= lowest {
      if bytes.littleEndian(4, at: end) == 0x0605_4b50, let directory = directory(endingAt: end) { return directory }
      end -= 1
    }
    return nil
  }

  private func directory(endingAt end: Int) -> Directory? {
    guard let count = bytes.littleEndian(2, at: end + 10), var size = bytes.littleEndian(4, at: end + 12),
      var start = bytes.littleEndian(4, at: end + 16)
    else { return nil }
    var limit = end
    if count == Self.none16 || size == Self.none32 || start == Self.none32, let large = largeDirectory(before: end) {
      (size, start, limit) = (large.size, large.start, large.limit)
    }
    guard size <= limit, start <= limit - size else { return nil }
    return Directory(start: limit - size, size: size, shift: limit - size - start)
  }

  /// Zip64's record, which a locator ahead of the other names.
  private func largeDirectory(before end: Int) -> (size: Int, start: Int, limit: Int)? {
    guard bytes.littleEndian(4, at: end - 20) == 0x0706_4b50, let named = bytes.littleEndian(8, at: end - 12) else {
      return nil
    }
    // Where something was put before the archive, the record lies right before its locator, if it is of the usual size.
    for record in [named, end - 20 - 56] where bytes.littleEndian(4, at: record) == 0x0606_4b50 {
      guard let size = bytes.littleEndian(8, at: record + 40),
        let start = bytes.littleEndian(8, at: record + 48)
      else { return nil }
      return (size, start, record)
    }
    return nil
  }

  private func entry(at offset: Int) -> Entry? {
    guard bytes.littleEndian(4, at: offset) == 0x0201_4b50, let flags = bytes.littleEndian(2, at: offset + 8),
      let method = bytes.littleEndian(2, at: offset + 10), let packedSize = bytes.littleEndian(4, at: offset + 20),
      let size = bytes.littleEndian(4, at: offset + 24), let nameLength = bytes.littleEndian(2, at: offset + 28),
      let extraLength = bytes.littleEndian(2, at: offset + 30),
      let commentLength = bytes.littleEndian(2, at: offset + 32),
      let start = bytes.littleEndian(4, at: offset + 42),
      let name = bytes.part(offset + Self.entrySize, count: nameLength),
      let extra = bytes.part(offset + Self.entrySize + nameLength, count: extraLength)
    else { return nil }
    var entry = Entry(
      name: Array(name), flags: flags, method: method, packedSize: packedSize, size: size, offset: start,
      length: Self.entrySize + nameLength + extraLength + commentLength)
    return Self.widen(&entry, by: extra) ? entry : nil
  }

  /// Takes from Zip64's extra field what did not fit into 32 bits, in this order; whether all of it was there.
  private static func widen(_ entry: inout Entry, by extra: UnsafeRawBufferPointer) -> Bool {
    let wide: [WritableKeyPath<Entry, Int>] = [\.size, \.packedSize, \.offset]
    let missing = wide.filter { entry[keyPath: $0] == none32 }
    if missing.isEmpty { return true }
    var offset = 0
    while let kind = extra.littleEndian(2, at: offset), let length = extra.littleEndian(2, at: offset + 2) {
      if kind == 1 {
        for (number, field) in missing.enumerated() where number * 8 + 8 <= length {
          guard let value = extra.littleEndian(8, at: offset + 4 + number * 8) else { return false }
          entry[keyPath: field] = value
        }
        return true
      }
      offset += 4 + length
    }
    return true
  }
}

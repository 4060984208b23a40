internal import GateModel

/// How entries are laid out in one index file: what its version and its object format decide.
struct IndexLayout: Hashable, Sendable {
  /// The 12 bytes of signature, version and count.
  static let headerLength = 12
  /// Longer paths are refused: no operating system takes them, and a prefix-compressed file of a few megabytes could
  /// name gigabytes of them.
  static let longestPath = 32768
  private static let extendedBit: UInt16 = 0x4000
  private static let nameMask: UInt16 = 0x0fff

  var version: UInt32
  var hashLength: Int

  /// Where the flags of an entry lie, counted from its start: behind ten 32-bit numbers and the object id.
  var flagsOffset: Int { Self.idOffset + hashLength }
  /// Where the object id lies.
  static let idOffset = 40
  /// Where the mode lies.
  static let modeOffset = 24

  /// The fewest bytes that an entry can take.
  var shortestEntry: Int { version == 4 ? flagsOffset + 4 : (flagsOffset + 3 + 7) & ~7 }

  /// Why an entry cannot be what it should be.
  enum Fault: Error {
    case truncated
    case unterminated
    case pathTooLong
    case prefixTooLong
    case extendedInOldVersion
    case unknownFlags(UInt16)
  }

  /// The parts of one entry.
  struct Entry {
    var start: Int
    var flags: UInt16
    /// The second field of flags, 0 where there is none.
    var extendedFlags: UInt16
    /// Where the path lies, or what follows the part that it has in common with the path before it (version 4).
    var name: Range<Int>
    /// Version 4: how many bytes of the path before it are no part of this one.
    var dropped: Int
    /// Where the next entry starts.
    var end: Int

    /// 0 for an ordinary entry, 1 to 3 for the sides of a conflict.
    var stage: Int { Int(flags >> 12) & 3 }
    var isAssumedValid: Bool { flags & 0x8000 != 0 }
    var isIntentToAdd: Bool { extendedFlags & 0x2000 != 0 }
    var skipsWorkTree: Bool { extendedFlags & 0x4000 != 0 }
  }

  /// The entry that starts at `start`, all of which lies before `limit`.
  ///
  /// - Parameter bytes: at least `limit` of them.
  @inline(__always)
  func entry(at start: Int, in bytes: UnsafeRawBufferPointer, limit: Int) throws(Fault) -> Entry {
    var offset = start + flagsOffset
    guard offset + 2 < limit else { throw .truncated }
    let flags = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    offset += 2
    var extended: UInt16 = 0
    if flags & Self.extendedBit != 0 {
      guard version > 2 else { throw .extendedInOldVersion }
      guard offset + 2 < limit else { throw .truncated }
      extended = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
      offset += 2
      if extended & ~0x6000 != 0 { throw .unknownFlags(extended) }
    }
    if version == 4 {
      let dropped = try Self.variableWidth(at: &offset, in: bytes, limit: limit)
      let end = try Self.terminator(from: offset, in: bytes, limit: limit)
      return Entry(
        start: start, flags: flags, extendedFlags: extended, name: offset..<end, dropped: dropped, end: end + 1)
    }
    let length = Int(flags & Self.nameMask)
    var end = offset + length
    if length == Int(Self.nameMask) {
      end = try Self.terminator(from: end, in: bytes, limit: limit)
    } else {
      guard end < limit else { throw .truncated }
      guard bytes[end] == 0 else { throw .unterminated }
    }
    // One to eight NULs fill the entry up to a multiple of eight.
    let next = start + ((end - start + 8) & ~7)
    guard next <= limit else { throw .truncated }
    return Entry(start: start, flags: flags, extendedFlags: extended, name: offset..<end, dropped: 0, end: next)
  }

  /// A number as pack files write the distance to a delta's base (gitformat-pack(5), "OFS_DELTA").
  private static func variableWidth(
    at offset: inout Int, in bytes: UnsafeRawBufferPointer, limit: Int
  ) throws(Fault) -> Int {
    var value = 0
    while offset < limit {
      let byte = bytes[offset]
      offset += 1
      value |= Int(byte & 0x7f)
      if byte & 0x80 == 0 { return value }
      value = (value + 1) << 7
      if value > longestPath { throw .prefixTooLong }
    }
    throw .truncated
  }

  private static func terminator(
    from start: Int, in bytes: UnsafeRawBufferPointer, limit: Int
  ) throws(Fault) -> Int {
    var end = start
    while end < limit {
      if bytes[end] == 0 { return end }
      end += 1
      if end - start > longestPath { throw .pathTooLong }
    }
    throw .truncated
  }
}

extension Repository.ObjectFormat {
  /// How many bytes an object id, and the checksum at the end of an index, have.
  var hashLength: Int { self == .sha1 ? 20 : 32 }
}

extension UnsafeRawBufferPointer {
  /// The 32-bit number at `offset`, in network byte order; the caller has checked that it is there.
  @inline(__always)
  func number(at offset: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
}

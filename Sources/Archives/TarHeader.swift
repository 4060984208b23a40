/// The header of one member of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format").
struct TarHeader {
  static let size = 512

  var name: [UInt8]
  var byteCount: Int
  var kind: UInt8

  /// The header in `block`; `nil` where its checksum is another, or a number is none.
  init?(_ block: UnsafeRawBufferPointer) {
    guard block.count == Self.size, Self.isValid(block), let byteCount = Self.number(block[124..<136]) else {
      return nil
    }
    self.byteCount = byteCount
    kind = block[156]
    let own = Self.text(block[0..<100])
    // GNU's form has other fields where ustar has the first part of long names.
    let isUstar = block[257..<263].elementsEqual("ustar\0".utf8)
    let before = isUstar ? Self.text(block[345..<500]) : []
    name = before.isEmpty ? own : before + [UInt8(ascii: "/")] + own
  }

  /// Whether `bytes` begin with a header.
  static func isFirst(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= size, bytes[0] != 0 else { return false }
    return isValid(UnsafeRawBufferPointer(rebasing: bytes.prefix(size)))
  }

  /// The sum of all bytes, those of the sum itself counted as spaces; old writers added signed bytes.
  private static func isValid(_ block: UnsafeRawBufferPointer) -> Bool {
    guard let expected = number(block[148..<156]) else { return false }
    var unsigned = 0
    var signed = 0
    for (offset, byte) in block.enumerated() {
      let byte = (148..<156).contains(offset) ? 0x20 : byte
      unsigned += Int(byte)
      signed += Int(Int8(bitPattern: byte))
    }
    return expected == unsigned || expected == signed
  }

  private static func text(_ field: Slice<UnsafeRawBufferPointer>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  /// Octal digits between spaces and NULs, or, with the highest bit set, GNU's base 256.
  private static func number(_ field: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard let first = field.first else { return nil }
    if first == 0x80 {
      let value = field.dropFirst().reduce((value: UInt64(0), fits: true)) { result, byte in
        (result.value << 8 | UInt64(byte), result.fits && result.value >> 55 == 0)
      }
      return value.fits ? Int(exactly: value.value) : nil
    }
    let filling: [UInt8] = [0, 0x20]
    let digits = field.drop { filling.contains($0) }.prefix { !filling.contains($0) }
    guard digits.count < 20, digits.allSatisfy({ (0x30..<0x38).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
  }
}

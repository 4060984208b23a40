/// A delta of a pack: how to make an object out of another one (gitformat-pack(5), "Deltified representation").
struct PackDelta {
  /// How many bytes the object has that it applies to.
  let baseSize: Int
  /// How many bytes the object has that it makes.
  let resultSize: Int
  private let instructions: ArraySlice<UInt8>

  /// The longest that the two sizes at its start can be.
  static let headerLimit = 20

  /// - Returns: `nil` where `bytes` do not even hold the two sizes.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    guard let baseSize = Self.size(&rest), let resultSize = Self.size(&rest) else { return nil }
    self.baseSize = baseSize
    self.resultSize = resultSize
    instructions = rest
  }

  /// The object that it makes of `base`, `nil` where it does not fit.
  func applied(to base: [UInt8]) -> [UInt8]? {
    guard base.count == baseSize else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(resultSize)
    var rest = instructions
    while let instruction = rest.popFirst() {
      if instruction & 0x80 != 0 {
        guard let offset = Self.number(&rest, bytes: 4, present: instruction & 0xf),
          let written = Self.number(&rest, bytes: 3, present: instruction >> 4 & 7)
        else { return nil }
        let count = written == 0 ? 0x10000 : written
        guard offset <= base.count, count <= base.count - offset, count <= resultSize - result.count else { return nil }
        result += base[offset..<offset + count]
      } else {
        let count = Int(instruction)
        guard count > 0, count <= rest.count, count <= resultSize - result.count else { return nil }
        result += rest.prefix(count)
        rest = rest.dropFirst(count)
      }
    }
    return result.count == resultSize ? result : nil
  }

  /// A number in groups of seven bits, the lowest first.
  private static func size(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var size = 0
    var shift = 0
    while let byte = rest.popFirst(), shift < 56 {
      size |= Int(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return size }
      shift += 7
    }
    return nil
  }

  /// A number of which only the bytes are written that `present` has a bit for.
  private static func number(_ rest: inout ArraySlice<UInt8>, bytes: Int, present: UInt8) -> Int? {
    var number = 0
    for index in 0..<bytes where present >> index & 1 != 0 {
      guard let byte = rest.popFirst() else { return nil }
      number |= Int(byte) << (8 * index)
    }
    return number
  }
}

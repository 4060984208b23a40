internal import GateModel

/// The head of an entry of a pack (gitformat-pack(5), "Object entry").
struct PackEntry {
  /// What the entry's data make.
  enum Content {
    case object(GitObject.Kind)
    /// A delta to the object at this offset of the same pack.
    case offsetDelta(Int)
    /// A delta to the object of this name.
    case namedDelta(ObjectID)
  }

  var content: Content
  /// How many bytes there are once they are inflated: of the object, or of the delta.
  var size: Int
  /// Where the zlib stream begins.
  var data: Int

  /// - Returns: `nil` where there is none at `offset`.
  init?(at offset: Int, in pack: MappedFile, idByteCount: Int) {
    var position = offset
    func byte() -> UInt8? {
      defer { position += 1 }
      return pack.byte(at: position)
    }
    guard var next = byte() else { return nil }
    let type = next >> 4 & 7
    var size = UInt64(next & 0xf)
    var shift: UInt64 = 4
    while next & 0x80 != 0 {
      guard let more = byte(), shift < 57 else { return nil }
      next = more
      size |= UInt64(next & 0x7f) << shift
      shift += 7
    }
    guard let size = Int(exactly: size) else { return nil }
    self.size = size
    switch type {
    case 6:
      guard var next = byte() else { return nil }
      var distance = Int(next & 0x7f)
      while next & 0x80 != 0 {
        guard let more = byte(), distance < 1 << 55 else { return nil }
        next = more
        distance = (distance + 1) << 7 | Int(next & 0x7f)
      }
      guard distance > 0, distance < offset else { return nil }
      content = .offsetDelta(offset - distance)
      data = position
    case 7:
      guard let id = pack.bytes(at: position, count: idByteCount).flatMap({ ObjectID(copying: $0) }) else { return nil }
      content = .namedDelta(id)
      data = position + idByteCount
    default:
      guard let kind = GitObject.Kind(rawValue: type) else { return nil }
      content = .object(kind)
      data = position
    }
  }
}

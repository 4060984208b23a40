internal import GateModel

/// What an index keeps of the program that watches the working tree: the extension FSMN (gitformat-index(5), "File System
/// Monitor cache").
struct MonitorRecord {
  /// Names the moment from which on the program is to say what changed.
  let token: [UInt8]
  /// The positions of the entries that were not known to be unchanged at that moment, ascending.
  let unknown: [Int]

  /// The record that `bytes` are, for an index of `count` entries; `nil` where they are none, or of a version that gate does
  /// not know.
  init?(_ bytes: [UInt8], count: Int) {
    guard let (token, start) = Self.token(bytes) else { return nil }
    let unknown: [Int]? = bytes.withUnsafeBytes { raw in
      guard raw.count - start >= 4, Int(raw.number(at: start)) == raw.count - start - 4 else { return nil }
      var offset = start + 4
      let bits = EWAHBitmap.bits(raw, at: &offset, end: raw.count, limit: count)
      return offset == raw.count ? bits : nil
    }
    guard let unknown, !token.isEmpty else { return nil }
    self.token = token
    self.unknown = unknown
  }

  /// The token, and where the bitmap's length stands.
  private static func token(_ bytes: [UInt8]) -> (token: [UInt8], end: Int)? {
    guard bytes.count >= 4 else { return nil }
    switch bytes.withUnsafeBytes({ $0.number(at: 0) }) {
    case 1:
      // Nanoseconds since 1970.
      guard bytes.count >= 12 else { return nil }
      let time = bytes[4..<12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return (Array("\(time)".utf8), 12)
    case 2: return bytes[4...].firstIndex(of: 0).map { (Array(bytes[4..<$0]), $0 + 1) }
    default: return nil
    }
  }
}

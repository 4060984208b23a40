/// A block behind the entries of an index (gitformat-index(5), "Extensions").
struct IndexExtension: Hashable, Sendable {
  /// Four bytes, such as `TREE`.
  struct Signature: Hashable, Sendable, CustomStringConvertible {
    let bytes: UInt32

    init(bytes: UInt32) { self.bytes = bytes }

    private init(_ name: StaticString) {
      bytes = name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    static let cacheTree = Signature("TREE")
    static let resolveUndo = Signature("REUC")
    static let splitIndex = Signature("link")
    static let sparseDirectories = Signature("sdir")
    static let untrackedCache = Signature("UNTR")
    static let fileSystemMonitor = Signature("FSMN")
    static let endOfEntries = Signature("EOIE")
    static let offsetTable = Signature("IEOT")

    /// Whether the index cannot be read without understanding the extension: its name starts with no capital letter.
    var isRequired: Bool { !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(UInt8(truncatingIfNeeded: bytes >> 24)) }

    /// The four bytes, as text.
    var description: String {
      let characters = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bytes >> $0) }
      return String(decoding: characters.map { $0 > 0x20 && $0 < 0x7f ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
  }

  var signature: Signature
  /// Where its content lies in the file.
  var content: Range<Int>

  /// All extensions between `start` and `end`, or `nil` where one reaches beyond.
  static func all(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> [IndexExtension]? {
    var found: [IndexExtension] = []
    var offset = start
    while offset < end {
      guard end - offset >= 8 else { return nil }
      let signature = Signature(bytes: bytes.number(at: offset))
      let length = Int(bytes.number(at: offset + 4))
      offset += 8
      guard length <= end - offset else { return nil }
      found.append(IndexExtension(signature: signature, content: offset..<(offset + length)))
      offset += length
    }
    return found
  }
}

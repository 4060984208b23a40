internal import CCheckout

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The encoding that a `working-tree-encoding` attribute asks for (gitattributes(5)): the file in the working tree has it,
/// the blob is UTF-8.
struct TextEncoding {
  private let name: String

  /// - Returns: `nil` for UTF-8, to which nothing has to be converted.
  init?(_ name: String) {
    if name.isEmpty || ["UTF-8", "UTF8"].contains(name.uppercased()) { return nil }
    self.name = name
  }

  /// `text`, which is UTF-8, as a checkout writes it; `nil` where iconv(3) cannot, and git leaves it as it is.
  func encoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    switch name.uppercased() {
    // "UTF-16 with BOM" has no name of its own in iconv(3).
    case "UTF-16LE-BOM": Self.convert(text, from: "UTF-8", to: "UTF-16LE").map { [0xff, 0xfe] + $0 }
    case "UTF-16BE-BOM": Self.convert(text, from: "UTF-8", to: "UTF-16BE").map { [0xfe, 0xff] + $0 }
    default: Self.convert(text, from: "UTF-8", to: name)
    }
  }

  /// `text`, as it lies in the working tree, in UTF-8; `nil` where iconv(3) cannot read it.
  func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    // iconv(3) reads the byte order mark of UTF-16 and drops it.
    let isMarked = name.uppercased().hasSuffix("-BOM")
    return Self.convert(text, from: isMarked ? "UTF-16" : name, to: "UTF-8")
  }

  private static func convert(_ text: UnsafeRawBufferPointer, from: String, to: String) -> [UInt8]? {
    var output: UnsafeMutablePointer<CChar>?
    var count = 0
    let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard gate_convert_text(from, to, start, text.count, &output, &count) == 0, let output else { return nil }
    defer { free(output) }
    return Array(UnsafeRawBufferPointer(start: output, count: count))
  }
}

/// Brings code units of two or four bytes to UTF-8, piece by piece. What is no scalar becomes U+FFFD; a byte order mark at the
/// start is left out.
struct WideTextDecoder {
  private let form: TextEncoding.Form
  /// The bytes of a unit that is not complete yet.
  private var unit: UInt32 = 0
  private var unitCount = 0
  /// A first surrogate that waits for its second.
  private var surrogate: UInt32?
  private var isAtStart = true

  init(_ form: TextEncoding.Form) { self.form = form }

  /// Appends the UTF-8 of what `bytes` complete.
  mutating func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) {
    let (width, isBigEndian) =
      switch form {
      case .utf16(let big): (2, big)
      case .utf32(let big): (4, big)
      }
    for byte in bytes {
      unit = isBigEndian ? unit << 8 | UInt32(byte) : unit | UInt32(byte) << UInt32(8 * unitCount)
      unitCount += 1
      if unitCount == width {
        take(unit, into: &text)
        unit = 0
        unitCount = 0
      }
    }
  }

  /// Appends what stands for a text that ended in the middle of a scalar.
  mutating func finish(into text: inout [UInt8]) {
    if surrogate != nil { append(nil, to: &text) }
    surrogate = nil
  }

  private mutating func take(_ unit: UInt32, into text: inout [UInt8]) {
    defer { isAtStart = false }
    if isAtStart, unit == 0xfeff { return }
    guard case .utf16 = form else {
      append(Unicode.Scalar(unit), to: &text)
      return
    }
    if let first = surrogate {
      surrogate = nil
      if (0xdc00...0xdfff).contains(unit) {
        append(Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (unit - 0xdc00)), to: &text)
        return
      }
      append(nil, to: &text)
    }
    if (0xd800...0xdbff).contains(unit) { surrogate = unit } else { append(Unicode.Scalar(unit), to: &text) }
  }

  private func append(_ scalar: Unicode.Scalar?, to text: inout [UInt8]) {
    let scalar = scalar ?? "\u{fffd}"
    if scalar.isASCII {
      text.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

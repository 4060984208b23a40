/// Turns the line feeds of a blob into the line ends of a working tree, where attributes and settings want that
/// (gitattributes(5), `text` and `eol`; git-config(1), `core.autocrlf` and `core.eol`).
///
/// gate does this itself, and ``IdentKeyword``, since libgit2 1.5 expands only the first keyword of a file.
enum LineEnds: Hashable {
  /// As they are.
  case kept
  /// Every line ends in CR LF.
  case carriageReturns
  /// The same, in what looks like text with mere line feeds.
  case carriageReturnsInText

  /// - Parameters:
  ///   - conversion: `core.autocrlf`, `nil` for `input`.
  ///   - lineEnd: `core.eol`.
  init(_ attributes: PathAttributes, conversion: Bool?, lineEnd: String) {
    let text = attributes.text == .unspecified ? attributes.crlf : attributes.text
    if text == .unset {
      self = .kept
      return
    }
    let isAutomatic = text == .text("auto")
    switch attributes.eol {
    // An `eol` makes a file text, unless it is said to be none.
    case .text("lf"): self = .kept
    case .text("crlf"): self = isAutomatic ? .carriageReturnsInText : .carriageReturns
    default:
      let isText = text == .set || isAutomatic
      let wantsReturns = conversion == true || conversion == false && isText && lineEnd == "crlf"
      if text == .text("input") || !wantsReturns {
        self = .kept
      } else {
        self = text == .set ? .carriageReturns : .carriageReturnsInText
      }
    }
  }

  /// `blob` with these line ends, `nil` where nothing is to be changed.
  func applied(to blob: UnsafeRawBufferPointer) -> [UInt8]? {
    if self == .kept || blob.isEmpty { return nil }
    let statistics = Statistics(blob)
    if statistics.loneLineFeeds == 0 { return nil }
    if self == .carriageReturnsInText, statistics.returns > 0 || statistics.isBinary { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(blob.count + statistics.loneLineFeeds)
    var previous: UInt8 = 0
    for byte in blob {
      if byte == 0x0a, previous != 0x0d { output.append(0x0d) }
      output.append(byte)
      previous = byte
    }
    return output
  }

  /// What git counts to tell text from binary content.
  private struct Statistics {
    var loneLineFeeds = 0
    /// CR, with a LF behind it or without.
    var returns = 0
    private var loneReturns = 0
    private var holdsNUL = false
    private var printable = 0
    private var unprintable = 0

    init(_ bytes: UnsafeRawBufferPointer) {
      var previous: UInt8 = 0
      for byte in bytes {
        count(byte, after: previous)
        previous = byte
      }
      if previous == 0x0d { loneReturns += 1 }
      // DOS ends a text with it.
      if previous == 0x1a { unprintable -= 1 }
    }

    private mutating func count(_ byte: UInt8, after previous: UInt8) {
      if previous == 0x0d, byte != 0x0a { loneReturns += 1 }
      switch byte {
      case 0x0a: if previous != 0x0d { loneLineFeeds += 1 }
      case 0x0d: returns += 1
      case 0x7f: unprintable += 1
      case 0x08, 0x09, 0x0c, 0x1b, 0x20...: printable += 1
      default:
        if byte == 0 { holdsNUL = true }
        unprintable += 1
      }
    }

    var isBinary: Bool { loneReturns > 0 || holdsNUL || printable >> 7 < unprintable }
  }
}

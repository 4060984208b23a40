/// The classes that POSIX names in bracket expressions (`[[:alpha:]]`), for ASCII.
enum NamedByteClass: String {
  case alnum, alpha, blank, cntrl, digit, graph, lower, print, punct, space, upper, xdigit

  /// Whether the ASCII character `byte` is in the class.
  func contains(_ byte: UInt8) -> Bool {
    let isDigit = (0x30...0x39).contains(byte)
    let isUpper = (0x41...0x5a).contains(byte)
    let isLower = (0x61...0x7a).contains(byte)
    let isGraph = (0x21...0x7e).contains(byte)
    return switch self {
    case .alnum: isDigit || isUpper || isLower
    case .alpha: isUpper || isLower
    case .blank: byte == 0x20 || byte == 0x09
    case .cntrl: byte < 0x20 || byte == 0x7f
    case .digit: isDigit
    case .graph: isGraph
    case .lower: isLower
    case .print: isGraph || byte == 0x20
    case .punct: isGraph && !isDigit && !isUpper && !isLower
    case .space: byte == 0x20 || (0x09...0x0d).contains(byte)
    case .upper: isUpper
    case .xdigit: isDigit || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
  }
}

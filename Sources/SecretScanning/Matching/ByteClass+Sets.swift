/// Sets of which one matcher or another has need. They are made once: a set is parsed from text.
extension ByteClass {
  static let assignmentSigns = ByteClass(":=")
  static let comparison = ByteClass("=~:")
  static let digitsAndSpace = ByteClass("0-9 ")
  /// `0-9A-Za-z_.-`.
  static var dottedName: ByteClass { ByteClass(low: 0x03ff_6000_0000_0000, high: 0x07ff_fffe_87ff_fffe) }
  /// `0bfnrt`.
  static var escapeLetters: ByteClass { ByteClass(low: 0x0001_0000_0000_0000, high: 0x0014_4044_0000_0000) }
  static let elementEnd = ByteClass("< \t\r\n")
  static let enclosedEnd = ByteClass(" \t\r\n\"'`&;")
  static let expansionEnd = ByteClass("} \t\r\n\"'`$\\")
  static let firstOfOrder = ByteClass("01aA")
  static let firstOfText = ByteClass("0-7")
  static let hexAndHyphen = ByteClass("0-9a-fA-F-")
  static let hostEnd = ByteClass("/\"'` \t\r\n?,;)")
  /// Whether letters are all small or all capital.
  static func isOneCase(_ letters: ArraySlice<UInt8>) -> Bool {
    letters.allSatisfy(ByteClass.lower.contains) || letters.allSatisfy(upper.contains)
  }
  static let jsonScalar = ByteClass("0-9a-zE+.-")
  static let label = ByteClass("A-Z0-9 ")
  static let lastOfOrder = ByteClass("9zZ")
  static let lineEnd = ByteClass("\r\n")
  /// `nrt`.
  static var lineEscapes: ByteClass { ByteClass(low: 0, high: 0x0014_4000_0000_0000) }
  /// Space, tabulator, return and what quotes, lists, comments and quoted mail put ahead of or behind a line.
  static var lineJoint: ByteClass { ByteClass(low: 0x4800_14cd_0000_2200, high: 0x1000_0001_0000_0000) }
  static let listing = ByteClass("/,:|")
  static let literalEnd = ByteClass("\r\n,;)}]#/.\\`\"'>")
  static let locatorEnd = ByteClass(" \t\r\n\"'`<>\0")
  static let nameJoint = ByteClass(" \t\"'`:=>|\\([")
  static let nameClosing = ByteClass("\"'`] \t\\)*")
  static let numeric = ByteClass("0-9.,:/ -")
  static let operatorStart = ByteClass(":=?|<")
  static let pairSeparators = ByteClass(" \t\r\n,;")
  static let passphraseSigns = ByteClass("!@#$%^&*?+=~")
  static let passwordStart = ByteClass("@#*")
  static let plainValueEnd = ByteClass(" \t\r\n,;")
  static let positiveDigits = ByteClass("1-9")
  static let quotation = ByteClass(" \t\r\n\"'`,;#*>|.&-")
  static let queryStart = ByteClass("?&;")
  static let referenceStart = ByteClass("$%{<[(*#@&")
  static let ruleName = ByteClass("0-9a-z-")
  static let restEnd = ByteClass("\r\n#;/,}")
  static let schemeStart = ByteClass("BbTtS")
  /// `_.-`.
  static var separators: ByteClass { ByteClass(low: 0x0000_6000_0000_0000, high: 0x0000_0000_8000_0000) }
  static let stringPrefixes = ByteClass("bBuUrRLN")
  static let signs = ByteClass("=:|")
  static let typeName = ByteClass("0-9A-Za-z_&<>?. ")
  /// `A-Z`.
  static var upper: ByteClass { ByteClass(low: 0, high: 0x0000_0000_07ff_fffe) }
  static let parameterEnd = ByteClass(" \t\r\n\"'`&<>#;,)|\\")
  static let valueEnd = ByteClass(" \t\r\n\"'`,;")
  static let valueOpening = ByteClass(" \t(\\[@")
  static let wrapperName = ByteClass("0-9A-Za-z_.[]:@-")
  static let wrapperOpening = ByteClass(" (@")
}

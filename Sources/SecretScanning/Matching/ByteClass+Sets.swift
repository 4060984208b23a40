/// Sets of which one matcher or another has need. They are made once: a set is parsed from text.
extension ByteClass {
  /// `|?o=!`.
  static var alternative: ByteClass { ByteClass(low: 0xa000_0002_0000_0000, high: 0x1000_8000_0000_0000) }
  /// `:=`.
  static var assignmentSigns: ByteClass { ByteClass(low: 0x2400_0000_0000_0000, high: 0) }
  /// ` \t\r\n"'\``, brackets and `\*:=?|<>,;`: without one of these behind it, a name is assigned nothing.
  static var behindName: ByteClass { ByteClass(low: 0xfc00_1785_0000_2600, high: 0x1800_0001_3800_0000) }
  /// `=~:`.
  static var comparison: ByteClass { ByteClass(low: 0x2400_0000_0000_0000, high: 0x4000_0000_0000_0000) }
  /// `0-9 `.
  static var digitsAndSpace: ByteClass { ByteClass(low: 0x03ff_0001_0000_0000, high: 0) }
  /// `0-9A-Za-z_.-`.
  static var dottedName: ByteClass { ByteClass(low: 0x03ff_6000_0000_0000, high: 0x07ff_fffe_87ff_fffe) }
  /// `nrtbf0`.
  static var escapeLetters: ByteClass { ByteClass(low: 0x0001_0000_0000_0000, high: 0x0014_4044_0000_0000) }
  /// `< \t\r\n`.
  static var elementEnd: ByteClass { ByteClass(low: 0x1000_0001_0000_2600, high: 0) }
  /// ` \t\r\n"'`&;`.
  static var enclosedEnd: ByteClass { ByteClass(low: 0x0800_00c5_0000_2600, high: 0x0000_0001_0000_0000) }
  /// `} \t\r\n"'`$\\`.
  static var expansionEnd: ByteClass { ByteClass(low: 0x0000_0095_0000_2600, high: 0x2000_0001_1000_0000) }
  /// `01aA`.
  static var firstOfOrder: ByteClass { ByteClass(low: 0x0003_0000_0000_0000, high: 0x0000_0002_0000_0002) }
  /// `0-7`.
  static var firstOfText: ByteClass { ByteClass(low: 0x00ff_0000_0000_0000, high: 0) }
  /// `0-9a-fA-F-`.
  static var hexAndHyphen: ByteClass { ByteClass(low: 0x03ff_2000_0000_0000, high: 0x0000_007e_0000_007e) }
  /// `/"'` \t\r\n?,;)`.
  static var hostEnd: ByteClass { ByteClass(low: 0x8800_9285_0000_2600, high: 0x0000_0001_0000_0000) }
  /// `0-9a-zE+.-`.
  static var jsonScalar: ByteClass { ByteClass(low: 0x03ff_6800_0000_0000, high: 0x07ff_fffe_0000_0020) }
  /// `A-Z0-9 `.
  static var label: ByteClass { ByteClass(low: 0x03ff_0001_0000_0000, high: 0x0000_0000_07ff_fffe) }
  /// `9zZ`.
  static var lastOfOrder: ByteClass { ByteClass(low: 0x0200_0000_0000_0000, high: 0x0400_0000_0400_0000) }
  /// `\r\n`.
  static var lineEnd: ByteClass { ByteClass(low: 0x0000_0000_0000_2400, high: 0) }
  /// `nrt`.
  static var lineEscapes: ByteClass { ByteClass(low: 0, high: 0x0014_4000_0000_0000) }
  /// ` \t\r"'`,;#*>|&`.
  static var lineJoint: ByteClass { ByteClass(low: 0x4800_14cd_0000_2200, high: 0x1000_0001_0000_0000) }
  /// `/,:|`.
  static var listing: ByteClass { ByteClass(low: 0x0400_9000_0000_0000, high: 0x1000_0000_0000_0000) }
  /// `\r\n,;)}]#/.\\`"'>`.
  static var literalEnd: ByteClass { ByteClass(low: 0x4800_d28c_0000_2400, high: 0x2000_0001_3000_0000) }
  /// ` \t\r\n"'`<>\0`.
  static var locatorEnd: ByteClass { ByteClass(low: 0x5000_0085_0000_2601, high: 0x0000_0001_0000_0000) }
  /// ` \t"'`:=>|\\([`.
  static var nameJoint: ByteClass { ByteClass(low: 0x6400_0185_0000_0200, high: 0x1000_0001_1800_0000) }
  /// `"'`] \t\\)*`.
  static var nameClosing: ByteClass { ByteClass(low: 0x0000_0685_0000_0200, high: 0x0000_0001_3000_0000) }
  /// `0-9.,:/ -`.
  static var numeric: ByteClass { ByteClass(low: 0x07ff_f001_0000_0000, high: 0) }
  /// `:=?|<`.
  static var operatorStart: ByteClass { ByteClass(low: 0xb400_0000_0000_0000, high: 0x1000_0000_0000_0000) }
  /// ` \t\r\n,;`.
  static var pairSeparators: ByteClass { ByteClass(low: 0x0800_1001_0000_2600, high: 0) }
  /// `0-9A-Za-z+/=`.
  static var paddedBase64: ByteClass { ByteClass(low: 0x23ff_8800_0000_0000, high: 0x07ff_fffe_07ff_fffe) }
  /// `!-~`: all of ASCII that is seen.
  static var printable: ByteClass { ByteClass(low: 0xffff_fffe_0000_0000, high: 0x7fff_ffff_ffff_ffff) }
  /// `!@#$%^&*?+=~`.
  static var passphraseSigns: ByteClass { ByteClass(low: 0xa000_0c7a_0000_0000, high: 0x4000_0000_4000_0001) }
  /// `@#*`.
  static var passwordStart: ByteClass { ByteClass(low: 0x0000_0408_0000_0000, high: 0x0000_0000_0000_0001) }
  /// ` \t\r\n,;`.
  static var plainValueEnd: ByteClass { ByteClass(low: 0x0800_1001_0000_2600, high: 0) }
  /// `1-9`.
  static var positiveDigits: ByteClass { ByteClass(low: 0x03fe_0000_0000_0000, high: 0) }
  /// ` \t\r\n"'`,;#*>|.&-`.
  static var quotation: ByteClass { ByteClass(low: 0x4800_74cd_0000_2600, high: 0x1000_0001_0000_0000) }
  /// `?&;`.
  static var queryStart: ByteClass { ByteClass(low: 0x8800_0040_0000_0000, high: 0) }
  /// `$%{<[(*#@&`.
  static var referenceStart: ByteClass { ByteClass(low: 0x1000_0578_0000_0000, high: 0x0800_0000_0800_0001) }
  /// `0-9a-z-`.
  static var ruleName: ByteClass { ByteClass(low: 0x03ff_2000_0000_0000, high: 0x07ff_fffe_0000_0000) }
  /// `\r\n#;/,}`.
  static var restEnd: ByteClass { ByteClass(low: 0x0800_9008_0000_2400, high: 0x2000_0000_0000_0000) }
  /// `BbTtS`.
  static var schemeStart: ByteClass { ByteClass(low: 0, high: 0x0010_0004_0018_0004) }
  /// `_.-`.
  static var separators: ByteClass { ByteClass(low: 0x0000_6000_0000_0000, high: 0x0000_0000_8000_0000) }
  /// `bBuUrRLN`.
  static var stringPrefixes: ByteClass { ByteClass(low: 0, high: 0x0024_0004_0024_5004) }
  /// `=:|`.
  static var signs: ByteClass { ByteClass(low: 0x2400_0000_0000_0000, high: 0x1000_0000_0000_0000) }
  /// `0-9A-Za-z_&<>?. `.
  static var typeName: ByteClass { ByteClass(low: 0xd3ff_4041_0000_0000, high: 0x07ff_fffe_87ff_fffe) }
  /// `A-Z`.
  static var upper: ByteClass { ByteClass(low: 0, high: 0x0000_0000_07ff_fffe) }
  /// ` \t\r\n"'`&<>#;,)|\\`.
  static var parameterEnd: ByteClass { ByteClass(low: 0x5800_12cd_0000_2600, high: 0x1000_0001_1000_0000) }
  /// ` \t\r\n"'`,;`.
  static var valueEnd: ByteClass { ByteClass(low: 0x0800_1085_0000_2600, high: 0x0000_0001_0000_0000) }
  /// ` \t(\\[@`.
  static var valueOpening: ByteClass { ByteClass(low: 0x0000_0101_0000_0200, high: 0x0000_0000_1800_0001) }
  /// `0-9A-Za-z_.[]:@-`.
  static var wrapperName: ByteClass { ByteClass(low: 0x07ff_6000_0000_0000, high: 0x07ff_fffe_afff_ffff) }
  /// ` (@`.
  static var wrapperOpening: ByteClass { ByteClass(low: 0x0000_0101_0000_0000, high: 0x0000_0000_0000_0001) }
}

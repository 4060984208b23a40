import GateModel

/// The keys of all flags, held against each other and against the repository's style.
enum KeyRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    DuplicateFlags.check(inspection.content, &report)
    ConfusableKeys.check(inspection.content, &report)
    for file in inspection.content.files {
      for flag in file.flags { check(flag, inspection.settings.keys, &report) }
    }
  }

  private static func check(_ flag: Flag, _ settings: FlagKeySettings, _ report: inout FlagReport) {
    if let reason = hidden(in: flag.key) {
      report.add(
        .keyInvisible, "the key `\(FlagFindings.shown(flag.key))` \(reason)", in: flag.path, at: flag.range,
        help: "type it anew")
    } else if let style = settings.style, !flag.key.isEmpty, !style.fits(flag.key) {
      report.add(
        .keyStyle, "the key `\(FlagFindings.shown(flag.key))` is not in \(style.rawValue) case", in: flag.path,
        at: flag.range)
    }
  }

  /// What in `key` cannot be seen, as the end of a sentence.
  private static func hidden(in key: String) -> String? {
    if key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return nil }
    let scalars = key.unicodeScalars
    if let first = scalars.first, let last = scalars.last,
      first.properties.isWhitespace || last.properties.isWhitespace
    {
      return "begins or ends with white space"
    }
    for scalar in scalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse:
        return "has the invisible character U+" + hexadecimal(scalar.value)
      case .spaceSeparator where scalar != " ":
        return "has the invisible character U+" + hexadecimal(scalar.value)
      default: continue
      }
    }
    return mixesAlphabets(scalars) ? "mixes Latin letters with Greek or Cyrillic ones that look alike in one word" : nil
  }

  private static func mixesAlphabets(_ scalars: String.UnicodeScalarView) -> Bool {
    var (isLatin, isOther) = (false, false)
    for scalar in scalars {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: isLatin = true
      case 0x370...0x52F: isOther = true
      default: (isLatin, isOther) = (false, false)
      }
      if isLatin && isOther { return true }
    }
    return false
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

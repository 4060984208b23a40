/// The spellings of dates and times (RFC 3339).
enum TOMLTime {
  private static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Whether `text` is a date, a time, or both with or without an offset from UTC.
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    let date = text.prefix(10)
    guard isDate(date) else { return clockEnd(text) == text.endIndex }
    let rest = text[date.endIndex...]
    guard let separator = rest.first else { return true }
    guard separator | 0x20 == UInt8(ascii: "t") || separator == 0x20, let end = clockEnd(rest.dropFirst()) else {
      return false
    }
    let offset = text[end...]
    guard let sign = offset.first else { return true }
    if sign | 0x20 == UInt8(ascii: "z") { return offset.count == 1 }
    return (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")) && isMinute(offset.dropFirst())
      && offset.count == 6
  }

  /// `2027-01-31`, of a day that there is.
  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return day >= 1 && day <= monthLengths[month - 1] + (isLeap && month == 2 ? 1 : 0)
  }

  /// Where `07:32:00` or `07:32:00.999` ends, at the start of `text`; `nil` where there is none.
  private static func clockEnd(_ text: ArraySlice<UInt8>) -> Int? {
    let clock = text.prefix(8)
    guard clock.count == 8, isMinute(clock.prefix(5)), clock[clock.startIndex + 5] == UInt8(ascii: ":"),
      let second = number(clock.suffix(2)), second <= 60
    else { return nil }
    let rest = text[clock.endIndex...]
    guard rest.first == UInt8(ascii: ".") else { return clock.endIndex }
    let fraction = rest.dropFirst().prefix(while: JSONText.isDigit)
    return fraction.isEmpty ? nil : fraction.endIndex
  }

  /// `07:32`.
  private static func isMinute(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count == 5, text[text.startIndex + 2] == UInt8(ascii: ":"), let hour = number(text.prefix(2)),
      let minute = number(text.suffix(2))
    else { return false }
    return hour <= 23 && minute <= 59
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(JSONText.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}

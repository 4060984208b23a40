package import GateModel

/// A moment, to the second.
package struct FlagTime: Hashable, Sendable, Comparable {
  /// Seconds since 1970 began, in UTC.
  package let seconds: Int64

  /// The moment that `text` names by RFC 3339, or in one of the looser forms that YAML's timestamps have: `2027-01-31`,
  /// `2027-01-31 08:00:00`; without an offset it is taken for UTC. `nil` where it names none.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = CalendarDay(String(decoding: bytes[..<10], as: UTF8.self)) else { return nil }
    let midnight = Int64(day.number) * 86_400
    if bytes.count == 10 {
      seconds = midnight
      return
    }
    guard "Tt ".utf8.contains(bytes[10]), let clock = Self.clock(bytes[11...]) else { return nil }
    var rest = bytes[clock.end...]
    while rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    guard let offset = Self.offset(rest) else { return nil }
    seconds = midnight + clock.seconds - offset
  }

  /// Whether `text` names a moment by RFC 3339 and not only in a form that YAML knows: with `T` and an offset from UTC.
  static func isStrict(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard FlagTime(text) != nil, bytes.count > 19, bytes[10] == UInt8(ascii: "T") else { return false }
    return bytes.last == UInt8(ascii: "Z") || "+-".utf8.contains(bytes[bytes.count - 6])
  }

  /// The day in UTC.
  package var day: CalendarDay { CalendarDay(secondsSince1970: seconds) }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  /// `08:00:00`, with or without a fraction, at the start of `text`.
  private static func clock(_ text: ArraySlice<UInt8>) -> (seconds: Int64, end: Int)? {
    guard text.count >= 8, let hour = pair(text, at: 0), let minute = pair(text, at: 3), let second = pair(text, at: 6),
      text[text.startIndex + 2] == UInt8(ascii: ":"), text[text.startIndex + 5] == UInt8(ascii: ":"), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    var end = text.startIndex + 8
    if end < text.endIndex, text[end] == UInt8(ascii: ".") {
      let digits = text[(end + 1)...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty else { return nil }
      end = digits.endIndex
    }
    return (hour * 3600 + minute * 60 + second, end)
  }

  /// Seconds east of UTC: nothing, `Z`, `+02:00`.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
    guard let sign = text.first else { return 0 }
    if sign | 0x20 == UInt8(ascii: "z") { return text.count == 1 ? 0 : nil }
    guard "+-".utf8.contains(sign), text.count == 6, let hour = pair(text, at: 1), let minute = pair(text, at: 4),
      text[text.startIndex + 3] == UInt8(ascii: ":"), hour < 24, minute < 60
    else { return nil }
    return (hour * 3600 + minute * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func pair(_ text: ArraySlice<UInt8>, at offset: Int) -> Int64? {
    let digits = text.dropFirst(offset).prefix(2)
    guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1) - 0x30 }
  }
}

/// The time in which something counts.
package struct FlagWindow: Hashable, Sendable {
  /// `nil` where it has always counted.
  package var start: Placed<FlagTime>?
  /// `nil` where it will always count.
  package var end: Placed<FlagTime>?

  package init(start: Placed<FlagTime>? = nil, end: Placed<FlagTime>? = nil) {
    self.start = start
    self.end = end
  }
}

/// A day of the Gregorian calendar, in UTC.
package struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let number: Int

  /// The day that holds the second `seconds` after 1970 began.
  package init(secondsSince1970 seconds: Int64) {
    number = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  /// The day that `text` names in the form `2027-01-31`; `nil` where it names none.
  package init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2] else { return nil }
    var values: [Int] = []
    for part in parts {
      guard part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      values.append(part.reduce(0) { $0 * 10 + Int($1) - 0x30 })
    }
    guard let number = Self.number(year: values[0], month: values[1], day: values[2]) else { return nil }
    self.number = number
  }

  /// `2027-01-31`.
  package var description: String {
    let (year, month, day) = parts
    let padded = { (number: Int, width: Int) in
      String(repeating: "0", count: max(0, width - number.description.count)) + number.description
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  // Years are counted from March, so that the leap day is the last one (howardhinnant.github.io/date_algorithms.html).

  private static func number(year: Int, month: Int, day: Int) -> Int? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    // A day that the month does not have counts into the next one.
    return CalendarDay(number: number).parts == (year, month, day) ? number : nil
  }

  private init(number: Int) { self.number = number }

  private var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
  }
}

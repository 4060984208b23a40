extension NumberText {
  /// `number` as JavaScript writes it: the fewest digits that mean it, and an exponent only from 1e21 on and below 1e-6.
  ///
  /// https://tc39.es/ecma262/#sec-numeric-types-number-tostring
  static func text(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if number == 0 { return "0" }
    let (digits, point) = decimal(number.magnitude)
    let count = digits.count
    let text: String
    switch point {
    case count...21 where count <= 21: text = digits + zeros(point - count)
    case 1...21: text = digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0: text = "0." + zeros(-point) + digits
    default:
      let rest = digits.dropFirst()
      text =
        digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e" + (point > 0 ? "+" : "-")
        + (point - 1).magnitude.description
    }
    return number < 0 ? "-" + text : text
  }

  /// The digits of `number` without zeros at either end, and how many of them stand before the point.
  private static func decimal(_ number: Double) -> (digits: String, point: Int) {
    let parts = number.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    var digits = Substring(mantissa[0] + fraction)
    var point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.first == "0" {
      digits.removeFirst()
      point -= 1
    }
    while digits.last == "0" { digits.removeLast() }
    return (String(digits), point)
  }

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }
}

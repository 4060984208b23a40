/// Reads amounts with a unit, as gate.yml writes them.
package enum Units {
  /// Why a text is no amount.
  package enum Problem: Error {
    case noUnit
    case malformed
    case outOfRange
  }

  /// `500ms`, `60s`, `2m`, `1h`: whole numbers, more than nothing, a day at most.
  package static func duration(_ text: String) throws(Problem) -> Duration {
    let milliseconds = try amount(text, units: ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000])
    guard (1...86_400_000).contains(milliseconds) else { throw .outOfRange }
    return .milliseconds(Int64(milliseconds))
  }

  /// `512KB`, `100MB`, `64MiB`, `2GiB`, in bytes; powers of ten, or of two with an `i`. At most a tebibyte.
  static func size(_ text: String) throws(Problem) -> UInt64 {
    let bytes = try amount(
      text,
      units: [
        "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10, "MiB": 1 << 20,
        "GiB": 1 << 30,
      ])
    guard (1...(1 << 40)).contains(bytes) else { throw .outOfRange }
    return bytes
  }

  private static func amount(_ text: String, units: [String: UInt64]) throws(Problem) -> UInt64 {
    let digits = text.prefix { ("0"..."9").contains($0) }
    if digits.isEmpty { throw .malformed }
    let unit = text.dropFirst(digits.count)
    if unit.isEmpty { throw .noUnit }
    guard let factor = units[String(unit)] else { throw .malformed }
    guard let number = UInt64(digits) else { throw .outOfRange }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    if overflow { throw .outOfRange }
    return product
  }
}

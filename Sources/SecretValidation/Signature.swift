import Digests

/// AWS Signature Version 4 over a request without a query
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
struct Signature {
  var keyID: String
  var secret: [UInt8]
  var service: String
  var region: String
  /// `20150830T123600Z`.
  var time: String

  /// The value of the header `Authorization`. `headers` have their names in lower case; `query` is in its canonical form.
  func authorization(
    _ method: String, path: String, query: String = "", headers: [(name: String, value: String)], body: [UInt8]
  ) -> String {
    let sorted = headers.sorted { $0.name < $1.name }
    let names = sorted.map(\.name).joined(separator: ";")
    let lines = sorted.map { "\($0.name):\($0.value)\n" }.joined()
    let canonical = [method, path, query, lines, names, Digest256.hex(Digest256.of(body))].joined(separator: "\n")
    let date = String(time.prefix(8))
    let scope = "\(date)/\(region)/\(service)/aws4_request"
    let text = ["AWS4-HMAC-SHA256", time, scope, Digest256.hex(Digest256.of(canonical.utf8))].joined(separator: "\n")
    let key = [date, region, service, "aws4_request"].reduce(Array("AWS4".utf8) + secret) { key, part in
      Digest256.authenticated(part.utf8, key: key)
    }
    let signature = Digest256.hex(Digest256.authenticated(text.utf8, key: key))
    return "AWS4-HMAC-SHA256 Credential=\(keyID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
  }

  /// Seconds since 1970 as a signature has them (ISO 8601, basic form, UTC).
  static func time(_ seconds: Int64) -> String {
    // Days to a date by the proleptic Gregorian calendar, in eras of 400 years that begin in March.
    let days = Int(seconds.quotientFloor(86_400)) + 719_468
    let rest = Int(seconds - seconds.quotientFloor(86_400) * 86_400)
    let era = Int(Int64(days).quotientFloor(146_097))
    let day = days - era * 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    let two = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    return
      "\(calendarYear)\(two(calendarMonth))\(two(dayOfMonth))T\(two(rest / 3600))\(two(rest / 60 % 60))\(two(rest % 60))Z"
  }
}

extension Int64 {
  /// The quotient, rounded towards minus infinity.
  fileprivate func quotientFloor(_ divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}

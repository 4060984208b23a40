/// Where all requests go in place of the issuers' hosts, for tests: a port of this machine, and nothing else. What may be set by
/// an environment must not be able to send secrets away.
package struct LoopbackBase: Hashable, Sendable {
  /// `http://127.0.0.1:PORT` or `http://[::1]:PORT`.
  let url: String

  /// `nil` where `text` is anything else.
  package init?(_ text: String) {
    guard let start = ["http://127.0.0.1:", "http://[::1]:"].first(where: text.hasPrefix) else { return nil }
    let digits = text.dropFirst(start.count)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), UInt16(digits) ?? 0 > 0 else {
      return nil
    }
    url = text
  }
}

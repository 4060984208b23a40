/// How a secret is shown: enough to recognise it beside the provider's list, too little to use it.
enum Redaction {
  /// The public prefix, `…`, and up to two last characters; all of it together at most a quarter of the secret. Nothing but `…`
  /// of a short one.
  static func preview(of secret: ArraySlice<UInt8>, prefixCount: Int) -> String {
    let budget = secret.count / 4
    let prefix = secret.prefix(min(prefixCount, budget))
    let tailCount = secret.count >= 20 && prefixCount > 0 ? min(2, budget - prefix.count) : 0
    return printable(prefix) + "…" + printable(secret.suffix(tailCount))
  }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { (0x21..<0x7f).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}

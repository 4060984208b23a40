import SecretScanning

/// Signs that a secret is for a server of somebody's own, and not for the issuer's, where an issuer has both: it must not be
/// sent to strangers. None of them is ever the address that a secret is sent to.
struct ServerSigns {
  /// The issuer's own hosts.
  let issuer: [String]
  /// What its servers are called, as in `--server NAME=HOST`.
  let name: String

  /// How many lines above and below a secret are about it.
  private static let nearby = 2
  /// Words that an address follows.
  private static let keys = ["host", "server", "url", "uri", "domain", "endpoint", "registry"]
  /// Issuers whose servers are where repositories are kept.
  private static let keepers: Set<String> = ["github", "gitlab"]
  /// Where anybody keeps repositories.
  private static let publicKeepers = [
    "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "dev.azure.com", "visualstudio.com", "sr.ht",
    "gitea.com",
    "amazonaws.com", "huggingface.co", "notabug.org", "framagit.org",
  ]
  /// What else belongs to an issuer.
  private static let further = ["github": ["githubusercontent.com", "github.io", "ghcr.io"], "gitlab": ["gitlab.io"]]

  /// The first of `hosts`, where repositories are kept, that is nobody's but the user's.
  func ownHost(among hosts: [String]) -> String? {
    if !Self.keepers.contains(name) { return nil }
    return hosts.first { host in !Self.publicKeepers.contains { Self.isHost(host, of: $0) } && !isIssuers(host) }
  }

  /// Whether the text around the secret names another server.
  func isOther(near entry: SecretVault.Entry) -> Bool {
    let text = entry.surroundings
    let end = min(text.count, entry.offset + entry.secret.count)
    if end < text.count, text[end] == UInt8(ascii: "@"), isForeign(Self.host(text[(end + 1)...])) { return true }
    var rest = Self.lines(around: entry.offset..<end, in: text)
    while !rest.isEmpty {
      let word = Self.host(rest)
      if word.isEmpty {
        rest = rest.dropFirst()
        continue
      }
      if isForeign(word), isNamed(word) || Self.isAddress(word, in: text) { return true }
      rest = rest[word.endIndex...]
    }
    return false
  }

  /// Whether the server's name is part of the host's.
  private func isNamed(_ host: ArraySlice<UInt8>) -> Bool { Self.text(host).contains(name) }

  /// Whether `word` is a host that is not the issuer's.
  private func isForeign(_ word: ArraySlice<UInt8>) -> Bool {
    let text = Self.text(word)
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last else { return false }
    return last.count >= 2 && last.utf8.allSatisfy { (0x61...0x7a).contains($0) } && !isIssuers(text)
  }

  private func isIssuers(_ host: String) -> Bool {
    let domains = issuer.map { $0.split(separator: ".").suffix(2).joined(separator: ".") }
    return (domains + (Self.further[name] ?? [])).contains { Self.isHost(host, of: $0) }
  }

  private static func isHost(_ host: String, of domain: String) -> Bool {
    host == domain || host.hasSuffix("." + domain)
  }

  /// Whether `word` stands where an address does: behind a scheme, or behind a key that says so.
  private static func isAddress(_ word: ArraySlice<UInt8>, in text: [UInt8]) -> Bool {
    let newline = UInt8(ascii: "\n")
    let before = text[..<word.startIndex]
    let start = before.lastIndex { $0 == newline || $0 <= 0x20 }.map { $0 + 1 } ?? 0
    if Self.text(before[start...]).contains("://") { return true }
    let line = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let lead = Self.text(before[line...])
    // A long line says much that is about something else.
    return keys.contains { String(lead.suffix(40)).contains($0) }
  }

  /// The host that `text` begins with, as far as its characters tell.
  private static func host(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.prefix { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "."), UInt8(ascii: "-"): true
      default: false
      }
    }
  }

  /// The lines of `range`, and some above and below.
  private static func lines(around range: Range<Int>, in text: [UInt8]) -> ArraySlice<UInt8> {
    let newline = UInt8(ascii: "\n")
    var start = range.lowerBound
    var count = 0
    while start > 0 {
      if text[start - 1] == newline { count += 1 }
      if count > nearby { break }
      start -= 1
    }
    var end = range.upperBound
    count = 0
    while end < text.count {
      if text[end] == newline { count += 1 }
      if count > nearby { break }
      end += 1
    }
    return text[start..<end]
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self).lowercased() }
}

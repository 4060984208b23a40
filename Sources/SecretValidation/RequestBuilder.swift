import SecretScanning

/// Makes requests to the network of declared ones and a secret.
struct RequestBuilder {
  /// Why there is nothing to send.
  struct Refusal: Error, Hashable {
    var reason: String
  }

  var servers: NamedServers
  /// The hosts that the repository is kept at.
  var keepers: [String] = []
  var base: LoopbackBase?
  /// Seconds since 1970.
  var now: Int64

  /// One request for each host and path that may be the right one.
  func requests(
    _ declared: ValidationRequest, for entry: SecretVault.Entry
  ) throws(Refusal) -> [WireRequest] {
    let secret = entry.secret
    // Whatever else it holds would end a line of the header, or say something else to the server.
    guard !secret.isEmpty, secret.count <= 8_192, secret.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw Refusal(reason: "it cannot be sent as it is")
    }
    let token = String(decoding: secret, as: UTF8.self)
    var pair = ""
    if let companion = declared.companion {
      guard let found = companion.found(in: entry.surroundings, near: entry.offset) else {
        throw Refusal(reason: "its other half (\(companion.prefix)…) is not near it")
      }
      pair = found
    }
    var requests: [WireRequest] = []
    for host in try hosts(declared, for: entry, token: token) {
      for path in declared.paths {
        requests.append(request(declared, host: host, path: path, token: token, pair: pair))
      }
    }
    return requests
  }

  private func hosts(
    _ declared: ValidationRequest, for entry: SecretVault.Entry, token: String
  ) throws(Refusal) -> [String] {
    if let name = declared.server {
      if let named = servers[name] { return [named] }
      guard let first = declared.hosts.first else {
        throw Refusal(reason: "which server it is for is not known: --server \(name)=HOST")
      }
      try requireIssuers(ServerSigns(issuer: declared.hosts, name: name), first, entry)
    }
    let suffix = token.split(separator: "-").last.map(String.init) ?? ""
    return try declared.hosts.map { host throws(Refusal) in
      guard host.contains("{suffix}") else { return host }
      // Part of a host's name, and taken from the text: nothing but a label.
      guard suffix.count <= 6, suffix.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) })
      else {
        throw Refusal(reason: "it does not say which server it is for")
      }
      return host.replacing("{suffix}", with: suffix)
    }
  }

  /// - Throws: `Refusal` where the secret may be for a server of somebody's own.
  private func requireIssuers(_ signs: ServerSigns, _ issuer: String, _ entry: SecretVault.Entry) throws(Refusal) {
    var sign: String?
    // What stands in the text is not repeated: a host's name may be a secret, too.
    if signs.isOther(near: entry) { sign = "another server is named beside it" }
    if let host = signs.ownHost(among: keepers) { sign = "the repository is kept at \(host)" }
    guard let sign else { return }
    let name = signs.name
    throw Refusal(
      reason:
        "nobody was asked, for \(sign): --server \(name)=HOST says who may be, --server \(name)=\(issuer) the issuer")
  }

  private func request(
    _ declared: ValidationRequest, host: String, path: String, token: String, pair: String
  ) -> WireRequest {
    let isDropped = !declared.prefix.isEmpty && token.hasPrefix(declared.prefix)
    let shown = isDropped ? String(token.dropFirst(declared.prefix.count)) : token
    let path = path.replacing("{token}", with: Self.encoded(shown)).replacing("{pair}", with: Self.encoded(pair))
    let body = Array((declared.body ?? "").utf8)
    var headers = ["User-Agent: gate"] + declared.headers
    if !declared.headers.contains(where: { $0.hasPrefix("Accept:") }) { headers.append("Accept: application/json") }
    if let body = declared.body, !declared.headers.contains(where: { $0.hasPrefix("Content-Type:") }) {
      headers.append(
        "Content-Type: " + (body.hasPrefix("{") ? "application/json" : "application/x-www-form-urlencoded"))
    }
    headers += credential(declared, host: host, path: path, token: token, pair: pair, body: body)
    let start = base.map { "\($0.url)/\(host)" } ?? "https://\(host)"
    return WireRequest(method: declared.method, host: host, url: start + path, headers: headers, body: body)
  }

  private func credential(
    _ declared: ValidationRequest, host: String, path: String, token: String, pair: String, body: [UInt8]
  ) -> [String] {
    let basic = { (user: String, password: String) in
      ["Authorization: Basic " + Self.base64(Array("\(user):\(password)".utf8))]
    }
    switch declared.credential {
    case .bearer: return ["Authorization: Bearer \(token)"]
    case .header(let name, let before): return ["\(name): \(before)\(token)"]
    case .password(let user): return basic(user, token)
    case .user: return basic(token, "")
    case .pairedPassword: return basic(pair, token)
    case .path: return []
    case .signature(let service, let region):
      let time = Signature.time(now)
      let signature = Signature(
        keyID: pair, secret: Array(token.utf8), service: service, region: region, time: time)
      let authorization = signature.authorization(
        declared.method.rawValue, path: path, headers: [("host", host), ("x-amz-date", time)], body: body)
      return ["X-Amz-Date: \(time)", "Authorization: \(authorization)"]
    }
  }

  /// Base64 with padding (RFC 4648 section 4).
  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      text += (0..<4).map { $0 <= group.count ? alphabet[bits >> (18 - 6 * $0) & 63] : UInt8(ascii: "=") }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `text` as part of a path or a query (RFC 3986); `:` and `/` stay, for tokens that have them are parts of paths.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "/"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        encoded.append("%")
        encoded.append(digits[Int(byte >> 4)])
        encoded.append(digits[Int(byte & 15)])
      }
    }
    return encoded
  }
}

extension ValidationRequest.Companion {
  /// The one whose start is nearest to `offset`, of those that are no part of something longer.
  func found(in bytes: [UInt8], near offset: Int) -> String? {
    let prefix = Array(prefix.utf8)
    let length = prefix.count + count
    guard bytes.count >= length else { return nil }
    let starts = (0...(bytes.count - length)).filter { start in
      let end = start + length
      return bytes[start...].starts(with: prefix) && (start == 0 || !Self.isWord(bytes[start - 1]))
        && (end == bytes.count || !Self.isWord(bytes[end]))
        && bytes[(start + prefix.count)..<end].allSatisfy(alphabet.contains)
    }
    return starts.min { abs($0 - offset) < abs($1 - offset) }.map { start in
      String(decoding: bytes[start..<(start + length)], as: UTF8.self)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }
}

extension ValidationRequest.Companion.Alphabet {
  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .hex: (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    case .base32: (0x41...0x5a).contains(byte) || (0x32...0x37).contains(byte)
    }
  }
}

/// The servers that the user named, by what the issuer is called.
package struct NamedServers: Hashable, Sendable {
  /// What is wrong with a name.
  package enum Problem: Error, Hashable {
    /// It is not `NAME=HOST`.
    case malformed
    /// No issuer is called so that has servers of several owners.
    case unknownName(String)
    /// The host is no host name, perhaps with a port and a path.
    case invalidHost(String)
  }

  private var hosts: [String: String] = [:]

  /// What may be named.
  package static let names: [String] = Set(ValidationRequest.all.compactMap(\.server)).sorted()

  package init() {}

  /// Adds `NAME=HOST`; `https://` ahead of the host is understood.
  package mutating func add(_ text: String) throws(Problem) {
    guard let sign = text.firstIndex(of: "=") else { throw .malformed }
    let name = String(text[..<sign])
    guard Self.names.contains(name) else { throw .unknownName(name) }
    var host = text[text.index(after: sign)...]
    if host.hasPrefix("https://") { host = host.dropFirst("https://".count) }
    while host.hasSuffix("/") { host = host.dropLast() }
    guard Self.isHost(host) else { throw .invalidHost(String(host)) }
    hosts[name] = String(host)
  }

  subscript(name: String) -> String? { hosts[name] }

  private static func isHost(_ text: Substring) -> Bool {
    let isPlain = { (byte: UInt8) in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "."), UInt8(ascii: "-"): true
      default: false
      }
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let authority = parts.first, parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isPlain) })
    else {
      return false
    }
    let pieces = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = pieces.first, pieces.count <= 2, !host.isEmpty, host.utf8.allSatisfy(isPlain) else { return false }
    return pieces.count == 1 || UInt16(pieces[1]) ?? 0 > 0
  }
}

/// The host of a remote's address, in git's three forms (git-clone(1), "GIT URLS").
enum RemoteHost {
  /// The host in small letters, without user and port; `nil` where the address is a place on this machine.
  static func host(of address: String) -> String? {
    var rest = address[...]
    if let scheme = rest.firstRange(of: "://") {
      if rest[..<scheme.lowerBound] == "file" { return nil }
      rest = rest[scheme.upperBound...].prefix { $0 != "/" }
    } else {
      // `host:path`, unless a slash comes first.
      guard let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/") else { return nil }
      rest = rest[..<colon]
    }
    if let sign = rest.lastIndex(of: "@") { rest = rest[rest.index(after: sign)...] }
    if rest.first == "[" { return nil }
    rest = rest.prefix { $0 != ":" }
    return rest.isEmpty ? nil : rest.lowercased()
  }
}

extension Repository {
  /// The hosts of all remotes, each once, in order.
  package var remoteHosts: [String] {
    let names = configuration.names(in: "remote").filter { $0.hasSuffix(".url") || $0.hasSuffix(".pushurl") }
    let addresses = names.flatMap { configuration.values($0) }
    return Set(addresses.compactMap(RemoteHost.host)).sorted()
  }
}

import DocumentTree

/// Reads `cache:` at the top of gate.yml.
enum CacheDecoder {
  /// The remote cache, or `nil` where there is none, or that has been reported which keeps it from being one.
  static func decode(_ node: DocumentNode, _ problems: inout Problems) -> RemoteCacheConfiguration? {
    guard
      let fields = Fields(
        node, place: "\"cache\"", named: "cache", known: ConfigurationKeys.cache, problems: &problems),
      let remote = fields["remote"]
    else { return nil }
    return self.remote(remote, &problems)
  }

  private static func remote(_ node: DocumentNode, _ problems: inout Problems) -> RemoteCacheConfiguration? {
    guard
      let fields = Fields(
        node, place: "\"remote\"", named: "remote", known: ConfigurationKeys.remote, problems: &problems)
    else { return nil }
    let url = fields.required("url", &problems).flatMap { self.url($0, &problems) }
    let key = fields.required("key", &problems).flatMap { problems.variable("key", $0) }
    let read = fields["read"].flatMap { credential("read", $0, &problems) }
    let write = fields["write"].flatMap { credential("write", $0, &problems) }
    let timeout = fields["timeout"].flatMap { problems.duration("timeout", $0) }
    guard let url, let key else { return nil }
    return RemoteCacheConfiguration(
      url: url, keyVariable: key, read: read, write: write,
      timeout: timeout ?? RemoteCacheConfiguration.defaultTimeout)
  }

  /// `{token: NAME}` or `{user: NAME, password: NAME}`.
  private static func credential(
    _ key: String, _ node: DocumentNode, _ problems: inout Problems
  ) -> RemoteCacheConfiguration.Credential? {
    let place = quoted(key)
    guard
      let fields = Fields(
        node, place: place, named: key, known: ConfigurationKeys.credential, problems: &problems)
    else { return nil }
    for other in ["user", "password"] {
      guard fields["token"] != nil, let second = fields.key(other) else { continue }
      problems.report(.conflictingKeys("token", other, place: place), at: second.start)
      return nil
    }
    if let token = fields["token"] {
      return problems.variable("token", token).map { .token(variable: $0) }
    }
    guard fields["user"] != nil || fields["password"] != nil else {
      problems.report(.missingKey("\"token\", or \"user\" and \"password\",", place: place), at: fields.position)
      return nil
    }
    let user = fields.required("user", &problems).flatMap { problems.variable("user", $0) }
    let password = fields.required("password", &problems).flatMap { problems.variable("password", $0) }
    guard let user, let password else { return nil }
    return .password(userVariable: user, passwordVariable: password)
  }

  /// An address without a credential in it, and without the slash at its end.
  private static func url(_ node: DocumentNode, _ problems: inout Problems) -> String? {
    guard let text = problems.string("url", node, expected: "an address") else { return nil }
    let problem: String?
    if !["https://", "http://"].contains(where: { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }) {
      problem = "expected an address that begins with https:// or http://"
    } else if text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f || "?#\\\"".utf8.contains($0) }) {
      problem = "an address has no spaces, \"?\" or \"#\" in it here"
    } else if text.utf8.contains(UInt8(ascii: "@")) {
      problem = "a user and a password do not belong here; name the variables that hold them in \"read\" and \"write\""
    } else {
      problem = nil
    }
    if let problem {
      problems.report(.invalidValue(key: "url", problem: problem), at: node.start)
      return nil
    }
    var url = text
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }
}

extension Problems {
  /// The name of one environment variable.
  fileprivate mutating func variable(_ key: String, _ node: DocumentNode) -> String? {
    if case .sequence = node.content {
      wrongType(key, "the name of a variable", node)
      return nil
    }
    return variables(key, node)?.first
  }
}

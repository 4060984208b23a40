/// `cache.remote` of gate.yml: where verdicts are shared, and which variables of the environment hold what that takes. No
/// secret is part of it.
package struct RemoteCacheConfiguration: Hashable, Sendable {
  /// The variables that hold a credential.
  package enum Credential: Hashable, Sendable {
    /// A bearer token (RFC 6750).
    case token(variable: String)
    /// A user and a password (basic authentication, RFC 7617).
    case password(userVariable: String, passwordVariable: String)
  }

  /// The address of the server, with the path below which it keeps entries; no slash at its end.
  package var url: String
  /// The variable that holds the key with which entries are signed.
  package var keyVariable: String
  /// What reading takes, `nil` where it takes nothing.
  package var read: Credential?
  /// What writing takes. `nil`: gate never writes. It writes where the variables are set, and then reads by them as well.
  package var write: Credential?
  /// How long a look-up may take.
  package var timeout: Duration

  package init(
    url: String, keyVariable: String, read: Credential? = nil, write: Credential? = nil,
    timeout: Duration = Self.defaultTimeout
  ) {
    self.url = url
    self.keyVariable = keyVariable
    self.read = read
    self.write = write
    self.timeout = timeout
  }

  /// What a commit may wait for the server where gate.yml says nothing: 300 ms.
  package static let defaultTimeout = Duration.milliseconds(300)
}

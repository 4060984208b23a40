package import GateModel

/// What there is to know about a remote store: where it is, what it is asked with, and how long one waits for it.
///
/// Holds secrets, so it must be neither shown nor kept.
package struct RemoteSettings: Sendable {
  /// The address below which `ac/` and `cas/` lie, without a slash at its end.
  package var url: String
  /// The value of the header `Authorization`, `nil` to send none.
  package var authorization: String?
  /// What entries are signed with; at least ``leastKeyLength`` bytes.
  package var signingKey: [UInt8]
  /// Whether passed verdicts are uploaded.
  package var canWrite: Bool
  /// How long one look-up may take, and how long a server may stay silent.
  package var timeout: Duration
  /// Values that must not leave the machine: a verdict that quotes one is not uploaded.
  package var secrets: [String]
  /// A file of certificates to trust instead of the system's.
  package var authorities: LocalPath?

  package init(
    url: String, authorization: String? = nil, signingKey: [UInt8], canWrite: Bool, timeout: Duration,
    secrets: [String] = [], authorities: LocalPath? = nil
  ) {
    self.url = url
    self.authorization = authorization
    self.signingKey = signingKey
    self.canWrite = canWrite
    self.timeout = timeout
    self.secrets = secrets
    self.authorities = authorities
  }

  /// A shorter key could be found by trying, in bytes.
  package static let leastKeyLength = 16
}

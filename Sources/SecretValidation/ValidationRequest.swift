/// How an issuer is asked, without any effect there, whether it still accepts a secret. A value, declared per provider.
///
/// The server is the issuer's own, or one that the user named; never one that the scanned text names. Templates may hold
/// `{token}`, the secret, and `{pair}`, its other half.
package struct ValidationRequest: Sendable {
  package enum Method: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// Where the secret goes.
  enum Credential: Hashable, Sendable {
    /// `Authorization: Bearer …` (RFC 6750).
    case bearer
    /// A header, the secret behind a text.
    case header(String, before: String)
    /// `Authorization: Basic …` (RFC 7617): this user, the secret as password.
    case password(of: String)
    /// The secret as user, without a password.
    case user
    /// `{pair}` as user, the secret as password.
    case pairedPassword
    /// In the path, for the issuer wants it there.
    case path
    /// It signs the request (AWS Signature Version 4), `{pair}` being the id of the key.
    case signature(service: String, region: String)

    static func header(_ name: String) -> Credential { .header(name, before: "") }
  }

  /// The other half of a secret, as it stands near it.
  struct Companion: Hashable, Sendable {
    var prefix: String
    /// How many bytes follow the prefix.
    var count: Int
    var alphabet: Alphabet

    enum Alphabet: Hashable, Sendable {
      case hex
      case base32
    }
  }

  /// The rules whose secrets are asked about in this way.
  package let rules: [String]
  /// The issuer's hosts, each of which may be the one; none where every customer has one of their own. `{suffix}` is what
  /// follows the last `-` of the secret.
  package let hosts: [String]
  /// What the user calls the server by to name another one, `nil` where there is no other.
  package let server: String?
  let method: Method
  /// The paths with their queries, each of which may be the one that the secret is for.
  let paths: [String]
  let credential: Credential
  let headers: [String]
  let body: String?
  let companion: Companion?
  /// What is left out at the secret's start where it goes into a path.
  let prefix: String
  /// What answers mean, the first that fits; then a status of 2xx is yes, and 401 no.
  let answers: [Answer]
  /// What else a refusal can mean, so that it says nothing; `nil` where it means that the secret is no longer accepted.
  let doubt: String?
  /// Where the issuer documents the request.
  package let source: String

  /// Where the question is asked, for a person.
  package var place: String {
    let named = server.map { "--server \($0)=HOST" }
    return (hosts.map { $0.replacing("{suffix}", with: "SUFFIX") } + (hosts.isEmpty ? [named ?? ""] : [])).joined(
      separator: ", ")
  }

  init(
    _ rules: [String], at hosts: [String], _ paths: [String], by credential: Credential = .bearer,
    _ method: Method = .get,
    headers: [String] = [], body: String? = nil, companion: Companion? = nil, prefix: String = "",
    answers: [Answer] = [],
    server: String? = nil, doubt: String? = nil, source: String
  ) {
    self.rules = rules
    self.hosts = hosts
    self.paths = paths
    self.credential = credential
    self.method = method
    self.headers = headers
    self.body = body
    self.companion = companion
    self.prefix = prefix
    self.answers = answers
    self.server = server
    self.doubt = doubt
    self.source = source
  }
}

/// What the issuer of a secret, or whoever would accept it, says of it.
package struct CredentialValidity: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// It is accepted.
    case live
    /// It is refused: revoked, expired, or never a real one.
    case revoked
    /// Nobody could be asked, or the answer says nothing.
    case unknown
  }

  package var state: State
  /// Who said so, or why nothing is known, in a few words. Never holds the secret.
  package var reason: String

  package init(_ state: State, _ reason: String) {
    self.state = state
    self.reason = reason
  }
}

/// A request as it goes over the network. It holds the secret, and its description tells nothing of it.
package struct WireRequest: Sendable, CustomStringConvertible, CustomReflectable {
  package var method: ValidationRequest.Method
  /// The host that it goes to by its sense, whatever the address is.
  package var host: String
  package var url: String
  /// Whole lines, `Name: value`.
  package var headers: [String]
  package var body: [UInt8]

  package var description: String { "\(method.rawValue) to \(host)" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What came of a request.
package enum WireAnswer: Hashable, Sendable {
  /// The server's status and content.
  case status(Int, [UInt8])
  /// The server's certificate is not trusted.
  case untrusted
  /// Nobody answered, or not to the end, or not in time.
  case unreachable
}

/// Carries requests to issuers, all of a call at once.
package protocol ValidationTransport: Sendable {
  /// The answers, in the order of `requests`; `nil` where none came within `time`. Redirections are not followed.
  func perform(_ requests: [WireRequest], within time: Duration) -> [WireAnswer?]
}

/// Keeps gate from asking a remote store that does not answer.
struct CircuitBreaker: Hashable {
  /// So many failures one after another are enough.
  static let limit = 3
  /// For how long later runs do not ask either, in seconds.
  static let rest: Int64 = 30

  /// Whether nothing more is asked.
  private(set) var isOpen = false
  private var failures = 0

  /// Takes an answer into account.
  mutating func note(_ answer: RemoteAnswer) {
    failures = answer.isFailure ? failures + 1 : 0
    if failures >= Self.limit { isOpen = true }
  }

  /// Takes into account that the time of a batch ran out, the last answer having come `silence` ago. A server that still
  /// answers is slow for the number of requests, not dead.
  mutating func note(silence: Duration, of timeout: Duration) {
    if silence >= timeout / 2 { isOpen = true }
  }

  mutating func open() { isOpen = true }
}

/// A request to a remote store.
struct RemoteRequest: Hashable {
  enum Method: Hashable {
    case get
    case put([UInt8])
  }

  var method: Method
  var url: String
}

/// What came of a request.
enum RemoteAnswer: Hashable {
  /// The server's status and content.
  case status(Int, [UInt8])
  /// The server's certificate is not trusted, for the reason given.
  case untrusted(String)
  /// The content is larger than any entry.
  case tooLarge
  /// Nobody answered, or not to the end.
  case unreachable

  /// Whether it speaks against asking again soon.
  var isFailure: Bool {
    switch self {
    case .status(let status, _): status >= 500
    case .untrusted, .unreachable: true
    case .tooLarge: false
    }
  }
}

/// Carries requests to a remote store, many at once.
protocol RemoteTransport: AnyObject {
  /// Sends `requests` and calls `receive` for each that ends, in the order in which they end; `false` ends all.
  ///
  /// - Returns: where `time` ran out, how long ago the last answer came (or the sending began); `nil` where it did not.
  func perform(
    _ requests: [RemoteRequest], within time: Duration, _ receive: (_ index: Int, RemoteAnswer) -> Bool
  ) -> Duration?
}

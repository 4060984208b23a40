import CCurl
import GateModel

/// Sole owner of one libcurl session: its connections stay open from batch to batch. Not for two threads at once.
final class CurlTransport: RemoteTransport {
  /// How many requests are in flight together. HTTP/2 carries them over one connection.
  private static let width: UInt32 = 32
  /// The longest answer that is taken, in bytes: an entry that holds the largest verdict.
  private static let largestAnswer = CachedVerdict.maximumByteCount + (64 << 10)

  /// CURLcodes, as libcurl-errors(3) has them.
  private enum Code {
    static let writeError: Int32 = 23
    /// The certificate does not verify; the file of authorities cannot be read.
    static let distrust: Set<Int32> = [60, 77]
  }

  private let session: OpaquePointer

  /// `nil` where libcurl is not there; ``missing`` then says so.
  init?(_ settings: RemoteSettings) {
    // An upload waits for no leave to send its body: entries are small.
    var lines = ["Content-Type: application/octet-stream", "Accept: */*", "User-Agent: gate", "Expect:"]
    if let authorization = settings.authorization { lines.append("Authorization: \(authorization)") }
    let session = withTexts(lines) { lines in
      guard let authorities = settings.authorities else {
        return gate_curl_open(lines.baseAddress, lines.count, nil, Self.width)
      }
      return authorities.withCString { gate_curl_open(lines.baseAddress, lines.count, $0, Self.width) }
    }
    guard let session else { return nil }
    self.session = session
  }

  deinit { gate_curl_close(session) }

  /// Why there is no transport, for a person; `nil` where there can be one.
  static var missing: String? {
    gate_curl_is_available() == 1 ? nil : String(cString: gate_curl_status())
  }

  func perform(
    _ requests: [RemoteRequest], within time: Duration, _ receive: (_ index: Int, RemoteAnswer) -> Bool
  ) -> Duration? {
    let bodies = requests.map { request -> [UInt8] in
      if case .put(let body) = request.method { body } else { [] }
    }
    let silence = withTexts(requests.map(\.url)) { urls in
      bodies.flatMap { $0 }.withUnsafeBufferPointer { all in
        var start = 0
        let raw = zip(zip(requests, bodies), urls).map { pair, url in
          defer { start += pair.1.count }
          let method = pair.0.method == .get ? gate_curl_get : gate_curl_put
          return gate_curl_request(
            method: method, url: url, body: all.baseAddress.map { $0 + start }, count: pair.1.count, headers: nil,
            header_count: 0)
        }
        return Self.perform(session, raw, within: time, receive)
      }
    }
    return silence < 0 ? nil : .milliseconds(silence)
  }

  private static func perform(
    _ session: OpaquePointer, _ requests: [gate_curl_request], within time: Duration,
    _ receive: (_ index: Int, RemoteAnswer) -> Bool
  ) -> Int {
    withoutActuallyEscaping(receive) { receive in
      var receiver = Receiver(receive: receive)
      return withUnsafeMutablePointer(to: &receiver) { receiver in
        gate_curl_perform(
          session, requests, requests.count, largestAnswer, max(1, time.wholeMilliseconds),
          { index, error, status, content, count, context in
            guard let receiver = context?.assumingMemoryBound(to: Receiver.self) else { return 1 }
            let bytes = content.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
            let answer = CurlTransport.answer(error: error, status: status, content: bytes)
            return receiver.pointee.receive(index, answer) ? 0 : 1
          }, receiver)
      }
    }
  }

  private static func answer(error: Int32, status: Int, content: [UInt8]) -> RemoteAnswer {
    switch error {
    case 0: .status(status, content)
    case Code.writeError: .tooLarge
    case _ where Code.distrust.contains(error):
      .untrusted(gate_curl_message(error).map { String(cString: $0) } ?? "error \(error)")
    default: .unreachable
    }
  }
}

/// Carries a closure through C.
private struct Receiver {
  let receive: (_ index: Int, RemoteAnswer) -> Bool
}

extension Duration {
  fileprivate var wholeMilliseconds: Int {
    Int(clamping: components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

/// Calls `body` with `texts` as C has them, valid only during the call.
private func withTexts<Result>(
  _ texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  var all: [CChar] = []
  var starts: [Int] = []
  for text in texts {
    starts.append(all.count)
    all += text.utf8.map { CChar(bitPattern: $0) }
    all.append(0)
  }
  return all.withUnsafeBufferPointer { buffer in
    starts.map { start in buffer.baseAddress.map { $0 + start } }.withUnsafeBufferPointer(body)
  }
}

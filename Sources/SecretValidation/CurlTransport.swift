import CCurl

/// libcurl as the carrier: certificates verified, proxies as the environment says, no redirection followed.
package struct CurlTransport: ValidationTransport {
  /// Answers say yes or no; what is longer says nothing.
  private static let largestAnswer = 1 << 20
  /// CURLcodes that mean a certificate which is not trusted (libcurl-errors(3)).
  private static let distrust: Set<Int32> = [60, 77]

  private let authorities: String?
  private let avoidsProxies: Bool

  /// - Parameters:
  ///   - authorities: a file of certificates to trust instead of the system's.
  ///   - avoidsProxies: for requests to this machine, which are none of a proxy's business.
  package init(authorities: String? = nil, avoidsProxies: Bool = false) {
    self.authorities = authorities
    self.avoidsProxies = avoidsProxies
  }

  /// Why there is no transport, for a person; `nil` where there is one.
  package static var missing: String? {
    gate_curl_is_available() == 1 ? nil : String(cString: gate_curl_status())
  }

  package func perform(_ requests: [WireRequest], within time: Duration) -> [WireAnswer?] {
    var answers = Answers(count: requests.count)
    guard !requests.isEmpty, let session = open(width: requests.count) else { return answers.values }
    defer { gate_curl_close(session) }
    if avoidsProxies { gate_curl_avoid_proxies(session) }
    gate_curl_watch(session) { Task.isCancelled ? 1 : 0 }
    let texts = CTexts(requests.flatMap { [$0.url] + $0.headers })
    let bodies = requests.flatMap(\.body)
    texts.withPointers { texts in
      bodies.withUnsafeBufferPointer { bodies in
        let raw = Self.raw(requests, texts, bodies)
        withUnsafeMutablePointer(to: &answers) { answers in
          _ = gate_curl_perform(
            session, raw, raw.count, Self.largestAnswer, max(1, time.wholeMilliseconds),
            { index, error, status, content, count, context in
              guard let answers = context?.assumingMemoryBound(to: Answers.self) else { return 1 }
              let bytes = content.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
              answers.pointee.values[index] = CurlTransport.answer(error: error, status: status, content: bytes)
              return 0
            }, answers)
        }
      }
    }
    return answers.values
  }

  private func open(width: Int) -> OpaquePointer? {
    guard let authorities else { return gate_curl_open(nil, 0, nil, UInt32(width)) }
    return authorities.withCString { gate_curl_open(nil, 0, $0, UInt32(width)) }
  }

  /// The requests as C has them; `texts` holds of each the address, and behind it the lines of its header.
  private static func raw(
    _ requests: [WireRequest], _ texts: UnsafeBufferPointer<UnsafePointer<CChar>?>, _ bodies: UnsafeBufferPointer<UInt8>
  ) -> [gate_curl_request] {
    var text = 0
    var byte = 0
    return requests.map { request in
      defer {
        text += 1 + request.headers.count
        byte += request.body.count
      }
      return gate_curl_request(
        method: request.method == .get ? gate_curl_get : gate_curl_post, url: texts[text],
        body: bodies.baseAddress.map { $0 + byte }, count: request.body.count,
        headers: texts.baseAddress.map { $0 + text + 1 }, header_count: request.headers.count)
    }
  }

  private static func answer(error: Int32, status: Int, content: [UInt8]) -> WireAnswer {
    if error == 0 { return .status(status, content) }
    return distrust.contains(error) ? .untrusted : .unreachable
  }
}

/// What came, carried through C.
private struct Answers {
  var values: [WireAnswer?]

  init(count: Int) { values = Array(repeating: nil, count: count) }
}

/// Texts as C has them.
private struct CTexts {
  private var all: [CChar] = []
  private var starts: [Int] = []

  init(_ texts: [String]) {
    for text in texts {
      starts.append(all.count)
      all += text.utf8.map { CChar(bitPattern: $0) }
      all.append(0)
    }
  }

  /// Calls `body` with the texts, which are valid during the call.
  func withPointers(_ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Void) {
    all.withUnsafeBufferPointer { buffer in
      starts.map { start in buffer.baseAddress.map { $0 + start } }.withUnsafeBufferPointer(body)
    }
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int {
    Int(clamping: components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

import GateModel

/// The state behind a ``RemoteStore``: the connections, what waits for upload, and whether the server is still asked.
struct RemoteConnection {
  let settings: RemoteSettings
  let records: SignedRecord
  private(set) var warning: String?
  /// What ``RemoteStore/upload()`` has to do.
  var offered: [RemoteUpload] = []
  /// Whether the server still takes uploads, as far as is known.
  private(set) var canWrite: Bool

  private let memory: LocalStore
  private let now: @Sendable () -> Int64
  private let connect: @Sendable (RemoteSettings) -> (any RemoteTransport)?
  private var transport: (any RemoteTransport)?
  private var breaker = CircuitBreaker()
  private var isFirst = true

  init(
    _ settings: RemoteSettings, memory: LocalStore, now: @escaping @Sendable () -> Int64,
    connect: @escaping @Sendable (RemoteSettings) -> (any RemoteTransport)?
  ) {
    self.settings = settings
    self.memory = memory
    self.now = now
    self.connect = connect
    records = SignedRecord(signingKey: settings.signingKey)
    canWrite = settings.canWrite
  }

  /// Sends `requests` and hands every answer to `receive`, until the breaker opens or `time` is over. Returns whether the server
  /// may be asked for more.
  mutating func perform(
    _ requests: [RemoteRequest], within time: Duration, _ receive: (_ index: Int, RemoteAnswer) -> Void
  ) -> Bool {
    guard !requests.isEmpty, time > .zero, let transport = open() else { return false }
    var breaker = breaker
    var distrust: String?
    let silence = transport.perform(requests, within: time) { index, answer in
      breaker.note(answer)
      if case .untrusted(let reason) = answer {
        distrust = reason
        breaker.open()
      }
      receive(index, answer)
      return !breaker.isOpen
    }
    if let silence { breaker.note(silence: silence, of: time) }
    self.breaker = breaker
    if let distrust { warn("is not trusted: \(distrust). It was not used.") }
    if breaker.isOpen { memory.setMemo(memoName, String(now())) }
    return !breaker.isOpen
  }

  /// Asks the server for nothing more in this run.
  mutating func giveUp(_ reason: String) {
    breaker.open()
    warn(reason)
  }

  /// Uploads nothing more in this run.
  mutating func onlyRead(_ reason: String) {
    canWrite = false
    offered = []
    warn(reason)
  }

  /// Only the first trouble is told: the others mostly follow from it.
  mutating func warn(_ text: String) {
    if warning == nil { warning = "the remote cache \(settings.url) \(text)" }
  }

  func address(ofResult name: String) -> String { "\(settings.url)/ac/\(name)" }

  func address(ofFile digest: String) -> String { "\(settings.url)/cas/\(digest)" }

  private var memoName: String { "gate: no answer from \(settings.url)" }

  private mutating func open() -> (any RemoteTransport)? {
    if isFirst {
      isFirst = false
      if didFailLately { breaker.open() }
    }
    if breaker.isOpen { return nil }
    if transport == nil { transport = connect(settings) }
    if transport == nil { giveUp("cannot be asked: \(CurlTransport.missing ?? "memory ran out").") }
    return transport
  }

  /// Whether an earlier run got no answer less than half a minute ago.
  private var didFailLately: Bool {
    guard let noted = memory.memo(memoName).flatMap({ Int64($0) }) else { return false }
    let (age, overflow) = now().subtractingReportingOverflow(noted)
    return !overflow && (0..<CircuitBreaker.rest).contains(age)
  }
}

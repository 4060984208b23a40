import GateModel
import GateTestSupport
import Synchronization
import Testing

@testable import ResultCache

/// What is asked, believed, uploaded and given up, against a server in memory.
@Suite struct RemoteStoreTests {
  private let directory: TemporaryDirectory
  private let server = ScriptedServer()
  private let memory: LocalStore

  init() throws {
    directory = try TemporaryDirectory()
    memory = Samples.store(directory.local("verdicts.sqlite"))
  }

  private func store(
    writes: Bool = true, key: String = "key of the repository", secrets: [String] = [], at time: Int64 = Samples.time
  ) -> RemoteStore {
    let settings = RemoteSettings(
      url: ScriptedServer.url, signingKey: Array(key.utf8), canWrite: writes, timeout: .milliseconds(300),
      secrets: secrets)
    return RemoteStore(
      settings, memory: memory, now: { time }, connect: { [server] _ in ScriptedTransport(server) })
  }

  /// A server that holds `numbers`, uploaded by another clone.
  private func fill(_ numbers: [Int]) {
    let other = store()
    other.offer(numbers.map { (Samples.key($0), Samples.verdict($0)) })
    other.upload()
    server.forgetRequests()
  }

  @Test func `what one uploads another finds`() {
    fill([0, 2, 4])
    let found = store(writes: false).lookUp([0, 1, 2].map(Samples.key))
    #expect(found == [Samples.key(0): Samples.verdict(0), Samples.key(2): Samples.verdict(2)])
  }

  @Test func `only passed verdicts are uploaded, files before results`() {
    let store = store()
    store.offer(Samples.entries(0..<4))
    store.upload()
    #expect(server.requests.map { String($0.prefix(7)) } == ["PUT cas", "PUT cas", "PUT ac/", "PUT ac/"])
    server.forgetRequests()
    store.upload()
    #expect(server.requests.isEmpty, "what was uploaded is uploaded once")
  }

  @Test func `a verdict that quotes a secret is not uploaded`() {
    let store = store(secrets: ["message 2", ""])
    store.offer([(Samples.key(0), Samples.verdict(0)), (Samples.key(2), Samples.verdict(2))])
    store.upload()
    #expect(server.requests.count == 2)
    #expect(store.lookUp([Samples.key(0)]).count == 1)
  }

  @Test func `a store that only reads never writes`() {
    let store = store(writes: false)
    store.offer(Samples.entries(0..<4))
    _ = store.lookUp([Samples.key(0)])
    store.upload()
    #expect(server.requests.count == 1)
    #expect(server.requests.allSatisfy { $0.hasPrefix("GET") })
  }

  @Test func `a key is asked for once, and a small file not on its own`() {
    fill([0])
    _ = store().lookUp([Samples.key(0), Samples.key(0)])
    #expect(server.requests.count == 1)
  }

  @Test func `a file that is not in the result is fetched`() {
    var verdict = Samples.verdict(0)
    verdict.outcome.output = String(repeating: "x", count: 40_000)
    let other = store()
    other.offer([(Samples.key(0), verdict)])
    other.upload()
    server.forgetRequests()
    #expect(store().lookUp([Samples.key(0)]) == [Samples.key(0): verdict])
    #expect(server.requests.map { String($0.prefix(7)) } == ["GET ac/", "GET cas"])
  }

  @Test func `an entry that was altered is not known, and one warning says so`() {
    fill([0, 2, 4, 6])
    let names = server.names
    server.state.withLock { state in
      for name in names where name.hasPrefix("ac/") {
        // The last byte of the message is the last of the signature.
        state.content[name]?.withUnsafeMutableBufferPointer { $0[$0.count - 1] ^= 1 }
      }
    }
    let store = store()
    #expect(store.lookUp([0, 2, 4, 6].map(Samples.key)).isEmpty)
    #expect(
      store.warning
        == "the remote cache https://cache.example/gate holds 4 entries that nobody with this repository's key signed; not used."
    )
  }

  @Test func `each of two entries in the place of the other is not known`() throws {
    fill([0, 2])
    let names = server.names.filter { $0.hasPrefix("ac/") }
    try #require(names.count == 2)
    server.state.withLock { state in
      let first = state.content[names[0]]
      state.content[names[0]] = state.content[names[1]]
      state.content[names[1]] = first
    }
    let store = store()
    #expect(store.lookUp([0, 2].map(Samples.key)).isEmpty)
    #expect(store.warning != nil)
  }

  @Test func `repositories with different keys share a server without seeing each other`() {
    fill([0])
    let other = store(key: "key of another one")
    #expect(other.lookUp([Samples.key(0)]).isEmpty)
    #expect(other.warning == nil)
  }

  @Test func `a failed verdict is not believed, whoever signed it`() throws {
    let records = SignedRecord(signingKey: Array("key of the repository".utf8))
    let key = Samples.key(1)
    let record = try #require(records.sealed(Samples.verdict(1), under: key))
    server.state.withLock { $0.content["ac/\(records.name(of: key))"] = ActionResult(file: record).encoded }
    #expect(store().lookUp([key]).isEmpty)
  }

  @Test func `a verdict that turned out to be wrong is taken back, and nobody is warned`() {
    fill([4, 2])
    let one = store()
    one.retract([Samples.key(4)])
    one.upload()
    let other = store(writes: false)
    #expect(Array(other.lookUp([Samples.key(4), Samples.key(2)]).keys) == [Samples.key(2)])
    #expect(other.warning == nil)
  }

  @Test func `a store that is only read takes nothing back`() {
    fill([2])
    let one = store(writes: false)
    #expect(!one.canWrite)
    one.retract([Samples.key(2)])
    one.upload()
    #expect(store().lookUp([Samples.key(2)]).count == 1)
  }

  @Test(arguments: [RemoteAnswer.unreachable, .status(502, [])])
  func `three failures end the asking, for this run and the next half minute`(answer: RemoteAnswer) {
    server.reply { _ in answer }
    let first = store()
    #expect(first.lookUp((0..<10).map(Samples.key)).isEmpty)
    #expect(server.requests.count == 3)
    first.offer(Samples.entries(0..<4))
    first.upload()
    #expect(server.requests.count == 3)
    #expect(first.warning == nil, "to be offline is nothing wrong")

    server.reply(nil)
    _ = store(at: Samples.time + 29).lookUp([Samples.key(0)])
    #expect(server.requests.count == 3)
    _ = store(at: Samples.time + 30).lookUp([Samples.key(0)])
    #expect(server.requests.count == 4)
  }

  @Test func `an answer between failures keeps the store in use`() {
    let count = Mutex(0)
    server.reply { _ in
      count.withLock {
        $0 += 1
        return $0.isMultiple(of: 3) ? .status(404, []) : .unreachable
      }
    }
    _ = store().lookUp((0..<9).map(Samples.key))
    #expect(server.requests.count == 9)
  }

  @Test func `a server that falls silent is not asked again`() {
    fill([0, 2, 4])
    server.fallSilent(after: 1, for: .milliseconds(290))
    let first = store()
    #expect(first.lookUp([0, 2, 4].map(Samples.key)).count == 1, "what came before the silence is believed")
    server.speak()
    server.forgetRequests()
    first.offer(Samples.entries(6..<8))
    first.upload()
    _ = store().lookUp([Samples.key(0)])
    #expect(server.requests.isEmpty)
  }

  @Test func `a server that is slow for so many questions is asked again`() {
    fill([0, 2, 4])
    server.fallSilent(after: 1, for: .milliseconds(10))
    let store = store()
    #expect(store.lookUp([0, 2, 4].map(Samples.key)).count == 1)
    server.speak()
    #expect(store.lookUp([2, 4].map(Samples.key)).count == 2)
  }

  @Test func `a server that refuses to be written to is only read`() {
    fill([0])
    server.reply { $0.hasPrefix("PUT") ? .status(403, []) : nil }
    let store = store()
    store.offer(Samples.entries(2..<5))
    store.upload()
    let count = server.requests.count
    store.offer(Samples.entries(6..<9))
    store.upload()
    #expect(server.requests.count == count)
    #expect(store.lookUp([Samples.key(0)]).count == 1)
    #expect(store.warning?.contains("refuses to be written to (status 403)") == true)
  }

  @Test(arguments: [401, 403, 400, 302])
  func `a server that answers otherwise than a cache is left alone, with a warning`(status: Int) {
    server.reply { _ in .status(status, []) }
    let store = store()
    #expect(store.lookUp([Samples.key(0)]).isEmpty)
    #expect(store.warning?.contains("(status \(status))") == true)
    let count = server.requests.count
    _ = store.lookUp([Samples.key(1)])
    #expect(server.requests.count == count)
  }

  @Test func `an entry too large for the server does not keep the others back`() {
    let refused = Mutex(false)
    server.reply { request in
      guard request.hasPrefix("PUT cas") else { return nil }
      return refused.withLock { wasRefused in
        defer { wasRefused = true }
        return wasRefused ? nil : .status(413, [])
      }
    }
    let store = store()
    store.offer([(Samples.key(0), Samples.verdict(0)), (Samples.key(2), Samples.verdict(2))])
    store.upload()
    #expect(server.names.filter { $0.hasPrefix("ac/") }.count == 1)
    #expect(store.warning == nil)
  }

  @Test func `a certificate that is not trusted is said, once`() {
    server.reply { _ in .untrusted("self-signed") }
    let store = store()
    _ = store.lookUp((0..<5).map(Samples.key))
    #expect(server.requests.count == 1)
    #expect(store.warning?.contains("is not trusted: self-signed") == true)
  }

  @Test func `whatever a server answers, it is no verdict and no trap`() {
    var random = SeededGenerator(seed: 5)
    for length in 0..<300 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      server.reply { _ in .status(200, bytes) }
      #expect(store().lookUp([Samples.key(0)]).isEmpty)
    }
  }
}

import Foundation
import GateModel
import GateTestSupport
import ResultCache
import Testing

/// The remote store against real servers: nginx with WebDAV, and one as strict as bazel-remote.
@Suite struct RemoteServerTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// The store of one clone, named `clone`.
  private func store(
    _ url: String, clone: String = "a", authorization: String? = nil, writes: Bool = true,
    timeout: Duration = .seconds(30), authorities: LocalPath? = nil
  ) -> RemoteStore {
    let settings = RemoteSettings(
      url: url, authorization: authorization, signingKey: Array("0123456789abcdef".utf8), canWrite: writes,
      timeout: timeout, authorities: authorities)
    return RemoteStore(settings, memory: Samples.store(directory.local("\(clone).sqlite")), now: { Samples.time })
  }

  /// Passed verdicts, one of them with an output that does not fit into a result.
  private static let entries: [(CacheKey, CachedVerdict)] = (0..<150).map { number in
    var verdict = Samples.verdict(number * 2)
    if number == 7 { verdict.outcome.output = String(repeating: "long ", count: 10_000) }
    return (Samples.key(number), verdict)
  }

  private static let keys = entries.map(\.0) + (1000..<1100).map(Samples.key)

  private func expectExchange(_ server: CacheServer, authorization: String? = nil) {
    let writer = store(server.url, authorization: authorization)
    writer.offer(Self.entries)
    writer.upload()
    #expect(writer.warning == nil)
    let reader = store(server.url, clone: "b", authorization: authorization, writes: false)
    #expect(reader.lookUp(Self.keys) == Dictionary(uniqueKeysWithValues: Self.entries))
    #expect(reader.warning == nil)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `nginx keeps what one clone uploads for the others`() throws {
    try expectExchange(.startNginx())
  }

  @Test func `a server that looks into what it is sent takes it`() throws {
    let credential = Data("builder:s3cr t".utf8).base64EncodedString()
    try expectExchange(.startStrict(credential: "builder:s3cr t"), authorization: "Basic \(credential)")
  }

  @Test func `a server that wants other credentials is only read`() throws {
    let server = try CacheServer.startStrict(credential: "builder:right")
    let store = store(server.url, authorization: "Basic d3Jvbmc6d3Jvbmc=")
    store.offer(Self.entries)
    store.upload()
    #expect(store.warning?.contains("refuses to be written to (status 401)") == true)
    #expect(store.lookUp([Samples.key(0)]).isEmpty)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `bearer tokens say who may read and who may write`() throws {
    let server = try CacheServer.startNginx(writeToken: "for-ci", readToken: "for-all")
    expectExchange(server, authorization: "Bearer for-ci")

    let reader = store(server.url, authorization: "Bearer for-all")
    #expect(reader.lookUp([Samples.key(0)]).count == 1)
    reader.offer([(Samples.key(5000), Samples.verdict())])
    reader.upload()
    #expect(reader.warning?.contains("refuses to be written to (status 403)") == true)
    #expect(store(server.url).lookUp([Samples.key(0)]).isEmpty)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `entries that were damaged on the server are not known`() throws {
    let server = try CacheServer.startNginx()
    let writer = store(server.url)
    writer.offer(Array(Self.entries.prefix(10)))
    writer.upload()
    let results = server.files(in: "ac")
    try #require(results.count == 10)
    for (number, path) in results.enumerated() {
      let url = URL(filePath: path.description)
      let bytes = [UInt8](try Data(contentsOf: url))
      // Cut short, emptied, made longer, one bit altered.
      var altered = bytes
      altered[bytes.count - 1 - number] ^= 1
      let damaged = [Array(bytes.dropLast(3)), [], bytes + [0], altered][number % 4]
      try Data(damaged).write(to: url)
    }
    let reader = store(server.url, clone: "b")
    #expect(reader.lookUp(Self.keys).isEmpty)
    #expect(reader.warning?.contains("holds 10 entries that nobody with this repository's key signed") == true)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `TLS needs an authority that is trusted`() throws {
    let certificate = try TestCertificate()
    let server = try CacheServer.startNginx(certificate: certificate)
    let writer = store(server.url, authorities: certificate.authority)
    writer.offer(Self.entries)
    writer.upload()
    #expect(writer.warning == nil)
    #expect(writer.lookUp(Self.keys).count == Self.entries.count)

    let doubter = store(server.url, clone: "b")
    #expect(doubter.lookUp(Self.keys).isEmpty)
    #expect(doubter.warning?.contains("is not trusted") == true)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `a server that stands still is asked once`() throws {
    let server = try CacheServer.startNginx()
    let writer = store(server.url)
    writer.offer(Self.entries)
    writer.upload()
    let reader = store(server.url, clone: "b", timeout: .milliseconds(100))
    server.suspend()
    #expect(reader.lookUp([Samples.key(0)]).isEmpty)
    server.resume()
    // It would answer now, and is not asked: neither by this run nor by the next.
    let next = store(server.url, clone: "b")
    #expect(reader.lookUp([Samples.key(1)]).isEmpty)
    #expect(next.lookUp([Samples.key(1)]).isEmpty)
    #expect(reader.warning == nil)
    #expect(store(server.url, clone: "c").lookUp([Samples.key(1)]).count == 1)
  }

  @Test(.enabled(if: CacheServer.nginx != nil, Comment(rawValue: CacheServer.nginxIsMissing)))
  func `a server that is gone is nothing wrong`() throws {
    let server = try CacheServer.startNginx()
    let store = store(server.url)
    store.offer(Self.entries)
    store.upload()
    server.kill()
    #expect(store.lookUp(Self.keys).isEmpty)
    store.offer(Self.entries)
    store.upload()
    #expect(store.warning == nil)
  }
}

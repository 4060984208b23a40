import Synchronization
import Testing

@testable import SecretScanning

@Suite struct KeptDatabaseTests {
  private final class Store: AnchorStore {
    let kept = Mutex<[String: [UInt8]]>([:])

    func load(_ name: String) -> [UInt8]? { kept.withLock { $0[name] } }
    func save(_ bytes: [UInt8], as name: String) { kept.withLock { $0[name] = bytes } }
    func damage(_ change: (inout [UInt8]) -> Void) {
      kept.withLock { kept in for name in kept.keys { change(&kept[name, default: []]) } }
    }
  }

  private let anchors: [Anchor] = ["needle", .ignoringCase("hay"), "ghp_"]
  private let text = Array("HAYneedlehay ghp_ GHP_".utf8)

  private func starts(_ engine: VectorscanAnchorEngine) throws -> [UInt32] {
    var hits = AnchorHits(anchors: anchors, limit: .max)
    try text.withUnsafeBufferPointer { (text) throws(SecretScanningError) in try engine.scan(text, into: &hits) }
    hits.sort()
    return hits.hits.map(\.start)
  }

  @Test func `a kept database finds what the compiled one finds`() throws {
    guard let compiled = VectorscanAnchorEngine(anchors: anchors) else { return }
    let store = Store()
    #expect(VectorscanAnchorEngine(anchors: anchors, keptIn: store) == nil)
    compiled.keep(in: store)
    let loaded = try #require(VectorscanAnchorEngine(anchors: anchors, keptIn: store))
    #expect(try starts(loaded) == starts(compiled))
    #expect(try starts(loaded) == [0, 3, 9, 13])
    #expect(VectorscanAnchorEngine(anchors: ["other"], keptIn: store) == nil)
  }

  @Test(arguments: [0, 8, 40, 72, 90, 400])
  func `a damaged database is not taken`(offset: Int) throws {
    guard let compiled = VectorscanAnchorEngine(anchors: anchors) else { return }
    let store = Store()
    compiled.keep(in: store)
    store.damage { $0[offset] ^= 0x10 }
    #expect(VectorscanAnchorEngine(anchors: anchors, keptIn: store) == nil)
  }

  @Test func `a database that was cut short is not taken`() throws {
    guard let compiled = VectorscanAnchorEngine(anchors: anchors) else { return }
    let store = Store()
    for count in [0, 7, 8, 40, 72, 73, 500] {
      compiled.keep(in: store)
      store.damage { $0.removeLast(max(0, $0.count - count)) }
      #expect(VectorscanAnchorEngine(anchors: anchors, keptIn: store) == nil)
    }
  }

  @Test func `another version, processor or set of anchors has another name`() {
    let first = KeptDatabase(anchors: anchors, platform: "5.4.9 0 4")
    let others = [
      KeptDatabase(anchors: anchors, platform: "5.4.11 0 4"), KeptDatabase(anchors: ["needle"], platform: "5.4.9 0 4"),
      KeptDatabase(anchors: ["needle", "hay", "ghp_"], platform: "5.4.9 0 4"),
    ]
    #expect(Set((others + [first]).map(\.name)).count == 4)
    #expect(first.opened(first.sealed([1, 2, 3])) == [1, 2, 3])
    #expect(others[0].opened(first.sealed([1, 2, 3])) == nil)
  }

  @Test func `what was compiled is kept, and taken the next time`() throws {
    guard VectorscanAnchorEngine(anchors: anchors) != nil else { return }
    let store = Store()
    let engine = AdaptiveAnchorEngine(anchors: anchors, store: store)
    let large = Array(repeating: UInt8(ascii: "."), count: AdaptiveAnchorEngine.threshold + 1) + text
    for _ in 0..<2 {
      var hits = AnchorHits(anchors: anchors, limit: .max)
      try large.withUnsafeBufferPointer { (text) throws(SecretScanningError) in try engine.scan(text, into: &hits) }
      #expect(hits.hits.count == 4)
    }
    #expect(store.kept.withLock { $0.count } == 1)
    #expect(VectorscanAnchorEngine(anchors: anchors, keptIn: store) != nil)
  }
}

import GateModel
import Testing

@Suite struct ObjectIDTests {
  @Test(arguments: [20, 32])
  func `however an id is made it is the same`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 200) }
    let copied = try #require(bytes.withUnsafeBytes { ObjectID(copying: $0) })
    #expect(copied == ObjectID(bytes: bytes))
    #expect(copied == ObjectID(hex: copied.description))
    #expect(copied.bytes == bytes)
  }

  @Test func `other lengths are no id`() {
    #expect([UInt8](repeating: 1, count: 21).withUnsafeBytes { ObjectID(copying: $0) } == nil)
  }
}

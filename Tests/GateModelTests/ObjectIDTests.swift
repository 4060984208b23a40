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
    var list: [UInt8] = [7]
    copied.append(to: &list)
    #expect(list == [7] + bytes)
    // Not contiguous in memory.
    #expect(copied == ObjectID(bytes: bytes.lazy.map { $0 }))
  }

  @Test func `other lengths are no id`() {
    #expect(ObjectID(bytes: [UInt8](repeating: 1, count: 21)) == nil)
    #expect(ObjectID(bytes: (0..<21).lazy.map { UInt8($0) }) == nil)
    #expect([UInt8](repeating: 1, count: 21).withUnsafeBytes { ObjectID(copying: $0) } == nil)
  }
}
